"""How long a circolare is still for the Sportelli alone, in the working hours of who reads first (C7)."""

from collections.abc import Iterable
from datetime import timedelta

from circolari import embargo
from circolari.models import Circolare
from nucleo import parole, tempo

UN_ORA, UN_MINUTO = timedelta(hours=1), timedelta(minutes=1)


def attese(circolari: Iterable[Circolare]) -> dict[int, timedelta]:
    """The working time left before the companies read, by pk, of those in preview; at most one query."""
    riservate = [circolare for circolare in circolari if circolare.in_anteprima]
    if not riservate:
        return {}
    adesso = tempo.adesso()
    calendari = tempo.calendari(_province(circolare) for circolare in riservate)
    return {
        circolare.pk: calendari[_province(circolare)].ore_lavorative_fra(adesso, circolare.pubblica_dal)
        for circolare in riservate
    }


def in_parole(attesa: timedelta) -> str:
    """«mancano 9 ore lavorative»: whole hours; in the last one, minutes."""
    if attesa >= UN_ORA:
        ore = attesa // UN_ORA
        return (
            f"{'manca' if ore == 1 else 'mancano'} {parole.quanti(ore, 'ora lavorativa', 'ore lavorative')}"
        )
    minuti = -(-attesa // UN_MINUTO)
    if minuti:
        return (
            f"{'manca' if minuti == 1 else 'mancano'} {parole.quanti(minuti, 'minuto', 'minuti')} di lavoro"
        )
    return "non resta altro orario di lavoro"


def fino_a(circolare: Circolare) -> str:
    """«gio 24/12 10:40»: the instant from which the companies read."""
    dal = circolare.pubblica_dal
    return f"{tempo.breve(tempo.giorno_di_roma(dal))} {parole.ora(dal)}" if dal else ""


def _province(circolare: Circolare) -> tuple[str, ...]:
    return tuple(sorted({embargo.SEDE, *circolare.province}))
