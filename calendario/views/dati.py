"""The calendar as open data: what there is, how it is made, and the catalogue that other catalogues read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calendario.feed import catalogo as catalogo_dcat
from calendario.feed.aperti import DatiAperti
from calendario.feed.scelta import Scelta
from calendario.filtri import PARAMETRI
from calendario.views.pubbliche import nella_lingua
from nucleo.vetrina import in_vetrina


@in_vetrina(*PARAMETRI)
@nella_lingua
def dati(request: HttpRequest, lingua: str) -> HttpResponse:
    """The formats, the parameters, the licence; with the addresses of what was filtered."""
    aperti = DatiAperti(Scelta(request.GET, lingua))
    return render(request, f"calendario/dati/{lingua}.html", {"aperti": aperti})


@in_vetrina(compressa=True)
def catalogo(request: HttpRequest) -> HttpResponse:
    """DCAT-AP_IT, as RDF/XML."""
    contesto = {"catalogo": catalogo_dcat.Catalogo()}
    risposta = render(request, "calendario/dati/catalogo.rdf", contesto, content_type=catalogo_dcat.TIPO)
    risposta.headers["Access-Control-Allow-Origin"] = "*"
    return risposta
