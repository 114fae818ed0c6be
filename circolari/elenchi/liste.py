"""The lists of circulars: whose each is, which rows it holds, how they are shown and exported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from circolari import permessi
from circolari.elenchi import colonne
from circolari.elenchi.filtri import FiltriBozze, FiltriCircolari
from circolari.elenchi.righe import Riga, righe
from circolari.models import Circolare
from circolari.querysets import CircolareQuerySet
from nucleo.elenchi import (
    DI_SERVIZIO,
    LISTA,
    ElencoConListe,
    Ordine,
)
from sportelli.models import Utente

PESANTI = ("testo", "html", "testo_piano", "ricerca", "derivazione")


@dataclass(frozen=True)
class Lista:
    """One tab: who has it, what it asks of the visible rows, its order, what it says when empty."""

    nome: str
    titolo: str
    per: Callable[[Utente], bool]
    chiede: Callable[[CircolareQuerySet, Utente], CircolareQuerySet]
    vuota: tuple[str, str]
    ordine: str = "-diffusa"

    @property
    def indirizzo(self) -> str:
        return f"{reverse('circolari:elenco')}?{LISTA}={self.nome}"


def _di_sportello(utente: Utente) -> bool:
    return utente.di_sportello


LISTE = (
    Lista(
        "da-leggere",
        "Da leggere",
        _di_sportello,
        lambda righe, utente: righe.da_leggere(utente),
        ("Hai letto tutto", "Qui arrivano le circolari di cui non hai ancora preso visione."),
    ),
    Lista(
        "anteprima",
        "In anteprima",
        permessi.puo_leggere,
        lambda righe, utente: righe.in_anteprima(),
        ("Nessuna circolare in anteprima", "Le imprese leggono già tutto quello che è stato diffuso."),
    ),
    Lista(
        "tutte",
        "Tutte",
        permessi.puo_leggere,
        lambda righe, utente: righe.diffuse(),
        ("Nessuna circolare", "Qui resta tutto quello che Toscana Promozione diffonde."),
    ),
    Lista(
        "bozze",
        "Bozze",
        permessi.puo_scrivere,
        lambda righe, utente: righe.bozze(),
        ("Nessuna bozza", "Quelle che la redazione sta scrivendo stanno qui."),
        "-aggiornata",
    ),
    Lista(
        "ritirate",
        "Ritirate",
        permessi.puo_leggere,
        lambda righe, utente: righe.filter(stato="ritirata"),
        ("Nessuna circolare ritirata", "Una circolare ritirata resta qui, con il suo motivo."),
    ),
)


def liste_di(utente: Utente) -> list[Lista]:
    """The tabs that this person has; the first is the one she lands on."""
    return [lista for lista in LISTE if lista.per(utente)]


def lista(utente: Utente, nome: str) -> Lista | None:
    """The list of that name, if this person has it; with no name, her first."""
    sue = liste_di(utente)
    return next((lista for lista in sue if lista.nome == nome or not nome), None)


class ElencoCircolari(ElencoConListe[Circolare, Riga]):
    """One list of circulars, as this person may see it."""

    lista: Lista
    vista = "circolari:elenco"
    parole = ("circolare", "circolari")
    di_servizio = DI_SERVIZIO | {LISTA}
    ordini: Mapping[str, Ordine] = {
        "diffusa": Ordine("diffusa_il", nullo=True),
        "imprese": Ordine("pubblica_dal", nullo=True),
        "aggiornata": Ordine("aggiornata_il"),
    }

    def __init__(self, utente: Utente, parametri: QueryDict, lista: Lista) -> None:
        super().__init__(utente, parametri)
        self.lista = lista
        self.nome = f"circolari-{lista.nome}"
        self.titolo = lista.titolo
        self.predefinito = lista.ordine
        self.filtri = FiltriBozze if lista.nome == "bozze" else FiltriCircolari
        self.colonne = colonne.per(utente, bozze=lista.nome == "bozze")

    def classe(self, riga: Riga) -> str:
        return "nuova" if riga.da_leggere else ""

    def insieme(self) -> QuerySet[Circolare]:
        visibili = Circolare.objects.visibili_a(self.utente)
        sue = self.lista.chiede(visibili, self.utente).select_related("diffusa_da", "creata_da")
        return sue.defer(*PESANTI).prefetch_related("settori", "paesi", "servizi", "sportelli")

    def righe(self, oggetti: Sequence[Circolare]) -> Sequence[Riga]:
        return righe(oggetti, self.utente)

    @property
    def liste(self) -> Sequence[Lista]:
        return liste_di(self.utente)

    def visibili(self) -> QuerySet[Circolare]:
        return Circolare.objects.visibili_a(self.utente)
