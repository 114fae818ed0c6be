"""The shared decision with Toscana Promozione (C2)."""

from typing import Any

from pratiche import azioni, permessi
from pratiche.forms import decisioni as forms
from pratiche.forms.ciclo import MotivoForm
from pratiche.models import Decisione, Pratica
from pratiche.riservatezza import Vista
from pratiche.views.verbi import nel_fascicolo, verbo
from sportelli.http import Richiesta

Dati = dict[str, Any]
la_decisione = nel_fascicolo("decisioni")


def _testo(_: Richiesta, pratica: Vista, decisione: Decisione) -> dict[str, Any]:
    """The text on the table, as the reader may see it."""
    return {"testo": next(d.ultima.testo for d in pratica.decisioni if d.pk == decisione.pk)}


@verbo(permessi.puo_chiedere_intervento, forms.InterventoForm)
def intervento(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.chiedi_intervento(
        pratica, dati["testo"], referente=dati["referente"], commento=dati["commento"], da=request.user
    )
    return f"Proposta inviata a {dati['referente']}, che risponde qui. La scadenza è ferma fino all'accordo."


@verbo(permessi.puo_rispondere, forms.RispostaForm, la_decisione)
def decisione_rispondi(request: Richiesta, decisione: Decisione, dati: Dati) -> str:
    azioni.rispondi(
        decisione,
        dati["testo"],
        genere=dati["genere"],
        commento=dati["commento"],
        su_versione=dati["su_versione"],
        da=request.user,
    )
    altri = "lo Sportello" if request.user.di_tp else "Toscana Promozione"
    return f"Nuova versione inviata: ora tocca a {altri}."


@verbo(permessi.puo_concordare, forms.ConcordaForm, la_decisione, _testo)
def decisione_concorda(request: Richiesta, decisione: Decisione, dati: Dati) -> str:
    azioni.concorda(decisione, versione=dati["su_versione"], da=request.user)
    return "Decisione concordata: il testo resta agli atti con i due nomi, e non cambia più."


@verbo(permessi.puo_ritirare, MotivoForm, la_decisione)
def decisione_ritira(request: Richiesta, decisione: Decisione, dati: Dati) -> str:
    azioni.ritira(decisione, dati["motivo"], da=request.user)
    return "Richiesta di intervento ritirata: la pratica torna in lavorazione allo Sportello."


@verbo(permessi.puo_procedere_in_assenza, forms.InAssenzaForm, la_decisione)
def decisione_in_assenza(request: Richiesta, decisione: Decisione, dati: Dati) -> str:
    azioni.procedi_in_assenza(decisione, dati["motivo"], da=request.user)
    return "Si procede in assenza di riscontro: resta scritto, e la pratica torna in lavorazione."


@verbo(permessi.puo_cambiare_referente, forms.CambiaReferenteForm)
def referente(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.cambia_referente(pratica, dati["referente"], dati["motivo"], da=request.user)
    return f"Il Referente ora è {dati['referente']}, che riceve un avviso."
