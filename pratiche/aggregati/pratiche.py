"""What each pratica gives to the sums: from its timeline, in bulk, in working days of its office (C5)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import TruncDate

from nucleo import tempo
from nucleo.tempo import UN_GIORNO, giorno_di_roma
from pratiche.aggregati.giorni import Contagiorni, contagiorni
from pratiche.models import (
    CellaPratiche,
    ContributoPratica,
    Esito,
    GruppoPratiche,
    Passo,
    Pratica,
    PraticaDaContare,
    PresenzaPratiche,
    Stato,
    TotalePratiche,
)
from pratiche.models.scelte import APERTE
from sportelli.aggregati import Aggregato

# For whom a pratica waits in each of its states: while TP has asked something, for the office.
CHI: dict[str, str] = {
    **dict.fromkeys(APERTE, "sportello"),
    Stato.IN_ATTESA_AZIENDA: "azienda",
    Stato.IN_ATTESA_TP: "tp",
}
ESITI = {
    Esito.RISOLTA: "risolte",
    Esito.IN_PARTE: "in_parte",
    Esito.ORIENTATA: "orientate",
    Esito.NON_RISOLTA: "non_risolte",
}
# What tells that the office has begun to work for the company.
PRIMA_RISPOSTA = {*APERTE, Stato.COMPLETATA} - {Stato.APERTA}

APERTURA = (Stato.BOZZA, Stato.APERTA)
MEZZANOTTE = time(0)

Cambio = tuple[date, str]


def calcola(genere: str, chiavi: Sequence[int]) -> Iterator[ContributoPratica]:
    """What these pratiche give now: nothing while a draft. Three queries."""
    pratiche = list(_righe(chiavi))
    storie = _storie([pratica["pk"] for pratica in pratiche])
    conti = contagiorni(pratica["sportello__codice"] for pratica in pratiche)
    for pratica in pratiche:
        storia = storie[pratica["pk"]]
        giorni = conti[pratica["sportello__codice"]]
        yield _contributo("aperta", pratica["aperta_il"], pratica, **_apertura(storia, giorni))
        if pratica["stato"] == Stato.ANNULLATA:
            yield _contributo("chiusa", pratica["chiusa_il"], pratica, annullate=1)
        elif pratica["stato"] == Stato.COMPLETATA:
            yield _contributo("chiusa", pratica["chiusa_il"], pratica, **_fine(pratica, storia, giorni))


def _righe(chiavi: Sequence[int]) -> QuerySet[Any, Any]:
    legami = Pratica.paesi.through.objects.filter(pratica=OuterRef("pk")).order_by("paese")
    campi = ("stato", "esito", "aperta_il", "chiusa_il", "scadenza", "sportello__codice", *CHIAVI)
    aperte = Pratica.objects.filter(pk__in=chiavi, aperta_il__isnull=False)
    paesi = ArraySubquery(legami.values("paese"))
    righe: QuerySet[Any, Any] = aperte.annotate(elenco_paesi=paesi).values("pk", "elenco_paesi", *campi)
    return righe


CHIAVI = ("sportello_id", "servizio_id", "settore_id", "azienda_id")


def _storie(chiavi: Sequence[int]) -> dict[int, list[Cambio]]:
    """The changes of state of each pratica by the day of Rome, from the one that opened it."""
    passi = Passo.objects.filter(pratica__in=chiavi).exclude(a_stato="").order_by("pratica", "quando", "pk")
    # The database says the day: a date is read in a third of the time of an instant.
    cambi = passi.annotate(giorno=TruncDate("quando", tzinfo=tempo.ROMA))
    storie: dict[int, list[Cambio]] = defaultdict(list)
    for pratica, giorno, da, stato in cambi.values_list("pratica", "giorno", "da_stato", "a_stato"):
        if (da, stato) == APERTURA:
            storie[pratica].clear()
        storie[pratica].append((giorno, stato))
    return storie


def _contributo(genere: str, quando: datetime, pratica: dict[str, Any], **misure: int) -> ContributoPratica:
    return ContributoPratica(
        genere=genere,
        origine=pratica["pk"],
        mese=giorno_di_roma(quando).replace(day=1),
        paesi=pratica["elenco_paesi"],
        **{chiave: pratica[chiave] for chiave in CHIAVI},
        **misure,
    )


def _apertura(storia: list[Cambio], giorni: Contagiorni) -> dict[str, int]:
    """Opened; with a first answer since the first change of state by which the office began to work."""
    prima = next((giorno for giorno, stato in storia if stato in PRIMA_RISPOSTA), None)
    if prima is None:
        return {"aperte": 1}
    return {"aperte": 1, "prime": 1, "giorni_prima": giorni.fra(storia[0][0], prima)}


def _fine(pratica: dict[str, Any], storia: list[Cambio], giorni: Contagiorni) -> dict[str, int]:
    attese = {"sportello": 0, "azienda": 0, "tp": 0}
    for (dal, stato), (al, _) in zip(storia, storia[1:], strict=False):
        # The time it was closed, before it was opened again, is nobody's.
        if stato in CHI:
            attese[CHI[stato]] += giorni.fra(dal, al)
    in_tempo = giorno_di_roma(pratica["chiusa_il"]) <= pratica["scadenza"]
    return {
        "completate": 1,
        "giorni": sum(attese.values()),
        **{f"giorni_{chi}": quanti for chi, quanti in attese.items()},
        "in_tempo": int(in_tempo),
        ESITI[pratica["esito"]]: 1,
    }


def _tutte(genere: str) -> QuerySet[Any, Any]:
    return Pratica.objects.filter(aperta_il__isnull=False)


def _toccate(dal: date, al: date, provincia: str, genere: str) -> QuerySet[Any, Any]:
    """Those that lived, or were open, in some day of a closure."""
    vissute = Pratica.objects.filter(aperta_il__lt=alba(al + UN_GIORNO))
    vissute = vissute.exclude(chiusa_il__lt=alba(dal))
    return vissute.filter(sportello__codice=provincia) if provincia else vissute


def alba(giorno: date) -> datetime:
    """When that day begins in Rome."""
    return tempo.ora_di_roma(giorno, MEZZANOTTE)


PRATICHE = Aggregato(
    nome="pratiche",
    contributi=ContributoPratica,
    celle=CellaPratiche,
    totali=TotalePratiche,
    gruppi=GruppoPratiche,
    coda=PraticaDaContare,
    generi={"pratica": ("aperta", "chiusa")},
    unita=("aperte", "prime", "completate"),
    calcola=calcola,
    tutte=_tutte,
    toccate=_toccate,
    presenze=PresenzaPratiche,
)
