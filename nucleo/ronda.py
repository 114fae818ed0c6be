"""The round of duties: what is due is found here, once a minute, whoever rang or did not ring (R-14)."""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from django.db.models import F, Q

from nucleo import tempo
from nucleo.models import Dovere

log = logging.getLogger(__name__)

# A process killed in the middle of a duty leaves it taken; after this long another takes it.
PRESA = timedelta(minutes=2)

Doveri = Mapping[str, Callable[[], object]]


def compi(doveri: Doveri) -> dict[str, str]:
    """Does each duty once, in order: «fatto», «fallito» or, when another round is at it, «occupato».

    One that fails is logged and counted and does not stop the next. Duties must bear being done twice. Those
    that are no longer in the list are forgotten.
    """
    Dovere.objects.exclude(nome__in=doveri).delete()
    Dovere.objects.bulk_create([Dovere(nome=nome) for nome in doveri], ignore_conflicts=True)
    return {nome: _compi(nome, dovere) for nome, dovere in doveri.items()}


def _compi(nome: str, dovere: Callable[[], object]) -> str:
    if not _prendi(nome):
        return "occupato"
    inizio = time.monotonic()
    try:
        dovere()
    except Exception as errore:
        log.exception("ronda: il dovere %s è fallito", nome)
        _lascia(nome, inizio, fallimenti=F("fallimenti") + 1, errore=f"{type(errore).__name__}: {errore}")
        return "fallito"
    _lascia(nome, inizio, fallimenti=0, errore="", fatto_il=tempo.adesso())
    return "fatto"


def _prendi(nome: str) -> bool:
    """Compare and swap rather than an advisory lock: it holds behind a pooler too, and ends by itself."""
    adesso = tempo.adesso()
    libero = Dovere.objects.filter(Q(preso_fino_a=None) | Q(preso_fino_a__lte=adesso), nome=nome)
    return bool(libero.update(preso_fino_a=adesso + PRESA, iniziato_il=adesso))


def _lascia(nome: str, inizio: float, **campi: object) -> None:
    durata = timedelta(seconds=time.monotonic() - inizio)
    Dovere.objects.filter(nome=nome).update(preso_fino_a=None, durata=durata, **campi)
