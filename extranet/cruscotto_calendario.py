"""The calendar on the home page: what waits for this person, and what is coming."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from calendario.attese import attese
from calendario.elenchi import ElencoIniziative, Riga, lista
from calendario.models import Editore
from sportelli.models import Utente

RIGHE = 6


@dataclass(frozen=True)
class Riquadro:
    """The first rows of what waits, and the way to the rest."""

    titolo: str
    icona: str
    indirizzo: str
    righe: Sequence[Riga]


def che_attende(utente: Utente) -> list[Riquadro]:
    """Proposals to answer, drafts that came back, dates near and not confirmed; empty when nothing waits."""
    sue = attese(utente)
    tutti = [
        Riquadro("Da approvare nel calendario", "it-check-circle", _elenco("da-approvare"), sue.da_approvare),
        Riquadro("Tornate dalla redazione", "it-comment", _elenco("bozze"), sue.rimandate),
        Riquadro("Vicine e non ancora confermate", "it-clock", _elenco("in-programma"), sue.da_confermare),
    ]
    return [Riquadro(r.titolo, r.icona, r.indirizzo, r.righe[:RIGHE]) for r in tutti if r.righe]


def dell_ente(utente: Utente) -> dict[str, Any]:
    """The home page of who publishes for a partner: what waits, how much there is, what is coming."""
    sua = lista(utente, "in-programma")
    if sua is None:
        raise LookupError(f"{utente}: non legge il calendario")
    elenco = ElencoIniziative(utente, QueryDict(), sua)
    return {
        "enti": list(Editore.objects.di(utente)),
        "calendario": che_attende(utente),
        "cifre": [linguetta._replace(attiva=False) for linguetta in elenco.linguette],
        "prossime": elenco.mostrate[:RIGHE],
        "indirizzo": sua.indirizzo,
    }


def _elenco(nome: str) -> str:
    return f"{reverse('calendario:elenco')}?lista={nome}"
