"""What is hidden from the comparison, and what is not."""

import pytest

from coach.mirror.masks import hidden

Q = "le métal change de couleur avant de céder"


@pytest.mark.parametrize(
    "text",
    [
        f"Comme l'écrivait Karim : « {Q} »",
        f"Comme le dit souvent ma collègue, « {Q} ».",
        f"Selon la direction : “{Q}”",
        f"« {Q} », explique Karim Haddad.",
        f"« {Q} » (Karim Haddad, soudeur)",
        f'"{Q}"\n— Karim Haddad',
        f"@karim.haddad : « {Q} »",
        f"Pour reprendre les mots de Karim : « {Q} »",
        f'As Karim wrote: "{Q}"',
        f'"{Q}," said Karim.',
        f"“{Q}” Karim Haddad told us.",
        f"In the words of my foreman, “{Q}”",
        f"Et là, Karim : « {Q} »",
        f"Elle a répondu : « {Q}. Puis il casse. »",
    ],
)
def test_a_quotation_with_its_author_is_hidden(text):
    assert any(Q in span.of(text) for span in hidden(text))


@pytest.mark.parametrize(
    "text",
    [
        f"« {Q} »",
        f"Notre conviction : « {Q} »",
        f"Aujourd'hui, « {Q} » sur tous nos sites.",
        f'The motto: "{Q}"',
        f"Karim est venu. Il faisait froid. « {Q} »",
    ],
)
def test_a_quotation_of_nobody_is_not(text):
    assert not any(Q in span.of(text) for span in hidden(text))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Voir https://example.org/a?b=c demain", "https://example.org/a?b=c"),
        ("Merci @karim et #FierDeMonÉquipe !", "@karim"),
        ("Merci @karim et #FierDeMonÉquipe !", "#FierDeMonÉquipe"),
        ("Écris à paul.durand@example.org vite", "paul.durand@example.org"),
        ("Je travaille chez Helvia Énergie depuis mardi.", "Je travaille chez Helvia Énergie"),
        ("I work at Helvia and I like bolts.", "I work at Helvia"),
        ("Ces propos n'engagent que moi.", "Ces propos n'engagent que moi"),
        ("All opinions are my own.", "All opinions are my own"),
    ],
)
def test_marks_and_disclosures_are_hidden(text, gone):
    assert gone in [span.of(text).strip() for span in hidden(text)]


def test_spans_are_in_order_and_apart():
    text = "#a https://b.example «c» dit Paul @d Je travaille chez Helvia #e #f"
    spans = hidden(text)
    assert spans == sorted(spans)
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
