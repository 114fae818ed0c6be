"""Events that repeat themselves, date by date: never more dates, nor more work, than there is room for."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice

import recurring_ical_events
from icalendar import Calendar, Component

from calendario.lettore.tempi import Impossibile, ammesso

# From a month ago, for what is under way, to two years from today.
INDIETRO, AVANTI = timedelta(days=31), timedelta(days=730)
DATE_MASSIME = 104
FREQUENZE = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# One value of each: more of them would be many events a day.
ORE = ("BYHOUR", "BYMINUTE", "BYSECOND")
ECCEZIONI_MASSIME = 2_000


def si_ripete(evento: Component) -> bool:
    return any(nome in evento for nome in ("RRULE", "RDATE"))


def date_di(componenti: list[Component], oggi: date) -> tuple[list[Component], bool]:
    """The dates of one UID from a month ago to two years ahead, and whether there are more than are taken.

    Impossibile for rules that would keep us counting.
    """
    for componente in componenti:
        _ragionevole(componente)
    raccolta = Calendar()
    for componente in componenti:
        raccolta.add_component(componente)
    try:
        domanda = recurring_ical_events.of(raccolta)
        trovate = list(islice(_in_ordine(domanda, oggi), DATE_MASSIME + 1))
    except Exception as errore:
        raise Impossibile(f"la sua ripetizione non si capisce ({type(errore).__name__})") from errore
    return trovate[:DATE_MASSIME], len(trovate) > DATE_MASSIME


def _in_ordine(domanda: recurring_ical_events.CalendarQuery, oggi: date) -> Iterator[Component]:
    """A quarter at a time: who repeats too often is left before all of its dates are made."""
    dal, viste = oggi - INDIETRO, set()
    while dal < oggi + AVANTI:
        al = min(dal + timedelta(days=91), oggi + AVANTI)
        trovate = domanda.between(datetime.combine(dal, datetime.min.time()), al)
        for evento in sorted(trovate, key=lambda e: str(e["DTSTART"].to_ical())):
            quale = evento["RECURRENCE-ID"].to_ical()
            if quale not in viste:
                viste.add(quale)
                yield evento
        dal = al


def _ragionevole(componente: Component) -> None:
    inizio = getattr(componente.get("DTSTART"), "dt", None)
    if not isinstance(inizio, date) or not ammesso(inizio):
        raise Impossibile("ha una data che non può essere")
    for regola in _molte(componente, "RRULE"):
        frequenza = [str(f).upper() for f in regola.get("FREQ", [])]
        if len(frequenza) != 1 or frequenza[0] not in FREQUENZE:
            raise Impossibile("si ripete più volte al giorno")
        if any(len(regola.get(parte, [])) > 1 for parte in ORE):
            raise Impossibile("si ripete più volte al giorno")
    if len(_molte(componente, "RRULE")) > 4 or "EXRULE" in componente:
        raise Impossibile("ha troppe regole di ripetizione")
    for nome in ("RDATE", "EXDATE"):
        if sum(len(elenco.dts) for elenco in _molte(componente, nome)) > ECCEZIONI_MASSIME:
            raise Impossibile("ha troppe date")


def _molte(componente: Component, nome: str) -> list:  # type: ignore[type-arg]  # whatever the property is made of
    detto = componente.get(nome, [])
    return detto if isinstance(detto, list) else [detto]
