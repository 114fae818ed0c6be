"""The page of one pratica: everything its reader may see of it, and what she can do now."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nucleo import registro
from pratiche import riservatezza
from pratiche.forms.fascicolo import AllegaForm, NotaForm
from pratiche.riservatezza import Livello
from pratiche.views.mosse import mosse
from pratiche.views.turno import turno
from sportelli.http import Richiesta


@require_safe
def dettaglio(request: Richiesta, numero: str) -> HttpResponse:
    """The file of the pratica; to the other offices, what the archive tells: the answer first (C4)."""
    pratica = get_object_or_404(riservatezza.leggibili(request.user), numero=numero)
    letta = riservatezza.leggi(pratica, request.user)
    vista = riservatezza.mostra(letta, request.user)
    if vista.livello == Livello.RETE:
        return render(request, "pratiche/archiviata.html", {"pratica": vista})
    if vista.contatto is not None:
        registro.annota("persona dell'azienda", vista.numero, chi=request.user)
    contesto = {
        "pratica": vista,
        "mosse": mosse(request.user, letta),
        "turno": turno(vista, request.user),
        "nota": NotaForm(utente=request.user, oggetto=pratica, auto_id="nota_%s"),
        "allega": AllegaForm(utente=request.user, oggetto=pratica, auto_id="allega_%s"),
    }
    return render(request, "pratiche/dettaglio.html", contesto)
