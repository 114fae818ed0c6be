"""Who may do what in the calendar. What one may see is in `querysets`."""

from calendario.models import PUBBLICI, Editore, Iniziativa, Stato, TipoEditore
from sportelli.models import Ruolo, Utente


def puo_leggere(utente: Utente) -> bool:
    """Whoever works in an office, at Toscana Promozione or for a partner."""
    return utente.di_tp or utente.di_sportello or e_di_un_partner(utente)


def e_di_un_partner(utente: Utente) -> bool:
    return utente.is_active and utente.ruolo == Ruolo.EDITORE


def puo_moderare(utente: Utente) -> bool:
    """The redazione of Toscana Promozione keeps the calendar."""
    return utente.di_tp and utente.ruolo == Ruolo.REDAZIONE


puo_tenere_le_fonti = puo_tenere_gli_editori = puo_legare_circolari = puo_moderare


def puo_scrivere(utente: Utente) -> bool:
    """Whether there is a publisher for which this person writes."""
    return puo_moderare(utente) or utente.di_sportello or Editore.objects.di(utente).exists()


def puo_scrivere_per(utente: Utente, editore: Editore) -> bool:
    """The redazione for everybody, the others for their own."""
    return puo_moderare(utente) or Editore.objects.di(utente).filter(pk=editore.pk).exists()


def pubblica_da_se(utente: Utente, editore: Editore) -> bool:
    """Whether what this person writes for that publisher needs nobody's approval."""
    return puo_moderare(utente) or editore.fidato or editore.tipo == TipoEditore.TP


def fonte_pubblica_da_se(editore: Editore) -> bool:
    """Whether what the feed of that publisher says needs nobody's approval."""
    return editore.fidato or editore.tipo == TipoEditore.TP


def puo_modificare(utente: Utente, iniziativa: Iniziativa) -> bool:
    """Its publisher's people and the redazione, whatever its state; what a feed brings is written there."""
    return iniziativa.fonte_id is None and puo_scrivere_per(utente, iniziativa.editore)


def puo_allegare(utente: Utente, iniziativa: Iniziativa) -> bool:
    """Files are read as soon as they are there: of what is published, by who needs no approval."""
    da_se = not iniziativa.pubblicata or pubblica_da_se(utente, iniziativa.editore)
    return da_se and puo_modificare(utente, iniziativa)


def puo_cestinare(utente: Utente, iniziativa: Iniziativa) -> bool:
    """What was never published."""
    return iniziativa.stato == Stato.BOZZA and puo_scrivere_per(utente, iniziativa.editore)


def puo_proporre(utente: Utente, iniziativa: Iniziativa) -> bool:
    return (
        iniziativa.stato == Stato.BOZZA
        and puo_scrivere_per(utente, iniziativa.editore)
        and not pubblica_da_se(utente, iniziativa.editore)
    )


def puo_ritirare_proposta(utente: Utente, iniziativa: Iniziativa) -> bool:
    """Back to a draft, by who proposed it."""
    return iniziativa.stato == Stato.PROPOSTA and puo_scrivere_per(utente, iniziativa.editore)


def puo_pubblicare(utente: Utente, iniziativa: Iniziativa) -> bool:
    """A draft, by who needs no approval."""
    return (
        iniziativa.stato == Stato.BOZZA
        and puo_scrivere_per(utente, iniziativa.editore)
        and pubblica_da_se(utente, iniziativa.editore)
    )


def puo_approvare(utente: Utente, iniziativa: Iniziativa) -> bool:
    """A proposal, or a change that waits, by the redazione."""
    return puo_moderare(utente) and (
        iniziativa.stato == Stato.PROPOSTA or iniziativa.modifiche.filter(esito="in_attesa").exists()
    )


puo_rimandare = puo_approvare


def puo_muovere(utente: Utente, iniziativa: Iniziativa) -> bool:
    """Confirm, postpone, cancel what is published: its publisher's people, or the redazione.

    That it does not take place is news, not words to be approved: it is told at once. Of what comes from a
    feed the feed says it; the redazione too, and then the feed says it no more.
    """
    della_fonte = iniziativa.fonte_id is not None
    return iniziativa.stato in PUBBLICI and (
        puo_moderare(utente) if della_fonte else puo_scrivere_per(utente, iniziativa.editore)
    )


def puo_confermare(utente: Utente, iniziativa: Iniziativa) -> bool:
    return puo_muovere(utente, iniziativa) and iniziativa.stato != Stato.CONFERMATA


def puo_rinviare(utente: Utente, iniziativa: Iniziativa) -> bool:
    return puo_muovere(utente, iniziativa) and iniziativa.in_programma


def puo_annullare(utente: Utente, iniziativa: Iniziativa) -> bool:
    return puo_muovere(utente, iniziativa) and iniziativa.stato != Stato.ANNULLATA


def puo_duplicare(utente: Utente, iniziativa: Iniziativa) -> bool:
    """Whoever may write for its publisher; of a feed's too, to take it over."""
    return puo_scrivere_per(utente, iniziativa.editore)


def puo_ripetere(utente: Utente, iniziativa: Iniziativa) -> bool:
    """What has its days, by who may write for its publisher."""
    return iniziativa.inizio is not None and puo_duplicare(utente, iniziativa)


def puo_leggere_il_resoconto(utente: Utente) -> bool:
    """The days of notice by publisher: who answers for them (C8)."""
    return utente.di_tp and utente.ruolo in (Ruolo.REDAZIONE, Ruolo.DIREZIONE)
