"""How gunicorn serves the pages in the one-command stack (`gunicorn -c python:extranet.embedded.web`)."""

import os
import signal
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from extranet.embedded.processi import Serratura, muori_col_padre

MEMORIA = Path("/dev/shm")  # noqa: S108  # a memory file system, for the workers' heartbeats

wsgi_app = "extranet.wsgi"
bind = f"{os.environ['HOST']}:{os.environ['PORT']}"
workers, threads, worker_class = 2, 4, "gthread"
graceful_timeout = 10
keepalive = 75  # longer than who is in front keeps it: a POST on a connection being closed would be lost
control_socket_disable = True
worker_tmp_dir = str(MEMORIA) if os.access(MEMORIA, os.W_OK) else None
loglevel = "warning"


def on_starting(server: Any) -> None:
    """Loads the program while the launcher still migrates, and serves no page before it has finished."""
    django.setup()
    import_module("extranet.urls")
    preparazione = Serratura(Path(os.environ["EXTRANET_STATE"]) / "preparazione")
    preparazione.aspetta()
    preparazione.lascia()


def post_fork(server: Any, worker: Any) -> None:
    """A worker does not outlive its master, whatever kills it."""
    muori_col_padre(signal.SIGKILL)
