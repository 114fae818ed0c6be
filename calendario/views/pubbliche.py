"""What everybody reads: the public calendar, by the clock, in the query (C7, C8)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from calendario.facciata import ITALIANO, facciata
from calendario.models import Iniziativa
from nucleo.vetrina import in_vetrina


@in_vetrina()
def pubblica(request: HttpRequest, codice: UUID) -> HttpResponse:
    """One initiative, or its announcement."""
    riga = get_object_or_404(Iniziativa.objects.pubbliche().con_dettagli(), codice=codice)
    vista = facciata(riga, ITALIANO, dettagli=riga.dettagli)  # type: ignore[attr-defined]  # annotated
    return render(request, "calendario/pubblico/iniziativa.html", {"vista": vista})
