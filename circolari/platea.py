"""The audience: which offices, and which companies' people, a circolare goes to (C7, G-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from circolari.models import Circolare, Criterio, Destinatario
from nucleo.models import Soppressione
from sportelli.models import Azienda, Consenso, Contatto, Scopo, Sportello, Utente


@dataclass(frozen=True)
class Platea:
    """Whom a circolare would reach if it went out now: counts only, for who writes reads no address (C6)."""

    sportelli: int
    persone: int
    aziende: int
    indirizzi: int


@dataclass(frozen=True)
class Esclusi:
    """The companies' addresses that the topics concern and that get nothing all the same, and why."""

    senza_consenso: int
    respinti: int

    @property
    def quanti(self) -> int:
        return self.senza_consenso + self.respinti


@dataclass(frozen=True)
class Avvisati:
    """Whom a correction or a withdrawal would tell: the offices all, of the companies who had it."""

    uffici: int
    persone: int
    aziende: int
    in_attesa: int


def uffici(circolare: Circolare) -> QuerySet[Sportello]:
    """The offices addressed that are working."""
    attivi = Sportello.objects.attivi()
    return attivi if circolare.a_tutti else attivi.filter(circolari=circolare)


def province(circolare: Circolare) -> list[str]:
    """The provinces whose working days count: those of the offices addressed."""
    return sorted(uffici(circolare).values_list("codice", flat=True))


def persone(circolare: Circolare) -> QuerySet[Utente]:
    """The people of the offices addressed."""
    loro: QuerySet[Utente] = Utente.objects.attivi().filter(sportello__in=uffici(circolare))
    return loro


def contatti(circolare: Circolare) -> QuerySet[Contatto]:
    """The companies' people who get it: they agreed, they can be reached, the topics concern them."""
    return _interessati(circolare).filter(consenso_in_vigore()).exclude(_respinge())


def consenso_in_vigore() -> Q:
    """The condition «the last answer about circulars is yes», for a query on Contatto (GDPR art. 7)."""
    ultima = Consenso.objects.filter(contatto=OuterRef("pk"), testo__scopo=Scopo.CIRCOLARI)
    return Q(Subquery(ultima.order_by("-quando", "-pk").values("concesso")[:1]))


def aziende(circolare: Circolare) -> QuerySet[Azienda]:
    """The companies that the topics concern; all when there is none."""
    # By key: PostgreSQL knows how frequent each is, and a question less to nest.
    settori = list(circolare.settori.values_list("pk", flat=True))
    paesi = list(circolare.paesi.values_list("pk", flat=True))
    nei_paesi = Q(_in(Azienda.mercati.through, paesi)) | Q(_in(Azienda.mercati_obiettivo.through, paesi))
    condizioni = [
        *([Q(settore__in=settori)] if settori else []),
        *([nei_paesi] if paesi else []),
    ]
    righe = Azienda.objects.all()
    if circolare.criterio == Criterio.TUTTI or len(condizioni) < 2:
        for condizione in condizioni:
            righe = righe.filter(condizione)
        return righe
    return righe.filter(condizioni[0] | condizioni[1])


def conta(circolare: Circolare) -> Platea:
    """How many it would reach now."""
    destinatari = contatti(circolare)
    return Platea(
        sportelli=uffici(circolare).count(),
        persone=persone(circolare).count(),
        aziende=destinatari.values("azienda").distinct().count(),
        indirizzi=_indirizzi(destinatari),
    )


def esclusi(circolare: Circolare) -> Esclusi:
    """How many addresses it would not reach now, and why."""
    interessati = _interessati(circolare)
    consenzienti = interessati.filter(consenso_in_vigore())
    return Esclusi(
        senza_consenso=_indirizzi(interessati.exclude(pk__in=consenzienti.values("pk"))),
        respinti=_indirizzi(consenzienti.filter(_respinge())),
    )


def avvisati(circolare: Circolare) -> Avvisati:
    """Who would be told now of a correction or a withdrawal."""
    dell_ufficio, delle_aziende = Q(azienda=None), Q(azienda__isnull=False)
    conti: dict[str, int] = Destinatario.objects.filter(circolare=circolare).aggregate(
        uffici=Count("pk", filter=dell_ufficio & Q(utente=None)),
        persone=Count("pk", filter=dell_ufficio & Q(utente__isnull=False)),
        aziende=Count("pk", filter=delle_aziende & Q(inviata__gt=0)),
        in_attesa=Count("pk", filter=delle_aziende & Q(inviata=0)),
    )
    return Avvisati(**conti)


def _interessati(circolare: Circolare) -> QuerySet[Contatto]:
    """The companies' people with an address whom the topics concern, whatever they answered."""
    attivi = Contatto.objects.filter(attivo=True, azienda__sportello__in=uffici(circolare))
    return attivi.filter(azienda__in=aziende(circolare)).exclude(email="")


def _respinge() -> Exists:
    """The condition «that address refuses mass mail»."""
    return Exists(Soppressione.objects.filter(indirizzo=Lower(OuterRef("email"))))


def _indirizzi(righe: QuerySet[Contatto]) -> int:
    """As the ledger counts them: the same one in capitals is no other."""
    return righe.annotate(indirizzo=Lower("email")).values("indirizzo").distinct().count()


def _in(ponte: Any, paesi: Sequence[int]) -> Exists:
    return Exists(ponte._default_manager.filter(azienda=OuterRef("pk"), paese__in=paesi))
