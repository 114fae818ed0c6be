"""What everybody reads: the public calendar in two languages, by the clock, in the query (C7, C8)."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import translation

from calendario.filtri import PARAMETRI
from calendario.models import AllegatoIniziativa, Iniziativa
from calendario.programma.anno import Anno, PerPaese
from calendario.programma.carta import Carta
from calendario.programma.cornice import Cornice
from calendario.programma.elenco import Elenco
from calendario.programma.giorni import Settimana
from calendario.programma.griglia import Mese
from calendario.programma.scheda import Scheda
from nucleo import allegati
from nucleo.vetrina import ASSENTE, in_vetrina, per_tutti

Vista = Callable[..., HttpResponse]


def nella_lingua(vista: Vista) -> Vista:
    """A view whose page, the one for what is not there too, speaks the language that its address says."""

    @wraps(vista)
    def parlante(request: HttpRequest, *, lingua: str, **argomenti: Any) -> HttpResponse:
        with translation.override(lingua):
            try:
                return vista(request, lingua=lingua, **argomenti)
            except Http404:
                return render(request, ASSENTE, status=404)

    return parlante


@in_vetrina(*PARAMETRI, "dopo", "prima")
@nella_lingua
def elenco(request: HttpRequest, lingua: str) -> HttpResponse:
    """What is coming, in order."""
    return _pagina(request, "elenco", Elenco(request.GET, lingua))


@in_vetrina(*PARAMETRI)
@nella_lingua
def mese(request: HttpRequest, lingua: str, mese: date) -> HttpResponse:
    """A month, as a grid."""
    return _pagina(request, "mese", Mese(request.GET, lingua, mese=mese))


@in_vetrina(*PARAMETRI)
@nella_lingua
def settimana(request: HttpRequest, lingua: str, lunedi: date) -> HttpResponse:
    """A week, day by day."""
    return _pagina(request, "settimana", Settimana(request.GET, lingua, lunedi=lunedi))


@in_vetrina(*PARAMETRI)
@nella_lingua
def anno(request: HttpRequest, lingua: str, anno: int) -> HttpResponse:
    """A year, month by month."""
    return _pagina(request, "anno", Anno(request.GET, lingua, anno=anno))


@in_vetrina(*PARAMETRI)
@nella_lingua
def paesi(request: HttpRequest, lingua: str) -> HttpResponse:
    """Country by country."""
    return _pagina(request, "paesi", PerPaese(request.GET, lingua))


@in_vetrina(*PARAMETRI)
@nella_lingua
def carta(request: HttpRequest, lingua: str) -> HttpResponse:
    """The programme as a PDF, with the filters of the list."""
    risposta = HttpResponse(Carta(request.GET, lingua).stampa(), content_type="application/pdf")
    nome = "programma" if lingua == "it" else "programme"
    risposta["Content-Disposition"] = f'attachment; filename="{nome}.pdf"'
    risposta["X-Content-Type-Options"] = "nosniff"
    risposta["X-Robots-Tag"] = "noindex"
    return risposta


@in_vetrina("provincia")
@nella_lingua
def pubblica(request: HttpRequest, lingua: str, codice: UUID) -> HttpResponse:
    """One initiative, or its announcement."""
    pubbliche = Iniziativa.objects.pubbliche().con_dettagli().con_pubblica_dal()
    riga = get_object_or_404(pubbliche.select_related("organizzatore", "fonte"), codice=codice)
    scheda = Scheda(riga, lingua, request.GET.get("provincia", ""))
    return render(request, "calendario/pubblico/iniziativa.html", {"scheda": scheda, "vista": scheda.vista})


@per_tutti
def allegato(request: HttpRequest, codice: UUID) -> HttpResponseBase:
    """A file of an initiative that everybody may read in full: a picture to be seen, the rest to be kept."""
    leggibili = AllegatoIniziativa.objects.delle(Iniziativa.objects.dettagliate())
    file = get_object_or_404(leggibili, codice=codice)
    return allegati.mostra(file) if file.immagine else allegati.rispondi(file)


def _pagina(request: HttpRequest, nome: str, cornice: Cornice) -> HttpResponse:
    return render(request, f"calendario/pubblico/{nome}.html", {"pagina": cornice})
