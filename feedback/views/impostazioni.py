"""When an office asks for feedback, service by service: its responsabile decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from feedback import azioni, permessi
from feedback.forms.ufficio import ImpostazioniForm
from feedback.models import Impostazioni
from nucleo.invii import una_volta
from nucleo.stati import VersioneSuperata
from sportelli.http import Richiesta


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def impostazioni(request: Richiesta) -> HttpResponse:
    """Of one's own office; who saves second sees what the first has changed."""
    sportello = request.user.sportello
    if sportello is None or not permessi.puo_impostare(request.user, sportello):
        raise PermissionDenied
    attuali = Impostazioni.objects.di(sportello)
    form = ImpostazioniForm(request.POST or None, instance=attuali, utente=request.user)
    superate: Impostazioni | None = None
    if request.method == "POST" and form.is_valid():
        try:
            azioni.salva_impostazioni(
                sportello, form.campi, form.per_servizio, versione=form.letta, da=request.user
            )
        except VersioneSuperata:
            superate = Impostazioni.objects.di(sportello)
        else:
            messages.success(request, "Salvato: vale per le pratiche che completate da ora in poi.")
            return redirect("feedback:impostazioni")
    diversi = form.diversi_da(superate) if superate else []
    contesto = {"form": form, "sportello": sportello, "superate": superate, "diversi": diversi}
    return render(request, "feedback/impostazioni.html", contesto, status=409 if superate else 200)
