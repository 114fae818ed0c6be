"""«Annulla», beside what was just done: the session remembers how to take back the last thing."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from calendario.azioni import ripensamenti
from calendario.azioni.in_blocco import Resoconto, in_blocco
from calendario.azioni.ripensamenti import Ripensamento
from calendario.models import Iniziativa
from nucleo.invii import una_volta
from sportelli.http import Richiesta

RICORDO = "calendario_ripensamento"
TARDI = "Non si può più annullare: nel frattempo hai fatto altro."


def si_puo_ripensare(request: Richiesta, detto: str, passi: Iterable[Ripensamento], torna: str) -> None:
    """Says what was done; with «Annulla», when all of it can be taken back. Then one goes back to `torna`."""
    da_riprendere = list(passi)
    if not da_riprendere or not all(passo.possibile for passo in da_riprendere):
        messages.success(request, detto)
        return
    chiave = uuid4()
    request.session[RICORDO] = {
        "chiave": str(chiave),
        "passi": [passo.come_json() for passo in da_riprendere],
        "torna": torna,
    }
    messages.success(request, detto, extra_tags=reverse("calendario:riprendi", args=[chiave]))


@require_POST
@una_volta
def riprendi(request: Richiesta, chiave: UUID) -> HttpResponse:
    """Takes back the last thing that this person did, row by row, each where nobody has touched it since."""
    ricordo = request.session.get(RICORDO, {})
    if ricordo.get("chiave") != str(chiave):
        messages.warning(request, TARDI)
        return redirect("calendario:elenco")
    del request.session[RICORDO]
    passi = {passo["codice"]: Ripensamento(**passo) for passo in ricordo["passi"]}
    visibili = Iniziativa.objects.visibili_a(request.user).select_related("editore", "circolare", "fonte")
    righe = visibili.filter(codice__in=passi).order_by("inizio", "pk")
    fatto = in_blocco(
        righe,
        lambda riga: ripensamenti.riprendi(riga, passi[str(riga.codice)], da=request.user),
        da=request.user,
    )
    _racconta(request, fatto)
    return redirect(ricordo["torna"])


def _racconta(request: Richiesta, fatto: Resoconto) -> None:
    if fatto.fatte:
        messages.success(request, "Tutto come prima.")
    for titolo, perche in fatto.saltate:
        messages.warning(request, f"«{titolo}» resta com'è: {perche}")
