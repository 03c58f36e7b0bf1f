"""What a split must do on texts one can read: the person's posts respected, sentences whole, nothing orphaned."""

import pytest

from coach.thread.split import split

FRENCH = (
    "Mardi à Saint-Étienne, un client m'a montré une presse de 1987 qu'il voulait jeter. Il avait déjà le bon de commande de la "
    "neuve sur son bureau. On a changé deux vérins et un automate : 11 400 €, contre 190 000 € pour la neuve. Le plus dur a été "
    "de retrouver le schéma électrique. Le fabricant a fermé en 2003. On l'a redessiné à la main avec Moussa. Et vous ?"
)


def texts(text: str, network: str = "x", **more: bool) -> list[str]:
    return [post.text for post in split(text, network, **more).posts]  # type: ignore[arg-type]


def test_separators_part_posts_and_go() -> None:
    assert texts("Un.\n---\nDeux.\r\n  -----  \r\nTrois.") == ["Un.", "Deux.", "Trois."]
    assert texts("a --- b") == ["a --- b"]
    assert texts("---\n\n---") == []
    assert texts("  \n ") == []


@pytest.mark.parametrize("form", ["{n}/ Fait {n}.", "{n}/4 Fait {n}.", "({n}/4) Fait {n}.", "{n} / Fait {n}."])
def test_numberings_of_a_thread_part_posts_and_stay(form: str) -> None:
    text = "\n".join(form.format(n=n) for n in range(1, 5))
    assert texts(text) == text.split("\n")


def test_a_numbered_list_inside_a_post_is_not_a_thread() -> None:
    assert len(texts("À vérifier :\n1. le joint\n2. la pompe\n3. le fil")) == 1
    assert len(texts("1/ le joint\n2/ la pompe\n3/ le fil", "linkedin")) == 1


def test_paragraphs_stay_whole_when_they_fit() -> None:
    paragraphs = [
        f"Paragraphe {n}. " + "Nous avons tout noté dans le carnet de l'atelier, jour après jour. " * 3 for n in range(4)
    ]
    assert texts("\n\n".join(p.strip() for p in paragraphs)) == [p.strip() for p in paragraphs]


def test_no_orphan_is_left_behind() -> None:
    posts = split(FRENCH, "x").posts
    assert [p.length >= 60 for p in posts] == [True] * len(posts)
    assert posts[-1].text.endswith("Et vous ?")


def test_a_post_does_not_start_with_a_word_that_leans_when_it_can_be_helped() -> None:
    text = "Le fabricant a fermé en deux mille trois et personne ne l'a remplacé depuis ce jour-là. " * 2
    text += "Alors nous avons redessiné le plan à la main, avec Moussa, en trois jours. "
    text += "Le client a gardé sa presse. Voilà l'histoire."
    assert not any(post.startswith("Alors") for post in texts(text))


@pytest.mark.parametrize(
    "whole",
    [
        "M. Dupont",
        "Dr. Martin",
        "env. 30 m",
        "p. ex. celui-ci",
        "12,5 %",
        "1. Regarder",
        "« Non. Jamais. Plus tard. »",
        "(oui. vraiment.)",
    ],
)
def test_a_full_stop_that_ends_nothing_cuts_nothing(whole: str) -> None:
    filler = "Nous avons tout noté dans le carnet de l'atelier, jour après jour, sans rien oublier."
    for lead in range(0, 90, 7):
        text = f"{filler} {filler} {'oui ' * lead}\n{whole} avait tout vu. {filler} {filler}"
        assert any(whole in post for post in texts(text))


def test_a_sentence_too_long_is_cut_at_a_clause_and_it_is_said() -> None:
    clause = "on a vérifié chaque fil de la vieille armoire un par un sans en oublier aucun"
    text = ", ".join([clause] * 6) + "."
    done = split(text, "x")
    assert all(post.text.endswith((",", ".")) for post in done.posts)
    found = [f for f in done.findings if f.rule == "thread-long-sentence"]
    assert len(found) == len(done.posts) - 1
    assert found[0].severity == "advise"
    assert text[found[0].start : found[0].end] == found[0].text
    assert not [f for f in split(FRENCH, "x").findings if f.rule == "thread-long-sentence"]


def test_linkedin_is_one_post_or_a_post_and_comments() -> None:
    assert [p.limit for p in split(FRENCH, "linkedin").posts] == [3000]
    posts = split((FRENCH + "\n\n") * 20, "linkedin").posts
    assert [p.limit for p in posts] == [3000] + [1250] * (len(posts) - 1)
    assert len(posts) > 2


def test_markers_are_counted_and_not_added_twice() -> None:
    posts = split(FRENCH * 3, "x", numbered=True).posts
    assert posts[0].text.endswith(f" (1/{len(posts)})")
    assert all(p.length <= 280 for p in posts)
    assert texts("1/ Un.\n2/ Deux.\n3/ Trois.", numbered=True) == ["1/ Un.", "2/ Deux.", "3/ Trois."]
    assert texts("Seul.", numbered=True) == ["Seul."]


def test_bluesky_also_counts_bytes() -> None:
    posts = split("👨‍👩‍👧‍👦" * 290, "bluesky").posts
    assert len(posts) > 1
    assert all(len(p.text.encode()) <= 3000 for p in posts)


def test_dirty_text_comes_out_clean_and_findings_point_into_what_was_given() -> None:
    dirty = "\x1b[31mPourquoi ce fil.\x00\r\n---\r\n\u202eDonc la panne revient toujours."
    done = split(dirty, "x")
    assert [p.text for p in done.posts] == ["Pourquoi ce fil.", "Donc la panne revient toujours."]
    lean = next(f for f in done.findings if f.rule == "thread-dangling-start")
    assert dirty[lean.start : lean.end] == "Donc"
