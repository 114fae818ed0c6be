"""The public page of the open data, its files and its catalogue: the same for everybody."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from extranet.risultati import aperti
from nucleo import dcat
from nucleo.vetrina import in_vetrina

TITOLO = "Dati aperti degli Sportelli per l'internazionalizzazione"
FRASE = "Il lavoro della rete degli Sportelli, anno per anno."


@in_vetrina()
def dati_aperti(request: HttpRequest) -> HttpResponse:
    tabelle = [(aperto, aperti.in_pagina(aperto)) for aperto in aperti.APERTI]
    contesto = {"titolo": TITOLO, "frase": FRASE, "tabelle": tabelle, "licenza": dcat.LICENZA}
    return render(request, "extranet/risultati/aperti.html", contesto)


@in_vetrina()
def dati_aperti_file(request: HttpRequest, nome: str) -> HttpResponse:
    aperto = next((aperto for aperto in aperti.APERTI if aperto.nome == nome), None)
    if aperto is None:
        raise Http404
    risposta = HttpResponse(aperti.in_csv(aperto), content_type="text/csv; charset=utf-8")
    risposta["Content-Disposition"] = f'attachment; filename="{nome}.csv"'
    return risposta


@in_vetrina()
def dati_aperti_catalogo(request: HttpRequest) -> HttpResponse:
    catalogo = dcat.catalogo(TITOLO, FRASE, reverse("dati_aperti"), aperti.insiemi())
    return HttpResponse(json.dumps(catalogo, ensure_ascii=False, indent=1), content_type=dcat.TIPO)
