"""The page of compliance, for the direzione: to be read, printed, exported."""

from collections.abc import Iterator, Sequence

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from extranet.conformita.clausole import Clausola
from extranet.conformita.fatti import Fatti
from extranet.conformita.sezioni import SEZIONI
from nucleo import tempo
from nucleo.elenchi import tabella_in_file
from nucleo.elenchi.colonne import Valore
from nucleo.registro import annota
from sportelli.http import Richiesta
from sportelli.models import Ruolo

ANNI = 6


class FiltroAnno(forms.Form):
    """One of the last years; this one when none is asked for."""

    anno = forms.TypedChoiceField(label="Anno", required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]  # the data of a request
        anni = [tempo.oggi().year - n for n in range(ANNI)]
        self.fields["anno"].choices = [("", "Questo"), *((a, str(a)) for a in anni)]  # type: ignore[attr-defined]  # a choice

    @property
    def scelto(self) -> int:
        return (self.cleaned_data.get("anno") if self.is_valid() else None) or tempo.oggi().year


@require_safe
def conformita(request: Richiesta) -> HttpResponse:
    filtro = _filtro(request)
    fatti = Fatti(request.user, filtro.scelto)
    contesto = {"filtro": filtro, "fatti": fatti, "clausole": _clausole(fatti)}
    return render(request, "extranet/conformita/conformita.html", contesto)


@require_safe
def conformita_file(request: Richiesta, formato: str) -> HttpResponseBase:
    filtro = _filtro(request)
    if not filtro.is_valid():
        return redirect(f"{reverse('conformita')}?{request.GET.urlencode()}")
    clausole = _clausole(Fatti(request.user, filtro.scelto))
    quante = sum(len(clausola.voci) for clausola in clausole)
    annota("esportazione", "conformita", chi=request.user, quante=quante, formato=formato, anno=filtro.scelto)
    return tabella_in_file(f"conformita-{filtro.scelto}", "Conformità", _righe(clausole), formato)


def _filtro(request: Richiesta) -> FiltroAnno:
    if not (request.user.di_tp and request.user.ruolo == Ruolo.DIREZIONE):
        raise PermissionDenied
    return FiltroAnno(request.GET)


def _clausole(fatti: Fatti) -> list[Clausola]:
    return [sezione(fatti) for sezione in SEZIONI]


def _righe(clausole: Sequence[Clausola]) -> Iterator[Sequence[Valore]]:
    yield ["Clausola", "Titolo", "Misura", "Valore", "Unità", "Giudizio", "Che cosa vuol dire"]
    for clausola in clausole:
        for voce in clausola.voci:
            chi = [clausola.codice, clausola.titolo, voce.nome]
            yield [*chi, voce.valore, voce.unita, voce.giudizio, voce.definizione]
