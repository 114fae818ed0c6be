"""Free text made flat: one plain character for every way of writing it, and the way back to the original.

The finders read the flat text, where a full-width digit, an HTML entity or a non-breaking space look like
what they mean; the spans they find are then carried back, so that the original is never rewritten.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pratiche.recapiti.scambi import senza_scambi

SEGNO = "[recapito riservato]"
BARRIERA = "\ufffc"  # stands for a mark already in the text: no finder reads across it

_SCRITTURE = re.compile(
    rf"(?P<segno>{re.escape(SEGNO)})"
    r"|(?P<entita>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z]{2,12});)"
    r"|(?P<percento>%(?:20|2b|2d|2e|3a|40|5f))"
    r"|(?P<unicode>\\u00[0-7][0-9a-f])"
    r"|(?P<etichetta></?(?:a|b|i|u|em|strong|span|wbr|small|sup|sub|font|mark|code)\s?/?>)"
    r"|(?P<commento><!--[^>]{0,80}-->)"
    r"|(?P<capo><(?:br|p|/p|div|/div|li|/li|td|/td)\s?/?>)",
    re.IGNORECASE,
)
_SPECIALI = {
    "\r": " ",
    "\t": " ",
    "\v": "\n",
    "\f": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u2044": "/",
    "\u2215": "/",
    "\u2212": "-",
    "\u00ad": "",
    "\u3002": ".",
    "\u00b7": ".",
    "\u2022": ".",
    "\u2219": ".",
    "\u22c5": ".",
    "\u30fb": ".",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2795": "+",
    "\u24d0": "@",
    "\u24b6": "@",
    BARRIERA: " ",
}
_INVISIBILI = {"Cf", "Mn", "Me", "Cs", "Co"}


@dataclass(frozen=True)
class Piano:
    """A flat text; character k of it stands for the original from inizi[k] to fini[k]."""

    testo: str
    inizi: Sequence[int]
    fini: Sequence[int]

    def originale(self, inizio: int, fine: int) -> tuple[int, int]:
        """The span of the original that a non-empty span of the flat text stands for."""
        return self.inizi[inizio], self.fini[fine - 1]


def appiana(testo: str) -> Piano:
    """Flattens a text in linear time; never raises, whatever the characters."""
    pezzi = [_TABELLA[carattere] for carattere in testo]
    scritture = list(_SCRITTURE.finditer(testo))
    piano = "".join(pezzi)
    if not scritture and len(piano) == len(testo) and "" not in pezzi:
        return Piano(senza_scambi(piano), range(len(testo)), range(1, len(testo) + 1))
    fini = list(range(1, len(testo) + 1))
    for scritta in scritture:
        inizio, fine = scritta.span()
        pezzi[inizio:fine] = [_significato(scritta)] + [""] * (fine - inizio - 1)
        fini[inizio] = fine
    piano = "".join(pezzi)
    inizi = [k for k, pezzo in enumerate(pezzi) for _ in pezzo]
    return Piano(senza_scambi(piano), inizi, [fini[k] for k in inizi])


def _significato(scritta: re.Match[str]) -> str:
    testo = scritta.group()
    match scritta.lastgroup:
        case "segno":
            return BARRIERA
        case "entita":
            return "".join(_TABELLA[carattere] for carattere in html.unescape(testo))
        case "percento" | "unicode":
            return chr(int(testo[-2:], 16))
        case "capo":
            return "\n"
    return ""


class _Tabella(dict[str, str]):
    """The flat form of every character met so far."""

    def __missing__(self, carattere: str) -> str:
        piatto = self[carattere] = _carattere(carattere)
        return piatto


_TABELLA = _Tabella()


def _carattere(carattere: str) -> str:
    if carattere in _SPECIALI:
        return _SPECIALI[carattere]
    if carattere.isascii():
        return carattere
    cifra = unicodedata.digit(carattere, None)
    if cifra is not None:
        return str(cifra)
    return _senza_fregi(carattere)


def _senza_fregi(carattere: str) -> str:
    genere = unicodedata.category(carattere)
    if genere in _INVISIBILI:
        return ""
    if genere == "Pd":
        return "-"
    if genere == "Zs":
        return " "
    scomposto = unicodedata.normalize("NFKD", carattere)
    piano = "".join(c for c in scomposto if unicodedata.category(c) not in _INVISIBILI)
    return piano if piano and not any(c.isdigit() for c in piano) else carattere
