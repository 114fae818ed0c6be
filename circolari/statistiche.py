"""How a year of circulars went (C7): what was sent, and how each Sportello received it.

Everything starts from the circulars that the reader sees now: a figure tells nothing that a list hides. An
office reads its own row and the network's mean, which is of five offices at least; TP reads every row (C5).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import fmean

from django.db.models import Case, Count, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, ExtractYear, Least

from circolari import chiavi
from circolari.models import Circolare, Destinatario, Lettura, Versione
from circolari.querysets import CircolareQuerySet
from nucleo import tempo
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta
from nucleo.tempo import Calendario
from sportelli.models import Sportello, Utente

ORA = timedelta(hours=1)
# Working hours that the convention grants before the companies: two days, or one.
ORE, ORE_URGENTE = 16.0, 8.0
# A mean of fewer would tell an office what another one did (C5).
MEDIA_MINIMA = 5

Coppia = tuple[int, int]
Valori = dict[str, float | None]


@dataclass(frozen=True)
class Riga:
    """What one office did with the circulars sent to it, or the network's mean when `sportello` is None.

    A value that cannot be told is None: no circolare yet, nobody opened, too few offices for a mean.
    """

    sportello: Sportello | None
    valori: Mapping[str, float | None]

    @property
    def nome(self) -> str:
        return self.sportello.breve if self.sportello else "Media della rete"


@dataclass(frozen=True)
class Episodio:
    """Something that happened to a circolare, with its reason."""

    circolare: Circolare
    motivo: str
    quando: datetime | None
    chi: Utente | None = None


@dataclass(frozen=True)
class Resoconto:
    """One year for one reader."""

    anno: int
    circolari: list[Circolare]
    correzioni: list[Versione]
    righe: list[Riga]
    media: Riga

    @property
    def parte_urgente(self) -> str:
        """The share of urgent ones."""
        return f"{len(self.urgenti) / len(self.circolari):.0%}" if self.circolari else ""

    @property
    def episodi(self) -> dict[str, list[Episodio]]:
        """What the report tells one by one, each with its reason."""
        return {
            "urgenti": [Episodio(c, c.motivo_urgenza, c.diffusa_il) for c in self.urgenti],
            "corrette": [Episodio(v.circolare, v.motivo, v.quando, v.da) for v in self.correzioni],
            "ritirate": [Episodio(c, c.motivo_ritiro, c.ritirata_il, c.ritirata_da) for c in self.ritirate],
            "aperte": [Episodio(c, c.motivo_apertura, c.aperta_il, c.aperta_da) for c in self.aperte],
        }

    @property
    def urgenti(self) -> list[Circolare]:
        return [circolare for circolare in self.circolari if circolare.urgente]

    @property
    def ritirate(self) -> list[Circolare]:
        return [circolare for circolare in self.circolari if circolare.ritirata_il]

    @property
    def aperte(self) -> list[Circolare]:
        """The incidents: opened to everybody before their rilascio (C7)."""
        return [circolare for circolare in self.circolari if circolare.aperta_il]


@dataclass(frozen=True)
class _Arrivo:
    """One circolare at one office: when it was reached, first opened, first taken note of."""

    circolare: Circolare
    raggiunto: datetime | None
    aperto: datetime | None
    visto: datetime | None

    @property
    def uscita(self) -> datetime | None:
        """From when the companies read it, if they do by now."""
        return self.circolare.pubblica_dal if self.circolare.pubblica else None


def anni(utente: Utente) -> list[int]:
    """The years in which circulars that this person sees were sent out, the last first. One query."""
    righe = Circolare.objects.visibili_a(utente).diffuse().order_by()
    anno = ExtractYear("diffusa_il", tzinfo=tempo.ROMA)
    return sorted(righe.annotate(anno=anno).values_list("anno", flat=True).distinct(), reverse=True)


def resoconto(utente: Utente, anno: int) -> Resoconto:
    """The year for that person; eight queries, however many circulars and offices."""
    insieme = dell_anno(utente, anno)
    circolari = list(insieme.select_related("aperta_da", "ritirata_da").order_by("diffusa_il", "pk"))
    correzioni = Versione.objects.filter(circolare__in=circolari, numero__gt=1)
    correzioni = correzioni.select_related("circolare", "da").order_by("quando", "pk")
    return _resoconto(utente, anno, circolari, list(correzioni), _posta(circolari))


def precedenze(utente: Utente, anno: int) -> Resoconto:
    """The year without corrections and mail, for who asks whether the Sportelli came first; six queries."""
    return _resoconto(utente, anno, list(dell_anno(utente, anno).order_by("diffusa_il", "pk")), [], {})


def _resoconto(
    utente: Utente,
    anno: int,
    circolari: list[Circolare],
    correzioni: list[Versione],
    posta: Mapping[int, Valori],
) -> Resoconto:
    tutte = _righe(circolari, posta)
    return Resoconto(
        anno=anno,
        circolari=circolari,
        correzioni=correzioni,
        righe=[riga for riga in tutte if riga.sportello and _legge(utente, riga.sportello)],
        media=_media(tutte, minimo=1 if utente.di_tp else MEDIA_MINIMA),
    )


def dell_anno(utente: Utente, anno: int) -> CircolareQuerySet:
    """The circulars that this person sees, sent out in a year of Rome."""
    dal, al = (tempo.ora_di_roma(date(a, 1, 1), time()) for a in (anno, anno + 1))
    return Circolare.objects.visibili_a(utente).diffuse().filter(diffusa_il__gte=dal, diffusa_il__lt=al)


def _legge(utente: Utente, sportello: Sportello) -> bool:
    return utente.di_tp or (utente.di_sportello and utente.sportello_id == sportello.pk)


# --- The rows ----------------------------------------------------------------------------------------------


def _righe(circolari: list[Circolare], posta: Mapping[int, Valori]) -> list[Riga]:
    """Every office that was sent any of them, by name."""
    ponte = Circolare.sportelli.through.objects.filter(circolare__in=circolari).values_list(
        "circolare", "sportello"
    )
    coppie = list(ponte)
    uffici = list(Sportello.objects.filter(pk__in={ufficio for _, ufficio in coppie}).order_by("nome"))
    arrivi = _arrivi(circolari, coppie)
    calendari = tempo.calendari([ufficio.codice] for ufficio in uffici)
    return [
        Riga(
            ufficio,
            _valori(arrivi[ufficio.pk], calendari[(ufficio.codice,)]) | posta.get(ufficio.pk, SENZA_POSTA),
        )
        for ufficio in uffici
    ]


def _arrivi(circolari: list[Circolare], coppie: Iterable[Coppia]) -> dict[int, list[_Arrivo]]:
    per_chiave = {circolare.pk: circolare for circolare in circolari}
    consegne, letture = _consegne(circolari), _letture(circolari)
    arrivi: dict[int, list[_Arrivo]] = defaultdict(list)
    for coppia in coppie:
        aperto, visto = letture.get(coppia, (None, None))
        raggiunto = min(filter(None, (consegne.get(coppia), aperto)), default=None)
        arrivi[coppia[1]].append(_Arrivo(per_chiave[coppia[0]], raggiunto, aperto, visto))
    return arrivi


def _consegne(circolari: list[Circolare]) -> dict[Coppia, datetime]:
    """When the first mail about a circolare was accepted for an office: the first, or the last one."""
    consegnata = StatoBusta.CONSEGNATO
    prima = Concat(
        Value("circolare:"), "circolare_id", Value(f":uffici:{chiavi.versione(1)}:"), "pk",
        output_field=Busta._meta.get_field("chiave"),
    )  # fmt: skip
    righe = (
        Destinatario.objects.degli_uffici()
        .filter(circolare__in=circolari)
        .annotate(chiave=prima)
        .annotate(
            prima=Subquery(
                Busta.objects.filter(chiave=OuterRef("chiave"), stato=consegnata).values("chiusa_il")
            ),
            ultima=Case(When(busta__stato=consegnata, then=F("busta__chiusa_il"))),
        )
        .order_by()
        .values_list("circolare", "sportello")
        .annotate(quando=Min(Least("prima", "ultima")))
    )
    return {(circolare, ufficio): quando for circolare, ufficio, quando in righe if quando}


def _letture(circolari: list[Circolare]) -> dict[Coppia, tuple[datetime, datetime | None]]:
    """First opening and first presa visione of a circolare in an office."""
    righe = (
        Lettura.objects.filter(circolare__in=circolari, sportello__isnull=False)
        .order_by()
        .values_list("circolare", "sportello")
        .annotate(Min("aperta_il"), Min("presa_visione_il"))
    )
    return {(circolare, ufficio): (aperta, vista) for circolare, ufficio, aperta, vista in righe}


def _valori(arrivi: list[_Arrivo], calendario: Calendario) -> Valori:
    """An office's own, by its own working days."""

    def ore(dal: datetime | None, al: datetime | None) -> float:
        return calendario.ore_lavorative_fra(dal, al) / ORA if dal and al else 0.0

    usciti = [arrivo for arrivo in arrivi if arrivo.uscita]
    aperti = [arrivo for arrivo in arrivi if arrivo.aperto]
    visti = [arrivo for arrivo in arrivi if arrivo.visto]
    godute = [ore(arrivo.raggiunto, arrivo.uscita) for arrivo in usciti]
    return {
        "ricevute": float(len(arrivi)),
        "urgenti": float(sum(arrivo.circolare.urgente for arrivo in arrivi)),
        "garantite": _m(ORE_URGENTE if arrivo.circolare.urgente else ORE for arrivo in usciti),
        "godute": _m(godute),
        "minime": min(godute, default=None),
        "apertura": _m(ore(arrivo.circolare.diffusa_il, arrivo.aperto) for arrivo in aperti),
        "lette": _parte(len(aperti), len(arrivi)),
        "visione": _m(ore(arrivo.circolare.diffusa_il, arrivo.visto) for arrivo in visti),
        "viste": _parte(len(visti), len(arrivi)),
    }


# --- Mail --------------------------------------------------------------------------------------------------

SENZA_POSTA: Valori = {"posta_uffici": None, "posta_imprese": None}
CON_ESITO = (StatoBusta.CONSEGNATO, StatoBusta.RESPINTO, StatoBusta.PARCHEGGIATO)


def _posta(circolari: list[Circolare]) -> dict[int, Valori]:
    """The part delivered, of the mails that have an outcome: to the office's people, to its companies."""
    righe = (
        Destinatario.objects.filter(circolare__in=circolari, busta__stato__in=CON_ESITO)
        .order_by()
        .values_list("sportello")
        .annotate(
            uffici_si=Count("pk", filter=Q(azienda=None, busta__stato=StatoBusta.CONSEGNATO)),
            uffici=Count("pk", filter=Q(azienda=None)),
            imprese_si=Count("pk", filter=Q(azienda__isnull=False, busta__stato=StatoBusta.CONSEGNATO)),
            imprese=Count("pk", filter=Q(azienda__isnull=False)),
        )
    )
    return {
        ufficio: {"posta_uffici": _parte(arrivate, spedite), "posta_imprese": _parte(ricevute, mandate)}
        for ufficio, arrivate, spedite, ricevute, mandate in righe
    }


# --- Means -------------------------------------------------------------------------------------------------


def _media(righe: list[Riga], *, minimo: int) -> Riga:
    """The mean of the offices' values, of each that at least `minimo` offices have."""
    nomi = righe[0].valori if righe else ()
    per_nome = {nome: [v for riga in righe if (v := riga.valori[nome]) is not None] for nome in nomi}
    return Riga(None, {n: _m(valori) if len(valori) >= minimo else None for n, valori in per_nome.items()})


def _m(valori: Iterable[float]) -> float | None:
    tutti = list(valori)
    return fmean(tutti) if tutti else None


def _parte(quanti: int, di: int) -> float | None:
    return quanti / di if di else None
