"""S-01, stored XSS: a real browser, on every page, with an attack written wherever people write."""

import pytest
from django.db import transaction

from tests.attacchi.veleni import CODICE, avvelena
from tests.browser.mondo import Mondo
from tests.browser.pagine import GRUPPI
from tests.proprieta.esplora import schemi

TRAPPOLA = "window.canarino = () => console.error('canarino')"
ALTROVE = "canarino.example"

pytestmark = [pytest.mark.lungo, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def mondo(casa):
    """Every free text of every row is one of the attacks."""
    mondo = Mondo(casa.gente)
    with transaction.atomic():
        avvelena(CODICE)
    return mondo


@pytest.mark.parametrize("pagine", GRUPPI.values(), ids=GRUPPI)
def test_nessuna_pagina_esegue_cio_che_e_scritto(casa, mondo, pagine):
    """Nothing runs, nothing is asked of others, nothing is refused by the policy: there was nothing."""
    schema, finestre, chiesti = dict(schemi()), {}, []
    for pagina in pagine:
        if pagina.chi not in finestre:
            finestre[pagina.chi] = finestra = casa.finestra(mondo.persone.get(pagina.chi))
            finestra.context.add_init_script(TRAPPOLA)
            finestra.on("request", lambda richiesta: chiesti.append(richiesta.url))
        finestre[pagina.chi].goto(
            mondo.indirizzo(pagina.nome, pagina.riga, pagina.query, schema[pagina.nome]), wait_until="load"
        )
        assert ALTROVE not in finestre[pagina.chi].url, pagina
    assert chiesti
    assert not [indirizzo for indirizzo in chiesti if not indirizzo.startswith(casa.indirizzo)]


def test_la_trappola_scatta(casa, mondo):
    """The eye sees an attack that succeeds."""
    finestra = casa.finestra()
    finestra.add_init_script(TRAPPOLA)
    finestra.goto("/pubblico/calendario/")
    finestra.evaluate("canarino()")
    assert any("canarino" in lamentela for lamentela in casa.lamentele)
    casa.lamentele.clear()
