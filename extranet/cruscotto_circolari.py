"""Circulars on the home page: what an office has to read, and what the redazione has in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse

from circolari.elenchi import PESANTI, Riga, lista, liste_di, righe
from circolari.models import Circolare, Destinatario
from circolari.querysets import CircolareQuerySet
from nucleo import parole
from nucleo.elenchi import Linguetta, conta_tutti
from sportelli.models import Utente

RIGHE = 6


@dataclass(frozen=True)
class Riquadro:
    """The first rows of one list of circulars, and the way to the rest."""

    titolo: str
    icona: str
    indirizzo: str
    righe: Sequence[Riga]
    vuoto: str


@dataclass(frozen=True)
class Mancata:
    """A circolare of which some office's mail did not arrive."""

    circolare: Circolare
    quante: int

    @property
    def in_parole(self) -> str:
        return parole.quanti(self.quante, "non arrivata", "non arrivate")

    @property
    def indirizzo(self) -> str:
        registro = reverse("circolari:registro", args=[self.circolare.codice])
        return f"{registro}?stato=respinto&stato=parcheggiato"


def da_leggere(utente: Utente) -> Riquadro:
    """What waits for a person of an office, the latest first."""
    return _riquadro("da-leggere", "Circolari da leggere", "it-horn", utente)


def della_redazione(utente: Utente) -> dict[str, Any]:
    """The home page of the redazione: what to finish, what runs, what did not arrive, what is out."""
    return {
        "cifre": cifre(utente),
        "mancate": mancate(utente),
        "riquadri": [
            _riquadro("anteprima", "In anteprima", "it-locked", utente),
            _riquadro("bozze", "Bozze", "it-pencil", utente, "-aggiornata_il"),
            _riquadro("tutte", "Diffuse di recente", "it-horn", utente),
        ],
    }


def cifre(utente: Utente) -> list[Linguetta]:
    """How many rows stand in each list of this person; one query."""
    visibili = Circolare.objects.visibili_a(utente)
    sue = liste_di(utente)
    conti = conta_tutti({sua.nome: sua.chiede(visibili, utente) for sua in sue})
    titoli = {"tutte": "Diffuse"}
    return [Linguetta(titoli.get(sua.nome, sua.titolo), sua.indirizzo, conti[sua.nome], False) for sua in sue]


def mancate(utente: Utente) -> list[Mancata]:
    """The circulars in force of which a Sportello's mail was refused or put aside, the latest first."""
    mancati = Destinatario.objects.visibili_a(utente).degli_uffici().mancati().order_by()
    quante = dict(mancati.values_list("circolare").annotate(Count("pk")))
    in_vigore = Circolare.objects.visibili_a(utente).filter(stato="diffusa", pk__in=quante)
    prime = in_vigore.defer(*PESANTI).order_by("-diffusa_il")[:RIGHE]
    return [Mancata(circolare, quante[circolare.pk]) for circolare in prime]


def _riquadro(nome: str, titolo: str, icona: str, utente: Utente, ordine: str = "-diffusa_il") -> Riquadro:
    sua = lista(utente, nome)
    if sua is None:
        raise LookupError(f"{utente}: la lista {nome} non è sua")
    visibili: CircolareQuerySet = Circolare.objects.visibili_a(utente)
    prime = sua.chiede(visibili, utente).order_by(ordine, "-pk").defer(*PESANTI)[:RIGHE]
    trovate = righe(list(prime.prefetch_related("settori", "paesi")), utente)
    return Riquadro(titolo, icona, sua.indirizzo, trovate, sua.vuota[0])
