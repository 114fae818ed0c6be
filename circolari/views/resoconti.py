"""How a year of circulars went: to be read, printed, exported (C5, C7)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from circolari import permessi
from circolari.elenchi.resoconto import ElencoResoconto
from nucleo.elenchi import esporta
from sportelli.http import Richiesta


def resoconto(request: Richiesta) -> HttpResponse:
    _legge(request)
    elenco = ElencoResoconto(request.user, request.GET)
    return render(request, "circolari/resoconto.html", {"elenco": elenco, "resoconto": elenco.resoconto})


def resoconto_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    _legge(request)
    return esporta(request, ElencoResoconto(request.user, request.GET), formato)


def _legge(request: Richiesta) -> None:
    if not permessi.puo_leggere_i_resoconti(request.user):
        raise PermissionDenied
