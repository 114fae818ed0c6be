"""What may be written into the headers of an e-mail: one line, one address."""

import unicodedata
from collections.abc import Mapping
from email.utils import getaddresses
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.mail.message import sanitize_address
from django.core.validators import validate_email

NON_IN_UNA_RIGA = ("Cc", "Cs", "Zl", "Zp")


class PostaNonValida(ValueError):
    """An address or a header that may not be written into an e-mail."""


def una_riga(testo: str, che_cosa: str) -> str:
    """The text itself; PostaNonValida when it holds what could begin another line."""
    # What can be printed holds none of them, and is nearly always the answer.
    if not testo.isprintable() and any(unicodedata.category(segno) in NON_IN_UNA_RIGA for segno in testo):
        raise PostaNonValida(f"{che_cosa}: caratteri di controllo in {testo!r}")
    return testo


def indirizzo(testo: str) -> str:
    """A bare address, an international domain in its ASCII form; PostaNonValida when it is none."""
    try:
        validate_email(una_riga(testo, "indirizzo"))
    except ValidationError:
        raise PostaNonValida(f"indirizzo non valido: {testo!r}") from None
    return testo if testo.isascii() else sanitize_address(testo, "utf-8")


@lru_cache(maxsize=256)
def indirizzo_del_mittente(testo: str) -> str:
    """The address in «Name <address>» or in a bare address; PostaNonValida unless there is exactly one."""
    trovati = getaddresses([una_riga(testo, "mittente")])
    if len(trovati) != 1:
        raise PostaNonValida(f"mittente: un indirizzo solo, non {testo!r}")
    return indirizzo(trovati[0][1])


def intestazioni(tutte: Mapping[str, str]) -> dict[str, str]:
    """Headers of ASCII letters on one line each; PostaNonValida otherwise."""
    for nome, valore in tutte.items():
        if not nome.replace("-", "").isalnum() or not (nome + valore).isascii():
            raise PostaNonValida(f"intestazione non valida: {nome!r}: {valore!r}")
        una_riga(valore, nome)
    return dict(tutte)
