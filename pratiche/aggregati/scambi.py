"""What each decision and each clarification gives to the sums, in working days of its office (C2, C6)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from nucleo.tempo import UN_GIORNO, giorno_di_roma
from pratiche.aggregati.giorni import Contagiorni, contagiorni
from pratiche.aggregati.pratiche import alba
from pratiche.models import (
    CellaScambi,
    Chiarimento,
    ContributoScambio,
    Decisione,
    ScambioDaContare,
    TotaleScambi,
)
from sportelli.aggregati import Aggregato

MODELLI: dict[str, type[Decisione] | type[Chiarimento]] = {
    "decisione": Decisione,
    "chiarimento": Chiarimento,
}
COME_FINITA = {Decisione.Stato.IN_ASSENZA: "in_assenza", Decisione.Stato.RITIRATA: "ritirate"}


def calcola(genere: str, chiavi: Sequence[int]) -> Iterator[ContributoScambio]:
    """What these decisions, or clarifications, give to the month in which they were asked. Two queries."""
    misura = _decisione if genere == "decisione" else _chiarimento
    righe = list(_righe(genere, chiavi))
    conti = contagiorni(riga["codice"] for riga in righe)
    for riga in righe:
        yield ContributoScambio(
            genere=genere,
            origine=riga["pk"],
            mese=giorno_di_roma(riga["aperto"]).replace(day=1),
            sportello_id=riga["ufficio"],
            **misura(riga, conti[riga["codice"]]),
        )


def _righe(genere: str, chiavi: Sequence[int]) -> QuerySet[Any, Any]:
    aperto = F("aperta_il" if genere == "decisione" else "aperto_il")
    chiuso = F("chiusa_il" if genere == "decisione" else "chiuso_il")
    dove = {"ufficio": F("pratica__sportello_id"), "codice": F("pratica__sportello__codice")}
    righe: QuerySet[Any, Any] = _tutti(genere).filter(pk__in=chiavi)
    return righe.order_by().values("pk", "stato", aperto=aperto, chiuso=chiuso, **dove)


def _decisione(riga: dict[str, Any], giorni: Contagiorni) -> dict[str, int]:
    conti = {"decisioni": 1}
    if riga["stato"] == Decisione.Stato.CONCORDATA:
        conti |= {"concordate": 1, "giorni_concordate": _durata(riga, giorni)}
    elif come := COME_FINITA.get(riga["stato"]):
        conti |= {come: 1}
    return conti


def _chiarimento(riga: dict[str, Any], giorni: Contagiorni) -> dict[str, int]:
    if riga["stato"] != Chiarimento.Stato.CHIUSO:
        return {"chiarimenti": 1}
    return {"chiarimenti": 1, "chiariti": 1, "giorni_chiariti": _durata(riga, giorni)}


def _durata(riga: dict[str, Any], giorni: Contagiorni) -> int:
    aperto: datetime = riga["aperto"]
    chiuso: datetime = riga["chiuso"]
    return giorni.fra(giorno_di_roma(aperto), giorno_di_roma(chiuso))


def _tutti(genere: str) -> QuerySet[Any, Any]:
    return MODELLI[genere]._default_manager.all()


def _toccati(dal: date, al: date, provincia: str, genere: str) -> QuerySet[Any, Any]:
    """Those that were open in some day of a closure."""
    aperto, chiuso = ("aperta_il", "chiusa_il") if genere == "decisione" else ("aperto_il", "chiuso_il")
    vissuti = _tutti(genere).filter(**{f"{aperto}__lt": alba(al + UN_GIORNO)})
    vissuti = vissuti.exclude(Q(**{f"{chiuso}__lt": alba(dal)}))
    return vissuti.filter(pratica__sportello__codice=provincia) if provincia else vissuti


SCAMBI = Aggregato(
    nome="scambi",
    contributi=ContributoScambio,
    celle=CellaScambi,
    totali=TotaleScambi,
    gruppi=None,
    coda=ScambioDaContare,
    generi={"decisione": ("decisione",), "chiarimento": ("chiarimento",)},
    unita=(),
    calcola=calcola,
    tutte=_tutti,
    toccate=_toccati,
)
