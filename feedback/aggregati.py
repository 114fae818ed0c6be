"""What each request and each answer gives to the sums (C5)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet

from feedback.models import (
    CellaFeedback,
    ContributoFeedback,
    FeedbackDaContare,
    GruppoFeedback,
    Richiesta,
    Risolto,
    Risposta,
    StatoRichiesta,
    TotaleFeedback,
)
from nucleo.tempo import giorno_di_roma
from pratiche.models import Pratica
from sportelli.aggregati import Aggregato

# A promoter gives nine or ten, a detractor six at most (NPS).
PROMOTORE, DETRATTORE = 9, 6
CHIAVI = ("sportello_id", "servizio_id", "settore_id")


def calcola(genere: str, chiavi: Sequence[int]) -> Iterator[ContributoFeedback]:
    """What these requests, or answers, give now: nothing before they have left, or arrived. One query."""
    return _richieste(chiavi) if genere == "richiesta" else _risposte(chiavi)


def _richieste(chiavi: Sequence[int]) -> Iterator[ContributoFeedback]:
    """Of the service and sector that the pratica has now."""
    inviate = Richiesta.objects.filter(pk__in=chiavi).inviate()
    delle_pratiche = {"servizio_id": F("pratica__servizio_id"), "settore_id": F("pratica__settore_id")}
    righe: QuerySet[Any, Any] = inviate.annotate(paesi=_paesi()).values(
        "pk", "stato", "inviata_il", "sportello_id", "paesi", **delle_pratiche
    )
    for riga in righe:
        accolta = riga["stato"] == StatoRichiesta.RISPOSTA
        yield _contributo("richiesta", riga["inviata_il"], riga, {"richieste": 1, "accolte": int(accolta)})


def _risposte(chiavi: Sequence[int]) -> Iterator[ContributoFeedback]:
    arrivate = Risposta.objects.filter(pk__in=chiavi).arrivate()
    righe: QuerySet[Any, Any] = arrivate.annotate(paesi=_paesi()).values(
        "pk", "data_il", "complessivo", "soddisfazione", "consiglio", "risolto", "paesi", "paese_id", *CHIAVI
    )
    for riga in righe:
        # One that has no pratica says of which country it is.
        paesi = riga["paesi"] or [riga["paese_id"]] * (riga["paese_id"] is not None)
        yield _contributo("risposta", riga["data_il"], riga | {"paesi": paesi}, misure(riga))


def misure(riga: dict[str, Any]) -> dict[str, int]:
    """What one answer gives; an indicator that it lacks gives nothing, not a zero."""
    conti = {"risposte": 1}
    if (voto := riga["complessivo"]) is not None:
        conti |= {"voti": 1, "somma_voti": voto}
    if (soddisfazione := riga["soddisfazione"]) is not None:
        conti |= {"soddisfazioni": 1, "somma_soddisfazioni": int(Decimal(soddisfazione) * 100)}
    if (consiglio := riga["consiglio"]) is not None:
        promuove, critica = consiglio >= PROMOTORE, consiglio <= DETRATTORE
        conti |= {"consigli": 1, "promotori": int(promuove), "detrattori": int(critica)}
    if risolto := riga["risolto"]:
        in_parte = risolto == Risolto.IN_PARTE
        conti |= {"esiti": 1, "risolti": int(risolto == Risolto.SI), "risolti_in_parte": int(in_parte)}
    return conti


def _paesi() -> ArraySubquery:
    legami = Pratica.paesi.through.objects.filter(pratica=OuterRef("pratica")).order_by("paese")
    return ArraySubquery(legami.values("paese"))


def _contributo(
    genere: str, quando: datetime, riga: dict[str, Any], conti: dict[str, int]
) -> ContributoFeedback:
    return ContributoFeedback(
        genere=genere,
        origine=riga["pk"],
        mese=giorno_di_roma(quando).replace(day=1),
        paesi=riga["paesi"],
        **{chiave: riga[chiave] for chiave in CHIAVI},
        **conti,
    )


def _tutte(genere: str) -> QuerySet[Any, Any]:
    if genere == "richiesta":
        return Richiesta.objects.inviate()
    return Risposta.objects.arrivate()


def _toccate(dal: date, al: date, provincia: str, genere: str) -> None:
    """No measure of an answer is in working days."""


def _note() -> QuerySet[Any, Any]:
    """The contributions of the answers that TP reads one by one, as it took part in their pratiche."""
    lette = Risposta.objects.arrivate().filter(pratica__tp_coinvolta=True)
    return ContributoFeedback.objects.filter(genere="risposta", origine__in=lette.values("pk"))


FEEDBACK = Aggregato(
    nome="feedback",
    contributi=ContributoFeedback,
    celle=CellaFeedback,
    totali=TotaleFeedback,
    gruppi=GruppoFeedback,
    coda=FeedbackDaContare,
    generi={"richiesta": ("richiesta",), "risposta": ("risposta",)},
    unita=("richieste", "risposte", "voti", "soddisfazioni", "consigli", "esiti"),
    calcola=calcola,
    tutte=_tutte,
    toccate=_toccate,
    noti=_note,
    definitivi=True,
)
