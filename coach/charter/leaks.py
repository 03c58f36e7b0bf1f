"""Secrets given away and doors left open: keys, passwords, internal hosts, shared documents, meeting links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.charter.pack import Company
from coach.charter.reading import Reading
from coach.text import Span

_KEYS = tuple(
    re.compile(source)
    for source in (
        r"\bAKIA[0-9A-Z]{16}\b",
        r"\bgh[pousr]_[A-Za-z0-9]{20,}\b|\bgithub_pat_\w{20,}\b|\bglpat-[\w-]{16,}\b",
        r"\bsk-(?:proj-|ant-|live-)?[A-Za-z0-9_-]{16,}\b|\b[sr]k_(?:live|test)_[A-Za-z0-9]{12,}\b",
        r"\bxox[abprs]-[A-Za-z0-9-]{10,}\b|\bAIza[0-9A-Za-z_-]{30,}\b|\bhf_[A-Za-z]{20,}\b|\bnpm_[A-Za-z0-9]{20,}\b",
        r"\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}",
        r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
        r"\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|redis|amqp|ftp|https?)://[^\s:/@]+:[^\s@/]+@\S+",
    )
)
_ARTICLE = r"(?:les? |mon |notre |nos |the |our |my )?"
_WHAT = (
    r"(?:mots? de passe|mdp|passwords?|passwd|pwd|passcode|passphrase"
    r"|codes? (?:du |de la |de l'|d')?(?:wifi|wi-fi|accès|pin|confidentiel|porte|portail|alarme|coffre|entrée|badge)"
    r"|identifiants?|clé (?:api|d'api|wifi|wi-fi|secrète)"
    r"|api[ _-]?key|secret[ _-]?key|access[ _-]?token|wifi[ _-]?key|door code|alarm code|gate code|(?:wifi|wi-fi) code)"
)
_OF = (
    r"(?: (?:visiteurs?|invités?|guests?|wifi|wi-fi|admin|du \w+|de (?:la |l')?\w+|d'\w+"
    r"|for (?:the |our )?\w+(?: \w+)?|to (?:the )?\w+))?"
)
_FAR = r"(?:[ ,][^.!?:=\n]{1,45})?"
"""What may stand between a secret and its colon: *clé wifi de la salle du bas, pour les visiteurs :*."""
_TOLD = re.compile(
    rf"(?<!\w){_ARTICLE}{_WHAT}(?:{_FAR}\s*(?::|=|->|→)|{_OF}\s*(?:est|is|c'est))\s*[\"'«“`]?\s?(?P<value>[^\s\"'»”`,;]{{4,64}})",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<!\w)(?:mdp|mot de passe|password|pwd)\s+(?=\S*[a-z])(?=\S*\d)(?P<value>\S{6,40})", re.IGNORECASE)
_INNOCENT = re.compile(r"^(?:[a-zà-ÿ'-]+[.!?…]*|\*+|x+|•+|\.+|[\[(<{].*|https?:.*|123456789?0?|azerty|qwerty|password1?)$")
_MIXED = re.compile(r"\d|[^\w.-]|[a-z][A-Z]")


def secret(reading: Reading, _company: Company) -> Iterator[Span]:
    """Yield keys, tokens and passwords given away; a word of the language after ``mot de passe :`` is not one."""
    for key in _KEYS:
        for match in key.finditer(reading.plain):
            yield Span(*match.span())
    for match in _TOLD.finditer(reading.plain):
        value = match.group("value").rstrip(".!?…")
        if value and not _INNOCENT.match(value) and _MIXED.search(value):
            yield Span(match.start(), match.start("value") + len(value))
    for match in _GLUED.finditer(reading.plain):
        yield Span(match.start(), match.start("value") + len(match.group("value").rstrip(".!?…,;»")))


_HOST = r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
_PATH = r"(?:/[^\s»\"')]*)?"
_REST = r"[^\s»\"')]*"
_SUFFIX = r"(?:local|localdomain|lan|corp|intra|intranet|internal|home\.arpa|priv|interne|private|localhost|ad|domain)"
_PREFIX = (
    r"(?:intranet|intra|mon-?intranet|wiki|rh|sirh|paie|ged|nas|filer|partage|confluence|jira|gitlab|git|jenkins|sharepoint|vpn|extranet|erp|crm|portail-rh|nexus|grafana|kibana|staging"
    r"|preprod|recette|dev|admin|backoffice|sso)"
)
_SHARED = (
    r"[a-z0-9-]+(?:-my)?\.sharepoint\.com/|[a-z0-9-]+\.atlassian\.net/|(?:docs|drive|sheets)\.google\.com/(?!forms)|(?:www\.)?notion\.so/"
    r"|(?:app\.)?(?:asana|clickup|monday|linear|airtable|miro|trello)\.(?:com|app)/(?!blog|pricing|about|templates|fr|en)\w"
    r"|[a-z0-9-]+\.slack\.com/(?:archives|files)|app\.slack\.com/|[a-z0-9-]+\.monday\.com/boards|(?:www\.)?dropbox\.com/(?:scl|s|home)/"
    r"|onedrive\.live\.com|1drv\.ms/|we\.tl/|teams\.(?:microsoft|live)\.com/(?:l/)?(?:channel|team|chat|message|file|entity|_#)"
    r"|(?:www\.)?figma\.com/(?:file|design|proto|board|slides)/|(?:www\.)?canva\.com/design/|[a-z0-9-]+\.notion\.site/"
    r"|[a-z0-9-]+\.(?:zendesk\.com/agent|service-now\.com|lightning\.force\.com|my\.salesforce\.com|crm\d*\.dynamics\.com)"
    r"|(?:app|[a-z0-9-]+)\.(?:hubspot\.com/(?:contacts|reports)|powerbi\.com/(?:groups|reports))|app\.powerbi\.com/"
    r"|(?:lookerstudio|datastudio|script|console\.cloud)\.google\.com/|(?:web\.)?yammer\.com/|[a-z0-9-]+\.app\.box\.com/|app\.box\.com/"
    r"|discord\.com/channels/|(?:chat|mail|calendar)\.google\.com/(?:room|chat|mail|calendar)|outlook\.office(?:365)?\.com/|web\.whatsapp\.com/"
    r"|dev\.azure\.com/|[a-z0-9-]+\.visualstudio\.com/|[a-z0-9-]+\.awsapps\.com|portal\.azure\.com|[a-z0-9-]+\.okta\.com"
)
_INTERNAL = tuple(
    re.compile(source, re.IGNORECASE)
    for source in (
        rf"(?<![\w@.-])(?:https?://)?{_HOST}{_SUFFIX}(?::\d+)?{_PATH}(?![\w-])",
        r"(?<![\w.])(?:https?://)?(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}"
        rf"|127\.0\.0\.1|169\.254(?:\.\d{1, 3}){2}|0\.0\.0\.0:\d+|localhost:\d+)(?::\d+)?{_PATH}(?![\w.]\d)",
        r"\\\\[\w.-]+\\[\w$. \\-]*[\w$]",
        r"(?<![\w/])(?:file|smb|nfs|afp)://[^\s»\"')]+|(?<!\w)[A-Z]:\\[\w$. \\-]*[\w$]"
        r"|(?<![\w/:])//[a-z][\w-]*\d*/[\w$][^\s»\"')]*",
        r"(?<![\w.:])(?:https?://)?\[?(?:f[cd][0-9a-f]{2}|fe80)(?::{1,2}[0-9a-f]{1,4}){2,7}\]?(?:[:/][^\s»\"')]*)?",
        rf"https?://(?:localhost|[a-z0-9-]+)(?::\d+)?/{_REST}",
        rf"(?<![\w@.-])(?:https?://)?{_PREFIX}\.(?!wikipedia|github|gitlab\.com){_HOST}[a-z]{{2,}}(?::\d+)?{_PATH}",
        rf"https?://(?:{_SHARED}){_REST}",
    )
)
_OPEN = re.compile(
    r"(?:wiki\.(?:archlinux|debian|python|openstreetmap|ubuntu|postgresql|documentfoundation|c2)\.|git\.(?:kernel|savannah|zx2c4)\."
    r"|gitlab\.(?:com|gnome|org|inria|freedesktop)|dev\.(?:to|mysql|java)|admin\.google|notion\.so/(?:blog|product|help))",
    re.IGNORECASE,
)


def internal_host(reading: Reading, company: Company) -> Iterator[Span]:
    """Yield addresses that open only from inside, and shared documents; never a host the company calls public."""
    public = {d.casefold() for d in company.domains}
    taken: list[Span] = []
    for source in _INTERNAL:
        for match in source.finditer(reading.plain):
            span = Span(match.start(), match.start() + len(match.group().rstrip(".,;:!?")))
            piece = span.of(reading.plain)
            host = re.sub(r"^https?://", "", piece.casefold()).split("/")[0].split(":")[0]
            if host not in public and not _OPEN.search(piece) and not any(span.overlaps(t) for t in taken):
                taken.append(span)
                yield span


_MEETING = re.compile(
    rf"(?:https?://)?(?:[\w-]+\.)?zoom\.us/(?:j|my|s)/{_REST}|(?:https?://)?teams\.(?:microsoft|live)\.com/(?:l/)?meet{_REST}"
    r"|(?:https?://)?meet\.google\.com/[a-z]{3}-?[a-z]{4}-?[a-z]{3}"
    rf"|(?:https?://)?(?:[\w-]+\.)?webex\.com/(?:meet|join|[\w-]+/j\.php){_REST}"
    r"|(?:https?://)?(?:meet\.jit\.si|whereby\.com|bbb\.[\w.-]+|visio\.[\w.-]+)/[^\s»\"')]+",
    re.IGNORECASE,
)


def meeting(reading: Reading, _company: Company) -> Iterator[Span]:
    """Yield links that let anyone into a meeting."""
    if "/" not in reading.plain:  # read from end to end at every key
        return
    for match in _MEETING.finditer(reading.plain):
        yield Span(match.start(), match.start() + len(match.group().rstrip(".,;:!?…")))
