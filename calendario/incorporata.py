"""The calendar inside a page of somebody else: list or month, in one language, in the colour of that site."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from calendario import lingue, tema
from calendario.facciata import Facciata, facciate
from calendario.feed.scelta import Scelta
from calendario.filtri import PARAMETRI
from calendario.indice import Voce
from calendario.lingue import INGLESE, ITALIANO
from nucleo import parole, tempo

ELENCO, MESE = "elenco", "mese"
VISTE: Mapping[str, str] = {ELENCO: "Elenco", MESE: "Mese"}
LINGUE: Mapping[str, str] = {ITALIANO: "Italiano", INGLESE: "English"}
ASPETTO = ("lingua", "vista", "colore")
DOVE = ("mese", "dopo", "prima")
SUOI_PARAMETRI = (*PARAMETRI, *ASPETTO, *DOVE)
PER_PAGINA = 12
GIORNI_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ANNI = range(2000, 2100)
UN_GIORNO = timedelta(days=1)


@dataclass(frozen=True)
class Giorno:
    """A day of the month, or of the weeks at its edges, with what takes place on it."""

    giorno: date
    dentro: bool
    oggi: bool
    iniziative: list[Facciata] = field(default_factory=list)


class Incorporata:
    """What the page shows; what it does not know of its address, it leaves out."""

    def __init__(self, parametri: QueryDict) -> None:
        self.parametri = parametri
        self.lingua = _fra(LINGUE, parametri.get("lingua", ""))
        self.vista = _fra(VISTE, parametri.get("vista", ""))
        self.colore = tema.leggi(parametri.get("colore", "")) or tema.PREDEFINITO
        self.scelta = Scelta(parametri, self.lingua)

    @property
    def foglio(self) -> str:
        """The style sheet of its colour."""
        return reverse("calendario:tema", kwargs={"colore": self.colore})

    @property
    def fuori(self) -> str:
        """The whole calendar with the same question, in a window of its own."""
        return self.scelta.pagina

    @cached_property
    def mostrate(self) -> list[Facciata]:
        """A page of the list, by first day."""
        return self._lette(self._pagina)

    @property
    def prima(self) -> str:
        """Where the page before is; empty on the first one."""
        posto = self._posto_di(self._pagina[:1])
        altre = self.scelta.indice.all_indietro(self.scelta.quali, prima_di=posto)
        return self._qui(prima=str(self._pagina[0].codice)) if self._pagina and any(altre) else ""

    @property
    def dopo(self) -> str:
        """Where the next page is; empty on the last one."""
        posto = self._posto_di(self._pagina[-1:])
        altre = self.scelta.indice.in_ordine(self.scelta.quali, da=posto + 1)
        return self._qui(dopo=str(self._pagina[-1].codice)) if self._pagina and any(altre) else ""

    @cached_property
    def primo(self) -> date:
        """The first day of the month that is shown: the one asked for, or this one."""
        try:
            anno, mese = map(int, self.parametri.get("mese", "").split("-"))
            return date(anno, mese, 1) if anno in ANNI else tempo.oggi().replace(day=1)
        except ValueError:
            return tempo.oggi().replace(day=1)

    @property
    def nome_del_mese(self) -> str:
        return f"{lingue.nome_del_mese(self.lingua)(self.primo)} {self.primo.year}"

    @property
    def mese_prima(self) -> str:
        return self._qui(mese=f"{self.primo - UN_GIORNO:%Y-%m}")

    @property
    def mese_dopo(self) -> str:
        return self._qui(mese=f"{self._ultimo + UN_GIORNO:%Y-%m}")

    @cached_property
    def giorni(self) -> list[Giorno]:
        """The weeks of the month, from Monday, with what the filters let through: also what is over."""
        return list(self._settimane([vista for vista in self._viste_del_mese if not vista.solo_mese]))

    @cached_property
    def del_mese(self) -> list[Facciata]:
        """Of those one knows the month alone."""
        return [vista for vista in self._viste_del_mese if vista.solo_mese]

    @property
    def nomi_dei_giorni(self) -> Sequence[str]:
        """From Monday, three letters each."""
        return GIORNI_EN if self.scelta.inglese else parole.GIORNI_BREVI

    @cached_property
    def _viste_del_mese(self) -> list[Facciata]:
        indice = self.scelta.indice
        quali = self.scelta.filtri.senza_periodo(indice) & indice.nel_periodo(self.primo, self._ultimo)
        return self._lette(list(indice.in_ordine(quali)))

    @property
    def _ultimo(self) -> date:
        return (self.primo + timedelta(days=31)).replace(day=1) - UN_GIORNO

    def _settimane(self, viste: list[Facciata]) -> Iterator[Giorno]:
        oggi, giorno = tempo.oggi(), self.primo - timedelta(days=self.primo.weekday())
        while giorno <= self._ultimo or giorno.weekday():
            dentro = giorno.month == self.primo.month
            sue = [vista for vista in viste if dentro and vista.inizio <= giorno <= vista.fine]
            yield Giorno(giorno, dentro, giorno == oggi, sue)
            giorno += UN_GIORNO

    @cached_property
    def _pagina(self) -> Sequence[Voce]:
        indice, quali = self.scelta.indice, self.scelta.quali
        posto = indice.posto_del_codice.get(_codice(self.parametri.get("prima", "")))
        if posto is not None:
            return list(islice(indice.all_indietro(quali, prima_di=posto), PER_PAGINA))[::-1]
        return list(islice(self.scelta.voci(dopo=self.parametri.get("dopo", "")), PER_PAGINA))

    def _posto_di(self, voci: Sequence[Voce]) -> int:
        return self.scelta.indice.posto_del_codice[voci[0].codice] if voci else 0

    def _lette(self, voci: Sequence[Voce]) -> list[Facciata]:
        lette = facciate(voci, self.lingua)
        return [lette[voce.pk] for voce in voci if voce.pk in lette]

    def _qui(self, **dove: str) -> str:
        aspetto = {"vista": self.vista, "lingua": self.lingua, "colore": self.colore}
        return indirizzo(self.scelta.filtri.con(), **aspetto, **dove)


def indirizzo(filtri: QueryDict, **altro: str) -> str:
    """The path of the page that is embedded, with filters, looks and place."""
    parametri = filtri.copy()
    parametri.update(altro)
    return f"{reverse('calendario:incorpora')}?{parametri.urlencode()}"


def script() -> str:
    """The one address that host sites write in their pages: it never changes."""
    return settings.INDIRIZZO + reverse("calendario:incorpora_js")


def _fra(note: Mapping[str, str], chiesta: str) -> str:
    return chiesta if chiesta in note else next(iter(note))


def _codice(testo: str) -> UUID:
    try:
        return UUID(testo)
    except ValueError:
        return UUID(int=0)
