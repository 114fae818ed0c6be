"""The calendar for calendars, readers and programs: public, the same for everybody, by the clock (C7, C8)."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from calendario import ics
from calendario.feed import atom, calendari, dati
from calendario.feed.scelta import Scelta
from calendario.filtri import PARAMETRI
from calendario.lingue import INGLESE
from calendario.models import Iniziativa
from nucleo.vetrina import in_vetrina

FORMATI: dict[str, tuple[str, Callable[[Scelta], str]]] = {
    "ics": (calendari.TIPO, calendari.calendario),
    "atom": (atom.TIPO, atom.atom),
    "json": (dati.JSON, dati.come_json),
    "csv": (dati.CSV, dati.come_csv),
}


@in_vetrina(*PARAMETRI, calendari.SCADENZE, dati.DOPO, compressa=True)
def feed(request: HttpRequest, formato: str, lingua: str) -> HttpResponse:
    """What answers the address, in one format.

    No Last-Modified: an initiative that ends, or whose circolare is withdrawn, leaves, and nothing that is
    left is newer for that. The ETag is made of the bytes, so it moves when they do and never before (E-01).
    """
    tipo, scrivi = FORMATI[formato]
    risposta = HttpResponse(scrivi(Scelta(request.GET, lingua)), content_type=tipo)
    # Scripts of any site may read what anybody may read: there is neither cookie nor visitor here.
    risposta.headers["Access-Control-Allow-Origin"] = "*"
    if formato == "csv":
        risposta.headers["Content-Disposition"] = f'attachment; filename="calendario-{lingua}.csv"'
    return risposta


@in_vetrina(compressa=True)
def evento_ics(request: HttpRequest, codice: UUID, lingua: str) -> HttpResponse:
    """One initiative, or its announcement, for who puts it into a calendar of her own."""
    riga = get_object_or_404(Iniziativa.objects.pubbliche().con_dettagli(), codice=codice)
    intera = riga.dettagli
    scritto = riga.ics_en if lingua == INGLESE else riga.ics
    scritto = ics.senza_scadenza(scritto) if intera else ics.annuncio(riga, lingua)
    if not scritto:
        raise Http404
    risposta = HttpResponse(calendari.di_una(scritto), content_type=calendari.TIPO)
    risposta.headers["Content-Disposition"] = 'attachment; filename="evento.ics"'
    return risposta
