"""The shared cache when Redis is gone: slower once, never wrong for long, never an error."""

import os
import signal
import time

import pytest
from django.core.cache import caches

from extranet.embedded.valkey import Valkey
from nucleo import cache as modulo
from nucleo.cache import ConRiserva

pytestmark = pytest.mark.django_db


@pytest.fixture
def valkey(tmp_path, monkeypatch):
    monkeypatch.setattr(modulo, "_interruttore", modulo._Interruttore())
    server = Valkey(tmp_path, effimero=True)
    server.avvia()
    yield server
    if server.vivo():
        os.kill(server.processo.pid, signal.SIGCONT)
    server.ferma()


@pytest.fixture
def riserva(valkey):
    return ConRiserva(f"{valkey.url}?db=1", {})


@pytest.fixture
def breve(monkeypatch):
    """The rest after a failure ends at once when told."""

    def passato():
        modulo._interruttore._fino_a = time.monotonic() - 1

    return passato


def test_finche_redis_risponde_si_usa_redis(riserva, django_assert_num_queries):
    with django_assert_num_queries(0):
        riserva.set("a", 1)
        assert riserva.incr("a") == 2
        assert riserva.get_many(["a", "b"]) == {"a": 2}
        assert riserva.risponde()


@pytest.mark.parametrize("guasto", ["fermo", "spento"])
def test_senza_redis_i_conti_li_tiene_postgresql(riserva, valkey, guasto, caplog):
    """R-11, S-40: rate limits do not vanish with Redis."""
    if guasto == "fermo":
        os.kill(valkey.processo.pid, signal.SIGSTOP)
    else:
        valkey.ferma()
    for _ in range(20):
        riserva.set("tentativi", riserva.get("tentativi", 0) + 1, 60)
    assert riserva.get("tentativi") == 20
    assert len(caplog.records) == 1, "one wait of two tenths, not one per call"
    assert not riserva.add("tentativi", 0)
    assert riserva.has_key("tentativi")
    assert riserva.touch("tentativi", 60)
    assert riserva.delete("tentativi")
    assert not riserva.risponde()


def test_quando_redis_torna_si_torna_a_redis(riserva, valkey, breve, django_assert_num_queries):
    os.kill(valkey.processo.pid, signal.SIGSTOP)
    riserva.set("a", 1)
    os.kill(valkey.processo.pid, signal.SIGCONT)
    riserva.set("b", 1)
    breve()
    with django_assert_num_queries(0):
        assert riserva.get("b") is None
        riserva.set("c", 1)


def test_mentre_uno_riprova_gli_altri_non_aspettano(riserva, valkey, breve):
    os.kill(valkey.processo.pid, signal.SIGSTOP)
    riserva.get("a")
    breve()
    modulo._interruttore.prova()
    inizio = time.monotonic()
    riserva.get("a")
    assert time.monotonic() - inizio < 0.1


def test_la_cache_del_programma_e_questa():
    assert isinstance(caches["default"], ConRiserva)
    assert modulo.redis_risponde()
