"""The Celery application: a doorbell; PostgreSQL holds what must be done."""

import os
import signal

from celery import Celery
from celery.signals import worker_process_init

from extranet.embedded.processi import muori_col_padre
from nucleo import campanello

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extranet.settings")

app = Celery("extranet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


def _squilla(compito: str) -> None:
    """Publishes the name of a task and nothing else. It may be lost, and it may not wait."""
    app.send_task(compito, retry=False, expires=300, ignore_result=True)


campanello.collega(_squilla)


@worker_process_init.connect
def _col_padre(**_: object) -> None:
    """A pool process does not outlive its worker; what it was doing is a row, and is taken up again."""
    muori_col_padre(signal.SIGKILL)
