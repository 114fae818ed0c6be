"""The lists of initiatives: whose each is, which rows it holds, how they are shown and exported."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse

from calendario import permessi
from calendario.elenchi import colonne
from calendario.elenchi.filtri import FiltriIniziative
from calendario.elenchi.righe import Riga, da_elencare, righe
from calendario.models import Editore, Iniziativa
from calendario.querysets import IniziativaQuerySet
from nucleo.elenchi import (
    DI_SERVIZIO,
    LISTA,
    ElencoConListe,
    Ordine,
)
from sportelli.models import Utente

VISTA, MESE = "vista", "mese"
RIGHE_IN_UN_MESE = 500


@dataclass(frozen=True)
class Lista:
    """One tab: who has it, what it asks of the visible rows, its order, what it says when empty."""

    nome: str
    titolo: str
    per: Callable[[Utente], bool]
    chiede: Callable[[IniziativaQuerySet, Utente], IniziativaQuerySet]
    vuota: tuple[str, str]
    ordine: str = "inizio"

    @property
    def indirizzo(self) -> str:
        return f"{reverse('calendario:elenco')}?{LISTA}={self.nome}"


LISTE = (
    Lista(
        "in-programma",
        "In programma",
        permessi.puo_leggere,
        lambda righe, utente: righe.pubblicate().future().exclude(stato="annullata"),
        ("Niente in programma", "Qui stanno le iniziative che devono ancora finire."),
    ),
    Lista(
        "bozze",
        "Le mie bozze",
        permessi.puo_scrivere,
        lambda righe, utente: righe.bozze_di(utente),
        ("Nessuna bozza", "Quello che scrivi resta qui finché non è pubblicato."),
        "-aggiornata",
    ),
    Lista(
        "da-approvare",
        "Da approvare",
        permessi.puo_moderare,
        lambda righe, utente: righe.da_approvare(),
        ("Nessuno aspetta", "Qui arriva quello che gli enti partner propongono."),
        "attesa",
    ),
    Lista(
        "passate",
        "Passate",
        permessi.puo_leggere,
        lambda righe, utente: righe.pubblicate().passate().exclude(stato="annullata"),
        ("Nessuna iniziativa passata", "Quelle concluse restano qui."),
        "-inizio",
    ),
    Lista(
        "annullate",
        "Annullate",
        permessi.puo_leggere,
        lambda righe, utente: righe.filter(stato="annullata"),
        ("Nessuna iniziativa annullata", "Quelle annullate restano qui, con il motivo."),
        "-inizio",
    ),
    Lista(
        "tutte",
        "Tutte",
        permessi.puo_leggere,
        lambda righe, utente: righe,
        ("Nessuna iniziativa", "Il calendario è vuoto."),
        "-inizio",
    ),
)


def liste_di(utente: Utente) -> list[Lista]:
    """The tabs that this person has; the first is the one she lands on."""
    return [lista for lista in LISTE if lista.per(utente)]


def lista(utente: Utente, nome: str) -> Lista | None:
    """The list of that name, if this person has it; with no name, her first."""
    return next((sua for sua in liste_di(utente) if sua.nome == nome or not nome), None)


class ElencoIniziative(ElencoConListe[Iniziativa, Riga]):
    """One list of initiatives, as this person may see it."""

    lista: Lista
    vista = "calendario:elenco"
    parole = ("iniziativa", "iniziative")
    filtri = FiltriIniziative
    di_servizio = DI_SERVIZIO | {LISTA, VISTA, MESE}
    ordini: Mapping[str, Ordine] = {
        "inizio": Ordine("inizio", nullo=True),
        "aggiornata": Ordine("aggiornata_il"),
        "attesa": Ordine("attende_dal", nullo=True),
    }

    def __init__(self, utente: Utente, parametri: QueryDict, lista: Lista) -> None:
        super().__init__(utente, parametri)
        self.lista = lista
        self.nome = f"calendario-{lista.nome}"
        self.titolo = lista.titolo
        self.predefinito = lista.ordine
        self.colonne = colonne.per(lista.nome, si_sceglie=self.si_sceglie)
        if lista.ordine not in ("attesa", "-aggiornata"):
            self.ordini = {"inizio": self.ordini["inizio"]}

    @cached_property
    def si_sceglie(self) -> bool:
        """Whether rows can be picked for an action on many."""
        return bool(self.miei is None or self.miei)

    @cached_property
    def miei(self) -> list[int] | None:
        """The publishers for which this person writes; None for all."""
        if permessi.puo_moderare(self.utente):
            return None
        return [editore.pk for editore in self.editori]

    @cached_property
    def editori(self) -> list[Editore]:
        """The publishers among which this person chooses for whom she begins an initiative."""
        tutti = permessi.puo_moderare(self.utente)
        return list(Editore.objects.attivi() if tutti else Editore.objects.di(self.utente))

    def classe(self, riga: Riga) -> str:
        return "ritardo" if riga.in_ritardo else ""

    def insieme(self) -> IniziativaQuerySet:
        visibili = Iniziativa.objects.visibili_a(self.utente).con_dettagli_per(self.utente)
        return da_elencare(self.lista.chiede(visibili, self.utente))

    def righe(self, oggetti: Sequence[Iniziativa]) -> Sequence[Riga]:
        return righe(oggetti, self.miei)

    def nel_mese(self, dal: date, al: date) -> Sequence[Riga]:
        """The rows of the list, as filtered, that take place at least in part between two days."""
        quali = self.filtrate.filter(inizio__lte=al, fine__gte=dal).order_by("inizio", "pk")
        return self.righe(list(quali[:RIGHE_IN_UN_MESE]))

    @cached_property
    def liste(self) -> Sequence[Lista]:
        return liste_di(self.utente)

    def visibili(self) -> IniziativaQuerySet:
        return Iniziativa.objects.visibili_a(self.utente)
