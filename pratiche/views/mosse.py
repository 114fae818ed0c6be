"""What this person may do now on this pratica: one next step in evidence, the others in a menu."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse

from pratiche import permessi
from pratiche.models import Chiarimento, Pratica
from pratiche.riservatezza import Lettura
from pratiche.scheda import mancanze
from sportelli.models import Utente


class Mossa(NamedTuple):
    """One step: what it is called, where it is done, and the key that presses it."""

    nome: str
    etichetta: str
    icona: str
    tasto: str = ""
    finestra: bool = True
    tono: str = "primary"
    indirizzo: str = ""


# In the order in which one is proposed: the first that is allowed stands out, the rest go to the menu.
PASSI = (
    Mossa("apri", "Apri la pratica", "it-inbox", "p"),
    Mossa("prendi_in_carico", "Prendi in carico", "it-user", "p"),
    Mossa("riprendi", "Riprendi la lavorazione", "it-refresh", "p"),
    Mossa("completa", "Completa", "it-check-circle", "c", finestra=False),
)
ALTRE = (
    Mossa("modifica", "Modifica la scheda", "it-pencil", "m", finestra=False),
    Mossa("assegna", "Assegna a un collega", "it-user"),
    Mossa("attendi_azienda", "Metti in attesa dell'azienda", "ex-clessidra"),
    Mossa("intervento", "Chiedi l'intervento di Toscana Promozione", "ex-accordo", "i", finestra=False),
    Mossa("chiarimento", "Chiedi chiarimento al responsabile", "it-help-circle", "d", finestra=False),
    Mossa("referente", "Cambia Referente", "it-exchange-circle"),
    Mossa("incarico", "Coinvolgi un fornitore", "it-tool"),
    Mossa("condividi", "Condividi con un altro Sportello", "it-share"),
    Mossa("riservatezza", "Cambia la riservatezza", "it-lock"),
    Mossa("riapri", "Riapri", "it-restore"),
    Mossa("annulla", "Annulla la pratica", "it-close-circle", tono="danger"),
)
PERMESSI = {
    "modifica": permessi.puo_modificare,
    "apri": permessi.puo_aprire,
    "prendi_in_carico": permessi.puo_prendere_in_carico,
    "assegna": permessi.puo_assegnare,
    "attendi_azienda": permessi.puo_attendere_azienda,
    "riprendi": permessi.puo_riprendere,
    "completa": permessi.puo_completare,
    "annulla": permessi.puo_annullare,
    "riapri": permessi.puo_riaprire,
    "riservatezza": permessi.puo_cambiare_riservatezza,
    "intervento": permessi.puo_chiedere_intervento,
    "referente": permessi.puo_cambiare_referente,
    "chiarimento": permessi.puo_chiedere_chiarimento,
    "incarico": permessi.puo_incaricare,
    "condividi": permessi.puo_condividere,
    "nota": permessi.puo_annotare,
    "allega": permessi.puo_allegare,
}
DECISIONE = {
    "decisione_rispondi": permessi.puo_rispondere,
    "decisione_concorda": permessi.puo_concordare,
    "decisione_ritira": permessi.puo_ritirare,
    "decisione_in_assenza": permessi.puo_procedere_in_assenza,
}
CHIARIMENTO = {
    "chiarimento_rispondi": permessi.puo_rispondere_chiarimento,
    "chiarimento_replica": permessi.puo_replicare_chiarimento,
    "chiarimento_chiudi": permessi.puo_chiudere_chiarimento,
}


@dataclass(frozen=True)
class Mosse:
    """`puo` names the verbs allowed, also on the open decision and clarification, whose ids are here."""

    puo: frozenset[str]
    principale: Mossa | None
    altre: list[Mossa]
    manca: dict[str, str]
    decisione: int | None
    chiarimento: int | None


def mosse(utente: Utente, letta: Lettura) -> Mosse:
    pratica = letta.pratica
    # One at most is open; of clarifications, the last one not closed.
    decisione = next((d for d, _ in letta.decisioni if d.aperta), None)
    chiarimento = next((c for c, _ in letta.chiarimenti if c.stato != Chiarimento.Stato.CHIUSO), None)
    puo = (
        _permesse(PERMESSI, utente, pratica)
        | _permesse(DECISIONE, utente, decisione)
        | _permesse(CHIARIMENTO, utente, chiarimento)
    )
    manca = mancanze(pratica) if "apri" in puo else {}
    passi = [_mossa(m, pratica) for m in PASSI if m.nome in puo and not (manca and m.nome == "apri")]
    altre = [_mossa(m, pratica) for m in ALTRE if m.nome in puo]
    principale = _sul_tavolo(puo) or next(iter(passi if passi or not manca else altre), None)
    return Mosse(
        puo,
        principale,
        [m for m in (*passi, *altre) if m != principale],
        manca,
        decisione.pk if decisione else None,
        chiarimento.pk if chiarimento else None,
    )


def _permesse(
    domande: Mapping[str, Callable[[Utente, Any], bool]], utente: Utente, riga: Any
) -> frozenset[str]:
    return frozenset(nome for nome, puo in domande.items() if riga is not None and puo(utente, riga))


def _sul_tavolo(puo: frozenset[str]) -> Mossa | None:
    """What somebody waits for: an answer of mine, which is given where the question stands."""
    if "chiarimento_rispondi" in puo:
        return Mossa(
            "", "Rispondi al chiarimento", "it-comment", "p", finestra=False, indirizzo="#chiarimenti"
        )
    if "decisione_rispondi" in puo:
        return Mossa(
            "", "Leggi la proposta e rispondi", "ex-accordo", "p", finestra=False, indirizzo="#decisione"
        )
    if "decisione_in_assenza" in puo:
        return Mossa(
            "", "Procedi in assenza di riscontro", "ex-accordo", "p", finestra=False, indirizzo="#decisione"
        )
    return None


def _mossa(mossa: Mossa, pratica: Pratica) -> Mossa:
    return mossa._replace(indirizzo=reverse(f"pratiche:{mossa.nome}", args=[pratica.numero]))
