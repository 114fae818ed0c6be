"""May this person do this verb to this row now? Every answer supposes that she sees the row (C4).

Only the owning Sportello moves a pratica; of TP the Referente alone writes, and only what C2 and C6 give him.
"""

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from nucleo import tempo
from nucleo.stati import ConStato
from pratiche.models import (
    AllegatoPratica,
    Chiarimento,
    Condivisione,
    Decisione,
    Incarico,
    Pratica,
    Stato,
)
from pratiche.models.scelte import APERTE, CHIUSE
from pratiche.scadenze import riapribile, silenzio_finito
from sportelli.models import Ruolo, Utente

MODIFICABILI = (Stato.BOZZA, *APERTE)


def dell_ufficio(utente: Utente, pratica: Pratica) -> bool:
    """Whether the pratica belongs to this person's office, which is not switched off."""
    return lavora(utente) and utente.sportello_id == pratica.sportello_id


def lavora(utente: Utente) -> bool:
    """Whether she works in an office of the network: active, in a Sportello that is not switched off."""
    return utente.di_sportello and utente.sportello is not None and utente.sportello.attivo


def referente_attivo(utente: Utente) -> bool:
    return utente.is_active and utente.ruolo == Ruolo.REFERENTE


def risponde_dell_ufficio(utente: Utente, pratica: Pratica) -> bool:
    """Whether this person is the responsabile of the pratica's office, or its deputy (C6)."""
    vice = pratica.sportello.vice_id == utente.pk
    return dell_ufficio(utente, pratica) and (utente.ruolo == Ruolo.RESPONSABILE or vice)


def segue_per_tp(utente: Utente, pratica: Pratica) -> bool:
    """The pratica's Referente; while nobody is, or who is cannot work, any Referente."""
    if not referente_attivo(utente):
        return False
    assegnato = pratica.referente
    if assegnato is None or assegnato.pk == utente.pk:
        return True
    return not referente_attivo(assegnato) or assegnato.assente()


# The life of a pratica (C1)


def puo_creare(utente: Utente) -> bool:
    return lavora(utente)


def puo_modificare(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato in MODIFICABILI


def puo_aprire(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato == Stato.BOZZA


def puo_prendere_in_carico(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato == Stato.APERTA


def puo_assegnare(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato in APERTE


def puo_attendere_azienda(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato == Stato.IN_LAVORAZIONE


def puo_riprendere(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato == Stato.IN_ATTESA_AZIENDA


def puo_completare(utente: Utente, pratica: Pratica) -> bool:
    """Not while TP and the office are still deciding, or a clarification waits (C2, C6)."""
    sospesa = pratica.decisione_aperta or pratica.chiarimento_aperto
    return dell_ufficio(utente, pratica) and pratica.stato == Stato.IN_LAVORAZIONE and not sospesa


def puo_annullare(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato not in CHIUSE


def puo_riaprire(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and riapribile(pratica)


def puo_cambiare_riservatezza(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato == Stato.COMPLETATA


# The shared decision (C2)


def puo_chiedere_intervento(utente: Utente, pratica: Pratica) -> bool:
    pronta = pratica.stato in (Stato.APERTA, Stato.IN_LAVORAZIONE, Stato.IN_ATTESA_AZIENDA)
    return dell_ufficio(utente, pratica) and pronta and not pratica.decisione_aperta


def puo_rispondere(utente: Utente, decisione: Decisione) -> bool:
    """Whether it is this person's party's turn; for TP only the decision's own Referente speaks."""
    if decisione.stato == Decisione.Stato.ATTENDE_TP:
        return referente_attivo(utente) and decisione.referente_id == utente.pk
    return decisione.aperta and dell_ufficio(utente, decisione.pratica)


puo_concordare = puo_rispondere


def puo_ritirare(utente: Utente, decisione: Decisione) -> bool:
    return decisione.aperta and dell_ufficio(utente, decisione.pratica)


def puo_procedere_in_assenza(utente: Utente, decisione: Decisione) -> bool:
    """Only after five working days of silence of TP."""
    tace = decisione.stato == Decisione.Stato.ATTENDE_TP and dell_ufficio(utente, decisione.pratica)
    return tace and silenzio_finito(decisione)


def puo_cambiare_referente(utente: Utente, pratica: Pratica) -> bool:
    """The office, or the Referente himself; a colleague of his only when he cannot."""
    if pratica.stato not in APERTE or pratica.referente_id is None:
        return False
    return dell_ufficio(utente, pratica) or segue_per_tp(utente, pratica)


# The clarifications of C6


def puo_chiedere_chiarimento(utente: Utente, pratica: Pratica) -> bool:
    libera = pratica.stato in APERTE and not pratica.chiarimento_aperto
    return libera and segue_per_tp(utente, pratica)


def puo_rispondere_chiarimento(utente: Utente, chiarimento: Chiarimento) -> bool:
    atteso = chiarimento.stato == Chiarimento.Stato.APERTO
    return atteso and risponde_dell_ufficio(utente, chiarimento.pratica)


def puo_replicare_chiarimento(utente: Utente, chiarimento: Chiarimento) -> bool:
    risposto = chiarimento.stato == Chiarimento.Stato.RISPOSTO
    return risposto and puo_chiedere_chiarimento(utente, chiarimento.pratica)


def puo_chiudere_chiarimento(utente: Utente, chiarimento: Chiarimento) -> bool:
    in_corso = chiarimento.stato != Chiarimento.Stato.CHIUSO
    return in_corso and segue_per_tp(utente, chiarimento.pratica)


# The folder


def puo_annotare(utente: Utente, pratica: Pratica) -> bool:
    """The office until it is closed; any Referente while it is open, for the office to read."""
    if dell_ufficio(utente, pratica):
        return pratica.stato not in CHIUSE
    return pratica.stato in APERTE and referente_attivo(utente)


def puo_allegare(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato not in CHIUSE


def puo_cambiare_pubblico(utente: Utente, allegato: AllegatoPratica) -> bool:
    return puo_allegare(utente, allegato.pratica)


def puo_togliere_allegato(utente: Utente, allegato: AllegatoPratica) -> bool:
    return puo_allegare(utente, allegato.pratica)


def puo_incaricare(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato in APERTE


def puo_aggiornare_incarico(utente: Utente, incarico: Incarico) -> bool:
    return puo_incaricare(utente, incarico.pratica)


def puo_condividere(utente: Utente, pratica: Pratica) -> bool:
    return dell_ufficio(utente, pratica) and pratica.stato in APERTE


def puo_togliere_condivisione(utente: Utente, condivisione: Condivisione) -> bool:
    return condivisione.tolta_il is None and dell_ufficio(utente, condivisione.pratica)


# Who comes late


def potrebbe(
    puo: Callable[[Utente, Any], bool], utente: Utente, riga: Any, *, era_referente: bool = False
) -> bool:
    """Whether the verb is this person's in another moment of the row's life: then she only comes late.

    With `era_referente` also if it was as the Referente, who has been changed meanwhile.
    """
    referente = {"referente": utente} if era_referente and referente_attivo(utente) else {}
    return any(puo(utente, altra) for altra in _momenti(riga, referente))


def _momenti(riga: Any, referente: dict[str, Utente]) -> Iterator[Any]:
    """The row, never saved, as it would be in every state of its pratica and of its own."""
    pratica = riga if isinstance(riga, Pratica) else riga.pratica
    for stato in Stato:
        libera = {"decisione_aperta": False, "chiarimento_aperto": False, "chiusa_il": tempo.adesso()}
        altra = _copia(pratica, stato=stato, **libera, **referente)
        if riga is pratica:
            yield altra
        elif isinstance(riga, Decisione):
            yield from (_copia(riga, pratica=altra, stato=suo, **referente) for suo in Decisione.APERTE)
        elif isinstance(riga, ConStato):
            yield from (_copia(riga, pratica=altra, stato=suo) for suo in riga.PASSAGGI)
        else:
            yield _copia(riga, pratica=altra, tolta_il=None)


def _copia(riga: Any, **campi: Any) -> Any:
    altra = copy(riga)
    for nome, valore in campi.items():
        setattr(altra, nome, valore)
    return altra
