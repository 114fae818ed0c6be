"""What happened to a circolare, in order, and whether the Sportelli came first (C7): facts and a judgement.

Of each e-mail there is the instant at which its delivery was written down; the gate lets the companies' leave
only after that of the last Sportello. Nothing here asks the time: the same rows give the same answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, Func, Max, Min, Q, Value

from circolari import chiavi
from circolari.models import Circolare, Destinatario, Lettura, Versione
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta

PRIMA = chiavi.versione(1)
MANCATI = (StatoBusta.RESPINTO, StatoBusta.PARCHEGGIATO)
APERTI = (StatoBusta.IN_CODA, StatoBusta.IN_INVIO)


@dataclass(frozen=True)
class Recapito:
    """One e-mail to an office: to whom, about which moment, how it went and when that was written down."""

    riga: Destinatario
    momento: str
    stato: str
    quando: datetime | None

    @property
    def consegnato(self) -> datetime | None:
        """When the server accepted it, if it did."""
        return self.quando if self.stato == StatoBusta.CONSEGNATO else None

    @property
    def mancato(self) -> bool:
        """Refused, or put aside after many attempts."""
        return self.stato in MANCATI


@dataclass(frozen=True)
class Imprese:
    """The e-mails to the companies about one moment; `presa` is when a worker first took one to send it."""

    momento: str
    quante: int
    consegnate: int
    respinte: int
    in_corso: int
    annullate: int
    prima: datetime | None
    ultima: datetime | None
    presa: datetime | None


@dataclass(frozen=True)
class Rinvio:
    """A rilascio moved later: when that was done, from which instant to which, and the new derivation."""

    fatto_il: datetime
    prima: datetime
    dopo: datetime
    derivazione: str


@dataclass(frozen=True)
class Fatti:
    """All that is known of a circolare that was sent out."""

    circolare: Circolare
    versioni: list[Versione]
    rinvii: list[Rinvio]
    recapiti: list[Recapito]
    letture: list[Lettura]
    imprese: list[Imprese]

    def agli_uffici(self, momento: str = PRIMA) -> list[Recapito]:
        """The e-mails to the offices about that moment."""
        return [recapito for recapito in self.recapiti if recapito.momento == momento]

    def alle_imprese(self, momento: str = PRIMA) -> Imprese | None:
        return next((imprese for imprese in self.imprese if imprese.momento == momento), None)

    @property
    def momenti(self) -> list[str]:
        """Diffusione, corrections and withdrawal, in the order in which they came."""
        ritiro = [chiavi.RITIRO] if self.circolare.ritirata_il else []
        return [*(chiavi.versione(versione.numero) for versione in self.versioni), *ritiro]


def raccogli(circolare: Circolare) -> Fatti:
    """The facts of a circolare that was sent out: six queries, however many it reached."""
    return Fatti(
        circolare=circolare,
        versioni=list(circolare.versioni.select_related("da")),
        rinvii=list(_rinvii(circolare)),
        recapiti=_recapiti(circolare),
        letture=list(circolare.letture.select_related("utente", "sportello").order_by("aperta_il", "pk")),
        imprese=_imprese(circolare),
    )


def nome(momento: str) -> str:
    """A moment in words."""
    if momento == chiavi.RITIRO:
        return "Ritiro"
    return "Diffusione" if momento == PRIMA else f"Correzione (versione {momento[1:]})"


def momento_di(chiave: str) -> Func:
    """The SQL of the moment in a mail's key."""
    return Func(F(chiave), Value(":"), Value(4), function="split_part", output_field=CharField())


def _rinvii(circolare: Circolare) -> Iterator[Rinvio]:
    """Each change of the rilascio that the history table holds."""
    storia: Any = Circolare.pgh_event_model._default_manager  # type: ignore[attr-defined]  # added by pghistory
    passi = storia.filter(pgh_obj=circolare, rilascio__isnull=False).order_by("pgh_id")
    prima: datetime | None = None
    for rilascio, derivazione, fatto_il in passi.values_list("rilascio", "derivazione", "pgh_created_at"):
        if prima is not None and rilascio > prima:
            yield Rinvio(fatto_il, prima, rilascio, derivazione)
        prima = rilascio


def _recapiti(circolare: Circolare) -> list[Recapito]:
    """Those of every moment: the ledger's own row remembers the last one only."""
    righe = {
        riga.pk: riga
        for riga in Destinatario.objects.degli_uffici()
        .filter(circolare=circolare)
        .select_related("sportello", "utente")
    }
    buste = Busta.objects.con_chiave(chiavi.degli_uffici(circolare)).order_by("pk")
    return [
        Recapito(riga, busta.chiave.split(":")[3], busta.stato, busta.chiusa_il)
        for busta in buste
        if (riga := righe.get(busta.oggetto_id or 0))
    ]


def _imprese(circolare: Circolare) -> list[Imprese]:
    consegnate = Q(stato=StatoBusta.CONSEGNATO)
    righe = (
        Busta.objects.con_chiave(chiavi.delle_aziende(circolare))
        .order_by()
        .values(momento=momento_di("chiave"))
        .annotate(
            quante=Count("pk"),
            consegnate=Count("pk", filter=consegnate),
            respinte=Count("pk", filter=Q(stato__in=MANCATI)),
            in_corso=Count("pk", filter=Q(stato__in=APERTI)),
            annullate=Count("pk", filter=Q(stato=StatoBusta.ANNULLATO)),
            prima=Min("chiusa_il", filter=consegnate),
            ultima=Max("chiusa_il", filter=consegnate),
            presa=Min("presa_il", filter=consegnate),
        )
    )
    return [Imprese(**riga) for riga in righe]


# --- The judgement -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Giudizio:
    """Whether the Sportelli came first.

    `anticipate`: the moments whose companies' mails came before their instant, or before an office's.
    `scoperti`: the offices' mails that did not arrive, or that arrived after the companies' because they had
    been refused. `interrotta`: somebody opened it to all on purpose.
    """

    interrotta: bool
    anticipate: tuple[str, ...]
    scoperti: tuple[Recapito, ...]

    @property
    def esito(self) -> str:
        """«violata», «interrotta», «riserva» or «rispettata»: the gravest that there is."""
        if self.anticipate:
            return "violata"
        if self.interrotta:
            return "interrotta"
        return "riserva" if self.scoperti else "rispettata"


def giudica(fatti: Fatti) -> Giudizio:
    """What the facts say of the precedence."""
    circolare = fatti.circolare
    return Giudizio(
        interrotta=circolare.aperta_il is not None and not circolare.mai_uscita,
        anticipate=tuple(momento for momento in fatti.momenti if _anticipate(fatti, momento)),
        scoperti=tuple(r for r in fatti.recapiti if r.mancato or (r.riga.segnalata_id and _tardi(fatti, r))),
    )


def _anticipate(fatti: Fatti, momento: str) -> bool:
    """Whether a company's mail was sent before companies might read, or before an office's was handed over.

    What an office's server refused was handed over, and the redazione told: that is `scoperti`.
    """
    imprese, circolare = fatti.alle_imprese(momento), fatti.circolare
    if imprese is None or imprese.prima is None or imprese.presa is None or circolare.pubblica_dal is None:
        return False
    troppo_presto = circolare.mai_uscita or imprese.presa < circolare.pubblica_dal
    buoni = (r for r in fatti.agli_uffici(momento) if not (r.mancato or r.riga.segnalata_id))
    return troppo_presto or any(_tardi(fatti, recapito) for recapito in buoni)


def _tardi(fatti: Fatti, recapito: Recapito) -> bool:
    """Whether the companies had theirs before this office had its own, about the same moment."""
    imprese = fatti.alle_imprese(recapito.momento)
    if imprese is None or imprese.prima is None:
        return False
    return recapito.quando is None or recapito.quando > imprese.prima
