"""A pytest plugin (`-p tests.sostegno.servizi`) that gives each run its own PostgreSQL and Valkey.

It must be loaded by name: pytest-django reads the settings before any conftest. PostgreSQL is one per run
(a database per xdist worker), Valkey one per process. `DATABASE_URL` and `REDIS_URL` replace them.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from django.conf import settings
from django.core.cache.backends.redis import RedisCache
from django.db import connection

from extranet.embedded import luoghi
from extranet.embedded.postgres import BASE, Postgres
from extranet.embedded.processi import Guasto, Serratura
from extranet.embedded.valkey import Valkey
from nucleo.cache import _interruttore
from tests.sostegno import modello

PROVE = Path(__file__).resolve().parents[2] / ".prove"
# Set by the first process of a run for its xdist workers.
CARTELLA, NOSTRI = "EXTRANET_PROVE", "EXTRANET_PROVE_NOSTRI"
SERVIZI = ("DATABASE_URL", "REDIS_URL")


def nostro(nome):
    """Whether the service behind this variable was started by the plugin, so that tests may empty it."""
    return nome in os.environ.get(NOSTRI, "").split()


class Servizi:
    """The services of one process; they die with it, whatever happens."""

    def __init__(self):
        lavoratore = os.environ.get("PYTEST_XDIST_WORKER")
        self.accesi = []
        self.primo = CARTELLA not in os.environ or not lavoratore
        if self.primo:
            self.stato, self.serratura = _cartella_nuova()
        else:
            self.stato = Path(os.environ[CARTELLA]) / lavoratore
            self.stato.mkdir()

    def avvia(self):
        os.environ |= {"EXTRANET_AMBIENTE": "prova", "EXTRANET_STATE": str(self.stato)}
        os.environ["EMAIL_URL"] = f"casella://{self.stato}/posta"
        (self.stato / "static").mkdir()
        if self.primo:
            os.environ |= {CARTELLA: str(self.stato), "SECRET_KEY": secrets.token_urlsafe(50)}
            os.environ[NOSTRI] = " ".join(nome for nome in SERVIZI if not os.environ.get(nome))
        if nostro("REDIS_URL"):
            os.environ["REDIS_URL"] = self._accendi(Valkey(self.stato, effimero=True))
        if nostro("DATABASE_URL") and self.primo:
            postgres = Postgres(self.stato, effimero=True)
            os.environ["DATABASE_URL"] = self._accendi(postgres)
            modello.prepara(postgres, PROVE)

    def ferma(self):
        for servizio in reversed(self.accesi):
            servizio.ferma()
        luoghi.cancella(self.stato)

    def _accendi(self, servizio):
        servizio.avvia()
        self.accesi.append(servizio)
        return servizio.url


def _cartella_nuova():
    """A folder named by our pid and locked while we live; the folders of dead runs are removed."""
    PROVE.mkdir(exist_ok=True)
    porta = Serratura(PROVE / "porta")
    porta.aspetta()
    for vecchia in PROVE.glob("[0-9]*"):
        try:
            Serratura(vecchia / "viva").prendi("")
        except Guasto:
            continue
        for parte in (*vecchia.glob("gw*"), vecchia):
            luoghi.cancella(parte)
    nuova = PROVE / str(os.getpid())
    nuova.mkdir()
    serratura = Serratura(nuova / "viva")
    serratura.prendi("")
    porta.lascia()
    return nuova, serratura


_servizi = None


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config, parser, args):
    global _servizi
    if "--help" in args or "--version" in args:
        return
    _servizi = Servizi()
    try:
        _servizi.avvia()
    except (Guasto, CalledProcessError) as guasto:
        _servizi.ferma()
        raise pytest.UsageError(f"i servizi delle prove non partono: {guasto}") from guasto


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    global _servizi
    if _servizi is not None:
        _servizi.ferma()
        _servizi = None


def pytest_sessionstart(session):
    """Test databases are copies of the migrated one."""
    if nostro("DATABASE_URL"):
        connection.settings_dict["TEST"]["TEMPLATE"] = BASE


@pytest.fixture(autouse=True)
def _cache_vuota():
    """No test inherits what another left in the cache: counters of attempts, locks, answers."""
    yield
    if nostro("REDIS_URL"):
        # Redis itself, however long it takes on a crowded machine: its reserve is a table, and tests without
        # a database may not touch it.
        _redis().clear()
        _interruttore.richiudi()


@lru_cache(maxsize=1)
def _redis():
    return RedisCache(settings.CACHES["default"]["LOCATION"], {})
