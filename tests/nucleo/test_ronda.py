"""The sweep: every duty has its turn, whatever the others do."""

from datetime import timedelta

import pytest

from nucleo import ronda, tempo
from nucleo.models import Dovere

pytestmark = pytest.mark.django_db


def rotto():
    raise ZeroDivisionError("non va")


def test_un_dovere_che_fallisce_non_ferma_gli_altri():
    fatti = []
    doveri = {"primo": rotto, "secondo": lambda: fatti.append("secondo")}
    assert ronda.compi(doveri) == {"primo": "fallito", "secondo": "fatto"}
    assert ronda.compi(doveri) == {"primo": "fallito", "secondo": "fatto"}
    assert fatti == ["secondo", "secondo"]
    primo, secondo = Dovere.objects.all()
    assert (primo.fallimenti, primo.errore, primo.fatto_il) == (2, "ZeroDivisionError: non va", None)
    assert (secondo.fallimenti, secondo.errore) == (0, "")
    assert tempo.adesso() - secondo.fatto_il < timedelta(minutes=1)


def test_un_dovere_che_torna_a_riuscire_dimentica_i_fallimenti():
    ronda.compi({"uno": rotto})
    ronda.compi({"uno": lambda: None})
    assert (Dovere.objects.get().fallimenti, Dovere.objects.get().errore) == (0, "")


def test_due_ronde_insieme_non_fanno_lo_stesso_dovere(monkeypatch):
    """R-14: two beats."""
    esiti = []

    def dentro():
        esiti.append(ronda.compi({"uno": dentro, "due": lambda: None}))

    ronda.compi({"uno": dentro})
    assert esiti == [{"uno": "occupato", "due": "fatto"}]


def test_chi_muore_a_meta_di_un_dovere_lo_lascia_dopo_due_minuti():
    """R-14."""
    adesso = tempo.adesso()
    Dovere.objects.create(nome="uno", preso_fino_a=adesso + timedelta(seconds=1))
    Dovere.objects.create(nome="due", preso_fino_a=adesso)
    assert ronda.compi({"uno": lambda: None, "due": lambda: None}) == {"uno": "occupato", "due": "fatto"}
