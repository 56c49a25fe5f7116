"""Pages that hold no article: shells, walls, errors and log-ins, named in the warnings.

Only short pages are looked at, and each kind asks for two signs: an article about cookies, or
one with a log-in box in its header, is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from cleaner.segment.html_tree import Tree
from cleaner.types import Blocks, Bools

SHORT = 250  # visible words; a page with more has something to say
BARE = 40  # visible words of a shell
SCRIPT = 2_000  # characters of script from which a page without text is an application
ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "ember-app", "svelte", "react-root", "main-app"})
_SAYS_JAVASCRIPT = re.compile(
    r"\b(?:enable|requires?|need|turn on|without|aktivier\w*|activ\w*|habilit\w*|włącz\w*)\b.{0,60}\bjava ?script\b"
    r"|\bjava ?script\b.{0,60}\b(?:disabled|required|enabled?|deaktiviert|aktiviert|erforderlich|activ\w*)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|einwilligung|privacy|datenschutz|gdpr|dsgvo|rgpd|tracking|consentement|privacidad)\b",
    re.IGNORECASE,
)
_ACCEPT = re.compile(
    r"\b(?:accept|agree|allow all|reject|manage (?:options|preferences)|akzeptieren|zustimmen|ablehnen|accepter"
    r"|refuser|aceptar|rechazar|accetta|rifiuta|akkoord|zgadzam)\b",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"\b(?:40[0134]|410|50[0234])\b|\bnot found\b|\bpage (?:can ?not|can't|could not) be found\b"
    r"|\baccess denied\b|\bforbidden\b|\binternal server error\b|\bbad gateway\b|\bservice unavailable\b"
    r"|\bseite nicht gefunden\b|\bpage (?:introuvable|non trouvée)\b|\bpágina no encontrada\b|\bpagina non trovata\b"
    r"|\bno longer (?:available|exists)\b|\bsomething went wrong\b",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"\b(?:verify(?:ing)? (?:that )?you(?: are|'re|’re) (?:a )?human|are you a robot|not a robot|checking your browser"
    r"|just a moment|unusual traffic|captcha|security check|ddos protection|attention required)\b",
    re.IGNORECASE,
)
_LOG_IN = re.compile(
    r"\b(?:log ?in|sign ?in|anmelden|einloggen|connexion|se connecter|iniciar sesión|accedi|inloggen|zaloguj)\b",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"<input\b[^<>]*\btype\s*=\s*[\"']?password", re.IGNORECASE)


def page_warnings(blocks: Blocks, keep: Bools) -> list[str]:
    """What a reader should know of a page that is none; "empty: …" where no text is kept."""
    markup = blocks.markup
    if markup is None:
        return []
    visible = blocks.columns.visible > 0
    empty = not bool((keep & visible).any())
    if markup.tree.shell:
        return [f"shell: no visible text; read from the page's {markup.tree.shell}"]
    if int(blocks.columns.words.sum()) > SHORT and not empty:
        return []
    signs = list(_signs(blocks))
    if not empty:
        return [f"page: {sign}" for sign in signs]
    reason = "no visible text" if not visible.any() else "all of it was taken for clutter"
    return [f"empty: {reason}" + (f" ({signs[0]})" if signs else "")]


def _signs(blocks: Blocks) -> Iterator[str]:
    markup = blocks.markup
    assert markup is not None
    tree: Tree = markup.tree
    c = blocks.columns
    words = int(c.words.sum())  # hidden ones too: what scripts fold away is there
    if words > SHORT:
        return
    text = blocks.text
    head = f"{tree.meta.get('title', '')}\n" + "\n".join(
        blocks.line(int(index)) for index in np.flatnonzero((markup.headings > 0) & (markup.headings <= 2))[:4]
    )
    if "frameset" in tree.tag:
        yield "a frame set; its frames hold the text"
        return
    if tree.meta.get("refresh", "").partition(";")[2] and words < BARE:
        yield "a redirect to another address"
    if _ROBOT.search(head) or (words < BARE and _ROBOT.search(text)):
        yield "a check for robots"
        return
    scripted = markup.unseen.get("script", 0) >= SCRIPT or bool(ROOTS & set(tree.id)) or any("-" in t for t in tree.tag)
    if words < BARE and (scripted or _SAYS_JAVASCRIPT.search(text)):
        yield "a shell that scripts fill in a browser"
    if _ERROR.search(head):
        yield "an error page"
    elif _PASSWORD.search(tree.source) and _LOG_IN.search(text):
        yield "a log-in page"
    elif len(_CONSENT.findall(text)) >= 3 and _ACCEPT.search(text) and len(_CONSENT.findall(text)) * 40 >= words:
        yield "a consent wall"
