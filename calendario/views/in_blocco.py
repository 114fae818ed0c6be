"""What is done to many initiatives at once: the rows picked, what the verb needs, what came of each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from calendario import azioni, permessi
from calendario.azioni.in_blocco import Resoconto, affida, aggiungi, togli
from calendario.azioni.in_blocco import in_blocco as fai
from calendario.azioni.ripensamenti import Prima, Ripensamento
from calendario.forms.in_blocco import CHE, SceltaForm, ValoreForm
from calendario.models import Iniziativa
from calendario.views.ripensamenti import si_puo_ripensare
from nucleo import parole
from nucleo.elenchi import ritorno
from nucleo.invii import una_volta
from sportelli.http import Richiesta
from sportelli.models import Utente

Verbo = Callable[[Iniziativa, dict[str, Any], Utente], object]
VERBI: dict[str, Verbo] = {
    "aggiungi_settore": lambda riga, d, da: aggiungi(riga, "settori", d["settore"].codice, da=da),
    "togli_settore": lambda riga, d, da: togli(riga, "settori", d["settore"].codice, da=da),
    "aggiungi_paese": lambda riga, d, da: aggiungi(riga, "paesi", d["paese"].codice, da=da),
    "togli_paese": lambda riga, d, da: togli(riga, "paesi", d["paese"].codice, da=da),
    "affida": lambda riga, d, da: affida(riga, d["organizzatore"].pk, da=da),
    "conferma": lambda riga, d, da: azioni.conferma(riga, da=da),
    "annulla": lambda riga, d, da: azioni.annulla(riga, motivo=d["motivo"], da=da),
}


@require_http_methods(["GET", "HEAD", "POST"])
@una_volta
def in_blocco(request: Richiesta) -> HttpResponse:
    """Shows the rows picked and asks what the verb needs; then does it to each that may have it done."""
    if not permessi.puo_scrivere(request.user):
        raise PermissionDenied
    scelta = SceltaForm(request.POST or request.GET, utente=request.user)
    if not scelta.is_valid():
        for errori in scelta.errors.values():
            messages.error(request, " ".join(str(errore) for errore in errori))
        return redirect(ritorno(request, reverse("calendario:elenco")))
    che, righe = scelta.cleaned_data["che"], list(scelta.cleaned_data["iniziativa"])
    form = ValoreForm(request.POST or None, che=che)
    if not form.is_valid():
        contesto = {"form": form, "righe": righe, "che": che, "titolo": dict(CHE)[che]}
        return render(request, "calendario/in_blocco.html", contesto)
    passi: list[Ripensamento] = []

    def fa(riga: Iniziativa) -> None:
        prima = Prima(riga)
        VERBI[che](riga, form.cleaned_data, request.user)
        passi.append(prima.dopo())

    _racconta(request, fai(righe, fa, da=request.user), passi)
    return redirect(ritorno(request, reverse("calendario:elenco")))


def _racconta(request: Richiesta, fatto: Resoconto, passi: list[Ripensamento]) -> None:
    """What was done, with the button that takes it back, and of what was not, why."""
    if fatto.fatte:
        quante = parole.quanti(len(fatto.fatte), "iniziativa", "iniziative")
        torna = ritorno(request, reverse("calendario:elenco"))
        si_puo_ripensare(request, f"Fatto per {quante}.", passi, torna)
    for titolo, perche in fatto.saltate:
        messages.warning(request, f"«{titolo}»: {perche}")
