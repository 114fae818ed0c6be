"""The aggregates: an office's own, always; the network's, where nobody's answer can be read in them (C5).

An office's own figures are live. The network's are those of the quarters concluded, fifteen days after their
end, when no answer of theirs can be corrected any more: so a figure once shown does not change, and comparing
it with tomorrow's tells nothing. Which figures may be shown is decided by `feedback.anonimato`, measure by
measure, because not every question is answered by everybody.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, Count, F, Q, Sum, When
from django.db.models.functions import TruncQuarter

from feedback.anonimato import Grano, ammessi, sicuro_per_gli_uffici, sicuro_per_tp
from feedback.models import Fonte, Richiesta, Risolto, Risposta, StatoRisposta, Valore
from feedback.querysets import RispostaQuerySet
from nucleo import tempo

# A quarter is told so many days after its end: until then its answers may be corrected.
ASSESTAMENTO = timedelta(days=15)
PROMOTORE, DETRATTORE = 9, 6
SODDISFAZIONE, COMPLESSIVO, NPS, RISOLTO = "soddisfazione", "complessivo", "nps", "risolto"
RETE = "rete"
# One answer counts for one voice of each: the cells of a dimension do not overlap.
DIMENSIONI = ("servizio", "settore", "paese")
DEL_GRANO = ("sportello", *DIMENSIONI)
PER_TP = "sportello"
DOMANDA = "domanda:"


@dataclass(frozen=True)
class Somma:
    """How many answered, and what they add up to: a sum of votes, or how many said what."""

    quante: int = 0
    parti: tuple[Decimal, ...] = ()

    def __add__(self, altra: "Somma") -> "Somma":
        if not self.quante or not altra.quante:
            return self if self.quante else altra
        parti = tuple(mia + sua for mia, sua in zip(self.parti, altra.parti, strict=True))
        return Somma(self.quante + altra.quante, parti)

    @property
    def media(self) -> Decimal | None:
        """The mean of the votes."""
        return self.parti[0] / self.quante if self.quante else None

    @property
    def nps(self) -> Decimal | None:
        """Promoters minus detractors, from -100 to 100."""
        return 100 * (self.parti[0] - self.parti[1]) / self.quante if self.quante else None

    @property
    def quote(self) -> tuple[Decimal, ...]:
        """The shares of those who said each thing, in percent: of `RISOLTO`, yes, partly, no."""
        return tuple(100 * parte / self.quante for parte in self.parti) if self.quante else ()


@dataclass(frozen=True)
class Cifre:
    """An office's figures over some days. `somme` holds a Somma by measure, questions as «domanda:tempi»."""

    inviate: int
    risposte: int
    risposte_alle_inviate: int
    per_fonte: Mapping[str, int] = field(default_factory=dict)
    somme: Mapping[str, Somma] = field(default_factory=dict)

    @property
    def tasso(self) -> Decimal | None:
        """Of the requests sent, how many in a hundred were answered."""
        return Decimal(100 * self.risposte_alle_inviate) / self.inviate if self.inviate else None

    def somma(self, misura: str) -> Somma:
        return self.somme.get(misura, Somma())

    @property
    def domande(self) -> dict[str, Somma]:
        """By the code of the question."""
        return {
            nome.removeprefix(DOMANDA): somma
            for nome, somma in self.somme.items()
            if nome.startswith(DOMANDA)
        }


def dello_sportello(dal: date, al: date, **su: Any) -> Cifre:
    """The figures of `sportello`, which it alone may read; `servizio`, `settore`, `paese` narrow them.

    Four queries. Whoever shows them asks first whose they are: here nothing is hidden.
    """
    risposte = Risposta.objects.arrivate_fra(dal, al).su(**su)
    inviate = Richiesta.objects.inviate_fra(dal, al).su(**su)
    conti = inviate.aggregate(tutte=Count("pk"), risposte=Count("pk", filter=Q(stato="risposta")))
    fonti = risposte.order_by().values_list("fonte").annotate(Count("pk"))
    somme = {nome: somma for nome, _, somma in _somme(risposte, ())}
    per_fonte = dict(fonti)
    return Cifre(conti["tutte"], sum(per_fonte.values()), conti["risposte"], per_fonte, somme)


def tasso_della_rete(dal: date, al: date) -> Decimal | None:
    """Of all the requests sent in some days, how many in a hundred were answered: it tells no answer."""
    inviate = Richiesta.objects.inviate_fra(dal, al)
    conti = inviate.aggregate(tutte=Count("pk"), risposte=Count("pk", filter=Q(stato="risposta")))
    return Decimal(100 * conti["risposte"]) / conti["tutte"] if conti["tutte"] else None


class Cella(NamedTuple):
    """One figure of the network: of a quarter («2026-T1») or a year («2026»), of all or of one voice."""

    periodo: str
    dimensione: str = RETE
    voce: int | None = None


class Rete:
    """The network's figures that may be shown: to the offices and to anybody, or to Toscana Promozione.

    Two queries for all of them. For TP a dimension more, the offices, and a rule of its own: it reads one by
    one the answers of the pratiche in which it took part.
    """

    def __init__(self, *, per_tp: bool = False) -> None:
        self.per_tp = per_tp
        self._sicuro = sicuro_per_tp if per_tp else sicuro_per_gli_uffici
        self._dimensioni = (*DIMENSIONI, PER_TP) if per_tp else DIMENSIONI

    def somma(self, misura: str, cella: Cella) -> Somma | None:
        """What those answers add up to; None when it may not be shown, or there are none."""
        if cella not in self._mostrabili.get(misura, ()):
            return None
        per, chiavi = self._grani.get(misura, {}), self._celle(misura)[cella]
        return sum((per[chiave].somma for chiave in chiavi), Somma())

    def voci(self, misura: str, periodo: str, dimensione: str) -> dict[int, Somma]:
        """The cells of a dimension that may be shown, by the key of the voice."""
        celle = (c for c in self._mostrabili.get(misura, ()) if c[:2] == (periodo, dimensione))
        return {c.voce: somma for c in celle if c.voce is not None and (somma := self.somma(misura, c))}

    @cached_property
    def misure(self) -> list[str]:
        return sorted(self._grani)

    @property
    def periodi(self) -> list[str]:
        """The quarters and the years told so far, the last first."""
        tutti = {cella.periodo for celle in self._mostrabili.values() for cella in celle}
        return sorted(tutti, reverse=True)

    @cached_property
    def _grani(self) -> dict[str, dict[int, "_Riga"]]:
        """By measure, its grains; those of quarters not concluded are left out."""
        misure: dict[str, dict[int, _Riga]] = {}
        concluse = Risposta.objects.arrivate().annotate(trimestre=_trimestre(""))
        for n, (misura, grano, somma) in enumerate(_somme(concluse, ("trimestre", *DEL_GRANO))):
            if _concluso(grano["trimestre"]):
                misure.setdefault(misura, {})[n] = _Riga(grano, somma)
        return misure

    def _celle(self, misura: str) -> dict[Cella, list[int]]:
        """Every cell with its grains, in the order in which they are admitted: that of time, then by name."""
        celle: dict[Cella, list[int]] = {}
        for chiave, riga in self._grani[misura].items():
            for cella in riga.celle(self._dimensioni):
                celle.setdefault(cella, []).append(chiave)
        return dict(sorted(celle.items(), key=lambda voce: _precedenza(voce[0])))

    @cached_property
    def _mostrabili(self) -> dict[str, set[Cella]]:
        return {
            misura: ammessi(
                self._celle(misura).items(),
                {chiave: riga.grano for chiave, riga in righe.items()},
                self._sicuro,
            )
            for misura, righe in self._grani.items()
        }


@dataclass(frozen=True)
class _Riga:
    """The answers to one measure that no cell tells apart."""

    dati: Mapping[str, Any]
    somma: Somma

    @property
    def grano(self) -> Grano:
        quante = self.somma.quante
        return Grano(self.dati["sportello"], quante, quante if self.dati["nota"] else 0)

    def celle(self, dimensioni: Collection[str]) -> Iterator[Cella]:
        giorno: date = self.dati["trimestre"]
        trimestre, anno = _nome(giorno), str(giorno.year)
        for periodo in (trimestre, anno) if _concluso(date(giorno.year, 10, 1)) else (trimestre,):
            yield Cella(periodo)
            for dimensione in dimensioni:
                if self.dati[dimensione] is not None:
                    yield Cella(periodo, dimensione, self.dati[dimensione])


def _nome(trimestre: date) -> str:
    """«2026-T1»."""
    return f"{trimestre.year}-T{(trimestre.month + 2) // 3}"


def _precedenza(cella: Cella) -> tuple[Any, ...]:
    """A year comes after its quarters; all the answers before some; then by key, whatever they say."""
    anno, _, trimestre = cella.periodo.partition("-")
    return (anno, trimestre or "T9", cella.dimensione != RETE, cella.dimensione, cella.voce or 0)


def _concluso(trimestre: date) -> bool:
    """Whether a quarter, said by its first day, is told already."""
    fine = (trimestre + timedelta(days=100)).replace(day=1)
    return tempo.oggi() >= fine + ASSESTAMENTO


def _trimestre(di: str) -> TruncQuarter:
    """The quarter in which an answer was written here: what is imported later changes no quarter told."""
    quando = Case(
        When(**{f"{di}fonte": Fonte.IMPORTATA}, then=F(f"{di}iniziata_il")), default=F(f"{di}data_il")
    )
    return TruncQuarter(quando, tzinfo=tempo.ROMA)


Trovata = tuple[str, dict[str, Any], Somma]


def _somme(risposte: RispostaQuerySet, grana: Iterable[str]) -> Iterator[Trovata]:
    """Every measure of each group of answers: two queries, whatever the groups and the questions."""
    campi = list(grana)
    nota = {"nota": F("pratica__tp_coinvolta")} if campi else {}
    for riga in _indicatori_di(risposte.order_by(), campi, nota):
        chi = {nome: riga[nome] for nome in (*campi, *nota)}
        yield from ((misura, _giorno(chi), somma) for misura, somma in _lette(riga) if somma.quante)
    yield from _delle_domande(risposte, campi)


def _indicatori_di(risposte: RispostaQuerySet, campi: list[str], nota: Mapping[str, F]) -> Iterable[Any]:
    """The indicators group by group; of all the answers together when there is nothing to group by."""
    if not campi:
        return [risposte.aggregate(**_indicatori())]
    gruppi: Iterable[Any] = risposte.values(*campi, **nota).annotate(**_indicatori())
    return gruppi


def _delle_domande(risposte: RispostaQuerySet, campi: list[str]) -> Iterator[Trovata]:
    valori = Valore.objects.filter(numero__isnull=False, risposta__in=risposte.order_by().values("pk"))
    valori = valori.filter(risposta__stato=StatoRisposta.DATA)
    altri: dict[str, Any] = {nome: F(f"risposta__{nome}") for nome in campi if nome != "trimestre"}
    if "trimestre" in campi:
        altri["trimestre"] = _trimestre("risposta__")
    nota = {"nota": F("risposta__pratica__tp_coinvolta")} if campi else {}
    gruppi: Any = valori.order_by().values(codice=F("domanda__codice"), **altri, **nota)
    for riga in gruppi.annotate(quante=Count("pk"), totale=Sum("numero")):
        chi = {nome: riga[nome] for nome in (*campi, *nota)}
        yield DOMANDA + riga["codice"], _giorno(chi), Somma(riga["quante"], (Decimal(riga["totale"]),))


def _giorno(chi: dict[str, Any]) -> dict[str, Any]:
    """The grain with its quarter as a day."""
    return chi | {"trimestre": tempo.giorno_di_roma(chi["trimestre"])} if "trimestre" in chi else chi


def _indicatori() -> dict[str, Any]:
    """What is asked of each group of answers."""
    conti = {f"risolto_{risolto}": Count("pk", filter=Q(risolto=risolto)) for risolto in Risolto.values}
    return conti | {
        "n_soddisfazione": Count("soddisfazione"),
        "s_soddisfazione": Sum("soddisfazione"),
        "n_complessivo": Count("complessivo"),
        "s_complessivo": Sum("complessivo"),
        "n_consiglio": Count("consiglio"),
        "promotori": Count("pk", filter=Q(consiglio__gte=PROMOTORE)),
        "detrattori": Count("pk", filter=Q(consiglio__lte=DETRATTORE)),
    }


def _lette(riga: Mapping[str, Any]) -> Iterator[tuple[str, Somma]]:
    for misura in (SODDISFAZIONE, COMPLESSIVO):
        yield misura, Somma(riga[f"n_{misura}"], (Decimal(riga[f"s_{misura}"] or 0),))
    yield NPS, Somma(riga["n_consiglio"], (Decimal(riga["promotori"]), Decimal(riga["detrattori"])))
    parti = tuple(Decimal(riga[f"risolto_{risolto}"]) for risolto in Risolto.values)
    yield RISOLTO, Somma(int(sum(parti)), parti)
