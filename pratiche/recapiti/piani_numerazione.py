"""What counts as a telephone number, by the numbering plans of all countries (library phonenumbers)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    PhoneMetadata,
    PhoneNumber,
    ValidationResult,
    is_possible_number_with_reason,
)

CIFRE_MASSIME = 15  # ITU-T E.164
LUNGHEZZE = range(7, CIFRE_MASSIME + 2)  # with the country's code, and the 0 that some write after it
CIFRE_NAZIONALI = 10  # as long as an Italian number usually is
_TRONCHI = ("0", "1", "8")  # what people at home dial first, and some write also after the country's code
_PREFISSO = re.compile(r"0[26]|0[13-57-9][0159]|0[13-57-9][2-46-8]\d")
# Chapters of the Harmonised System that begin like an Italian number, with their last heading.
_ULTIMA_VOCE = {
    "01": 6,
    "02": 10,
    "03": 9,
    "04": 10,
    "05": 11,
    "06": 4,
    "07": 14,
    "08": 14,
    "09": 10,
    "30": 6,
    "31": 5,
    "32": 15,
    "33": 7,
    "34": 7,
    "35": 7,
    "36": 6,
    "37": 7,
    "38": 27,
    "39": 26,
}
_GRUPPI_DOGANALI = {(4, 2), (4, 2, 2), (4, 2, 2, 2), (4, 4), (4, 4, 2), (6, 2), (6, 2, 2), (6, 4), (8, 2)}
_CAPITOLI_DI_MACCHINE = ("84", "85", "90")
_GRUPPI_DI_MACCHINE = {(4, 2), (4, 2, 2), (4, 2, 2, 2)}
_TELEFONI = "8517"  # their customs heading


def _modello(regione: str, genere: str, codice: int = 0) -> re.Pattern[str]:
    metadati = PhoneMetadata.metadata_for_region_or_calling_code(codice, regione)
    descrizione = getattr(metadati, genere, None)
    return re.compile(getattr(descrizione, "national_number_pattern", None) or r"(?!)")


_FISSO = _modello("IT", "fixed_line")
_MOBILE = _modello("IT", "mobile")
_VERDE = re.compile(r"800\d{6}")


def fisso(cifre: str) -> bool:
    """An Italian landline with its area code, long enough not to need a cue."""
    return 8 <= len(cifre) <= 11 and _FISSO.fullmatch(cifre) is not None


def mobile(cifre: str) -> bool:
    """An Italian mobile number, also with 39 before it."""
    if len(cifre) > 10 and cifre.startswith("39"):
        cifre = cifre[2:]
        return len(cifre) == 10 and _MOBILE.fullmatch(cifre) is not None
    return cifre[0] == "3" and _MOBILE.fullmatch(cifre) is not None


def verde(cifre: str) -> bool:
    """An Italian freephone number of nine digits."""
    return _VERDE.fullmatch(cifre) is not None


def prefisso(cifre: str) -> bool:
    """Exactly an Italian area code: 02, 055, 0587."""
    return _PREFISSO.fullmatch(cifre) is not None


def comincia_con_prefisso(cifre: str) -> bool:
    """An Italian area code and something more: 0552."""
    return _PREFISSO.match(cifre) is not None


def internazionale(cifre: str) -> bool:
    """A length that exists in the country whose code begins these digits (written after + or 00)."""
    codice = _codice_paese(cifre)
    if not codice:
        return False
    nazionale = cifre[len(codice) :]
    return _possibile(int(codice), nazionale) or (
        nazionale[:1] in _TRONCHI and _possibile(int(codice), nazionale[1:])
    )


def internazionale_certo(cifre: str) -> bool:
    """As `internazionale`, and the national part is one that the country gives out."""
    codice = _codice_paese(cifre)
    if not codice or not internazionale(cifre):
        return False
    return _piano_di(int(codice)).fullmatch(cifre[len(codice) :]) is not None


def codice_paese(cifre: str) -> bool:
    """Exactly the code of a country: 44, 86, 971."""
    return len(cifre) <= 3 and _codice_paese(cifre) == cifre


def voce_doganale(gruppi: Sequence[str]) -> bool:
    """Digits grouped like a customs code (3304 99 00), under a heading that exists.

    Ten digits written together are a customs code only if they end in 0000, which hardly a telephone does.
    """
    if len(gruppi) > 4:
        return False
    cifre = "".join(gruppi)
    if not _voce(gruppi[0]):
        return False
    if len(gruppi) == 1 or (len(cifre) == 10 and len(gruppi) == 2):
        return len(cifre) == 8 or (len(cifre) == 10 and cifre.endswith("0000"))
    return tuple(map(len, gruppi)) in _GRUPPI_DOGANALI or all(len(g) == 4 and _voce(g) for g in gruppi)


def apparecchio(gruppi: Sequence[str]) -> bool:
    """A customs code of machines, where the word that seems to announce it is the thing: «fax 8443.31.80»."""
    come_un_codice = gruppi[0][:2] in _CAPITOLI_DI_MACCHINE and tuple(map(len, gruppi)) in _GRUPPI_DI_MACCHINE
    return come_un_codice or gruppi[0].startswith(_TELEFONI)


def _voce(cifre: str) -> bool:
    return 1 <= int(cifre[2:4] or 0) <= _ULTIMA_VOCE.get(cifre[:2], 0)


def _codice_paese(cifre: str) -> str:
    for quante in (1, 2, 3):
        if int(cifre[:quante] or 0) in COUNTRY_CODE_TO_REGION_CODE and cifre[0] != "0":
            return cifre[:quante]
    return ""


@lru_cache(maxsize=4096)
def _possibile(codice: int, nazionale: str) -> bool:
    if not 4 <= len(nazionale) <= CIFRE_MASSIME:
        return False
    zeri = len(nazionale) - len(nazionale.lstrip("0"))
    numero = PhoneNumber(
        codice, int(nazionale), italian_leading_zero=zeri > 0, number_of_leading_zeros=zeri or None
    )
    return is_possible_number_with_reason(numero) == ValidationResult.IS_POSSIBLE


@lru_cache(maxsize=256)
def _piano_di(codice: int) -> re.Pattern[str]:
    return _modello(COUNTRY_CODE_TO_REGION_CODE[codice][0], "general_desc", codice)
