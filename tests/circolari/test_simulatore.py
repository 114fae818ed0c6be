"""The simulator: any day and hour, the rilascio and why, without writing anything."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse

from circolari import embargo
from circolari.models import Circolare
from circolari.striscia import striscia
from nucleo import tempo
from nucleo.models import Chiusura

DOVE = reverse("circolari:simulatore")


@pytest.fixture
def lei(client, redazione, firenze, pisa, orologio):
    client.force_login(redazione)
    return client


def calcola(lei, giorno, ora="10:40", **altro):
    return lei.get(DOVE, {"giorno": giorno, "ora": ora} | altro).content.decode()


def test_all_inizio_spiega_la_regola_e_propone_adesso(lei):
    pagina = lei.get(DOVE).content.decode()
    assert "secondo giorno lavorativo" in pagina
    assert 'value="2026-03-02"' in pagina
    assert 'value="10:00"' in pagina


@pytest.mark.parametrize(
    ("giorno", "ora", "altro", "rilascio"),
    [
        ("2026-03-02", "10:40", {}, "mercoledì 4 marzo 2026, ore 10:40"),
        ("2026-03-02", "10:40", {"urgente": "on"}, "martedì 3 marzo 2026, ore 10:40"),
        ("2026-03-06", "18:00", {}, "mercoledì 11 marzo 2026, ore 09:00"),
        ("2026-12-22", "10:40", {}, "giovedì 24 dicembre 2026, ore 10:40"),
        # San Ranieri, 17 June: nobody works in Pisa. San Giovanni, the 24th: nobody in Firenze.
        ("2026-06-15", "10:40", {}, "giovedì 18 giugno 2026, ore 10:40"),
        ("2026-06-15", "10:40", {"sportelli": "FI"}, "mercoledì 17 giugno 2026, ore 10:40"),
        ("2026-06-22", "10:40", {"sportelli": "PI"}, "giovedì 25 giugno 2026, ore 10:40"),
        ("2040-12-31", "10:40", {}, "giovedì 3 gennaio 2041, ore 10:40"),
        ("2026-10-02", "10:40", {}, "martedì 6 ottobre 2026, ore 10:40"),
        # The hour that March skips.
        ("2026-03-29", "02:30", {}, "mercoledì 1º aprile 2026, ore 09:00"),
    ],
)
def test_dice_da_quando(lei, giorno, ora, altro, rilascio):
    assert rilascio in calcola(lei, giorno, ora, **altro)


def test_nomina_ogni_giorno_saltato(lei):
    Chiusura.objects.create(dal="2026-03-04", al="2026-03-04", motivo="Sciopero")
    pagina = calcola(lei, "2026-03-02")
    assert "mer 04/03 no: chiusura: Sciopero" in pagina
    assert '<span class="casella-nota">chiusura: Sciopero</span>' in pagina


@pytest.mark.parametrize("giorno", ["2101-03-02", "1860-01-01", "2999-12-30", "2100-12-31"])
def test_un_anno_ignoto_si_spiega(lei, giorno):
    pagina = calcola(lei, giorno)
    assert "non sono note" in pagina or "Scegli un giorno fra il 1900 e il 2999" in pagina
    assert 'class="striscia"' not in pagina


@pytest.mark.parametrize(
    "parametri",
    [
        {"giorno": "ieri", "ora": "10:40"},
        {"giorno": "2026-02-30", "ora": "10:40"},
        {"giorno": "2026-03-02", "ora": "25:00"},
        {"giorno": "2026-03-02"},
        {"giorno": "9999-12-31", "ora": "23:59"},
        {"giorno": "0001-01-01", "ora": "00:00"},
        {"giorno": "2026-03-02", "ora": "10:40", "sportelli": "XX"},
        {"giorno": "2026-03-02", "ora": "10:40", "sportelli": "' OR 1=1 --"},
    ],
)
def test_quel_che_non_si_capisce_si_dice(lei, parametri):
    risposta = lei.get(DOVE, parametri)
    assert risposta.status_code == 200
    assert risposta.context["form"].errors
    assert 'class="striscia"' not in risposta.content.decode()


def test_non_scrive_niente(lei):
    calcola(lei, "2026-03-02")
    assert not Circolare.objects.exists()
    assert lei.post(DOVE).status_code == 405


def test_chi_non_e_della_rete_non_lo_usa(client, amministratore, operatrice_fi, orologio):
    client.force_login(amministratore)
    assert client.get(DOVE).status_code == 403
    client.force_login(operatrice_fi)
    assert client.get(DOVE).status_code == 200


def test_ogni_giorno_dal_2026_al_2040_ha_la_sua_striscia(db):
    """T-01: whole weeks, each day once, the rilascio on its day and every skipped day with its reason."""
    giorni = embargo.calendario_di(["FI", "PI", "LU"])
    giorno = date(2026, 1, 1)
    while giorno < date(2041, 1, 1):
        diffusione = datetime.combine(giorno, time(18, 30), tempo.ROMA)
        uscita = embargo.rilascio(diffusione, urgente=False, calendario=giorni)
        caselle = striscia(diffusione, uscita, giorni)
        assert [c.giorno.weekday() for c in caselle] == list(range(7)) * (len(caselle) // 7)
        assert [c.giorno for c in caselle if c.che == "rilascio"] == [uscita.cammino.arrivo]
        assert giorno in [c.giorno for c in caselle if c.che == "diffusione"]
        assert all(c.nota for c in caselle if c.che != "fuori")
        giorno += timedelta(days=3)


def test_la_striscia_racconta_una_diffusione_di_notte(db):
    diffusione = datetime(2026, 3, 6, 18, 0, tzinfo=tempo.ROMA)
    giorni = embargo.calendario_di([])
    caselle = striscia(diffusione, embargo.rilascio(diffusione, urgente=False, calendario=giorni), giorni)
    dette = {c.nome: (c.che, c.nota) for c in caselle if c.che != "fuori"}
    assert dette == {
        "ven 6 mar": ("diffusione", "diffusione, ma fuori orario: conta più avanti"),
        "sab 7 mar": ("saltato", "sabato"),
        "dom 8 mar": ("saltato", "domenica"),
        "lun 9 mar": ("diffusione", "qui conta come diffusa, ore 09:00: non si conta"),
        "mar 10 mar": ("conta", "1º giorno lavorativo"),
        "mer 11 mar": ("rilascio", "2º giorno lavorativo: alle imprese dalle 09:00"),
    }


def test_la_pagina_ha_una_casella_per_giorno(lei):
    assert len(re.findall(r'<li class="casella ', calcola(lei, "2026-03-06", "18:00"))) == 14
