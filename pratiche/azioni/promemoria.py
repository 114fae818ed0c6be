"""Reminders to the office: a deadline that comes near, one that has passed, a pratica nobody moves (C1)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from nucleo import tempo
from pratiche import posta, scadenze
from pratiche.models import Pratica, Promemoria
from pratiche.querysets import PraticaQuerySet
from sportelli.models import Sportello

Genere = Promemoria.Genere
IN_UN_GIRO = 500


def ricorda_dovute() -> int:
    """Reminds, once each, whoever follows what is due, late or standing still; how many reminders.

    Only on working mornings of the office. What one call leaves over the next one finds.
    """
    uffici = [ufficio for ufficio in Sportello.objects.attivi() if scadenze.mattina_di_lavoro(ufficio)]
    return sum(_ricorda(genere, righe) for ufficio in uffici for genere, righe in _dovute(ufficio))


def _dovute(ufficio: Sportello) -> Iterable[tuple[Genere, PraticaQuerySet]]:
    sue = Pratica.objects.filter(sportello=ufficio)
    in_mano = sue.filter(stato__in=["aperta", "in_lavorazione"]).annotate(per=F("scadenza"))
    oggi, vicina = tempo.oggi(), scadenze.vicina(ufficio)
    yield Genere.SCADE, _non_ricordate(in_mano.filter(scadenza__range=(oggi, vicina)), Genere.SCADE)
    yield Genere.SCADUTA, _non_ricordate(in_mano.filter(scadenza__lt=oggi), Genere.SCADUTA)
    senza_fretta = Q(stato__in=["aperta", "in_lavorazione"], scadenza__gt=vicina)
    ferme = _ferme(sue.filter(senza_fretta | Q(stato="in_attesa_azienda")), ufficio)
    yield Genere.FERMA, _non_ricordate(ferme, Genere.FERMA)


def _ferme(righe: PraticaQuerySet, ufficio: Sportello) -> PraticaQuerySet:
    """Those that nobody has moved for so long."""
    ultimo = scadenze.ultimo_giorno_ferme(ufficio)
    mosse_prima = tempo.ora_di_roma(ultimo + timedelta(days=1), scadenze.MEZZANOTTE)
    giorno = TruncDate("aggiornata_il", tzinfo=tempo.ROMA)
    return righe.filter(aggiornata_il__lt=mosse_prima).annotate(per=giorno)


def _non_ricordate(righe: PraticaQuerySet, genere: Genere) -> PraticaQuerySet:
    gia = Promemoria.objects.filter(pratica=OuterRef("pk"), genere=genere, per=OuterRef("per"))
    return righe.exclude(Exists(gia)).select_related("sportello", "assegnata_a").order_by("pk")


@transaction.atomic
def _ricorda(genere: Genere, righe: PraticaQuerySet) -> int:
    """Two sweeps at once write one reminder: the second passes over the rows of the first."""
    trovate: list[Any] = list(
        righe.select_for_update(of=("self",), no_key=True, skip_locked=True)[:IN_UN_GIRO]
    )
    Promemoria.objects.bulk_create(
        [Promemoria(pratica=pratica, genere=genere, per=pratica.per) for pratica in trovate],
        ignore_conflicts=True,
    )
    for pratica in trovate:
        posta.ricorda(pratica, genere, pratica.per)
    return len(trovate)
