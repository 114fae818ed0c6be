"""Who may do what about feedback. What one may see is in `querysets`."""

from feedback.models import Questionario, Richiesta, Seguito, StatoRichiesta, StatoSeguito
from pratiche.models import Pratica, Stato
from pratiche.permessi import dell_ufficio
from sportelli.models import Ruolo, Sportello, Utente

CONCLUSE = (StatoRichiesta.RISPOSTA, StatoRichiesta.RIFIUTATA)


def puo_leggere(utente: Utente) -> bool:
    """The offices and Toscana Promozione, each what the law of C5 shows it."""
    return utente.di_sportello or utente.di_tp


def puo_chiedere(utente: Utente, pratica: Pratica) -> bool:
    """The office that completed the pratica, until the company has answered or refused (C3)."""
    if not dell_ufficio(utente, pratica) or pratica.stato != Stato.COMPLETATA:
        return False
    return not Richiesta.objects.filter(pratica=pratica, stato__in=CONCLUSE).exists()


def puo_richiedere(utente: Utente, richiesta: Richiesta) -> bool:
    """The same of a request that is at hand with its pratica: nothing is asked of the database."""
    pratica = richiesta.pratica
    aperta = pratica.stato == Stato.COMPLETATA and richiesta.stato not in CONCLUSE
    return aperta and dell_ufficio(utente, pratica)


def puo_leggere_le_richieste(utente: Utente) -> bool:
    """Each office its own: they say who in the company is asked (C6)."""
    return utente.di_sportello


# What the company says on the telephone is written by the same people, in the same moments.
puo_raccogliere = puo_chiedere


def puo_leggere_i_seguiti(utente: Utente) -> bool:
    return utente.di_sportello


def puo_chiudere_seguito(utente: Utente, seguito: Seguito) -> bool:
    """Anybody of the office: whoever called the company back (C6: never TP)."""
    proprio = utente.di_sportello and utente.sportello_id == seguito.sportello_id
    return proprio and seguito.stato == StatoSeguito.APERTO


def puo_impostare(utente: Utente, sportello: Sportello | None) -> bool:
    """The responsabile of the office, or its deputy."""
    if sportello is None or not utente.di_sportello or utente.sportello_id != sportello.pk:
        return False
    return utente.ruolo == Ruolo.RESPONSABILE or sportello.vice_id == utente.pk


def puo_redigere(utente: Utente) -> bool:
    """One questionnaire for the network, so that answers compare: TP keeps it, no office alters it (C5)."""
    return utente.di_tp and utente.ruolo in (Ruolo.REDAZIONE, Ruolo.DIREZIONE)


def puo_modificare_questionario(utente: Utente, questionario: Questionario) -> bool:
    """A draft; what companies have answered is frozen."""
    return puo_redigere(utente) and questionario.bozza
