"""What stands between two groups of digits, and whether they may be one number across it."""

import re
from functools import lru_cache

from pratiche.recapiti import piani_numerazione as piani
from pratiche.recapiti.cifre import Gruppo, senza_riempitivi

BENE, SE_ANNUNCIATI, NO = 2, 1, 0  # joined well; only if a word announced the number; not at all

_LUNGO = 40  # more signs than this between two groups are no separator,
_AL_PIU = 5  # nor more than these, once the repeated ones and the words of who dictates are gone
_UNIONE = re.compile(r"(?!.*\n.*\n)[ \n.\-/()\[\]{}_*|\\~]{1,4}", re.DOTALL)
_UNIONE_LARGA = re.compile(r"(?!.*\n.*\n)[ \n.\-/()\[\]{}_,;:*~|'\"\\]{0,5}", re.DOTALL)
_RIPETUTI = re.compile(r"([ .\-_*/])\1+")  # «347 --- 1234567», columns kept apart by spaces
_STRETTO = re.compile(r"[ .\-/\n]")
# «335,1234567»: no amount has so many decimals, and the sign stands for the space.
_SEGNO_SOLO = re.compile(r"\s?[,;:='\"+<>]\s?")
_VIRGOLE = re.compile(r"\s?[,;:]\s?")
_PREFISSO_MOBILE = re.compile(r"3[2-9]\d")
_CIFRE_DOPO_IL_MOBILE = 7
_CIFRE_DOPO_IL_FISSO = range(6, 9)
_A_VIRGOLE = {(1, 1), (3, 3), (3, 4)}  # lengths of neighbours in «3, 4, 7, 1…» and «347, 123, 4567»
_NUMERO = re.compile(
    r"[\s,;:]*(?<!\w)(?:numero|num|nr|n)(?!\w)[\s.:]*", re.IGNORECASE
)  # «prefisso 055, numero 234567»


def unione(prima: Gruppo, dopo: Gruppo, distacco: str, a_parole: bool) -> int:
    """How well two groups are joined by what stands between them."""
    if len(distacco) > _LUNGO:
        return NO
    quante = len(prima.cifre), len(dopo.cifre)
    intero = _prefisso_e_resto(prima.cifre, quante[1])
    return _giudizio(distacco, a_parole, intero, not intero and quante in _A_VIRGOLE)


@lru_cache(maxsize=1024)
def _giudizio(distacco: str, a_parole: bool, intero: bool, a_virgole: bool) -> int:
    """Remembered: a text says the same few separators over and over."""
    distacco = _essenziale(distacco, a_parole)
    if intero:
        distacco = _SEGNO_SOLO.sub(" ", distacco)
    elif a_virgole and _VIRGOLE.fullmatch(distacco):
        return BENE
    if len(distacco) > _AL_PIU:
        return NO
    if _UNIONE.fullmatch(distacco):
        return BENE
    return SE_ANNUNCIATI if _UNIONE_LARGA.fullmatch(distacco) else NO


def stretto(distacco: str) -> bool:
    """A single sign of those written inside a number."""
    return _STRETTO.fullmatch(distacco) is not None


def a_virgole(distacchi: list[str]) -> bool:
    """Whether commas, or the like, stand among more than two groups."""
    return len(distacchi) > 1 and any(_VIRGOLE.fullmatch(distacco) for distacco in distacchi)


def _essenziale(distacco: str, a_parole: bool) -> str:
    if a_parole:
        distacco = senza_riempitivi(distacco)
    elif "n" in distacco or "N" in distacco:
        distacco = _NUMERO.sub(",", distacco)
    return _RIPETUTI.sub(r"\1", distacco)


def _prefisso_e_resto(prima: str, quante: int) -> bool:
    if _PREFISSO_MOBILE.fullmatch(prima):
        return quante == _CIFRE_DOPO_IL_MOBILE
    return quante in _CIFRE_DOPO_IL_FISSO and piani.prefisso(prima)
