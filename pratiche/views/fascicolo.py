"""Notes, files, suppliers and shares: what lies in the folder of a pratica."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from nucleo import allegati, parole, registro
from pratiche import azioni, permessi, riservatezza
from pratiche.forms import fascicolo as forms
from pratiche.forms.ciclo import ConfermaForm, MotivoForm
from pratiche.models import AllegatoPratica, Condivisione, Incarico, Pratica, Pubblico
from pratiche.riservatezza.viste import VistaAllegato
from pratiche.views.verbi import la_pratica, nel_fascicolo, verbo
from sportelli.http import Richiesta

Dati = dict[str, Any]


@verbo(permessi.puo_annotare, forms.NotaForm)
def nota(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.annota(pratica, dati["testo"], pubblico=dati["pubblico"], da=request.user)
    if dati["pubblico"] == Pubblico.TP:
        return "Nota aggiunta: la legge anche Toscana Promozione."
    return "Nota aggiunta: la legge solo il tuo Sportello."


@verbo(permessi.puo_allegare, forms.AllegaForm)
def allega(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    for file in dati["file"]:
        azioni.allega(pratica, file, pubblico=dati["pubblico"], da=request.user)
    return parole.quanti(len(dati["file"]), "file aggiunto.", "file aggiunti.")


@require_safe
def allegato(request: Richiesta, numero: str, pk: int) -> HttpResponseBase:
    """The file itself, to who reads it in the view of the pratica (C6); written in the log of reads."""
    letto = _l_allegato(request, numero, pk)
    # Its name may hold a person of the company: TP gets the one that the page shows.
    nome = next(a.nome for a in _letti(letto.pratica, request) if a.pk == pk)
    registro.annota("allegato", f"{numero}: {nome}", chi=request.user)
    return allegati.rispondi(letto, nome)


def _l_allegato(request: Richiesta, numero: str, pk: int) -> AllegatoPratica:
    """A file of the pratica among those that who asks reads."""
    pratica = la_pratica(request, numero)
    if pk not in {a.pk for a in _letti(pratica, request)}:
        raise Http404
    riga = get_object_or_404(AllegatoPratica, pratica=pratica, pk=pk)
    riga.pratica = pratica
    return riga


def _letti(pratica: Pratica, request: Richiesta) -> Sequence[VistaAllegato]:
    return riservatezza.vista(pratica, request.user).allegati


@verbo(permessi.puo_cambiare_pubblico, forms.PubblicoForm, _l_allegato)
def allegato_pubblico(request: Richiesta, allegato: AllegatoPratica, dati: Dati) -> str:
    azioni.cambia_pubblico(allegato, dati["pubblico"], da=request.user)
    return f"«{allegato.nome}»: ora lo legge {Pubblico(dati['pubblico']).label.lower()}."


@verbo(permessi.puo_togliere_allegato, MotivoForm, _l_allegato)
def allegato_togli(request: Richiesta, allegato: AllegatoPratica, dati: Dati) -> str:
    nome = allegato.nome
    azioni.togli_allegato(allegato, dati["motivo"], da=request.user)
    return f"«{nome}» tolto dalla pratica: in cronologia resta chi e perché."


@verbo(permessi.puo_incaricare, forms.IncaricoForm)
def incarico(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.incarica(pratica, dati["fornitore"], costo=dati["costo"], nota=dati["nota"], da=request.user)
    return f"{dati['fornitore']} è fra i fornitori della pratica. A lavoro finito, segna com'è andata."


@verbo(permessi.puo_aggiornare_incarico, forms.EsitoIncaricoForm, nel_fascicolo("incarichi"))
def incarico_modifica(request: Richiesta, incarico: Incarico, dati: Dati) -> str:
    azioni.aggiorna_incarico(
        incarico, esito=dati["esito"], costo=dati["costo"], nota=dati["nota"], da=request.user
    )
    return f"{incarico.fornitore}: aggiornato."


@verbo(permessi.puo_condividere, forms.CondividiForm)
def condividi(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.condividi(pratica, dati["con"], motivo=dati["motivo"], fino_al=dati["fino_al"], da=request.user)
    fino = parole.data_breve(dati["fino_al"])
    return f"Pratica condivisa con {dati['con']} fino al {fino}, senza le persone dell'azienda."


@verbo(permessi.puo_togliere_condivisione, ConfermaForm, nel_fascicolo("condivisioni"))
def condivisione_togli(request: Richiesta, condivisione: Condivisione, _: Dati) -> str:
    azioni.togli_condivisione(condivisione, da=request.user)
    return f"{condivisione.con} non vede più la pratica, da subito."
