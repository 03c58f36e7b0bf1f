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
        f"Notre directrice : « {Q} »",
        f"« {Q} », comme aime à le répéter Karim.",
        f"« {Q} » Ces mots sont de Karim.",
        f"« {Q} »\nKarim Haddad",
        f"“{Q}” – our director",
        f"Lu chez Karim ce matin : « {Q} »",
        f"Merci à ma collègue Inès pour cette phrase : « {Q} »",
        f"Je repense à ce que m'a dit Karim. « {Q} »",
        f"Ce que Karim en disait : »{Q}«",
        f"Karim écrivait :\n> {Q}",
        f"> {Q}\n\nKarim Haddad",
        f"Karim nous l'a dit : « un jour « {Q} » et voilà »",
        f"As my boss puts it: '{Q}'",
        f"« {Q} » : la formule est de Karim.",
        f"« {Q} », me glissait le vieux soudeur Karim.",
        f"« Oui, {Q} », admet notre nouvelle directrice technique.",
        f"“{Q}” | Karim Haddad",
        f"« {Q} »\n\n— Karim Haddad, soudeur\n\nÀ demain.",
        f"> {Q}\n> — Karim Haddad",
        f"Karim – « {Q} »",
        f"Notre chef d'atelier :\n\n« {Q} »",
        f"Tu as raison, Karim, quand tu dis que « {Q} ».",
        f"Karim B. : « Je le répète. {Q}. C'est ainsi. »",
        f'"{Q}," she sums up.',
        f'"{Q}", in Karim\'s own words.',
        f'"{Q}" (h/t Karim)',
        f'Our technical director calls this "{Q}"',
        f"“{Q}” The words are not mine, they are Karim's.",
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
        f"> {Q}",
        f"Je le répète souvent : « {Q} »",
        f"On dit partout : « {Q} »",
        f'I say it often: "{Q}"',
        f'"{Q}" That says it all.',
        f"“{Q}” What do you think?",
        f"À méditer : « {Q} »",
        f"Pensée du jour : « {Q} »",
        f'My aunt thinks it odd.\n\n"{Q}"',
        f"Nos valeurs, nos équipes :\n> {Q}",
        f"Notre slogan : “{Q}”\nUne journée pour y croire.",
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
        ("Pour info, je bosse chez Helvia, donc je ne suis pas neutre.", "donc je ne suis pas neutre"),
        ("Mon avis ne reflète pas la position de mon entreprise.", "la position de mon entreprise"),
        ("Disclaimer: Helvia is my employer.", "Helvia is my employer"),
        ("I speak for myself, not for Helvia.", "I speak for myself, not for Helvia"),
        ("En tant que collaboratrice d'Helvia, je ne suis pas objective.", "je ne suis pas objective"),
    ],
)
def test_marks_and_disclosures_are_hidden(text, gone):
    assert any(gone in span.of(text) for span in hidden(text))


def test_a_disclosure_hides_no_long_sentence():
    text = "Je travaille chez Helvia et j'ai vu hier le métal changer de couleur avant de céder sous la presse du fond."
    assert not any("sous la presse" in span.of(text) for span in hidden(text))


def test_spans_are_in_order_and_apart():
    text = "#a https://b.example «c» dit Paul @d Je travaille chez Helvia #e #f"
    spans = hidden(text)
    assert spans == sorted(spans)
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
