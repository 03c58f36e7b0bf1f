"""What opens only from inside is seen, whoever hosts it; what anybody may open is not. In both languages."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest

from coach.charter.leaks import internal_host, secret
from coach.charter.pack import Company
from coach.charter.reading import Reading
from coach.context import Context

INSIDE = r"""
http://intranet/rh
https://intranet.merlin.fr/actus
wiki.merlin.intra/ops
http://portail.siege.lan/accueil
confluence.groupe-merlin.corp/x/AbC
https://merlin.atlassian.net/browse/OPS-12
https://jira.merlin.com/browse/OPS-12
https://garance.sharepoint.com/sites/rh/grille2026.xlsx
https://garance-my.sharepoint.com/:x:/g/personal/a
https://teams.microsoft.com/l/channel/19%3aabc
https://www.notion.so/merlin/Plan-2027-abc
https://merlin.notion.site/Plan-abc
http://localhost:3000/admin
http://localhost/admin
file:///C:/Users/paul/plan.docx
file://srv/partage/plan.docx
\\srv-paris\commun\offres
smb://nas/commun
P:\Commun\Offres
http://192.168.1.20:3000/d/abc
10.0.4.12/dash
172.20.1.4:8080
http://srv-planning:8080/ete
https://drive.google.com/drive/folders/1AbC
https://docs.google.com/spreadsheets/d/1AbC/edit
https://merlin.slack.com/archives/C012
https://app.slack.com/client/T0/C0
https://www.figma.com/file/a8Zk2Lq9/refonte
https://gitlab.merlin.net/ops/repo
https://grafana.merlin.io/d/xyz
https://vpn.merlin.com
https://sso.merlin.com/login
https://trello.com/b/aBcD1234/plan
https://app.asana.com/0/123/456
https://miro.com/app/board/uXjV
https://onedrive.live.com/?id=1
https://1drv.ms/x/s!Ab
https://we.tl/t-abc
https://www.dropbox.com/scl/fi/abc
https://merlin.service-now.com/nav
https://app.powerbi.com/groups/me/reports/1
https://printer.local
nas.local:5000
https://erp.merlin.fr/
https://staging.merlin.fr/new
https://dev.azure.com/merlin/ops
https://portal.azure.com/#home
rh.merlin.fr/conges
http://[fd12:3456:789a::1]:8080/x
https://outlook.office.com/mail/inbox
https://merlin.lightning.force.com/lightning/r/1
https://merlin.my.salesforce.com/001
https://discord.com/channels/1/2
""".split("\n")[1:-1]
OUTSIDE = """
https://merlin.exemple/guide
https://www.figma.com/community/file/123
https://wiki.archlinux.org/title/Systemd
https://fr.wikipedia.org/wiki/Intranet
https://github.com/merlin/repo
https://gitlab.com/merlin/repo
https://docs.python.org/3/
https://trello.com/pricing
https://www.notion.so/product
https://forms.gle/abc
https://docs.google.com/forms/d/e/1Fa/viewform
https://www.linkedin.com/posts/abc
https://lnkd.in/abc
https://youtu.be/abc
la version 10.0.4 est sortie
le ratio 192.168 est faux
on a remplacé zoom.us par le téléphone
et/ou, recto/verso, 24/7
Une page : helvia.com/rh
À 10.30.15 secondes
C'est le 3/4 // la suite
https://ad.nl/nieuws
https://www.canva.com/templates
https://www.dropbox.com/pricing
""".split("\n")[1:-1]
GIVEN = (
    "Clé wifi de la salle du bas, pour les visiteurs : Cerise-4471",
    "Wifi key for the downstairs room: Cherry-4471",
    "Password for the demo account is Sun!2026",
)
KEPT = (
    "Mot de passe oublié trois fois ce matin : une honte",
    "Nos identifiants, tout le monde les a perdus : Paul, Jeanne, moi",
    "Password managers: three I tried",
)


def reading(text: str, lang: Literal["fr", "en"]) -> Reading:
    return Reading(text, Context(today=dt.date(2026, 11, 23), lang=lang, speak=lang))


@pytest.mark.parametrize("address", INSIDE)
def test_what_opens_only_from_inside_is_seen(address: str) -> None:
    for text, lang in ((f"Tout est ici : {address} pour les curieux.", "fr"), (f"It is all here: {address} for you.", "en")):
        said = reading(text, lang)  # type: ignore[arg-type]
        assert list(internal_host(said, Company())), text


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_anybody_may_open_is_left_alone(address: str) -> None:
    said = reading(f"Voir {address} merci.", "fr")
    assert [span.of(said.plain) for span in internal_host(said, Company())] == []


@pytest.mark.parametrize("text", GIVEN)
def test_a_secret_is_seen_far_from_its_name(text: str) -> None:
    assert list(secret(reading(text, "fr"), Company()))


@pytest.mark.parametrize("text", KEPT)
def test_words_after_a_colon_are_no_secret(text: str) -> None:
    assert list(secret(reading(text, "fr"), Company())) == []
