"""Whom an office asked, whether they got it, what to do when they did not."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from feedback import permessi
from feedback.elenchi import ElencoRichieste, scelta
from feedback.models import Seguito
from nucleo.elenchi import LISTA, esporta
from sportelli.http import Richiesta


@require_safe
def richieste(request: Richiesta) -> HttpResponse:
    elenco = _elenco(request)
    da_richiamare = Seguito.objects.visibili_a(request.user).aperti().count()
    return render(request, "feedback/richieste.html", {"elenco": elenco, "da_richiamare": da_richiamare})


@require_safe
def richieste_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request), formato)


def _elenco(request: Richiesta) -> ElencoRichieste:
    if not permessi.puo_leggere_le_richieste(request.user):
        raise PermissionDenied
    lista = scelta(ElencoRichieste.liste, request.GET.get(LISTA, ""))
    if lista is None:
        raise Http404
    return ElencoRichieste(request.user, request.GET, lista)
