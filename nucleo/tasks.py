"""The work of the ground floor that starts by itself."""

from celery import shared_task

from nucleo import posta
from nucleo.posta.coda import COMPITO


@shared_task(name=COMPITO)
def spedisci() -> None:
    """Sends what is due; the doorbell, the sweep, or a colleague with too much to do ring for it."""
    posta.spedisci_dovuti()
