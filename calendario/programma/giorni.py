"""Some days in a row: the initiatives on the days on which they take place."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Generic, TypeVar

from django.http import QueryDict

from calendario.filtri import ANNI
from calendario.frasi import giorno_lungo
from calendario.indice import Voce
from calendario.indirizzi import ELENCO, INIZIATIVA, SETTIMANA, con_domanda, indirizzo
from calendario.lingue import periodo
from calendario.programma.cornice import Cornice, Via
from calendario.programma.righe import Riga, righe
from nucleo import tempo

# How many a day shows; the others are one link away.
IN_UN_GIORNO_DI_SETTIMANA = 20
UN_GIORNO = timedelta(days=1)
DURATA = timedelta(days=31)


V = TypeVar("V")


@dataclass(frozen=True)
class Giorno(Generic[V]):
    """One day. `altre` are those for which there was no room: they are in the list of that day."""

    giorno: date
    nome: str
    del_periodo: bool
    oggi: bool
    meta: str
    voci: Sequence[V]
    altre: int


class Giorni(Cornice):
    """A page about some days in a row: `primo`…`ultimo`, both included, as everybody counts them."""

    per_giorno = IN_UN_GIORNO_DI_SETTIMANA

    def __init__(self, parametri: QueryDict, lingua: str, *, primo: date, ultimo: date) -> None:
        super().__init__(parametri, lingua)
        self.primo, self.ultimo = primo, ultimo

    @property
    def argomenti(self) -> tuple[date]:
        return (self.primo,)

    @cached_property
    def oggi(self) -> date:
        return tempo.oggi()

    @property
    def estremi(self) -> tuple[date, date]:
        return self.primo, self.ultimo

    @cached_property
    def periodo(self) -> int:
        """Those of these days, also if they are over: who looks at a month sees all of it."""
        chieste = self.indice.nel_periodo(self.filtri.dal, self.filtri.al)
        return self.indice.nel_periodo(self.primo, self.ultimo) & chieste

    @cached_property
    def nel_mese(self) -> list[Via]:
        """Those of which one knows the month alone."""
        voci = [voce for voce in self.indice.in_ordine(self.insieme) if voce.solo_mese]
        return [
            Via(voce.detta(self.lingua), indirizzo(INIZIATIVA, self.lingua, voce.codice))
            for voce in voci[:IN_UN_GIORNO_DI_SETTIMANA]
        ]

    @property
    def per_i_motori(self) -> bool:
        """Only the days in which there is something: the calendar of the world has no end."""
        return not self.filtrato and bool(self.insieme)

    def occupati(self) -> dict[date, list[Voce]]:
        """By day, those that take place on it: first those that begin, then those that go on."""
        per_giorno: dict[date, list[Voce]] = defaultdict(list)
        for voce in self.indice.in_ordine(self.insieme):
            if not voce.solo_mese:
                for giorno in _fra(max(voce.inizio, self.primo), min(voce.fine, self.ultimo)):
                    per_giorno[giorno].append(voce)
        for giorno, voci in per_giorno.items():
            voci.sort(key=lambda voce: voce.inizio != giorno)
        return per_giorno

    def giorno(self, giorno: date, mostrate: Sequence[V], quante: int) -> Giorno[V]:
        return Giorno(
            giorno=giorno,
            nome=giorno_lungo(giorno, self.lingua),
            del_periodo=self.primo <= giorno <= self.ultimo,
            oggi=giorno == self.oggi,
            meta=self._del_giorno(giorno) if quante else "",
            voci=mostrate,
            altre=quante - len(mostrate),
        )

    def verso(self, giorno: date) -> str:
        """The page of the same length that begins on another day; empty beyond the last initiative."""
        primi, ultimi = self.indice.estremi or (giorno, giorno)
        oggi = tempo.oggi()
        if giorno.year not in ANNI or not min(primi, oggi) - DURATA < giorno <= max(ultimi, oggi):
            return ""
        return con_domanda(indirizzo(self.pagina, self.lingua, giorno), self.filtri.querystring)

    def _del_giorno(self, giorno: date) -> str:
        """The list of one day, with the same filters."""
        domanda = f"{self._altri_filtri}dal={giorno}&al={giorno}{'&passate=1' if self.filtri.passate else ''}"
        return con_domanda(indirizzo(ELENCO, self.lingua), domanda)

    @cached_property
    def _altri_filtri(self) -> str:
        """What comes before the days in an address: the same on all the days of a page."""
        altri = self.filtri.con(dal=None, al=None, passate=None).urlencode()
        return f"{altri}&" if altri else ""


class Settimana(Giorni):
    """One ISO week, day by day."""

    pagina = SETTIMANA

    def __init__(self, parametri: QueryDict, lingua: str, *, lunedi: date) -> None:
        super().__init__(parametri, lingua, primo=lunedi, ultimo=lunedi + 6 * UN_GIORNO)

    @property
    def titolo(self) -> str:
        return periodo(self.primo, self.ultimo, self.lingua)

    @cached_property
    def giorni(self) -> list[Giorno[Riga]]:
        occupati = self.occupati()
        mostrate = {giorno: voci[: self.per_giorno] for giorno, voci in occupati.items()}
        uniche = {voce.pk: voce for voci in mostrate.values() for voce in voci}
        viste = {riga.vista.pk: riga for riga in righe(list(uniche.values()), self.lingua)}
        return [
            self.giorno(
                giorno,
                [viste[voce.pk] for voce in mostrate.get(giorno, ()) if voce.pk in viste],
                len(occupati[giorno]),
            )
            for giorno in _fra(self.primo, self.ultimo)
        ]

    @property
    def precedente(self) -> str:
        return self.verso(self.primo - 7 * UN_GIORNO)

    @property
    def seguente(self) -> str:
        return self.verso(self.ultimo + UN_GIORNO)


def _fra(primo: date, ultimo: date) -> Iterator[date]:
    for passo in range((ultimo - primo).days + 1):
        yield primo + passo * UN_GIORNO
