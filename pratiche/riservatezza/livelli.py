"""The three ways of reading a pratica."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from pratiche.models import Pratica
from sportelli.models import Utente


class Livello(StrEnum):
    """UFFICIO reads everything; TP no contact of the company (C6); RETE the request and the answer (C4)."""

    UFFICIO = "ufficio"
    TP = "tp"
    RETE = "rete"


def livello(pratica: Pratica, utente: Utente) -> Livello:
    """How this person reads a pratica that she sees. PermissionDenied for who reads none."""
    if not utente.gruppi_di_lettura:
        raise PermissionDenied
    if utente.di_tp:
        return Livello.TP
    return Livello.UFFICIO if utente.sportello_id == pratica.sportello_id else Livello.RETE
