"""Shapes that a telephone number has when nobody announced it, and shapes that only others have."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from stdnum import luhn

from pratiche.recapiti import piani_numerazione as piani

_AMERICANO = re.compile(r"1?[2-9]\d{9}")
_CINESE = re.compile(r"1[3-9]\d{9}")
_DALL_ESTERO = ("011", "010")  # dialled instead of 00 in America and in Japan
_A_VIRGOLE = [3, 3, 4]
# How people of other countries group a number that begins with 0: «03-1234-5678», «0532 123 45 67».
_CON_LO_ZERO = {
    (2, 3, 4), (2, 4, 3), (2, 4, 4), (2, 3, 2, 2), (2, 2, 3, 4), (4, 4, 3), (4, 3, 4), (4, 3, 2, 2),
}  # fmt: skip


def puo_cominciare(cifre: str) -> bool:
    """Whether a number without + may begin with this group."""
    if cifre[0] in "03" or cifre.startswith("800"):
        return True
    return len(cifre) in (3, 10) or cifre in ("1", "8") or piani.codice_paese(cifre)


def lunghezze(cifre: str) -> range:
    """How many figures a number without + that begins with these may have."""
    if cifre.startswith("00"):
        return range(9, piani.CIFRE_MASSIME + 3) if cifre[2:3] != "0" else range(0)
    if cifre.startswith(_DALL_ESTERO):
        return range(8, piani.CIFRE_MASSIME + 4)
    if cifre[0] == "0":
        return range(8, 13)
    return range(9, 14)


@lru_cache(maxsize=1024)
def valido(gruppi: tuple[str, ...], annunciato: bool) -> bool:
    """A number that speaks for itself: Italian, freephone, international with 00, American, French.

    An announced number has only to exist; one that nobody announced must also be grouped like a telephone.
    Remembered for a while: the texts that take longest say the same few digits over and over.
    """
    cifre = "".join(gruppi)
    if cifre.startswith("00"):
        return piani.internazionale_certo(cifre[2:]) and (annunciato or not _partita_iva(gruppi))
    if len(cifre) > 12 and cifre.startswith(_DALL_ESTERO):
        return piani.internazionale_certo(cifre[3:])
    if cifre[0] == "0":
        return _fisso(gruppi, cifre, annunciato)
    if cifre[0] == "3":
        mobile = piani.mobile(cifre) and (annunciato or _come_un_mobile(gruppi, cifre))
        return mobile or _senza_piu(gruppi)
    return piani.verde(cifre) or _americano(gruppi, cifre) or _altrove(gruppi, cifre) or _senza_piu(gruppi)


def _partita_iva(gruppi: Sequence[str]) -> bool:
    """Eleven digits in one piece whose check digit is right: nobody dials abroad in one breath so."""
    return len(gruppi) == 1 and len(gruppi[0]) == 11 and luhn.is_valid(gruppi[0])


def tra_parentesi(gruppi: Sequence[str]) -> bool:
    """«(11) 96123-4567», «(601) 2345678»: an area code in brackets and the rest, as many countries write."""
    lunghezze = tuple(map(len, gruppi))
    if len(gruppi) == 2:
        return lunghezze[0] in (2, 3) and lunghezze[1] in (7, 8)
    return (
        2 <= lunghezze[0] <= 4 and 3 <= lunghezze[1] <= 5 and lunghezze[2] == 4 and 9 <= sum(lunghezze) <= 11
    )


def dettato(gruppi: Sequence[str]) -> bool:
    """Said one figure at a time, or with the pauses of a mobile number: no list, no amount."""
    lunghezze = list(map(len, gruppi))
    return lunghezze == _A_VIRGOLE or (set(lunghezze) == {1} and not _monotoni(gruppi))


def a_una_a_una(gruppi: Sequence[str]) -> bool:
    """Nine or ten figures said one at a time: a telephone of some country, if nobody is counting."""
    return len(gruppi) in (9, 10) and dettato(gruppi)


def conta(gruppi: Sequence[str]) -> bool:
    """Somebody counting: tre, quattro, cinque, sei."""
    numeri = [int(gruppo) for gruppo in gruppi]
    return len(numeri) > 2 and numeri == list(range(numeri[0], numeri[0] + len(numeri)))


def _fisso(gruppi: Sequence[str], cifre: str, annunciato: bool) -> bool:
    if not annunciato and (_francese(gruppi) or _con_prefisso_qualunque(gruppi, cifre)):
        return True
    return piani.fisso(cifre) and (annunciato or _come_un_fisso(gruppi, cifre))


def _con_prefisso_qualunque(gruppi: Sequence[str], cifre: str) -> bool:
    """«089/123456», «020 7946 0958», «044 668 18 00»: an area code of any country, and the rest."""
    due = len(gruppi) == 2 and 3 <= len(gruppi[0]) <= 5 and len(gruppi[1]) >= 6
    sciolti = len(gruppi) in (3, 4) and len(gruppi[0]) == 3 and all(2 <= len(g) <= 4 for g in gruppi)
    altro = _anno(gruppi) or _lettera_di_vettura(gruppi) or _monotoni(gruppi)
    lungo = 12 if due and len(gruppi[0]) == 5 else 11
    return (due or sciolti or _come_altrove(gruppi)) and 9 <= len(cifre) <= lungo and not altro


def _come_altrove(gruppi: Sequence[str]) -> bool:
    """Grouped as in some other country, and neither years nor headings of the chapter it would begin with."""
    if tuple(map(len, gruppi)) not in _CON_LO_ZERO or piani.voce_doganale(gruppi):
        return False
    return not any(len(gruppo) == 4 and gruppo[:2] in ("19", "20", gruppi[0]) for gruppo in gruppi[1:])


def _come_un_fisso(gruppi: Sequence[str], cifre: str) -> bool:
    if piani.voce_doganale(gruppi) or _orari(gruppi) or _anno(gruppi) or _lettera_di_vettura(gruppi):
        return False
    if len(gruppi) == 1:
        return len(cifre) < 11 and not _data(cifre)
    if len(gruppi) == len(cifre):
        return len(cifre) >= 9 and not _monotoni(gruppi)
    if len(gruppi[0]) == 2 and {len(g) for g in gruppi} == {2} and _monotoni(gruppi):
        return False
    if piani.prefisso(gruppi[0]):
        return (
            len(cifre) < 11 or len(gruppi[0]) == 4 or len(gruppi) == 2 or {len(g) for g in gruppi[1:]} == {2}
        )
    return len(gruppi[0]) >= 4 and len(cifre) < 11 and piani.comincia_con_prefisso(gruppi[0])


def _come_un_mobile(gruppi: Sequence[str], cifre: str) -> bool:
    if piani.voce_doganale(gruppi) or _anno(gruppi):
        return False
    if gruppi[0] == "39" and len(cifre) > 10:
        gruppi, cifre = gruppi[1:], cifre[2:]
    lunghezze = list(map(len, gruppi))
    if len(cifre) == 9 and (len(gruppi) == 1 or gruppi[-1] == "000"):
        return False  # an amount rather than one of the few mobile numbers that are so short
    if len(gruppi) == 1:
        return True
    if len(set(lunghezze)) == 1 and _monotoni(gruppi):
        return False
    if lunghezze[0] < 3:
        return max(lunghezze) <= 3 and set(lunghezze[1:]) != {3}
    return True


def _americano(gruppi: Sequence[str], cifre: str) -> bool:
    forma = [len(gruppo) for gruppo in gruppi if gruppo != "1"]
    return forma == [3, 3, 4] and _AMERICANO.fullmatch(cifre) is not None


def _altrove(gruppi: Sequence[str], cifre: str) -> bool:
    """A Chinese mobile, a Russian number with its 8, a Spanish one."""
    match [len(gruppo) for gruppo in gruppi]:
        case [3, 4, 4]:
            return _CINESE.fullmatch(cifre) is not None
        case [1, 3, 3, 2, 2]:
            return cifre[0] == "8"
        case [3, 2, 2, 2]:
            return cifre[0] in "6789" and not _monotoni(gruppi)
    return False


def _senza_piu(gruppi: Sequence[str]) -> bool:
    """«39 055 2345678», «86-21-5550-3817»: the country's code without its sign, and the rest in groups.

    Groups all of two or of three figures are customs codes and amounts, as are round ones.
    """
    codice, *altri = gruppi
    if len(altri) < 2 or codice == "1" or not piani.codice_paese(codice) or _monotoni(gruppi):
        return False
    if codice == "39":
        return piani.prefisso(altri[0]) and piani.fisso("".join(altri))
    cifre, tondi = "".join(gruppi), all(gruppo.endswith("00") for gruppo in altri)
    if len(cifre) < 11 or tondi or set(map(len, altri)) in ({2}, {3}):
        return False
    return piani.internazionale_certo(cifre)


def _francese(gruppi: Sequence[str]) -> bool:
    a_coppie = len(gruppi) == 5 and all(len(gruppo) == 2 for gruppo in gruppi)
    return a_coppie and gruppi[0] != "00" and not _monotoni(gruppi)


def _monotoni(gruppi: Sequence[str]) -> bool:
    """Sizes or a list of codes, up or down by small steps: 36 38 40 42 44."""
    passi = [dopo - prima for prima, dopo in pairwise(map(int, gruppi))] or [0]
    minimo, massimo = min(passi), max(passi)
    return 0 <= minimo <= massimo <= 10 or -10 <= minimo <= massimo <= 0


def _data(cifre: str) -> bool:
    return len(cifre) == 8 and cifre[4:6] in ("19", "20") and int(cifre[:2]) <= 31 and int(cifre[2:4]) <= 12


def _orari(gruppi: Sequence[str]) -> bool:
    """Opening hours without a colon: 0930-1230."""
    return [len(g) for g in gruppi] == [4, 4] and all(int(g[:2]) < 24 and int(g[2:]) < 60 for g in gruppi)


def _anno(gruppi: Sequence[str]) -> bool:
    """A protocol number with its year: 0552345/2026."""
    ultimo = gruppi[-1]
    return len(gruppi) == 2 and len(ultimo) == 4 and ultimo[:2] in ("19", "20") and len(gruppi[0]) >= 4


def _lettera_di_vettura(gruppi: Sequence[str]) -> bool:
    """An air waybill: three digits of the airline, seven of the bill and their remainder by seven."""
    forma = [len(gruppo) for gruppo in gruppi]
    return forma == [3, 8] and int(gruppi[1][:7]) % 7 == int(gruppi[1][7])
