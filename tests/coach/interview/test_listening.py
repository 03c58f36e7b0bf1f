"""What is heard in an answer: a refusal is not a story, and a story is not a refusal."""

import pytest

from coach.interview.listening import hear, is_about, is_red_line, leans, names, reply


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bof", "unsure"),
        ("BOF...", "unsure"),
        ("je sais pas", "unsure"),
        ("bof je sais pas trop", "unsure"),
        ("j'en sais rien", "unsure"),
        ("chais pas moi", "unsure"),
        ("", "unsure"),
        ("???", "unsure"),
        ("👍", "unsure"),
        ("oui", "unsure"),
        ("lol", "unsure"),
        ("non", "no"),
        ("rien", "no"),
        ("non, rien de spécial", "no"),
        ("aucun rapport", "no"),
        ("pas de chiffre", "no"),
        ("rien à dire là-dessus", "unsure"),
        ("passe", "pass"),
        ("question suivante", "pass"),
        ("stop", "stop"),
        ("Quit", "stop"),
        ("FIN", "stop"),
        ("laisse moi tranquille", "aside"),
        ("ta question est débile", "aside"),
        ("c'est nul votre truc", "aside"),
        ("j'ai pas le temps pour ça", "aside"),
        ("c'est quoi la question ?", "aside"),
        ("je te l'ai déjà dit", "aside"),
        ("j'ai pas dormi", "said"),
        ("je sais pas, peut-être la fois où le client a pleuré", "said"),
        ("non mais j'ai failli tout arrêter", "said"),
        ("pas de chiffre mais une photo de l'armoire", "said"),
        ("silence", "said"),
        ("rien compris au schéma", "said"),
        ("on a stoppé la fin de la ligne", "said"),
        ("{{ 7*7 }}", "said"),
    ],
)
def test_kinds_of_answer_in_french(text: str, kind: str) -> None:
    assert reply(text, "fr") == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("meh", "unsure"),
        ("dunno", "unsure"),
        ("I don't remember", "unsure"),
        ("idk lol", "unsure"),
        ("no", "no"),
        ("nah not really", "no"),
        ("nothing comes to mind", "no"),
        ("no figures", "no"),
        ("skip", "pass"),
        ("quit", "stop"),
        ("that's a stupid question", "aside"),
        ("leave me alone", "aside"),
        ("I already told you that", "aside"),
        ("who cares", "aside"),
        ("nobody knew where it went", "said"),
        ("not one of the eleven fitters had done it", "said"),
        ("I felt sick about it", "said"),
    ],
)
def test_kinds_of_answer_in_english(text: str, kind: str) -> None:
    assert reply(text, "en") == kind


def test_a_hostile_word_inside_a_real_story_does_not_lose_the_story() -> None:
    story = "le 12 mars à Roanne un client m'a lancé : va te faire voir avec ta machine, et il a raccroché"
    assert reply(story, "fr") == "said"


def test_what_is_concrete_is_heard_without_accents_or_capitals() -> None:
    told = hear("mardi a l'atelier le chef a compte 412 fils et deux verins", "fr")
    assert (told.time, told.place, told.person, told.figure) == (1, 1, 1, 2)


def test_a_year_and_the_day_of_a_month_are_moments_and_new_is_not_nine() -> None:
    assert hear("une presse de 1987 vue le 12 mars", "fr").figure == 0
    assert hear("il vend du neuf", "fr").figure == 0
    assert hear("il en faut neuf", "fr").figure == 1


def test_names_are_capitals_inside_a_sentence_and_shouting_has_none() -> None:
    assert names("Hier avec Moussa à Saint-Étienne. Puis rien. Demain Claire et moi") == ["Moussa", "Saint-Étienne", "Claire"]
    assert names("HIER AVEC MOUSSA") == []
    assert names("Yesterday I saw Dervla and I'm glad") == ["Dervla"]


@pytest.mark.parametrize(
    ("sentence", "lang", "on"),
    [
        ("il pensait que je venais lui vendre du neuf", "fr", "who"),
        ("je l'ai rappelé en avril", "fr", "who"),
        ("mais il a dit oui", "fr", "what"),
        ("et puis Bertrand a levé la main", "fr", "what"),
        ("il y en a d'autres ici ?", "fr", None),
        ("il faut en savoir plus", "fr", None),
        ("et vous, vous faites comment ?", "fr", None),
        ("mardi dernier un client m'a appelé", "fr", None),
        ("He hung up", "en", "who"),
        ("But nobody moved", "en", "what"),
        ("It rained all day", "en", None),
    ],
)
def test_what_leans_on_a_sentence_before(sentence: str, lang: str, on: str | None) -> None:
    assert leans(sentence, lang) == on  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "lang"),
    [
        ("faut pas dire que c'est chez Danone", "fr"),
        ("ne citez pas le client", "fr"),
        ("ça reste entre nous", "fr"),
        ("c'est confidentiel pour l'instant", "fr"),
        ("don't name the client", "en"),
        ("this is off the record", "en"),
    ],
)
def test_a_request_not_to_publish_is_heard(sentence: str, lang: str) -> None:
    assert is_red_line(sentence, lang)  # type: ignore[arg-type]


def test_what_one_wants_to_write_about_is_not_what_one_lived() -> None:
    assert is_about("je voudrais parler de la réparation", "fr")
    assert is_about("they asked me to share the launch", "en")
    assert not is_about("mardi j'ai vu une presse repartir", "fr")
