"""What a reader can do with a circolare: the same permissions that the verbs ask."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from circolari import permessi
from circolari.models import Circolare
from sportelli.models import Utente


class Mossa(NamedTuple):
    """A button: a page that asks before acting, or a POST that acts at once."""

    testo: str
    indirizzo: str
    icona: str
    subito: bool = False


class _Possibile(NamedTuple):
    testo: str
    nome: str
    icona: str
    puo: Callable[[Utente, Circolare], bool]
    subito: bool = False


CONSULTARE = (
    _Possibile("Registro delle consegne", "registro", "it-list", permessi.puo_leggere_il_registro),
    _Possibile("Certificato di precedenza (PDF)", "certificato", "it-file-pdf", permessi.puo_certificare),
)
AGIRE = (
    _Possibile("Correggi", "correggi", "it-pencil", permessi.puo_correggere),
    _Possibile("Apri subito a tutti", "apri_a_tutti", "it-unlocked", permessi.puo_aprire_a_tutti),
    _Possibile("Ritira", "ritira", "it-close-circle", permessi.puo_ritirare),
    _Possibile("Duplica", "duplica", "it-copy", permessi.puo_duplicare, subito=True),
)


def da_consultare(utente: Utente, circolare: Circolare) -> list[Mossa]:
    """Where one reads what became of it."""
    return _possibili(CONSULTARE, utente, circolare)


def da_fare(utente: Utente, circolare: Circolare) -> list[Mossa]:
    """The verbs that this person may do now."""
    return _possibili(AGIRE, utente, circolare)


def _possibili(mosse: tuple[_Possibile, ...], utente: Utente, circolare: Circolare) -> list[Mossa]:
    return [
        Mossa(mossa.testo, _indirizzo(mossa.nome, circolare), mossa.icona, mossa.subito)
        for mossa in mosse
        if mossa.puo(utente, circolare)
    ]


def _indirizzo(nome: str, circolare: Circolare) -> str:
    return reverse(f"circolari:{nome}", args=[circolare.codice])
