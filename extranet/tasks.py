"""The sweep: once a minute, whatever is due in any app."""

from celery import shared_task

from extranet.doveri import DOVERI
from nucleo import ronda as giro


@shared_task
def ronda() -> None:
    """Nothing is scheduled anywhere else; two sweeps at once do no harm (R-14)."""
    giro.compi(DOVERI)
