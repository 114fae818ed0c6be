"""The offices, for everybody of the network."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from nucleo import tempo
from nucleo.invii import una_volta
from nucleo.models import Chiusura
from nucleo.stati import VersioneSuperata
from sportelli import azioni, permessi
from sportelli.forms.persone import SportelloForm
from sportelli.http import Richiesta
from sportelli.models import Ruolo, Sportello
from sportelli.views.verbi import conflitto, prova


def uffici(request: Richiesta) -> HttpResponse:
    righe = Sportello.objects.attivi().con_responsabili().select_related("vice")
    return render(request, "sportelli/uffici.html", {"uffici": righe})


def ufficio(request: Richiesta, codice: str) -> HttpResponse:
    riga = get_object_or_404(Sportello.objects.select_related("vice"), codice=codice)
    persone = riga.utenti.attivi().order_by("-ruolo", "cognome")
    chiusure = Chiusura.objects.filter(provincia__in=("", riga.codice), al__gte=tempo.oggi())
    contesto = {
        "ufficio": riga,
        "persone": persone,
        "responsabili": [p for p in persone if p.ruolo == Ruolo.RESPONSABILE],
        "chiusure": chiusure.order_by("dal"),
        "puo_modificare": permessi.puo_modificare_sportello(request.user, riga),
        "puo_chiudere": permessi.puo_chiudere(request.user),
    }
    return render(request, "sportelli/ufficio.html", contesto)


@una_volta
def ufficio_modifica(request: Richiesta, codice: str) -> HttpResponse:
    riga = get_object_or_404(Sportello, codice=codice)
    if not permessi.puo_modificare_sportello(request.user, riga):
        raise PermissionDenied
    form = SportelloForm(request.POST or None, instance=riga, utente=request.user)
    contesto = {"form": form, "ufficio": riga}
    try:
        if form.is_valid() and prova(form, _salva, request, form) is not None:
            messages.success(request, "Lo Sportello è stato salvato.")
            return redirect("sportelli:ufficio", riga.codice)
    except VersioneSuperata:
        contesto |= conflitto(request, form, Sportello.objects.get(pk=riga.pk))
        return render(request, "sportelli/ufficio_modulo.html", contesto, status=409)
    return render(request, "sportelli/ufficio_modulo.html", contesto)


def _salva(request: Richiesta, form: SportelloForm) -> Sportello:
    return azioni.modifica_sportello(form.instance, form.campi, versione=form.letta, da=request.user)
