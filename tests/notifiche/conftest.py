"""A topic, a kind of thing that may go out of sight, and a clock that stands still."""

import pytest

from nucleo import generi, notifiche
from nucleo.models import Chiusura
from tests.posta.conftest import orologio

__all__ = ["orologio"]


@pytest.fixture
def referente(referente_moda):
    return referente_moda


@pytest.fixture(autouse=True)
def registro_di_prova(monkeypatch):
    """The kind `chiusura` is seen by everybody while it has no province; the only topic is `prova`."""
    monkeypatch.setattr(generi, "_generi", {})
    monkeypatch.setattr(generi, "_argomenti", {"posta": generi.argomento("posta")})
    notifiche.registra("chiusura", lambda utente: Chiusura.objects.filter(provincia=""))
    notifiche.argomento("prova", "Le prove")


@pytest.fixture
def chiusura(db):
    return Chiusura.objects.create(dal="2026-08-10", al="2026-08-14", motivo="ferie")


@pytest.fixture
def nascondi(chiusura):
    def via():
        Chiusura.objects.filter(pk=chiusura.pk).update(provincia="FI")

    return via
