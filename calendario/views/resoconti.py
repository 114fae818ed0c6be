"""How much notice the calendar gave in a year: to be read, printed, exported (C8)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from calendario import permessi
from calendario.elenchi.resoconto import ElencoResoconto
from nucleo.elenchi import esporta
from sportelli.http import Richiesta


@require_safe
def resoconto(request: Richiesta) -> HttpResponse:
    _legge(request)
    elenco = ElencoResoconto(request.user, request.GET)
    contesto = {"elenco": elenco, "tutti": elenco.resoconto[1]}
    return render(request, "calendario/resoconto.html", contesto)


@require_safe
def resoconto_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    _legge(request)
    return esporta(request, ElencoResoconto(request.user, request.GET), formato)


def _legge(request: Richiesta) -> None:
    if not permessi.puo_leggere_il_resoconto(request.user):
        raise PermissionDenied
