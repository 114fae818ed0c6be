"""What monitors are told."""

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from redis.exceptions import ConnectionError as SenzaRedis

from extranet import salute
from extranet.doveri import DOVERI
from nucleo import cache as modulo
from nucleo import posta, tempo
from nucleo.cache import ConRiserva
from nucleo.models import Dovere

pytestmark = pytest.mark.django_db


def _fallisce(errore):
    def controllo():
        raise errore

    return controllo


@pytest.fixture
def ronda_fatta(orologio):
    orologio("2027-03-01 10:00")
    Dovere.objects.bulk_create(Dovere(nome=nome, fatto_il=tempo.adesso()) for nome in DOVERI)


@pytest.fixture
def pronta(client):
    return lambda: client.get(reverse("salute_pronta"))


def test_viva_non_chiede_nulla_a_nessuno(client):
    with CaptureQueriesContext(connection) as domande:
        risposta = client.get(reverse("salute"))
    assert (risposta.status_code, len(domande)) == (200, 0)


def test_pronta_quando_tutto_va_bene(pronta, ronda_fatta):
    assert pronta().json() == {
        "stato": "pronta",
        "database": "bene",
        "redis": "bene",
        "posta": "bene",
        "ronda": "bene",
    }


def test_senza_database_le_pagine_non_si_servono(pronta, ronda_fatta, monkeypatch):
    monkeypatch.setitem(salute.CONTROLLI, "database", _fallisce(DatabaseError()))
    assert pronta().status_code == 503
    assert pronta().json()["stato"] == "ferma"


def test_senza_redis_si_va_avanti_e_si_dice(pronta, ronda_fatta, monkeypatch):
    """R-11."""
    monkeypatch.setitem(salute.CONTROLLI, "redis", _fallisce(SenzaRedis()))
    assert pronta().status_code == 200
    assert pronta().json()["redis"] == "male"
    assert pronta().json()["stato"] == "rallentata"


def test_redis_spento_si_vede_anche_se_la_riserva_risponde(pronta, ronda_fatta, monkeypatch):
    """R-11: the pages do not notice, who watches must."""
    spento = ConRiserva("unix:///nessuno/ascolta.sock?db=1", {})
    monkeypatch.setattr(modulo, "caches", {"default": spento})
    assert pronta().json()["redis"] == "male"


def test_una_ronda_che_non_passa_da_dieci_minuti_si_vede(pronta, ronda_fatta, orologio):
    """R-14."""
    orologio("2027-03-01 10:11")
    assert pronta().json()["ronda"] == "male"


def test_la_posta_che_aspetta_da_dieci_minuti_si_vede(pronta, ronda_fatta, orologio):
    posta.accoda("prova:1", "anna@ditta.example", "Oggetto", "Testo")
    assert pronta().json()["posta"] == "bene"
    orologio("2027-03-01 10:11")
    assert pronta().json()["posta"] == "male"


def test_nessuna_figura_esce_dalla_salute(pronta, ronda_fatta):
    """The page is open to everybody: words, no figures, no names of machines."""
    assert set(pronta().json().values()) <= {"pronta", "rallentata", "ferma", "bene", "male"}
    assert pronta().headers["Cache-Control"].startswith("max-age=0")


def test_la_cache_serve_davvero():
    cache.set("salute", 1)
    assert salute.CONTROLLI["redis"]()
