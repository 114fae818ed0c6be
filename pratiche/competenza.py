"""Who is the right person: the Referente of TP for a request (C2), the responsabile of an office (C6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from nucleo import tempo
from pratiche.models import Pratica
from pratiche.models.decisioni import Decisione
from pratiche.models.scelte import APERTE
from sportelli.models import Paese, Ruolo, Servizio, Settore, Sportello, Utente

# A Referente's field first, then the kind of help, then the share of the markets that he follows.
PUNTI_SETTORE, PUNTI_SERVIZIO, PUNTI_PAESI = 4, 3, 3
# Four open decisions weigh as much as knowing the service.
PESO_DECISIONE = 0.75
PESO_PRATICA = 0.1


@dataclass(frozen=True)
class Proposta:
    """A Referente who could take a request: how well he fits, why, and what he has on his desk."""

    referente: Utente
    punti: float
    perche: tuple[str, ...]
    decisioni_aperte: int
    pratiche_aperte: int


def proponi(
    servizio: Servizio | None = None, settore: Settore | None = None, paesi: Iterable[Paese] = ()
) -> list[Proposta]:
    """The Referenti who can take a request now, the fittest first. Nobody away or inactive is among them."""
    paesi = list(paesi)
    proposte = [_proposta(referente, servizio, settore, paesi) for referente in disponibili()]
    return sorted(proposte, key=lambda p: (-p.punti, p.decisioni_aperte, p.referente.pk))


def proposte(pratica: Pratica) -> list[Proposta]:
    return proponi(pratica.servizio, pratica.settore, pratica.paesi.all())


def referenti() -> "QuerySet[Any, Any]":
    """Every Referente who may be given a pratica, with what he has on his desk."""
    decisioni, pratiche = (
        Q(decisioni_seguite__stato__in=Decisione.APERTE),
        Q(pratiche_seguite__stato__in=APERTE),
    )
    attivi = Utente.objects.filter(is_active=True, ruolo=Ruolo.REFERENTE)
    conti: QuerySet[Any, Any] = attivi.annotate(
        decisioni_aperte=Count("decisioni_seguite", filter=decisioni, distinct=True),
        pratiche_aperte=Count("pratiche_seguite", filter=pratiche, distinct=True),
    )
    return conti


def disponibili() -> list[Any]:
    """The Referenti who are not away today."""
    oggi = tempo.oggi()
    assenti = Q(assente_dal__lte=oggi, assente_fino_al__gte=oggi)
    return list(referenti().exclude(assenti).prefetch_related("settori", "servizi", "paesi"))


def _proposta(
    referente: Any, servizio: Servizio | None, settore: Settore | None, paesi: list[Paese]
) -> Proposta:
    ragioni = list(_ragioni(referente, servizio, settore, paesi))
    carico = PESO_DECISIONE * referente.decisioni_aperte + PESO_PRATICA * referente.pratiche_aperte
    return Proposta(
        referente=referente,
        punti=round(sum(punti for punti, _ in ragioni) - carico, 2),
        perche=(*(perche for _, perche in ragioni), _carico(referente.decisioni_aperte)),
        decisioni_aperte=referente.decisioni_aperte,
        pratiche_aperte=referente.pratiche_aperte,
    )


def _ragioni(
    referente: Utente, servizio: Servizio | None, settore: Settore | None, paesi: list[Paese]
) -> Iterable[tuple[float, str]]:
    if settore and settore in referente.settori.all():
        yield PUNTI_SETTORE, f"segue il settore «{settore}»"
    if servizio and servizio in referente.servizi.all():
        yield PUNTI_SERVIZIO, f"conosce il servizio «{servizio}»"
    suoi = set(referente.paesi.all())
    comuni = [paese for paese in paesi if paese in suoi]
    if comuni:
        yield PUNTI_PAESI * len(comuni) / len(paesi), f"segue {', '.join(str(paese) for paese in comuni)}"


def _carico(decisioni: int) -> str:
    if decisioni == 0:
        return "nessuna decisione da concordare"
    return "una decisione da concordare" if decisioni == 1 else f"{decisioni} decisioni da concordare"


def responsabile_di(sportello: Sportello) -> Utente | None:
    """Who answers for an office today: the responsabile, or the deputy while the responsabile is away (C6).

    When both are away the responsabile, who will find it on coming back. None in an office without either.
    """
    candidati = chi_risponde(sportello)
    presenti = [persona for persona in candidati if not persona.assente()]
    return next(iter(presenti or candidati), None)


def chi_risponde(sportello: Sportello) -> list[Utente]:
    """Everybody who may answer for the office: its responsabili, then the deputy; one question."""
    guida = Q(ruolo=Ruolo.RESPONSABILE)
    vice = Q(pk=sportello.vice_id, sportello__attivo=True)
    persone = sportello.utenti.attivi().filter(guida | vice)
    return sorted(persone, key=lambda persona: (persona.ruolo != Ruolo.RESPONSABILE, persona.pk))
