"""What a person can do with an initiative: the same permissions that the verbs ask."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from calendario import permessi
from calendario.models import Iniziativa
from sportelli.models import Utente


class Mossa(NamedTuple):
    """A button that leads to a page which asks before acting."""

    nome: str
    testo: str
    indirizzo: str
    icona: str
    finestra: bool


class _Possibile(NamedTuple):
    nome: str
    testo: str
    icona: str
    puo: Callable[[Utente, Iniziativa], bool]
    finestra: bool = True


# In this order: the first that is allowed stands out, the others are in the menu.
POSSIBILI = (
    _Possibile("approva", "Approva", "it-check-circle", permessi.puo_approvare, False),
    _Possibile("pubblica_ora", "Pubblica", "it-check-circle", permessi.puo_pubblicare, False),
    _Possibile("proponi", "Proponi alla redazione", "it-check-circle", permessi.puo_proporre, False),
    _Possibile("modifica", "Modifica", "it-pencil", permessi.puo_modificare, False),
    _Possibile("rimanda", "Rimanda a chi l'ha scritta", "it-arrow-left", permessi.puo_rimandare, False),
    _Possibile("ritira_proposta", "Ritira la proposta", "it-restore", permessi.puo_ritirare_proposta),
    _Possibile("conferma", "Conferma", "it-check", permessi.puo_confermare),
    _Possibile("rinvia", "Rinvia", "it-clock", permessi.puo_rinviare),
    _Possibile("annulla", "Annulla l'iniziativa", "it-close-circle", permessi.puo_annullare),
    _Possibile("duplica", "Duplica", "it-copy", permessi.puo_duplicare),
    _Possibile("ripeti", "Ripeti in altre date", "it-refresh", permessi.puo_ripetere, False),
    _Possibile("cestina", "Butta la bozza", "it-delete", permessi.puo_cestinare),
)


def mosse(utente: Utente, iniziativa: Iniziativa) -> list[Mossa]:
    """The verbs that this person may do now, what comes next first."""
    return [
        Mossa(m.nome, m.testo, _indirizzo(m.nome, iniziativa), m.icona, m.finestra)
        for m in POSSIBILI
        if m.puo(utente, iniziativa)
    ]


def _indirizzo(nome: str, iniziativa: Iniziativa) -> str:
    return reverse(f"calendario:{nome}", args=[iniziativa.codice])
