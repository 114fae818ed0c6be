"""The words of an event: on one line, without marks of a page, with addresses of the web alone."""

import re
from urllib.parse import urlsplit

import nh3
from icalendar import Component

from calendario.lettore.tempi import Impossibile

TITOLO_MASSIMO, LUOGO_MASSIMO, TESTO_MASSIMO, INDIRIZZO_MASSIMO = 200, 320, 10_000, 500
CATEGORIE_MASSIME = 30
# A page, and not a text that happens to hold a «<».
_marche = re.compile(
    r"<\s*/?\s*(p|br|div|span|a|b|i|u|ul|ol|li|html|body|strong|em|h[1-6]|table|font)\b", re.I
)
_a_capo = re.compile(r"<\s*(br|/p|/div|/li|/h[1-6]|/tr|/ul|/ol)\b[^>]*>", re.IGNORECASE)
_voce = re.compile(r"<\s*li\b[^>]*>", re.IGNORECASE)
_invisibili = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_vuote = re.compile(r"\n{3,}")
ENTITA = (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&"))


def riga(evento: Component, nome: str, massimo: int) -> str:
    """A property on one line, cut where it is too long."""
    detto = " ".join(_senza_pagina(_primo(evento, nome)).split())
    return detto if len(detto) <= massimo else detto[: massimo - 1].rstrip() + "…"


def testo(evento: Component) -> str:
    """The description, paragraph by paragraph."""
    detto = _senza_pagina(_primo(evento, "DESCRIPTION")).replace("\r", "")
    righe = "\n".join(riga.strip() for riga in detto.split("\n"))
    breve = _vuote.sub("\n\n", righe).strip()
    return breve if len(breve) <= TESTO_MASSIMO else breve[: TESTO_MASSIMO - 1].rstrip() + "…"


def indirizzo(evento: Component) -> str:
    """Where one reads more; Impossibile when it is not an address of the web: no script gets in from here."""
    detto = _primo(evento, "URL").strip()
    if not detto:
        return ""
    try:
        parti = urlsplit(detto)
        buono = parti.scheme in ("http", "https") and bool(parti.hostname) and not parti.username
    except ValueError:
        buono = False
    if not buono or _invisibili.search(detto) or any(segno.isspace() for segno in detto):
        raise Impossibile("il suo collegamento non è un indirizzo del web")
    return detto if len(detto) <= INDIRIZZO_MASSIMO else ""


def categorie(evento: Component) -> tuple[str, ...]:
    """The names under which it is filed."""
    dette = evento.get("CATEGORIES") or []
    liste = dette if isinstance(dette, list) else [dette]
    nomi = (" ".join(str(nome).split())[:80] for lista in liste for nome in getattr(lista, "cats", []))
    return tuple(dict.fromkeys(filter(None, nomi)))[:CATEGORIE_MASSIME]


def organizzatore(evento: Component) -> str:
    """The name of who organises it; never an e-mail address, which is a person's."""
    detto = evento.get("ORGANIZER")
    nome = " ".join(_invisibili.sub("", str(getattr(detto, "params", {}).get("CN", ""))).split())
    return "" if "@" in nome else nome[:300]


def _primo(evento: Component, nome: str) -> str:
    """The property as text; the first, when there are more than there should be."""
    detto = evento.get(nome, "")
    detto = detto[0] if isinstance(detto, list) and detto else detto
    return _invisibili.sub("", str(detto)) if isinstance(detto, str) else ""


def _senza_pagina(detto: str) -> str:
    """Of a page its words; of a text, the text."""
    if not _marche.search(detto):
        return detto
    staccato = _voce.sub("- ", _a_capo.sub(r"\g<0>\n", detto))
    parole = nh3.clean(staccato, tags=set(), clean_content_tags={"script", "style"})
    for segno, carattere in ENTITA:
        parole = parole.replace(segno, carattere)
    return parole
