"""Month and week: the initiatives on the days on which they take place."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendario.filtri import ANNI
from calendario.frasi import giorno_lungo
from calendario.indice import Voce
from calendario.indirizzi import ELENCO, INIZIATIVA, MESE, SETTIMANA, con_domanda, indirizzo
from calendario.lingue import nome_del_mese, periodo
from calendario.programma.cornice import Cornice, Via
from calendario.programma.righe import Riga, righe
from nucleo import tempo

# How many a day shows; the others are one link away.
IN_UN_GIORNO, IN_UN_GIORNO_DI_SETTIMANA = 4, 20
CONTINUA = SafeString(' class="cal-continua"')
UN_GIORNO = timedelta(days=1)
DURATA = timedelta(days=31)


class Cenno(NamedTuple):
    """An initiative on one of its days: its title and address, and whether it began earlier."""

    titolo: str
    meta: str
    continua: bool

    @property
    def scritto(self) -> SafeString:
        """As a line of its day."""
        prima = (
            format_html('<span class="visually-hidden">{} </span>', _("continua:")) if self.continua else ""
        )
        classe = CONTINUA if self.continua else ""
        return format_html('<li{}><a href="{}">{}{}</a></li>', classe, self.meta, prima, self.titolo)


@dataclass(frozen=True)
class Giorno:
    """One day. `altre` are those for which there was no room: they are in the list of that day."""

    giorno: date
    nome: str
    del_periodo: bool
    oggi: bool
    meta: str
    voci: Sequence[Cenno | Riga]
    altre: int

    @property
    def numero(self) -> SafeString:
        """The day of the month, as a link to its list when there is something on it."""
        numero = format_html(
            '<time datetime="{}"><span class="cal-cifra" aria-hidden="true">{}</span>'
            '<span class="cal-nome">{}</span></time>',
            *(self.giorno, self.giorno.day, self.nome),
        )
        lista = '<a href="{}" data-giorno="{}">{}</a>'
        return format_html(lista, self.meta, self.giorno, numero) if self.meta else numero

    @property
    def resto(self) -> SafeString:
        """The line that leads to those for which there was no room; empty when there was."""
        if self.altre <= 0:
            return SafeString("")
        quante = ngettext("un'altra", "altre %(n)s", self.altre) % {"n": self.altre}
        lista = '<li class="cal-altre"><a href="{}">{}<span class="visually-hidden">: {}</span></a></li>'
        return format_html(lista, self.meta, quante, self.nome)


class Giorni(Cornice):
    """A page about some days in a row: `primo`…`ultimo`, both included, as everybody counts them."""

    per_giorno = IN_UN_GIORNO

    def __init__(self, parametri: QueryDict, lingua: str, *, primo: date, ultimo: date) -> None:
        super().__init__(parametri, lingua)
        self.primo, self.ultimo = primo, ultimo

    @property
    def argomenti(self) -> tuple[date]:
        return (self.primo,)

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
        return [Via(voce.detta(self.lingua), self._della(voce)) for voce in voci[:IN_UN_GIORNO_DI_SETTIMANA]]

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

    def giorno(self, giorno: date, mostrate: Sequence[Cenno | Riga], quante: int) -> Giorno:
        lista = self.filtri.con(dal=giorno.isoformat(), al=giorno.isoformat()).urlencode()
        return Giorno(
            giorno=giorno,
            nome=giorno_lungo(giorno, self.lingua),
            del_periodo=self.primo <= giorno <= self.ultimo,
            oggi=giorno == tempo.oggi(),
            meta=con_domanda(indirizzo(ELENCO, self.lingua), lista) if quante else "",
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

    def _della(self, voce: Voce) -> str:
        return indirizzo(INIZIATIVA, self.lingua, voce.codice)


class Mese(Giorni):
    """One month as a grid of weeks, from Monday."""

    pagina = MESE

    def __init__(self, parametri: QueryDict, lingua: str, *, mese: date) -> None:
        ultimo = (mese.replace(day=28) + timedelta(days=4)).replace(day=1) - UN_GIORNO
        super().__init__(parametri, lingua, primo=mese, ultimo=ultimo)

    @property
    def titolo(self) -> str:
        return f"{nome_del_mese(self.lingua)(self.primo)} {self.primo.year}"

    @property
    def intestazioni(self) -> list[str]:
        feriali = [_("lunedì"), _("martedì"), _("mercoledì"), _("giovedì"), _("venerdì")]
        return [*feriali, _("sabato"), _("domenica")]

    @cached_property
    def settimane(self) -> list[list[Giorno]]:
        occupati = self.occupati()
        griglia = Calendar().monthdatescalendar(self.primo.year, self.primo.month)
        return [[self._cella(giorno, occupati.get(giorno, ())) for giorno in giorni] for giorni in griglia]

    @property
    def precedente(self) -> str:
        return self.verso((self.primo - UN_GIORNO).replace(day=1))

    @property
    def seguente(self) -> str:
        return self.verso(self.ultimo + UN_GIORNO)

    def _cella(self, giorno: date, voci: Sequence[Voce]) -> Giorno:
        cenni = [
            Cenno(voce.detta(self.lingua), self._della(voce), voce.inizio < giorno)
            for voce in voci[: self.per_giorno]
        ]
        return self.giorno(giorno, cenni, len(voci))


class Settimana(Giorni):
    """One ISO week, day by day."""

    pagina, per_giorno = SETTIMANA, IN_UN_GIORNO_DI_SETTIMANA

    def __init__(self, parametri: QueryDict, lingua: str, *, lunedi: date) -> None:
        super().__init__(parametri, lingua, primo=lunedi, ultimo=lunedi + 6 * UN_GIORNO)

    @property
    def titolo(self) -> str:
        return periodo(self.primo, self.ultimo, self.lingua)

    @cached_property
    def giorni(self) -> list[Giorno]:
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
