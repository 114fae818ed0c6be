"""The work of the calendar that starts by itself."""

from celery import shared_task

from calendario import azioni
from calendario.azioni.letture import COMPITO


@shared_task(name=COMPITO)
def leggi_fonti() -> None:
    """Reads the feeds that are due; the doorbell, the sweep or a colleague ring for it."""
    azioni.leggi_dovute()
