"""What every page knows: the menu of who reads it, what waits for them, and where we are running."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from extranet.dimostrazione.persone import PAROLA, PERSONE
from nucleo import invii, notifiche
from sportelli.models import Ruolo, Utente


class Conto(NamedTuple):
    """An account of the demonstration."""

    nome: str
    email: str
    password: str
    descrizione: str


class Voce(NamedTuple):
    """One entry of the menu. `nome` is the name of its URL, `attiva` says that we are there or below."""

    etichetta: str
    nome: str
    icona: str
    indirizzo: str = ""
    attiva: bool = False


INIZIO = Voce("Inizio", "cruscotto", "it-pa")
PRATICHE = Voce("Pratiche", "pratiche:elenco", "it-folder")
ARCHIVIO = Voce("Archivio di rete", "pratiche:archivio", "it-box")
AZIENDE = Voce("Aziende", "sportelli:aziende", "ex-azienda")
FORNITORI = Voce("Fornitori", "sportelli:fornitori", "it-tool")
CIRCOLARI = Voce("Circolari", "circolari:elenco", "it-horn")
FEEDBACK = Voce("Feedback", "feedback:elenco", "it-comment")
CALENDARIO = Voce("Calendario", "calendario:elenco", "it-calendar")
UFFICI = Voce("Sportelli", "sportelli:uffici", "it-map-marker")
GENTE = Voce("Persone", "sportelli:persone", "it-user")
RISULTATI = Voce("Risultati", "risultati", "it-chart-line")
CONFORMITA = Voce("Conformità", "conformita", "it-check-circle")
POSTA = Voce("Posta", "nucleo:posta", "it-mail")
REGISTRO = Voce("Registro", "nucleo:registro", "it-list")
AMMINISTRAZIONE = Voce("Amministrazione", "admin:index", "it-settings")

DELLO_SPORTELLO = (
    *(INIZIO, PRATICHE, ARCHIVIO, AZIENDE, FORNITORI, CIRCOLARI, CALENDARIO),
    *(FEEDBACK, RISULTATI, UFFICI),
)

MENU: dict[str, tuple[Voce, ...]] = {
    Ruolo.OPERATORE: DELLO_SPORTELLO,
    Ruolo.RESPONSABILE: (*DELLO_SPORTELLO, GENTE),
    Ruolo.REFERENTE: (INIZIO, PRATICHE, ARCHIVIO, FORNITORI, CIRCOLARI, CALENDARIO, RISULTATI, UFFICI),
    Ruolo.REDAZIONE: (INIZIO, CIRCOLARI, CALENDARIO, ARCHIVIO, FORNITORI, FEEDBACK, RISULTATI, UFFICI),
    Ruolo.DIREZIONE: (
        *(INIZIO, PRATICHE, ARCHIVIO, FORNITORI, CIRCOLARI, CALENDARIO),
        *(FEEDBACK, RISULTATI, CONFORMITA, UFFICI),
    ),
    Ruolo.EDITORE: (INIZIO, CALENDARIO),
    Ruolo.AMMINISTRATORE: (INIZIO, GENTE, UFFICI, AMMINISTRAZIONE, POSTA, REGISTRO),
}
# The first of these that exists answers the search box of the header.
RICERCHE = ("cerca", "pratiche:cerca", "pratiche:archivio")


def pagina(request: HttpRequest) -> dict[str, Any]:
    """Nothing here asks the database unless the page shows it."""
    return {
        "menu": SimpleLazyObject(lambda: menu(request)),
        "ricevute": SimpleLazyObject(lambda: invii.ricevute(request)),
        "da_leggere": SimpleLazyObject(lambda: da_leggere(request)),
        "indirizzo_notifiche": reverse("nucleo:notifiche"),
        "indirizzo_ricerca": SimpleLazyObject(lambda: indirizzo_ricerca(request)),
        "contatto": settings.CONTATTO,
        "locale": settings.LOCALE,
        "conti_dimostrativi": conti_dimostrativi() if settings.LOCALE else (),
    }


def menu(request: HttpRequest) -> list[Voce]:
    """The entries for the role of who asks, without the pages that do not exist."""
    ruolo = getattr(_chi(request), "ruolo", "")
    voci = [voce._replace(indirizzo=_esistente([voce.nome])) for voce in MENU.get(ruolo, ())]
    voci = [voce for voce in voci if voce.indirizzo]
    attuale = piu_vicino([voce.indirizzo for voce in voci], request.path)
    return [voce._replace(attiva=voce.indirizzo == attuale) for voce in voci]


def indirizzo_ricerca(request: HttpRequest) -> str:
    """Where the search box of the header leads; nowhere for who reads no pratica."""
    return _esistente(RICERCHE) if getattr(_chi(request), "gruppi_di_lettura", ()) else ""


def da_leggere(request: HttpRequest) -> int:
    """How many notices are unread."""
    chi = _chi(request)
    return notifiche.da_leggere(chi) if isinstance(chi, Utente) else 0


def conti_dimostrativi() -> list[Conto]:
    """The people of the demonstration worth trying, whom the sign-in page lets in with one press."""
    return [
        Conto(f"{persona.nome} {persona.cognome}", persona.email, PAROLA, persona.racconta)
        for persona in PERSONE
        if persona.racconta
    ]


def piu_vicino(indirizzi: Iterable[str], percorso: str) -> str:
    """The longest of the addresses at or above `percorso`; the root contains nothing but itself."""
    sopra = [i for i in indirizzi if percorso == i or (i != "/" and percorso.startswith(i))]
    return max(sopra, key=len, default="")


def _chi(request: HttpRequest) -> object:
    """Nobody where the request was refused, or answered, before anybody was looked for."""
    return getattr(request, "user", None)


def _esistente(nomi: Iterable[str]) -> str:
    for nome in nomi:
        try:
            return reverse(nome)
        except NoReverseMatch:
            continue
    return ""
