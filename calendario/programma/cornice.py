"""What every page of the calendar has around it: filters with their counts, views, languages, addresses."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property, lru_cache
from typing import ClassVar, NamedTuple

from django.conf import settings
from django.http import QueryDict
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendario.filtri import Filtri
from calendario.indice import ADESIONI, ENTE, MODALITA, PAESE, SETTORE, TIPO, indice
from calendario.indirizzi import (
    ABBONATI,
    ANNO,
    CARTA,
    DATI,
    ELENCO,
    FLUSSO,
    MESE,
    PAESI,
    SETTIMANA,
    con_domanda,
    indirizzo,
)
from calendario.lingue import INGLESE, ITALIANO
from nucleo import tempo

IN_ORDINE_DI_TABELLA = (TIPO, MODALITA)


_sicuro = lru_cache(maxsize=4096)(escape)


class Scelta(NamedTuple):
    """One value of a facet: how many there are with it, whether it is chosen."""

    valore: str
    nome: str
    quante: int
    scelta: bool


class Faccetta(NamedTuple):
    """A facet, with the values that lead to something."""

    nome: str
    titolo: str
    scelte: list[Scelta]

    @property
    def aperta(self) -> bool:
        """Shown open: something of it is chosen, or it is short."""
        return self.nome == TIPO or any(scelta.scelta for scelta in self.scelte)

    @property
    def voci(self) -> SafeString:
        """The values as boxes to tick, written here: there may be a hundred on a page."""
        return SafeString(
            "\n".join(
                f'<li><label><input type="checkbox" name="{self.nome}" value="{_sicuro(s.valore)}"'
                f"{' checked' if s.scelta else ''}> <span>{_sicuro(s.nome)}</span>"
                f' <span class="cal-quante">{s.quante}</span></label></li>'
                for s in self.scelte
            )
        )


class Via(NamedTuple):
    """A link: another view, another language, the same without one filter."""

    nome: str
    meta: str
    attiva: bool = False


class Cornice:
    """One page of the calendar. `pagina` is its name in `indirizzi`, `argomenti` what stands in its path."""

    pagina: ClassVar[str] = ELENCO

    def __init__(self, parametri: QueryDict, lingua: str) -> None:
        self.lingua = lingua
        self.filtri = Filtri(parametri, lingua)
        self.indice = indice()

    @property
    def argomenti(self) -> tuple[object, ...]:
        """What stands in its path."""
        return ()

    @cached_property
    def periodo(self) -> int:
        """The initiatives of the days that this page is about."""
        return self.filtri.periodo(self.indice)

    @cached_property
    def insieme(self) -> int:
        return self.filtri.senza_periodo(self.indice) & self.periodo

    @property
    def quante(self) -> str:
        """The count, in words."""
        numero = self.insieme.bit_count()
        return ngettext("%(n)d iniziativa", "%(n)d iniziative", numero) % {"n": numero}

    @cached_property
    def faccette(self) -> list[Faccetta]:
        """Each counted as if nothing of it were chosen: what one would find by choosing otherwise."""
        titoli = {
            TIPO: _("Tipo"),
            SETTORE: _("Settore"),
            PAESE: _("Paese"),
            ENTE: _("Chi la organizza"),
            MODALITA: _("Come si partecipa"),
            ADESIONI: _("Adesioni"),
        }
        tutte = [Faccetta(nome, titolo, self._scelte(nome)) for nome, titolo in titoli.items()]
        return [faccetta for faccetta in tutte if faccetta.scelte]

    @cached_property
    def chip(self) -> list[Via]:
        """What is asked, each with the address of the same page without it."""
        return [
            Via(detto, self._qui(self.filtri.senza(parametro, valore)))
            for parametro, valore, detto in self.filtri.attivi
        ]

    @property
    def senza_filtri(self) -> str:
        return self.percorso

    @property
    def viste(self) -> list[Via]:
        """The other ways to look at the same initiatives."""
        oggi, domanda = tempo.oggi(), self.filtri.querystring
        vie: tuple[tuple[str, str, tuple[object, ...]], ...] = (
            (ELENCO, _("Elenco"), ()),
            (MESE, _("Mese"), (oggi,)),
            (SETTIMANA, _("Settimana"), (oggi,)),
            (ANNO, _("Anno"), (oggi.year,)),
            (PAESI, _("Paesi"), ()),
        )
        return [
            Via(nome, con_domanda(indirizzo(pagina, self.lingua, *dove), domanda), pagina == self.pagina)
            for pagina, nome, dove in vie
        ]

    @property
    def percorso(self) -> str:
        return indirizzo(self.pagina, self.lingua, *self.argomenti)

    @property
    def carta(self) -> str:
        """The programme on paper, with these filters and, where a page has its days, with those."""
        giorni = self.estremi
        fra = {"dal": giorni[0].isoformat(), "al": giorni[1].isoformat()} if giorni else {}
        return con_domanda(indirizzo(CARTA, self.lingua), self.filtri.con(**fra).urlencode())

    @property
    def agenda(self) -> str:
        """The feed of these filters, for phones and programs that follow it."""
        return con_domanda(indirizzo(FLUSSO, self.lingua, "ics"), self.filtri.querystring)

    @property
    def notizie(self) -> str:
        """The same as news, for readers of feeds."""
        return con_domanda(indirizzo(FLUSSO, self.lingua, "atom"), self.filtri.querystring)

    @property
    def abbonati(self) -> str:
        """Where one asks for the same by e-mail."""
        return con_domanda(indirizzo(ABBONATI, self.lingua), self.filtri.querystring)

    @property
    def altri_formati(self) -> str:
        """What other formats there are, and how to put the calendar into another site."""
        return indirizzo(DATI, self.lingua)

    @property
    def estremi(self) -> tuple[date, date] | None:
        """The first and the last day that the page is about, when it has its own."""
        return None

    @property
    def altra_lingua(self) -> Via:
        """The same page with the same filters in the other language."""
        altra = ITALIANO if self.lingua == INGLESE else INGLESE
        percorso = indirizzo(self.pagina, altra, *self.argomenti)
        return Via(altra, con_domanda(percorso, self.filtri.querystring))

    @property
    def canonico(self) -> str:
        return settings.INDIRIZZO + self.percorso

    @property
    def alternative(self) -> list[Via]:
        """The page in every language, for search engines."""
        return alternative(self.pagina, *self.argomenti)

    @property
    def filtrato(self) -> bool:
        """Whether something is asked: such pages are not for search engines."""
        return bool(self.filtri.querystring)

    @property
    def per_i_motori(self) -> bool:
        return not self.filtrato

    def _qui(self, domanda: QueryDict) -> str:
        return con_domanda(self.percorso, domanda.urlencode())

    def _scelte(self, faccetta: str) -> list[Scelta]:
        fra = self.filtri.senza_periodo(self.indice, tranne=faccetta) & self.periodo
        conti, chiesti = self.indice.conti(faccetta, fra), self.filtri.scelte[faccetta]
        valori = conti.keys() | set(chiesti)
        scelte = [
            Scelta(valore, self.filtri.nome_di(faccetta, valore), conti.get(valore, 0), valore in chiesti)
            for valore in self._in_ordine(faccetta)
            if valore in valori
        ]
        return scelte if faccetta in IN_ORDINE_DI_TABELLA else sorted(scelte, key=lambda s: s.nome.casefold())

    def _in_ordine(self, faccetta: str) -> Iterator[str]:
        yield from self.filtri.nomi[faccetta]


def alternative(pagina: str, *argomenti: object) -> list[Via]:
    """The whole addresses of one page in every language; Italian is for whoever speaks neither."""
    italiano, inglese = (
        settings.INDIRIZZO + indirizzo(pagina, lingua, *argomenti) for lingua in (ITALIANO, INGLESE)
    )
    return [Via(ITALIANO, italiano), Via(INGLESE, inglese), Via("x-default", italiano)]
