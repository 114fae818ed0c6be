"""The lists of pratiche: mine, my office's, waiting for me, late, all the open ones, shared with us."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from nucleo.elenchi import Colonna, ElencoConListe, Ordine
from pratiche import riservatezza
from pratiche.elenchi import colonne
from pratiche.elenchi.filtri import FiltriPratiche
from pratiche.models import Pratica
from pratiche.querysets import PraticaQuerySet
from pratiche.riservatezza import Riga
from sportelli.models import Utente


@dataclass(frozen=True)
class Lista:
    """One list: its name in the address, its tab, who has it, which rows it asks, in which order, and why."""

    nome: str
    titolo: str
    per: Callable[[Utente], bool]
    chiede: Callable[[PraticaQuerySet, Utente], PraticaQuerySet]
    ordine: str
    vuota: tuple[str, str]

    @property
    def indirizzo(self) -> str:
        return reverse("pratiche:elenco_lista", args=[self.nome])


def _di_sportello(utente: Utente) -> bool:
    return utente.di_sportello


def _di_tp(utente: Utente) -> bool:
    return utente.di_tp


def _legge(utente: Utente) -> bool:
    return utente.di_sportello or utente.di_tp


def _lavora(utente: Utente) -> bool:
    """Who has pratiche of her own: an office's people, and the Referenti."""
    return utente.di_sportello or utente.ruolo == "referente"


def _in_ritardo(righe: PraticaQuerySet, utente: Utente) -> PraticaQuerySet:
    """TP reads everybody's; an office its own: those of others are not its duty."""
    return righe.in_ritardo() if utente.di_tp else righe.in_ritardo().filter(sportello=utente.sportello_id)


LISTE = (
    Lista(
        "attendono",
        "Aspettano me",
        _lavora,
        lambda righe, utente: righe.attendono(utente),
        "scadenza",
        ("Niente aspetta te", "Qui compaiono le pratiche in cui la prossima mossa è tua."),
    ),
    Lista(
        "mie",
        "Mie",
        _lavora,
        lambda righe, utente: righe.seguite_da(utente),
        "scadenza",
        ("Non segui nessuna pratica", "Qui compaiono quelle assegnate a te, finché sono aperte."),
    ),
    Lista(
        "ufficio",
        "Del mio Sportello",
        _di_sportello,
        lambda righe, utente: righe.filter(sportello=utente.sportello_id).exclude(stato="completata"),
        "-aggiornata",
        ("Il tuo Sportello non ha pratiche in corso", "Comincia dalla richiesta di un'azienda."),
    ),
    Lista(
        "tutte",
        "Tutte le aperte",
        _di_tp,
        lambda righe, utente: righe.aperte(),
        "-aggiornata",
        ("Nessuna pratica aperta", "La rete non ha richieste in corso."),
    ),
    Lista(
        "ritardo",
        "In ritardo",
        _legge,
        _in_ritardo,
        "scadenza",
        ("Nessuna pratica in ritardo", "Tutte le scadenze sono rispettate."),
    ),
    Lista(
        "condivise",
        "Condivise con noi",
        _di_sportello,
        lambda righe, utente: righe.condivise_con(utente),
        "-aggiornata",
        ("Nessuno ha condiviso pratiche con voi", "Un altro Sportello può condividerne una, per un periodo."),
    ),
)


def liste_di(utente: Utente) -> list[Lista]:
    """The lists that this person has; the first is the one she lands on."""
    return [lista for lista in LISTE if lista.per(utente)] if utente.gruppi_di_lettura else []


def lista(utente: Utente, nome: str) -> Lista | None:
    """The list of that name, if this person has it; with no name, her first."""
    sue = liste_di(utente)
    return next((lista for lista in sue if lista.nome == nome or not nome), None)


class ElencoPratiche(ElencoConListe[Pratica, Riga]):
    """One list of pratiche, as this person may see it."""

    lista: Lista
    vista = "pratiche:elenco_lista"
    parole = ("pratica", "pratiche")
    filtri = FiltriPratiche
    ordini: Mapping[str, Ordine] = {
        "aggiornata": Ordine("aggiornata_il"),
        "scadenza": Ordine("scadenza", nullo=True),
        "creata": Ordine("creata_il"),
    }

    def __init__(self, utente: Utente, parametri: QueryDict, lista: Lista) -> None:
        super().__init__(utente, parametri)
        self.lista = lista
        self.nome = f"pratiche-{lista.nome}"
        self.titolo = lista.titolo
        self.predefinito = lista.ordine
        self.colonne = (*self._della_pagina(), *colonne.FILE)

    @cached_property
    def si_sceglie(self) -> bool:
        """Whether rows can be picked for an action on many: an office's people, on what may be theirs."""
        return self.utente.di_sportello and self.lista.nome != "condivise"

    def _della_pagina(self) -> Sequence[Colonna[Riga]]:
        prima = (colonne.SCEGLI,) if self.si_sceglie else ()
        altrui = self.utente.di_tp or self.lista.nome == "condivise"
        return (*prima, *colonne.PAGINA, *((colonne.SPORTELLO,) if altrui else ()))

    def classe(self, riga: Riga) -> str:
        return "ritardo" if riga.in_ritardo else ""

    def argomenti(self) -> list[str]:
        return [self.lista.nome]

    def insieme(self) -> QuerySet[Pratica]:
        return self.lista.chiede(self.visibili(), self.utente).only("pk", "numero")

    def righe(self, oggetti: Sequence[Pratica]) -> Sequence[Riga]:
        return riservatezza.righe(oggetti, self.utente)

    @property
    def liste(self) -> Sequence[Lista]:
        return liste_di(self.utente)

    def visibili(self) -> PraticaQuerySet:
        return Pratica.objects.non_archiviate_visibili_a(self.utente)
