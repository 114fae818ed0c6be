"""The days of notice that initiatives gave, by year and publisher, counted by the database (C8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, IntegerField, Min, Q, QuerySet
from django.db.models.expressions import Func
from django.db.models.functions import ExtractYear, TruncDate

from calendario.models import Editore, Iniziativa, Stato
from nucleo import tempo
from nucleo.insieme import conta

MESE_DI_ANTICIPO, DUE_MESI = 30, 60
TUTTI = "Tutti gli enti"


class Mediana(Aggregate):
    """The middle value; of an even number, the mean of the two in the middle."""

    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


class Giorni(Func):
    """The days between two days."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


@dataclass(frozen=True)
class Riga:
    """One publisher in a year; days are counted from when everybody could read of the initiative."""

    ente: str
    valori: Mapping[str, Any]

    @property
    def quante(self) -> int:
        quante: int = self.valori["quante"]
        return quante

    def parte(self, nome: str) -> int | None:
        """How many out of a hundred."""
        return round(100 * self.valori[nome] / self.quante) if self.quante else None


def anni() -> list[int]:
    """The years in which something began, the last first."""
    trovati = Iniziativa.objects.pubbliche().annotate(anno=ExtractYear("inizio"))
    return list(trovati.order_by("-anno").values_list("anno", flat=True).distinct())


def resoconto(anno: int) -> tuple[list[Riga], Riga]:
    """Each publisher that has something in the year, by name, and all of them together; two questions.

    What a partner's feed brought counts from when it came in; what was withdrawn with its circolare before
    anybody outside could read of it does not count.
    """
    contate = _contate(anno)
    nomi = dict(Editore.objects.values_list("pk", "nome"))
    per_ente = contate.order_by().values("editore").annotate(**_misure())
    righe = [Riga(nomi[valori["editore"]], valori) for valori in per_ente]
    return sorted(righe, key=lambda riga: riga.ente), Riga(TUTTI, contate.order_by().aggregate(**_misure()))


def in_breve(anno: int) -> QuerySet[Any, Any]:
    """The question, for `nucleo.insieme`, of what everybody can read and begins in the year: how many
    (`pubblicate`), how many postponed or cancelled, and the days of notice of the others (`quante`).
    """
    restate = ~Q(stato=Stato.ANNULLATA)
    return conta(
        _con_anticipo(anno),
        pubblicate=Count("pk"),
        rinviate=Count("pk", filter=Q(stato=Stato.RINVIATA)),
        annullate=Count("pk", filter=~restate),
        quante=Count("pk", filter=restate),
        mediana=Mediana("all_inizio", filter=restate),
        un_mese=Count("pk", filter=restate & Q(all_inizio__gte=MESE_DI_ANTICIPO)),
    )


def _contate(anno: int) -> Any:
    """The same as `_con_anticipo`, cancelled ones aside."""
    return _con_anticipo(anno).exclude(stato=Stato.ANNULLATA)


def _con_anticipo(anno: int) -> Any:
    """What everybody can read and begins in the year, with its days of notice."""
    dal = TruncDate("pubblica_dal", tzinfo=tempo.ROMA)
    return (
        Iniziativa.objects.pubbliche()
        .con_pubblica_dal()
        .filter(inizio__year=anno)
        .annotate(all_inizio=Giorni(F("inizio"), dal), alla_scadenza=Giorni(F("scadenza"), dal))
    )


def _misure() -> dict[str, Any]:
    return {
        "quante": Count("pk"),
        "mediana": Mediana("all_inizio"),
        "minimo": Min("all_inizio"),
        "un_mese": Count("pk", filter=Q(all_inizio__gte=MESE_DI_ANTICIPO)),
        "due_mesi": Count("pk", filter=Q(all_inizio__gte=DUE_MESI)),
        "con_scadenza": Count("scadenza"),
        "mediana_scadenza": Mediana("alla_scadenza"),
        "minimo_scadenza": Min("alla_scadenza"),
    }
