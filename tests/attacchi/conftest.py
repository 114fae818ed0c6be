"""A world with a row of every kind, made once: each test attacks it, and takes back what it did to it."""

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client

from tests.browser.gente import raduna
from tests.browser.mondo import Mondo
from tests.browser.pagine import GRUPPI
from tests.conftest import LUNEDI, istante
from tests.proprieta.esplora import schemi


@pytest.fixture(scope="package")
def il_mondo(django_db_setup, django_db_blocker):
    with time_machine.travel(istante(LUNEDI), tick=False), django_db_blocker.unblock():
        try:
            yield Mondo(raduna())
        finally:
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture
def mondo(db, il_mondo):
    """The world of tests/browser, at the clock of the cast."""
    return il_mondo


@pytest.fixture(scope="session")
def schema():
    """Name of an address → its pattern."""
    return dict(schemi())


@pytest.fixture
def indirizzo(mondo, schema):
    """`indirizzo("pratiche:apri", "bozza")`: the address of that row of the world."""

    def di(nome, riga="", query=""):
        return mondo.indirizzo(nome, riga, query, schema[nome])

    return di


@pytest.fixture
def finestra(mondo):
    """`finestra("referente")`: that person's browser, always the same one."""
    aperte = {}

    def di(chi):
        if chi not in aperte:
            aperte[chi] = Client()
            if chi in mondo.persone:
                aperte[chi].force_login(mondo.persone[chi])
        return aperte[chi]

    return di


@pytest.fixture
def pagine(mondo, indirizzo):
    """Every page of the Extranet, with its address in this world: (page, address)."""
    return [
        (pagina, indirizzo(pagina.nome, pagina.riga, pagina.query))
        for gruppo in GRUPPI.values()
        for pagina in gruppo
        if pagina.chi in mondo.persone or pagina.chi == "anonimo"
    ]
