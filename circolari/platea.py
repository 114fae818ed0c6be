"""The audience: which offices, and which companies' people, a circolare goes to (C7, G-01)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from circolari.models import Circolare, Criterio
from nucleo.models import Soppressione
from sportelli.models import Azienda, Consenso, Contatto, Paese, Scopo, Sportello, Utente


@dataclass(frozen=True)
class Platea:
    """Whom a circolare would reach if it went out now: counts only, for who writes reads no address (C6)."""

    sportelli: int
    persone: int
    aziende: int
    indirizzi: int


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
    raggiungibili = Contatto.objects.filter(
        consenso_in_vigore(), attivo=True, azienda__sportello__in=uffici(circolare)
    ).exclude(email="")
    muti = Soppressione.objects.filter(indirizzo=Lower(OuterRef("email")))
    return raggiungibili.filter(~Exists(muti), azienda__in=aziende(circolare))


def consenso_in_vigore() -> Q:
    """The condition «the last answer about circulars is yes», for a query on Contatto (GDPR art. 7)."""
    ultima = Consenso.objects.filter(contatto=OuterRef("pk"), testo__scopo=Scopo.CIRCOLARI)
    return Q(Subquery(ultima.order_by("-quando", "-pk").values("concesso")[:1]))


def aziende(circolare: Circolare) -> QuerySet[Azienda]:
    """The companies that the topics concern; all when there is none."""
    settori, paesi = circolare.settori.all(), circolare.paesi.all()
    del_settore = Q(settore__in=settori.values("pk"))
    nei_paesi = Q(_in(Azienda.mercati.through, paesi)) | Q(_in(Azienda.mercati_obiettivo.through, paesi))
    condizioni = [
        *([del_settore] if settori.exists() else []),
        *([nei_paesi] if paesi.exists() else []),
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
        indirizzi=destinatari.values("email").distinct().count(),
    )


def _in(ponte: Any, paesi: QuerySet[Paese]) -> Exists:
    return Exists(ponte._default_manager.filter(azienda=OuterRef("pk"), paese__in=paesi.values("pk")))
