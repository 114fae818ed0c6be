"""What a signed-in person reads of the calendar."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from calendario.facciata import ITALIANO, facciata
from calendario.models import Iniziativa
from sportelli.http import Richiesta


@require_safe
def iniziativa(request: Richiesta, codice: UUID) -> HttpResponse:
    """One initiative; of one under embargo, what this person may read of it."""
    visibili = Iniziativa.objects.visibili_a(request.user).con_dettagli_per(request.user)
    riga = get_object_or_404(visibili, codice=codice)
    vista = facciata(riga, ITALIANO, dettagli=riga.dettagli)  # type: ignore[attr-defined]  # annotated
    return render(request, "calendario/iniziativa.html", {"iniziativa": riga, "vista": vista})
