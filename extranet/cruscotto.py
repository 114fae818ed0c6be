"""The home page of each role: what waits for me, what is late, what is new, each figure with its list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from nucleo.elenchi import Linguetta, conta_tutti
from pratiche import riservatezza
from pratiche.elenchi import liste_di
from pratiche.models import Pratica
from pratiche.riservatezza import Riga
from sportelli.models import Utente

RIGHE = 6
IN_PRIMO_PIANO = {"attendono": "it-inbox", "ritardo": "it-clock", "tutte": "it-folder"}


@dataclass(frozen=True)
class Riquadro:
    """The first rows of one list, and the way to the rest."""

    titolo: str
    icona: str
    indirizzo: str
    righe: Sequence[Riga]
    vuoto: str


def cifre(utente: Utente) -> list[Linguetta]:
    """How many rows stand in each list of this person; one query."""
    visibili = Pratica.objects.non_archiviate_visibili_a(utente)
    sue = liste_di(utente)
    conti = conta_tutti({lista.nome: lista.chiede(visibili, utente) for lista in sue})
    return [
        Linguetta(lista.titolo, _indirizzo(lista.nome), conti[lista.nome], lista.nome == "ritardo")
        for lista in sue
    ]


def riquadri(utente: Utente) -> list[Riquadro]:
    """What waits for this person, what is late, what is new in the archive; masked as she may read it."""
    visibili = Pratica.objects.non_archiviate_visibili_a(utente)
    fatti = [
        Riquadro(
            lista.titolo,
            IN_PRIMO_PIANO[lista.nome],
            _indirizzo(lista.nome),
            _prime(lista.chiede(visibili, utente).order_by("scadenza", "pk"), utente),
            lista.vuota[0],
        )
        for lista in liste_di(utente)
        if lista.nome in IN_PRIMO_PIANO
    ]
    nuove = Pratica.objects.archivio_visibile_a(utente).order_by("-chiusa_il", "-pk")
    archivio = reverse("pratiche:archivio")
    return [
        *fatti,
        Riquadro("Nuove in archivio", "it-box", archivio, _prime(nuove, utente), "L'archivio è vuoto"),
    ]


def _prime(righe: QuerySet[Pratica], utente: Utente) -> Sequence[Riga]:
    return riservatezza.righe(righe[:RIGHE], utente)


def _indirizzo(nome: str) -> str:
    return reverse("pratiche:elenco_lista", args=[nome])
