"""A mail server that is really there, a post office that speaks to it, and a clock that stands still."""

import time
from datetime import datetime

import pytest

from nucleo import campanello, tempo
from tests.sostegno.smtp import Fattorino


@pytest.fixture
def orologio(monkeypatch):
    """Stops the clock: `orologio("2026-12-22 10:40")` in Rome, or an aware datetime."""

    def ferma(quando):
        if isinstance(quando, str):
            locale = datetime.fromisoformat(quando)
            quando = tempo.ora_di_roma(locale.date(), locale.time())
        monkeypatch.setattr(tempo, "adesso", lambda: quando)
        return quando

    return ferma


@pytest.fixture
def cassetta():
    """What the mail server has received; its `umore` makes it difficult."""
    fattorino = Fattorino()
    yield fattorino.avvia()
    fattorino.ferma()


@pytest.fixture
def smtp(cassetta, settings):
    """The post office sends to `cassetta`."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", cassetta.porta, 2
    return cassetta


@pytest.fixture
def suonate():
    """The tasks that the doorbell has rung for, after a moment for its thread."""
    fatte = []
    campanello.collega(fatte.append)

    def finora():
        time.sleep(0.1)
        return fatte

    yield finora
    campanello.collega(None)
