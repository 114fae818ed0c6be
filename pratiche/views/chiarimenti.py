"""Clarifications: the only channel of Toscana Promozione, and it ends at the responsabile (C6)."""

from typing import Any

from pratiche import azioni, permessi
from pratiche.forms import chiarimenti as forms
from pratiche.forms.ciclo import ConfermaForm
from pratiche.models import Chiarimento, Pratica
from pratiche.riservatezza import Vista
from pratiche.views.verbi import nel_fascicolo, verbo
from sportelli.http import Richiesta

Dati = dict[str, Any]
il_chiarimento = nel_fascicolo("chiarimenti")


def _filo(_: Richiesta, pratica: Vista, chiarimento: Chiarimento) -> dict[str, Any]:
    """What was written so far, as the reader may see it."""
    return {"filo": next(c.interventi for c in pratica.chiarimenti if c.pk == chiarimento.pk)}


@verbo(permessi.puo_chiedere_chiarimento, forms.ChiarimentoForm)
def chiarimento(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    nuovo = azioni.chiedi_chiarimento(pratica, dati["testo"], entro_il=dati["entro_il"], da=request.user)
    return f"Domanda inviata a {nuovo.destinatario}. La risposta arriva qui, con un avviso."


@verbo(permessi.puo_rispondere_chiarimento, forms.RispostaChiarimentoForm, il_chiarimento, _filo)
def chiarimento_rispondi(request: Richiesta, chiarimento: Chiarimento, dati: Dati) -> str:
    azioni.rispondi_chiarimento(chiarimento, dati["testo"], da=request.user)
    return f"Risposta inviata a {chiarimento.chiesto_da}. La scadenza riprende a correre."


@verbo(permessi.puo_replicare_chiarimento, forms.ChiarimentoForm, il_chiarimento, _filo)
def chiarimento_replica(request: Richiesta, chiarimento: Chiarimento, dati: Dati) -> str:
    azioni.replica_chiarimento(chiarimento, dati["testo"], entro_il=dati["entro_il"], da=request.user)
    return f"Replica inviata a {chiarimento.destinatario}."


@verbo(permessi.puo_chiudere_chiarimento, ConfermaForm, il_chiarimento)
def chiarimento_chiudi(request: Richiesta, chiarimento: Chiarimento, _: Dati) -> str:
    azioni.chiudi_chiarimento(chiarimento, da=request.user)
    return "Chiarimento chiuso."
