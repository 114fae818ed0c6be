"""What Toscana Promozione is refused: the people of a company, and the ways to write to them (C6).

A refusal is written in the log of reads, for ever. A text in which a telephone is hidden from TP is not one:
somebody else wrote it, and who reads it has asked for nothing.
"""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from nucleo.middleware import Risponde
from nucleo.models import Consultazione
from nucleo.models.registro import RECAPITI_RIFIUTATI
from nucleo.registro import annota
from sportelli.models import Utente

RIFIUTO = (403, 404)
# The addresses that hold a company's people, or write to them: the office's own, and nobody else's.
VIE = frozenset(
    {
        *(
            "sportelli:aziende",
            "sportelli:aziende_esporta",
            "sportelli:azienda",
            "sportelli:azienda_modifica",
        ),
        *("sportelli:azienda_contatti", "sportelli:azienda_consensi", "sportelli:azienda_storia"),
        *("sportelli:contatto_nuovo", "sportelli:contatto_modifica", "sportelli:contatto_disattiva"),
        *("sportelli:contatto_attiva", "sportelli:contatto_riabilita", "sportelli:consenso_nuovo"),
        *("feedback:chiedi", "feedback:raccogli", "feedback:richieste", "feedback:richieste_esporta"),
    }
)


class Tentativi:
    """Writes down who of TP asked for a company's people, and was told that there is nothing there."""

    def __init__(self, get_response: Risponde) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        risposta = self.get_response(request)
        if risposta.status_code in RIFIUTO and _alle_persone(request):
            annota(RECAPITI_RIFIUTATI, request.path, chi=request.user)
        return risposta


def _alle_persone(request: HttpRequest) -> bool:
    via = request.resolver_match
    if via is None or via.view_name not in VIE:
        return False
    return isinstance(request.user, Utente) and request.user.di_tp


def rifiutati() -> "QuerySet[Consultazione]":
    """Every refusal."""
    return Consultazione.objects.filter(genere=RECAPITI_RIFIUTATI)
