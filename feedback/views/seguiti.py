"""Whom the office has to call back, and how it went."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from feedback import azioni, permessi
from feedback.elenchi import ElencoSeguiti, scelta
from feedback.forms.ufficio import ChiudiSeguitoForm
from feedback.models import Seguito
from nucleo.elenchi import LISTA, esporta
from nucleo.invii import una_volta
from nucleo.stati import PassaggioNonAmmesso
from sportelli.http import Richiesta


@require_safe
def seguiti(request: Richiesta) -> HttpResponse:
    return render(request, "feedback/seguiti.html", {"elenco": _elenco(request)})


@require_safe
def seguiti_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request), formato)


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def seguito_chiudi(request: Richiesta, pk: int) -> HttpResponse:
    """Closes it with what the company said."""
    visibili = Seguito.objects.visibili_a(request.user).select_related("risposta__pratica__azienda")
    seguito = get_object_or_404(visibili, pk=pk)
    if not permessi.puo_chiudere_seguito(request.user, seguito):
        raise PassaggioNonAmmesso(f"{seguito}: è già chiuso")
    form = ChiudiSeguitoForm(request.POST or None, utente=request.user)
    if request.method == "POST" and form.is_valid():
        azioni.chiudi_seguito(seguito, form.cleaned_data["nota"], da=request.user)
        messages.success(request, "Seguito chiuso: quello che hai scritto resta con la risposta.")
        return redirect("feedback:seguiti")
    return render(request, "feedback/seguito_chiudi.html", {"form": form, "seguito": seguito})


def _elenco(request: Richiesta) -> ElencoSeguiti:
    if not permessi.puo_leggere_i_seguiti(request.user):
        raise PermissionDenied
    lista = scelta(ElencoSeguiti.liste, request.GET.get(LISTA, ""))
    if lista is None:
        raise Http404
    return ElencoSeguiti(request.user, request.GET, lista)
