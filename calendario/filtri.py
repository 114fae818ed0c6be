"""What may be asked of the public calendar in an address: the same words in every page, feed and file."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from calendario.indice import FACCETTE, Indice
from calendario.lingue import INGLESE
from calendario.models import Iniziativa
from calendario.nomi import nome, nomi
from nucleo import parole, ricerca

# In the one order of every address; facets may be repeated.
PARAMETRI: tuple[str, ...] = ("q", *FACCETTE, "dal", "al", "passate")
GIORNO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ANNI = range(2000, 2100)


class Filtri:
    """Reads the parameters, in any order, and keeps what it knows.

    `valido` is false when something was left out. `querystring` is the one way to write the rest. Words look
    into what everybody may read in full, and nowhere else (E-01).
    """

    def __init__(self, parametri: QueryDict, lingua: str) -> None:
        self.lingua = lingua
        self.valido = True
        self._trovate: int | None = None
        self.nomi = nomi()
        self.scelte = {faccetta: self._scelte(parametri, faccetta) for faccetta in FACCETTE}
        self.q = self._parole(parametri.get("q", ""))
        self.dal, self.al = self._giorno(parametri, "dal"), self._giorno(parametri, "al")
        if self.dal and self.al and self.al < self.dal:
            self.al, self.valido = None, False
        self.passate = parametri.get("passate", "") == "1"
        self.valido &= self.passate or parametri.get("passate", "") == ""

    def insieme(self, indice: Indice) -> int:
        """Those that answer: not over, unless the past was asked for or a first day was given."""
        return self.senza_periodo(indice) & self.periodo(indice)

    def senza_periodo(self, indice: Indice, *, tranne: str = "") -> int:
        """Those that answer words and facets but for one, whenever they are."""
        trovate = indice.scelte(self.scelte, tranne=tranne)
        return trovate & self._con_parole(indice) if self.q else trovate

    def periodo(self, indice: Indice) -> int:
        """Those in the days that were asked for."""
        dentro = indice.nel_periodo(self.dal, self.al) if self.dal or self.al else indice.tutte
        return dentro if self.passate or self.dal else dentro & indice.future

    @cached_property
    def querystring(self) -> str:
        """What is asked, in one form: two addresses with the same one show the same initiatives."""
        return self.con().urlencode()

    def con(self, **altro: str | None) -> QueryDict:
        """The same question with some parameters changed, or taken away with None."""
        nuovi = QueryDict(mutable=True)
        detti: Mapping[str, list[str]] = self._detti()
        for parametro in PARAMETRI:
            valori = detti.get(parametro, [])
            if parametro in altro:
                cambiato = altro[parametro]
                valori = [] if cambiato is None else [cambiato]
            if valori:
                nuovi.setlist(parametro, valori)
        return nuovi

    def senza(self, parametro: str, valore: str) -> QueryDict:
        """The same question without one value."""
        nuovi = self.con()
        nuovi.setlist(parametro, [detto for detto in nuovi.getlist(parametro) if detto != valore])
        return nuovi

    @property
    def attivi(self) -> list[tuple[str, str, str]]:
        """What is asked, one thing at a time: parameter, value, in words."""
        with translation.override(self.lingua):
            return list(self._attivi())

    @property
    def descrizione(self) -> str:
        """The same in words, on one line; empty when nothing is asked."""
        return " · ".join(detto for _parametro, _valore, detto in self.attivi)

    def nome_di(self, faccetta: str, valore: str) -> str:
        """The name of a known value, in the language of the page; the value itself of one without a name."""
        return nome(faccetta, valore, self.nomi[faccetta].get(valore, valore), self.lingua)

    def _attivi(self) -> Iterator[tuple[str, str, str]]:
        if self.q:
            yield "q", self.q, f"«{self.q}»" if self.lingua != INGLESE else f"“{self.q}”"
        for faccetta, valori in self.scelte.items():
            for valore in valori:
                yield faccetta, valore, self.nome_di(faccetta, valore)
        if self.dal:
            yield "dal", self.dal.isoformat(), _("dal %(giorno)s") % {"giorno": self._detto(self.dal)}
        if self.al:
            yield "al", self.al.isoformat(), _("fino al %(giorno)s") % {"giorno": self._detto(self.al)}
        if self.passate:
            yield "passate", "1", _("anche concluse")

    def _detto(self, giorno: date) -> str:
        return f"{giorno:%-d %b %Y}" if self.lingua == INGLESE else parole.data_breve(giorno)

    def _detti(self) -> dict[str, list[str]]:
        return {parametro: [] for parametro in PARAMETRI} | {
            "q": [self.q] if self.q else [],
            **self.scelte,
            "dal": [self.dal.isoformat()] if self.dal else [],
            "al": [self.al.isoformat()] if self.al else [],
            "passate": ["1"] if self.passate else [],
        }

    def _scelte(self, parametri: QueryDict, faccetta: str) -> list[str]:
        chiesti = {valore for valore in parametri.getlist(faccetta) if valore}
        noti_fra = sorted(chiesti & self.nomi[faccetta].keys())
        self.valido &= len(noti_fra) == len(chiesti)
        return noti_fra

    def _parole(self, testo: str) -> str:
        pulite = " ".join(testo.split())
        self.valido &= len(pulite) <= ricerca.LUNGHEZZA_MASSIMA
        return pulite[: ricerca.LUNGHEZZA_MASSIMA].strip()

    def _giorno(self, parametri: QueryDict, nome: str) -> date | None:
        detto = parametri.get(nome, "")
        giorno = leggi_giorno(detto)
        self.valido &= giorno is not None or not detto
        return giorno

    def _con_parole(self, indice: Indice) -> int:
        """Asked once, for all the facets of a page."""
        if self._trovate is None:
            dettagliate = Iniziativa.objects.dettagliate().cerca(self.q, in_inglese=self.lingua == INGLESE)
            self._trovate = indice.fra(dettagliate.order_by().values_list("pk", flat=True))
        return self._trovate


def leggi_giorno(testo: str) -> date | None:
    """A day as `2027-02-15`, in years that a calendar may hold; None for anything else."""
    if not GIORNO.fullmatch(testo):
        return None
    try:
        giorno = date.fromisoformat(testo)
    except ValueError:
        return None
    return giorno if giorno.year in ANNI else None
