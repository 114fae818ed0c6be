"""The publishers of the calendar, kept by the redazione."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from calendario import azioni, permessi
from calendario.elenchi.editori import ElencoEditori
from calendario.forms.editori import EditoreForm
from calendario.models import Editore
from nucleo.elenchi import esporta
from nucleo.invii import una_volta
from sportelli.http import Richiesta


@require_safe
def editori(request: Richiesta) -> HttpResponse:
    return render(request, "calendario/editori.html", {"elenco": _elenco(request)})


@require_safe
def editori_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request), formato)


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def editore(request: Richiesta, codice: str = "") -> HttpResponse:
    """One publisher, or a new one when the address names none."""
    _solo_la_redazione(request)
    riga = get_object_or_404(Editore, codice=codice) if codice else Editore()
    form = EditoreForm(request.POST or None, instance=riga)
    if not form.is_valid():
        return render(request, "calendario/editore.html", {"form": form, "editore": riga})
    azioni.tieni_editore(form.instance, form.scelte, da=request.user)
    messages.success(request, f"{form.instance}: salvato.")
    return redirect("calendario:editori")


def _elenco(request: Richiesta) -> ElencoEditori:
    _solo_la_redazione(request)
    return ElencoEditori(request.user, request.GET)


def _solo_la_redazione(request: Richiesta) -> None:
    if not permessi.puo_tenere_gli_editori(request.user):
        raise PermissionDenied
