"""Codes of Italian companies, cleaned and checked; what is wrong is said in words that help to mend it.

The check digits are those of `python-stdnum`. A right check digit says that the number was not mistyped, not
that the company exists.
"""

import re

from django.core.exceptions import ValidationError
from stdnum import luhn
from stdnum.exceptions import ValidationError as Errato
from stdnum.it import codicefiscale

SEPARATORI = re.compile(r"[\s.\-/]+")
REA = re.compile(r"([A-Z]{2})(\d{1,7})")
ATECO = re.compile(r"(\d{2})(\d{2})?(\d{2})?")
LUNGHEZZA_IVA = 11
LUNGHEZZA_CF = 16


def _nuda(testo: str) -> str:
    return SEPARATORI.sub("", testo).upper()


def pulisci_partita_iva(testo: str) -> str:
    """The eleven digits, without spaces and «IT», with the leading zeros that a spreadsheet has eaten.

    Raises ValidationError: not digits, too many, wrong check digit.
    """
    cifre = _nuda(testo).removeprefix("IT")
    if not cifre.isdecimal() or not cifre.isascii():
        raise ValidationError("La partita IVA è fatta di sole cifre.", code="cifre")
    if len(cifre) > LUNGHEZZA_IVA:
        raise ValidationError(
            f"La partita IVA ha 11 cifre: qui sono {len(cifre)}, ce n'è qualcuna di troppo.", code="lunghezza"
        )
    if len(cifre) < LUNGHEZZA_IVA - 2:
        raise ValidationError(
            f"La partita IVA ha 11 cifre: qui sono {len(cifre)}, ne manca qualcuna.", code="lunghezza"
        )
    intera = cifre.zfill(LUNGHEZZA_IVA)
    if not luhn.is_valid(intera) or not intera.strip("0"):
        raise ValidationError(
            "La cifra di controllo della partita IVA non torna: ricontrolla il numero.", code="controllo"
        )
    return intera


def zeri_persi(testo: str) -> bool:
    """Whether a partita IVA was written without its leading zeros, as spreadsheets do."""
    return len(_nuda(testo).removeprefix("IT")) < LUNGHEZZA_IVA


def pulisci_codice_fiscale(testo: str) -> str:
    """The codice fiscale of a person (16 characters, also «omocodico») or of a company (11 digits).

    Raises ValidationError: wrong length, wrong shape, wrong check character.
    """
    codice = _nuda(testo)
    if codice.isdecimal():
        return _di_societa(codice)
    if len(codice) != LUNGHEZZA_CF:
        raise ValidationError(
            f"Il codice fiscale ha 16 caratteri (persone) o 11 cifre (società): qui sono {len(codice)}.",
            code="lunghezza",
        )
    try:
        return str(codicefiscale.validate(codice))
    except Errato as errore:
        raise ValidationError(
            "Il carattere di controllo del codice fiscale non torna: ricontrolla lettere e cifre.",
            code="controllo",
        ) from errore


def _di_societa(codice: str) -> str:
    try:
        return pulisci_partita_iva(codice)
    except ValidationError as errore:
        raise ValidationError(
            "Il codice fiscale di una società ha 11 cifre, l'ultima di controllo: ricontrolla il numero.",
            code=errore.code,
        ) from errore


def pulisci_rea(testo: str) -> str:
    """«FI-974632»: the province of the register and the number; raises ValidationError."""
    trovato = REA.fullmatch(_nuda(testo))
    if trovato is None:
        raise ValidationError(
            "Il numero REA è la sigla della provincia e fino a 7 cifre, per esempio FI-974632.", code="forma"
        )
    return f"{trovato[1]}-{trovato[2]}"


def pulisci_ateco(testo: str) -> str:
    """«14.21.10», «14.21» or «14», with the dots; raises ValidationError."""
    trovato = ATECO.fullmatch(_nuda(testo))
    if trovato is None:
        raise ValidationError("Il codice ATECO ha da 2 a 6 cifre, per esempio 14.21.10.", code="forma")
    return ".".join(parte for parte in trovato.groups() if parte)


def pulisci_cap(testo: str) -> str:
    """Five digits; raises ValidationError."""
    cifre = _nuda(testo)
    if not re.fullmatch(r"[0-9]{5}", cifre):
        raise ValidationError("Il CAP ha 5 cifre, per esempio 50122.", code="forma")
    return cifre
