"""The ledger of a circolare: what became of every mail, and of every reading."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from circolari import consegne, permessi
from circolari.elenchi.registro import AZIENDE, SPORTELLI, ElencoRegistro
from circolari.models import Circolare
from circolari.views import mosse
from circolari.views.lettura import la_circolare
from nucleo.elenchi import LISTA, esporta
from nucleo.registro import annota, oggetto_di
from sportelli.http import Richiesta


@require_safe
def registro(request: Richiesta, codice: str) -> HttpResponse:
    """The recipients, one tier at a time, under the summary of each office."""
    riga = _con_registro(request, codice)
    elenco = _elenco(request, riga)
    if elenco.persone_nostre:
        annota("persone raggiunte", oggetto_di(riga), chi=request.user, quante=len(elenco.mostrate))
    contesto = {
        "circolare": riga,
        "elenco": elenco,
        "quadro": None if _cerca_qualcuno(request) else consegne.quadro(riga, request.user),
        "puo_riprovare": permessi.puo_riprovare(request.user, riga) and consegne.qualcuna_fallita(riga),
        "da_consultare": mosse.da_consultare(request.user, riga)[1:],
    }
    return render(request, "circolari/registro.html", contesto)


@require_safe
def registro_esporta(request: Richiesta, codice: str, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request, _con_registro(request, codice)), formato)


@require_safe
def avanzamento(request: Richiesta, codice: str) -> HttpResponse:
    """The bars alone: they ask for themselves again while something may leave, then no more."""
    riga = _con_registro(request, codice)
    contesto = {"circolare": riga, "avanzamento": consegne.avanzamento(riga, request.user)}
    return render(request, "circolari/_avanzamento.html", contesto)


def _elenco(request: Richiesta, riga: Circolare) -> ElencoRegistro:
    """404 for a tier that there is not."""
    if request.GET.get(LISTA, SPORTELLI) not in (SPORTELLI, AZIENDE):
        raise Http404
    return ElencoRegistro(request.user, request.GET, riga)


def _cerca_qualcuno(request: Richiesta) -> bool:
    """Whether the address looks for somebody: then the summary, which counts them all, is left out."""
    return any(valore for nome, valore in request.GET.items() if nome != LISTA)


def _con_registro(request: Richiesta, codice: str) -> Circolare:
    """A circolare that has a ledger, if this person reads it: unseen 404, a draft 403."""
    riga = la_circolare(request, codice)
    if not permessi.puo_leggere_il_registro(request.user, riga):
        raise PermissionDenied
    return riga
