"""When a request leaves, when its reminders do, until when it may be answered or somebody calls back.

Working days are those of the Sportello, which writes and calls; e-mails leave when it works.
"""

from datetime import date, datetime, timedelta

from feedback.models import Quando
from nucleo import tempo
from sportelli.models import Sportello

GIORNI_FRA_SOLLECITI = 7


def da_chiedere(quando: str, giorni: int, completata: datetime, sportello: Sportello) -> datetime:
    """The instant from which the request leaves: at once, or so many days later in working hours."""
    if quando != Quando.DOPO:
        return completata
    return tempo.inizio_lavorativo(completata + timedelta(days=giorni), [sportello.codice])


def prossimo_sollecito(sportello: Sportello) -> datetime:
    """Nine in the morning of the seventh working day from today (C3)."""
    giorno = tempo.dopo_lavorativi(tempo.oggi(), GIORNI_FRA_SOLLECITI, [sportello.codice]).arrivo
    return tempo.ora_di_roma(giorno, tempo.APERTURA)


def rimandato(sportello: Sportello) -> datetime | None:
    """When a reminder due now leaves instead, if the office is closed for today; None when it works."""
    adesso = tempo.adesso()
    quando = tempo.inizio_lavorativo(adesso, [sportello.codice])
    return quando if tempo.giorno_di_roma(quando) != tempo.oggi() else None


def entro_cui_richiamare(sportello: Sportello, giorni: int) -> date:
    return tempo.dopo_lavorativi(tempo.oggi(), giorni, [sportello.codice]).arrivo
