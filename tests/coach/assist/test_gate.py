"""Nothing passes the gate that the person did not bring, and whatever passes is one short question in their language."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.assist.gate import LONGEST, Ground, Suggestion, faults

LAST = "412 fils à repérer, 37 sans étiquette, un câble noir partait dans le mur. « c'est la sonnette », a dit le gardien"
FRENCH = Ground(
    lang="fr",
    last=LAST,
    notes=("trois jours accroupi dans une armoire de 1987 avec Moussa, lundi à Saint-Étienne", LAST),
    asked=("Tu pars de « l'armoire ». Quel cas t'a fait changer d'avis ?",),
    message="Helvia lance Atelier Zéro, son nouveau service de réparation industrielle.",
)
ENGLISH = Ground(
    lang="en",
    last="412 wires to sort, 37 had no label, and a black cable went into the wall",
    notes=(
        "three days squatting in a 1987 cabinet with Moussa on Monday",
        "412 wires to sort, 37 had no label, and a black cable went into the wall",
    ),
)


def judged(question: str, quote: str = "37 sans étiquette", ground: Ground = FRENCH) -> tuple[str, ...]:
    return faults(Suggestion(quote=quote, question=question), f"« {quote} » : je garde ces mots. {question}", ground)


@pytest.mark.parametrize(
    "question",
    [
        "Qu'as-tu pensé quand ce câble noir est parti dans le mur ?",
        "Comment as-tu compté ces trente-sept fils ?",
        "Lundi, à Saint-Étienne, qui a compris le premier ?",
        "Qu'est-ce que Moussa t'a répondu, à cet instant ?",
        "Que voulait dire le gardien avec « c'est la sonnette » ?",
        "Pourquoi personne n'avait-il noté où allait ce câble ?",
    ],
)
def test_a_question_out_of_the_person_s_own_words_passes(question: str) -> None:
    assert judged(question) == ()


@pytest.mark.parametrize(
    "question", ["What did you think when that black cable went into the wall?", "How did you sort those 37 wires?"]
)
def test_in_english_too(question: str) -> None:
    assert judged(question, "37 had no label", ENGLISH) == ()


@pytest.mark.parametrize(
    ("fault", "question"),
    [
        ("number", "Comment as-tu compté ces 38 fils ?"),
        ("number", "Pourquoi quarante fils, et pas moins ?"),
        ("number", "Pourquoi 37 % de ces fils ?"),
        ("number", "Comment as-tu convaincu ces 412 clients ?"),
        ("name", "Que t'a dit Marc devant ce mur ?"),
        ("name", "que t'a dit marc devant ce mur ?"),
        ("name", "Marc t'a-t-il dit pourquoi ?"),
        ("name", "Qu'en pense-t-on chez Helvia ?"),
        ("name", "QU'AS-TU PENSÉ DE CE MUR ?"),
        ("moment", "Et mardi, qu'as-tu pensé ?"),
        ("moment", "Qu'as-tu pensé, ce soir de novembre ?"),
        ("moment", "Qu'est-ce qui a changé la semaine dernière ?"),
        ("quoted", "Pourquoi a-t-il dit « c'est la cloche » ?"),
        ("quoted", "Pourquoi a-t-il dit 'on ferme tout' ce jour-là ?"),
        ("quoted", "Pourquoi a-t-il dit « on ferme ce jour-là ?"),
        ("question", "Raconte ce câble."),
        ("question", "Ce câble est une chance ?"),
        ("question", "Qu'as-tu pensé ? Et qui d'autre ?"),
        ("question", "Tu as bien fait. Qu'as-tu pensé ?"),
        ("question", "Voici ce que tu peux dire : les fils parlent, qu'en dis-tu ?"),
        ("question", ""),
        ("question", "?"),
        ("language", "What did you think of this wall?"),
        ("register", "Qu'avez-vous pensé de ce mur ?"),
        ("register", "Qu'as-tu pensé de votre mur ?"),
        ("characters", "Qu'as-tu pensé de [b]ce mur[/b] ?"),
        ("characters", "Qu'as-tu pensé de <i>ce mur</i> ?"),
        ("characters", "Qu'as-tu pensé de {{ 7*7 }} ?"),
        ("characters", "Qu'as-tu pensé\nde ce mur ?"),
        ("characters", "Qu'as-tu pensé de ce mur \x1b[2J ?"),
        ("characters", "Qu'as-tu pensé de ce mur 🚀 ?"),
        ("characters", "Qu'as-tu pensé de **ce mur** ?"),
        ("characters", "Qu'as-tu pensé de https://mur.fr ?"),
        ("characters", "Qu'as-tu pensé de ⟦nom 4⟧ ?"),
        ("characters", "Qu'as-tu pеnsé de ce mur ?"),  # a Cyrillic е
        ("words", "Pourquoi le licenciement du magasinier te hante-t-il ?"),
        ("words", "Qué hiciste entonces con el cable negro ?"),
        ("slop", "Et si on te disait que ce mur était un levier, qu'en ferais-tu ?"),
        ("slop", "Pourrais-tu en dire plus, et comment ?"),
        ("borrowed", "Qu'est-ce que son nouveau service de réparation industrielle change ?"),
        ("repeated", "Quel cas t'a fait changer d'avis ?"),
        ("length", "Qu'as-tu pensé de ce mur " * 20 + "?"),
    ],
)
def test_what_is_refused_and_why(fault: str, question: str) -> None:
    assert fault in judged(question)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " ",
        "38 sans étiquette",
        "sans étiquette 37",
        "37 sans",
        "trois jours accroupi",
        "qui",
        "tiquette",
        "mur.\n« c'est",
        "x" * 95,
    ],
)
def test_the_quotation_is_in_the_last_answer_to_the_letter(quote: str) -> None:
    refused = {"37 sans": ()}.get(quote, ("quote",))
    assert judged("Comment les as-tu comptés ?", quote)[:1] in (refused, ("characters",))


def test_the_shape_of_spaces_and_apostrophes_is_free() -> None:
    assert judged("Qu'as-tu pensé ce jour-là ?", "c’est  la\u00a0sonnette") == ()


def test_a_run_of_somebody_s_post_is_refused() -> None:
    question = "Qu'as-tu pensé quand ce câble noir est parti dans le mur ?"
    suggestion = Suggestion(quote="37 sans étiquette", question=question)
    seen: list[str] = []
    assert faults(suggestion, question, FRENCH, lambda text: bool(seen.append(text)) or True) == ("borrowed",)
    assert seen == [question]


def test_what_the_person_says_themselves_is_no_slop() -> None:
    said = "le levier de la machine était cassé"
    ground = FRENCH.model_copy(update={"last": said, "notes": (said,)})
    assert judged("Comment as-tu cassé ce levier de la machine ?", "le levier de la machine", ground) == ()


wordy = st.lists(
    st.one_of(
        st.sampled_from(
            "qu'as-tu pensé comment pourquoi où quand ce cette le la câble noir fils 37 412 38 trois quarante Moussa Marc marc"
            " Helvia lundi mardi « » ? ! . : « c'est la sonnette » \" ' [b] {{ }} ⟦nom 1⟧ % € le mur en What did you the".split()
        ),
        st.text(max_size=6),
    ),
    max_size=14,
).map(" ".join)


@pytest.mark.slow
@given(
    st.sampled_from(["Comment as-tu compté ", "Qu'as-tu pensé de ", ""]), wordy, st.sampled_from([" ?", "?", "", " ? Et toi ?"])
)
@settings(max_examples=400, deadline=None)
def test_whatever_passes_is_the_person_s(start: str, middle: str, end: str) -> None:
    question = start + middle + end
    shown = f"« 37 sans étiquette ». {question}"
    if faults(Suggestion(quote="37 sans étiquette", question=question), shown, FRENCH):
        return
    notes = " ".join(FRENCH.notes)
    assert len(shown) <= LONGEST
    assert question.rstrip().endswith("?")
    assert "\n" not in question
    assert set(re.findall(r"\d+", question)) <= set(re.findall(r"\d+", notes))
    assert not set(re.findall(r"\w+", question.casefold())) & {"quarante", "marc", "helvia", "mardi"}
    assert all(quoted.strip() in notes for quoted in re.findall(r"«([^«»]*)»", question))
    assert not set("[]{}<>⟦⟧") & set(question)
