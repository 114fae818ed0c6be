"""Reminders: every seven working days, three at most, until somebody answers or refuses (C3)."""

import pytest

from feedback import azioni
from feedback.models import Richiesta
from nucleo import tempo
from nucleo.models import Busta, Chiusura
from tests.conftest import CANARINI
from tests.feedback.conftest import LEGAME, consegna, consente, detti, ronda


@pytest.fixture
def mandata(chiesta):
    consegna()
    return chiesta


def all_azienda():
    """What leaves now for the company; the officer has her notice."""
    return [lettera for lettera in consegna() if lettera.to == [CANARINI.email]]


def giorni_dei_solleciti(orologio, fino_a="2026-04-16"):
    """The mornings on which a reminder really left, sweeping at nine of every day."""
    giorni, giorno = [], tempo.oggi()
    while str(giorno) < fino_a:
        giorno += tempo.UN_GIORNO
        orologio(f"{giorno} 09:00")
        if azioni.sollecita_dovute():
            lettere = consegna()
            assert len(lettere) == 1
            assert lettere[0].subject.startswith("Promemoria")
            giorni.append(str(giorno))
    return giorni


def test_ogni_sette_giorni_lavorativi_tre_volte(mandata, orologio):
    """From Monday 2 March 2026; the last one falls on Tuesday 31."""
    assert giorni_dei_solleciti(orologio) == ["2026-03-11", "2026-03-20", "2026-03-31"]


def test_le_feste_non_contano(questionario, consenziente, completata, orologio):
    """C7's calendar: Easter Monday, 25 April (a Saturday), 1 May."""
    orologio("2026-03-30 10:00")
    ronda()
    consegna()
    assert giorni_dei_solleciti(orologio, "2026-05-14") == ["2026-04-09", "2026-04-20", "2026-04-29"]


def test_una_chiusura_decisa_dopo_li_sposta(mandata, orologio):
    Chiusura.objects.create(dal="2026-03-11", al="2026-03-13", motivo="ferie", provincia="FI")
    assert giorni_dei_solleciti(orologio, "2026-03-18") == ["2026-03-16"]


def test_hanno_lo_stesso_collegamento(mandata, orologio, chiave):
    orologio("2026-03-11 09:00")
    ronda()
    [lettera] = consegna()
    assert LEGAME.search(lettera.body)[1] == f"/questionario/{chiave}/"


@pytest.mark.parametrize("come", ["risponde", "rifiuta", "al telefono", "ritira il consenso", "respinge"])
def test_si_fermano(mandata, orologio, come, operatrice_fi, consenziente):
    fermano = {
        "risponde": lambda: azioni.rispondi(mandata, detti(), lingua="it"),
        "rifiuta": lambda: azioni.rifiuta(mandata),
        "al telefono": lambda: azioni.raccogli(mandata.pratica, detti(), da=operatrice_fi),
        "ritira il consenso": lambda: consente(consenziente, si=False),
        "respinge": lambda: Busta.objects.filter(pk=mandata.busta_id).update(stato="respinto"),
    }
    mandata.refresh_from_db()
    orologio("2026-03-05 10:00")
    fermano[come]()
    assert giorni_dei_solleciti(orologio, "2026-04-02") == []
    assert all_azienda() == []


def test_un_sollecito_in_coda_non_parte_dopo_la_risposta(mandata, orologio):
    orologio("2026-03-11 09:00")
    ronda()
    mandata.refresh_from_db()
    azioni.rispondi(mandata, detti(), lingua="it")
    assert all_azienda() == []


def test_due_giri_insieme_ne_mandano_uno(mandata, orologio):
    orologio("2026-03-11 09:00")
    assert [ronda(), ronda()] == [1, 0]
    assert Richiesta.objects.get().solleciti == 1
