"""Words that announce a telephone («tel.», «chiamare lo») or a number of something else («voce», «P.IVA»)."""

import re
from bisect import bisect_right
from typing import NamedTuple

from pratiche.recapiti import lessico

TELEFONO = "telefono"  # a noun: any number right after it is a contact
DEBOLE = "debole"  # a word with other meanings too («mobile», «contatto»), or a single letter
VERBO = "verbo"  # «chiamare», «sentire»
CODICE = "codice"  # the number is of something else

_DISTANZA = 60  # flat characters between a word and its number, at most

_GENERI = {
    **dict.fromkeys(lessico.CODICE, CODICE),
    **dict.fromkeys(lessico.TELEFONO_VERBO, VERBO),
    **dict.fromkeys(lessico.TELEFONO_DEBOLE, DEBOLE),
    **dict.fromkeys(lessico.TELEFONO, TELEFONO),
}
_IN_MAIUSCOLO = frozenset(lessico.CODICE_IN_MAIUSCOLO)
_SE_NUMERATO = frozenset(lessico.CODICE_SE_NUMERATO)
_PAROLA = re.compile(r"[^\W\d_]+")
_CON_PUNTI = re.compile(
    r"""(?P<telefono>[\u260e\u260f\u2706\U0001f4de-\U0001f4e0\U0001f4f1\U0001f4f2\U0001f57b-\U0001f57f])
      | (?:(?<=[nN]\.)|(?<=[nN]\.\s)|(?<=umero\s))(?P<verde>[vV]erde)(?!\w)
      | (?<=umero\s)(?P<numero>fisso|mobile|diretto|privato|personale|unico)(?!\w)
      | (?<=hats|HATS)\s(?P<whats>[aA][pP][pP])(?!\w) | (?<=[wW]\.)(?P<wapp>[aA][pP]{1,2})(?!\w)
      | (?<!\w)(?P<codice>[cC]\.\s?[fF]\.?|[cC]/[cC]|[bB]/[lL]|[lL]/[cC]|[pP]/[nN]|[sS]/[nN]|P\.I\.
        |P\.O\.|[pP]/[oO]|[oO]\.[dD]\.[aA]\.|[sS]\.[nN]\.|[dD]\.[dD]\.[tT]\.?
        |(?:[nNvV]s|[nNvV]ostro|[yY]our|[oO]ur)\.?\s(?:[rR]if|[rR]ef|[rR]iferimento)\.?|[pP]art\sno\.?
        |[dD]-[uU]-[nN]-[sS]|[lL]ettera\sdi\svettura|[aA]ir\s?way\s?bill|[pP]art\snumber)(?!\w)
      | (?<![\w./])(?P<debole>[TMCFPtmcfp])(?=\s?[.:]\s?[\d(+])""",
    re.VERBOSE,
)
_NUMERO = re.compile(
    r"(?:\s(?:ue|eu|it|comunitario|europeo|italiano|internazionale|registrato)){0,2}\.?\s?(?:n\.|n[or]\.?|num\.?|numero|#)(?!\w)",
    re.IGNORECASE,
)
# «ufficio ordini 055…» is a desk with a telephone, not an order.
_AGGETTIVO = re.compile(rf"(?<!\w)(?:{'|'.join(lessico.COSE_INTERNE)})\.?\s$", re.IGNORECASE)
_SCRIVANIA = re.compile(
    r"(?:uff(?:\.|icio)|reparto|servizio|settore|resp(?:\.|onsabile)|addett[oa]|referente)\s(?:\w{1,15}\s)?$",
    re.I,
)

_SEGNI = r"[\s:;.,=\-)(\[\]>\#*/|\u00b0'\"_~]"


def _ponte(parole: tuple[str, ...], segni: str) -> re.Pattern[str]:
    """What may stand between the word and its number: signs and up to five of these words."""
    scelta = "|".join(sorted({*lessico.MINUTE, *parole}, key=len, reverse=True))
    return re.compile(rf"{segni}{{0,12}}(?:(?:{scelta})(?![^\W\d_]){segni}{{0,12}}){{0,5}}", re.IGNORECASE)


_DOPO_TELEFONO = _ponte(lessico.DOPO_TELEFONO, _SEGNI)
_DOPO_CODICE = _ponte(lessico.DOPO_CODICE, _SEGNI.replace(";", "").replace(",", "").replace(")", ""))
_NOMI = re.compile(
    r"""[\s:.,(\-]{0,6}(?:(?:[A-Z][\w'.]*|(?i:di|del|della|dello|dei|degli|delle|sig|sigra|ra|dott|ssa|resp|responsabile
    |titolare|ufficio|uff|export|commerciale|amministrazione|acquisti|vendite|segreteria|magazzino|sede|estero|e|il|la))
    (?!\w)[\s:.,()\-]{0,6}){1,6}""",
    re.VERBOSE,
)


class Spia(NamedTuple):
    """An announcing word: where it ends in the flat text, and what it announces."""

    fine: int
    genere: str


class Spie:
    """The announcing words of one flat text."""

    def __init__(self, testo: str) -> None:
        self._testo = testo
        self._spie = sorted(_spie(testo))
        self._fini = [spia.fine for spia in self._spie]

    def annuncio(self, punto: int) -> str:
        """What the nearest word before this point announces, if only small words stand between."""
        quale = bisect_right(self._fini, punto) - 1
        if quale < 0 or punto - self._fini[quale] > _DISTANZA:
            return ""
        spia = self._spie[quale]
        ponte = _DOPO_CODICE if spia.genere == CODICE else _DOPO_TELEFONO
        return spia.genere if ponte.fullmatch(self._testo, spia.fine, punto) else ""

    def lontana(self, punto: int) -> bool:
        """Whether a telephone word stands a few words before this point, with only names between."""
        quale = bisect_right(self._fini, punto) - 1
        if quale < 0 or punto - self._fini[quale] > _DISTANZA or self._spie[quale].genere != TELEFONO:
            return False
        return _NOMI.fullmatch(self._testo, self._fini[quale], punto) is not None


def _spie(testo: str) -> list[Spia]:
    trovate = [Spia(m.end(), _genere_dei_punti(m)) for m in _CON_PUNTI.finditer(testo)]
    for parola in _PAROLA.finditer(testo):
        scritta = parola.group()
        genere = _GENERI.get(scritta.lower()) or (CODICE if scritta in _IN_MAIUSCOLO else "")
        if genere and not _tutt_altro(parola, genere):
            trovate.append(Spia(parola.end(), genere))
        elif scritta.lower() in _SE_NUMERATO and _NUMERO.match(testo, parola.end()):
            trovate.append(Spia(parola.end(), CODICE))
    return trovate


def _genere_dei_punti(spia: re.Match[str]) -> str:
    quale = spia.lastgroup or ""
    return quale if quale in (CODICE, DEBOLE) else TELEFONO


def _tutt_altro(spia: re.Match[str], genere: str) -> bool:
    """«ufficio ordini» has a telephone, «mercato interno» has none."""
    inizio = spia.start()
    if genere == CODICE:
        return _SCRIVANIA.search(spia.string, max(0, inizio - 32), inizio) is not None
    interno = spia.group().lower() == "interno"
    return interno and _AGGETTIVO.search(spia.string, max(0, inizio - 20), inizio) is not None
