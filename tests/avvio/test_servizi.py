"""The ground that every test stands on."""

import socket

import pytest
from django.core.cache import cache
from django.db import connection

from tests.sostegno.rete import ReteChiusa


def test_le_prove_girano_su_postgresql_vero(db):
    with connection.cursor() as cursore:
        cursore.execute("select version(), lower('CITTÀ'), datlocprovider from pg_database limit 1")
        versione, minuscole, _ = cursore.fetchone()
    assert versione.startswith("PostgreSQL")
    assert minuscole == "città"


def test_la_cache_e_vera_e_riparte_vuota():
    assert cache.get("prova") is None
    cache.set("prova", 1)
    assert cache.get("prova") == 1


test_la_cache_riparte_vuota_davvero = test_la_cache_e_vera_e_riparte_vuota


@pytest.mark.parametrize("indirizzo", [("203.0.113.1", 80), ("esempio.it", 443), ("2001:db8::1", 80, 0, 0)])
def test_da_una_prova_non_si_esce_in_rete(indirizzo):
    with (
        socket.socket(socket.AF_INET6 if ":" in indirizzo[0] else socket.AF_INET) as presa,
        pytest.raises(ReteChiusa),
    ):
        presa.connect(indirizzo)
