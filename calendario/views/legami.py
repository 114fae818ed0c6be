"""The initiatives that a circolare goes with, from the desk of who writes it (C7)."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from calendario import azioni, permessi
from calendario.azioni.campi import Campi
from calendario.azioni.ripensamenti import Prima
from calendario.forms.legami import LegaForm
from calendario.models import Annuncio, Iniziativa
from calendario.views.ripensamenti import si_puo_ripensare
from circolari.models import Circolare, Stato
from nucleo.invii import una_volta
from sportelli.http import Richiesta

SCIOLTA = {"circolare_id": None, "annuncio": Annuncio.NASCOSTA, "titolo_annuncio": ""}


@require_POST
@una_volta
def lega(request: Richiesta, codice: UUID) -> HttpResponse:
    """From now on nobody outside reads that initiative before the rilascio of this circolare."""
    circolare = _la_circolare(request, codice)
    form = LegaForm(request.POST, utente=request.user)
    if form.is_valid():
        riga = form.cleaned_data["iniziativa"]
        _scrive(request, circolare, riga, {"circolare_id": circolare.pk}, "è legata a questa circolare")
    else:
        messages.error(request, " ".join(map(str, form.errors["iniziativa"])))
    return redirect(_scrivania(circolare))


@require_POST
@una_volta
def slega(request: Richiesta, codice: UUID, iniziativa: UUID) -> HttpResponse:
    """It goes on by itself: what was published of it is read by everybody again."""
    circolare = _la_circolare(request, codice)
    sue = Iniziativa.objects.visibili_a(request.user).filter(circolare=circolare)
    riga = get_object_or_404(sue.select_related("editore"), codice=iniziativa)
    _scrive(request, circolare, riga, SCIOLTA, "non è più legata a questa circolare")
    return redirect(_scrivania(circolare))


def _la_circolare(request: Richiesta, codice: UUID) -> Circolare:
    """404 for one that this person does not see, 403 for who does not tie them."""
    circolare = get_object_or_404(Circolare.objects.visibili_a(request.user), codice=codice)
    if not permessi.puo_legare_circolari(request.user):
        raise PermissionDenied
    return circolare


def _scrive(request: Richiesta, circolare: Circolare, riga: Iniziativa, campi: Campi, detto: str) -> None:
    prima = Prima(riga)
    azioni.modifica(riga, campi, revisione=riga.revisione, da=request.user)
    si_puo_ripensare(request, f"«{riga}» {detto}.", [prima.dopo()], _scrivania(circolare))


def _scrivania(circolare: Circolare) -> str:
    """The editor while it is a draft, then its page."""
    if circolare.stato == Stato.BOZZA:
        return reverse("circolari:modifica", args=[circolare.codice])
    return circolare.get_absolute_url()
