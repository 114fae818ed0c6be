"""«Sono interessato»: a company's request, for the Sportello of its province (C1, C6)."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache

from calendario import azioni
from calendario.facciata import facciata
from calendario.forms.pubblico import InteresseForm
from calendario.limiti import troppe
from calendario.models import Iniziativa
from sportelli.models import Sportello


@login_not_required
@never_cache
def interesse(request: HttpRequest, codice: UUID, lingua: str = "it") -> HttpResponse:
    """The form; then who will call, with a face."""
    iniziativa = _aperta(codice)
    with translation.override(lingua):
        iniziale = {"provincia": request.GET.get("provincia", "")}
        modulo = InteresseForm(request.POST or None, lingua=lingua, initial=iniziale)
        if request.method == "POST" and modulo.is_valid():
            return _manda(request, iniziativa, modulo, lingua)
        return render(request, "calendario/pubblico/interesse.html", _contesto(iniziativa, modulo, lingua))


@login_not_required
@never_cache
def interesse_fatto(request: HttpRequest, codice: UUID, lingua: str = "it") -> HttpResponse:
    """Thanks: which Sportello has the request, and how to reach it."""
    iniziativa = _aperta(codice)
    sportello = Sportello.objects.attivi().filter(codice=request.GET.get("provincia", "")[:2]).first()
    with translation.override(lingua):
        contesto = _contesto(iniziativa, None, lingua) | {"sportello": sportello}
        return render(request, "calendario/pubblico/interesse_fatto.html", contesto)


def _manda(request: HttpRequest, iniziativa: Iniziativa, modulo: InteresseForm, lingua: str) -> HttpResponse:
    sportello, email = modulo.cleaned_data["provincia"], modulo.cleaned_data["email"].lower()
    if troppe(request, "interesse") or troppe(request, "casella", email, ovunque=True):
        return render(request, "pubblico/429.html", status=429)
    try:
        if not modulo.di_un_programma:
            azioni.segnala_interesse(iniziativa, sportello, modulo.dati)
    except ValidationError as errore:
        modulo.add_error(None, errore.messages)
        contesto = _contesto(iniziativa, modulo, lingua)
        return render(request, "calendario/pubblico/interesse.html", contesto, status=409)
    nome = "calendario:interest_done" if lingua == "en" else "calendario:interesse_fatto"
    return redirect(f"{reverse(nome, args=[iniziativa.codice])}?provincia={sportello.codice}")


def _aperta(codice: UUID) -> Iniziativa:
    """One that everybody may read in full, and that is still to come; anything else is a 404."""
    aperte = Iniziativa.objects.dettagliate().in_programma().future()
    righe = aperte.select_related("organizzatore", "fonte").prefetch_related("settori", "paesi")
    riga = righe.filter(codice=codice).first()
    if riga is None:
        raise Http404
    return riga


def _contesto(iniziativa: Iniziativa, modulo: InteresseForm | None, lingua: str) -> dict[str, object]:
    return {"vista": facciata(iniziativa, lingua, dettagli=True), "modulo": modulo, "lingua": lingua}
