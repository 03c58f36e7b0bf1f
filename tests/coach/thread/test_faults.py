"""Six faults: what fires, what stays silent, and the figures on the development threads."""

from pathlib import Path

import pytest

from coach.context import Language
from coach.finding import Finding
from coach.thread.split import split
from tests.bench.thread_dev import DATA, load, over, sown

THREADS = load(DATA)


def found(text: str, rule: str, lang: Language = "fr", network: str = "x") -> list[Finding]:
    return [f for f in split(text, network, lang=lang).findings if f.rule == f"thread-{rule}"]  # type: ignore[arg-type]


def post(middle: str, lang: Language = "fr") -> str:
    hook, end = ("Pourquoi ce fil.", "Et vous ?") if lang == "fr" else ("Why this thread.", "And you?")
    return f"{hook}\n---\n{middle}\n---\n{end}"


@pytest.mark.parametrize(("name", "thread"), THREADS, ids=[name for name, _ in THREADS])
@pytest.mark.parametrize("network", ["x", "bluesky", "mastodon", "linkedin"])
def test_a_clean_thread_keeps_its_facts_and_gets_one_remark_at_most(name: str, thread: dict, network: str) -> None:
    done = split(thread["text"].strip(), network)  # type: ignore[arg-type]
    assert [fact for fact in thread["facts"] if not any(fact in p.text for p in done.posts)] == []
    assert over(done, network) == 0  # type: ignore[arg-type]
    assert len(done.findings) <= 1


@pytest.mark.slow
def test_most_seeded_faults_are_found() -> None:
    heard = [
        fault["rule"] in {f.rule for f in split(sown(thread, fault), "x").findings}
        for _, thread in THREADS
        for fault in thread["fault"]
    ]
    assert len(heard) > 120
    assert sum(heard) >= 0.95 * len(heard)
    assert len({thread["lang"] for _, thread in THREADS}) == 2
    assert len(list(Path(DATA).glob("*.toml"))) == len(THREADS) >= 12


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Réparer est toujours plus rentable que jeter.", "fr"),
        ("La maintenance préventive réduit les coûts et améliore la sécurité.", "fr"),
        ("Les équipes soudées livrent à temps et gardent leurs clients pendant des années.", "fr"),
        ("Everyone knows that trust is the strongest currency.", "en"),
        ("Small crews are faster and cheaper than any contractor.", "en"),
    ],
)
def test_a_claim_with_nothing_to_hold_it_up(text: str, lang: Language) -> None:
    assert found(post(text, lang), "claim-without-proof", lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Réparer est toujours plus rentable que jeter : 11 400 € contre 190 000 €.", "fr"),
        ("Réparer coûte moins. Mardi à Roanne, on a refait une presse en trois jours.", "fr"),
        ("Réparer est plus rentable, d'après le rapport de l'atelier.", "fr"),
        ("Un vérin, c'est le bras de la machine.", "fr"),
        ("Limite : réparer n'est pas toujours plus rentable.", "fr"),
        ("Est-ce toujours plus rentable de réparer ?", "fr"),
        ("Je pense que réparer est plus rentable.", "fr"),
        ("Repairing is cheaper: we measured 12 pumps in March.", "en"),
        ("A bearing is a ring that lets a shaft turn without rubbing.", "en"),
        ("This does not work on small pumps.", "en"),
    ],
)
def test_a_claim_that_is_shown_or_is_no_claim(text: str, lang: Language) -> None:
    assert not found(post(text, lang), "claim-without-proof", lang)


def test_a_proof_in_the_next_post_holds_the_claim_up() -> None:
    claim = "Une vieille presse est toujours plus simple à réparer qu'une neuve."
    proof = "Preuve : sur 12 presses, 11 sont reparties."
    assert not found(f"Fil.\n---\n{claim}\n---\n{proof}\n---\nEt vous ?", "claim-without-proof")
    assert found(f"Fil.\n---\n{claim}\n---\nLe 4 mai, Karim a visité Lyon.\n---\nEt vous ?", "claim-without-proof")


def test_an_idea_said_twice_names_the_first_time() -> None:
    text = (
        "Fil.\n---\nOn jette des machines parce qu'on ne sait plus les lire.\n---\n"
        "Moussa a redessiné le plan en trois jours.\n---\n"
        "Si tant de machines partent à la benne, c'est que plus personne ne sait les lire."
    )
    remarks = found(text, "repeated-idea")
    assert len(remarks) == 1
    assert remarks[0].start > text.index("Si tant") - 1
    assert "On jette des machines" in remarks[0].message
    assert not found(
        text.replace("Si tant de machines partent à la benne, c'est que plus personne ne sait les lire.", "La suite demain."),
        "repeated-idea",
    )


def test_saying_it_in_plain_words_is_not_repeating() -> None:
    text = "Fil.\n---\nLe rendement de la ligne a baissé de 12 points en mars.\n---\n"
    text += "Autrement dit, la ligne a baissé de 12 points de rendement en mars."
    assert not found(text, "repeated-idea")


@pytest.mark.parametrize(
    "start", ["Donc il", "Et puis il", "Cela", "Ça", "Il", "Elles", "Du coup le prix", "Cette machine", "Mais le prix"]
)
def test_a_french_start_that_leans(start: str) -> None:
    assert [f.text for f in found(post(f"{start} a changé en mars 2024 de 12 %."), "dangling-start")]


@pytest.mark.parametrize(
    "start", ["This", "So it", "And it", "They", "It", "That", "But it", "She", "These machines", "However, it"]
)
def test_an_english_start_that_leans(start: str) -> None:
    assert found(post(f"{start} changed by 12% in March 2024.", "en"), "dangling-start", "en")


@pytest.mark.parametrize(
    "start",
    [
        "Il y a trois ans, le prix",
        "Il faut dire que le prix",
        "Il a fallu trois jours : le prix",
        "Cette année, le prix",
        "Ce matin, le prix",
        "Ce qui compte, c'est que le prix",
        "Cela fait trois ans que le prix",
        "Et vous, le prix",
        "Alors que tout monte, le prix",
        "« Donc on arrête », et le prix",
        "Donchery",
        "Elleboudt",
    ],
)
def test_a_french_start_that_stands_alone(start: str) -> None:
    assert not found(post(f"{start} a changé en mars 2024 de 12 %."), "dangling-start")


@pytest.mark.parametrize(
    "start",
    [
        "This week the price",
        "It took three days: the price",
        "It is hard to say why the price",
        "So far the price",
        "And you, the price",
        "It only works if the price",
        "Italy",
        "Sound",
        "Theory",
        "This thread says the price",
    ],
)
def test_an_english_start_that_stands_alone(start: str) -> None:
    assert not found(post(f"{start} changed by 12% in March 2024.", "en"), "dangling-start", "en")


def test_the_first_post_may_start_as_it_likes() -> None:
    assert not found("Donc voilà.\n---\nUn fait.\n---\nUn autre.", "dangling-start")


def tips(promise: str, form: str, given: int) -> str:
    return "\n---\n".join([promise, *(form.format(n=n) + f" Vu {n}0 fois en mars." for n in range(1, given + 1))])


@pytest.mark.parametrize("form", ["Conseil {n} :", "Conseil n° {n}.", "{n}/", "{n}.", "{n})"])
@pytest.mark.parametrize("promise", ["5 conseils pour durer.", "Voici cinq conseils", "Mes 5 conseils :"])
def test_a_promise_is_counted(promise: str, form: str) -> None:
    assert not found(tips(promise, form, 5), "count-mismatch")
    short = found(tips(promise, form, 4), "count-mismatch")
    assert [f.text for f in short] == [
        promise.strip(" .:").removeprefix("Voici ").removeprefix("Mes ").removesuffix(" pour durer")
    ]
    assert "5" in short[0].message
    assert "4" in short[0].message


def test_a_promise_kept_by_bullets_ordinals_or_a_list() -> None:
    assert not found("3 raisons :\n- le prix\n- le temps\n- la place", "count-mismatch")
    assert found("3 raisons :\n- le prix\n- le temps", "count-mismatch")
    ordinals = "Trois erreurs.\n---\nPremière erreur : le prix.\n---\nDeuxième erreur : le temps."
    assert found(ordinals, "count-mismatch")
    assert not found(ordinals + "\n---\nTroisième erreur : la place.", "count-mismatch")
    assert found("7 things:\n1. price\n2. time", "count-mismatch", "en")


@pytest.mark.parametrize(
    "text",
    ["J'ai passé 5 ans ici.", "On a relevé plus de 5 erreurs de saisie ce jour-là.", "Il manque 2 points de graissage sur 40."],
)
def test_a_number_of_things_that_promises_nothing(text: str) -> None:
    assert not found(f"{text}\n---\nUn fait.\n---\nUn autre.", "count-mismatch")


@pytest.mark.parametrize("term", ["TRS", "AMDEC", "OPC-UA", "l'hystérésis", "IIoT", "un PLC", "MTBF"])
def test_a_word_of_the_trade_that_is_not_opened(term: str) -> None:
    assert [f.text for f in found(post(f"Sur la ligne 3, {term} a bougé de 12 % en mars."), "jargon-unexplained")] == [
        term.removeprefix("l'").removeprefix("un ")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Le TRS (taux de rendement synthétique) a bougé.",
        "Le taux de rendement synthétique (TRS) a bougé.",
        "Le TRS, c'est la part de temps utile.",
        "Le TRS a bougé. En clair, la machine tourne moins.",
        "Le TRS : le temps où la machine produit.",
        "Taux de rendement synthétique, ou TRS.",
        "La SNCF et la TVA.",
        "TOUT LE MONDE SAIT ÇA",
        "C'est JAMAIS pareil.",
        "Louis XIV",
        "Voir https://exemple.fr/TRS et #TRS",
        "HELVIA recrute.",
    ],
)
def test_a_word_that_is_opened_or_known(text: str) -> None:
    assert not found(post(text), "jargon-unexplained")


def test_a_word_is_named_once() -> None:
    assert len(found(post("Le TRS a bougé. Le TRS a encore bougé."), "jargon-unexplained")) == 1


LONG = "\n---\n".join(f"Le {n} mars, à Roanne, on a changé {n}2 vérins en {n} jours avec Moussa." for n in range(2, 7))
LONG_EN = "\n---\n".join(f"On {n} March, in Leeds, we changed {n}2 rams in {n} days with Moussa." for n in range(2, 7))


@pytest.mark.parametrize(
    "limit",
    [
        "La limite : des presses d'avant 2000.",
        "Cela ne vaut que pour les presses.",
        "Je n'ai testé que sur une machine.",
        "Sauf sur les petites.",
        "Ça ne marche pas partout.",
        "Une seule usine, ce n'est pas une règle.",
        "Ailleurs, je ne sais pas.",
    ],
)
def test_a_limit_said_in_many_ways(limit: str) -> None:
    assert found(LONG, "no-limit")
    assert not found(f"{LONG}\n---\n{limit}", "no-limit")


SECOND = sorted((DATA.parents[2] / "bench/threads_second").glob("*.toml"))


def test_the_second_set_keeps_its_clean_texts_clean() -> None:
    threads = load(SECOND[0].parent)
    assert len(threads) == 20
    false = [(name, f.rule) for name, thread in threads for f in split(thread["text"].strip(), "linkedin").findings]
    assert false == []
    missed = [
        name
        for name, thread in threads
        for fault in thread["fault"]
        if fault["rule"] not in {f.rule for f in split(sown(thread, fault), "linkedin").findings}
    ]
    assert len(missed) <= 3, missed


@pytest.mark.parametrize(
    "limit",
    [
        "This is one ward, on one floor. A bigger one would tell you something else.",
        "I bake mostly rye. Wheat has its own rules.",
        "Mon école est la dernière de la vallée ; en ville, on me dit l'inverse.",
        "Un hiver, une seule rue : ailleurs, les chiffres seraient différents.",
    ],
)
def test_where_one_stands_is_a_limit_and_may_open_a_post(limit: str) -> None:
    lang: Language = "en" if limit.isascii() else "fr"
    text = f"{LONG if lang == 'fr' else LONG_EN}\n---\n{limit}"
    assert not found(text, "no-limit", lang)
    assert not found(text, "dangling-start", lang)


def test_a_denial_beside_a_figure_claims_and_limits_nothing() -> None:
    assert found(f"{LONG}\n---\nLe joint ne bouge plus. On a compté 12 fuites en mai, 3 en juin.", "no-limit")


def test_a_short_post_owes_no_limit_and_another_s_words_are_none() -> None:
    assert not found("Une presse réparée. Un client content.", "no-limit")
    assert found(f"{LONG}\n---\nLe chef a dit : « ça ne marche pas partout ».", "no-limit")
