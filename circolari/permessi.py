"""Who may do what to a circolare. What one may see is in `querysets`."""

from circolari.models import Circolare, Stato
from sportelli.models import Ruolo, Utente


def puo_leggere(utente: Utente) -> bool:
    """Whoever works in an office or at Toscana Promozione; administrators read no circulars."""
    return utente.di_tp or utente.di_sportello


def puo_scrivere(utente: Utente) -> bool:
    """The redazione alone writes circulars."""
    return utente.di_tp and utente.ruolo == Ruolo.REDAZIONE


def puo_modificare(utente: Utente, circolare: Circolare) -> bool:
    """A draft, by anybody of the redazione; what was sent out is corrected instead."""
    return puo_scrivere(utente) and circolare.stato == Stato.BOZZA


puo_diffondere = puo_cestinare = puo_modificare


def puo_correggere(utente: Utente, circolare: Circolare) -> bool:
    """What was sent out and is in force."""
    return puo_scrivere(utente) and circolare.stato == Stato.DIFFUSA


puo_ritirare = puo_correggere


def puo_aprire_a_tutti(utente: Utente, circolare: Circolare) -> bool:
    """The breach button: only while the embargo lasts, and only once (C7)."""
    return puo_correggere(utente, circolare) and not circolare.pubblica


def puo_duplicare(utente: Utente, circolare: Circolare) -> bool:
    return puo_scrivere(utente)


def puo_riprovare(utente: Utente, circolare: Circolare) -> bool:
    """Sends again what failed, and only that."""
    return puo_correggere(utente, circolare)


def puo_leggere_il_registro(utente: Utente, circolare: Circolare) -> bool:
    """TP all of it, an office its own rows; nobody that of a draft."""
    return circolare.stato != Stato.BOZZA and (utente.di_tp or utente.di_sportello)


def puo_certificare(utente: Utente, circolare: Circolare) -> bool:
    """The certificate of precedence speaks of what happened: there must have been a diffusione."""
    return circolare.stato != Stato.BOZZA and (utente.di_tp or utente.di_sportello)


def puo_prendere_visione(utente: Utente, circolare: Circolare) -> bool:
    """The people of the offices it was sent to, or that read it since it is public."""
    return utente.di_sportello and circolare.stato == Stato.DIFFUSA


def puo_leggere_i_resoconti(utente: Utente) -> bool:
    """The redazione and the direzione all rows, an office its own (C5)."""
    return utente.di_sportello or (utente.di_tp and utente.ruolo in (Ruolo.REDAZIONE, Ruolo.DIREZIONE))
