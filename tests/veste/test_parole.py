"""Dates, deadlines and figures as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from nucleo import parole, tempo

ADESSO = datetime(2026, 10, 7, 8, 30, tzinfo=UTC)  # mercoledì 7 ottobre, 10:30 a Roma


@pytest.fixture(autouse=True)
def _orologio_fermo():
    with tempo.fermo(ADESSO):
        yield


@pytest.mark.parametrize(
    ("ore", "detto"),
    [
        (0, "oggi 10:30"),
        (-24, "ieri 10:30"),
        (24, "domani 10:30"),
        (-48, "lun 5 ott"),
        (24 * 100, "15 gen 2027"),
    ],
)
def test_un_istante_si_dice_come_lo_si_direbbe_oggi(ore, detto):
    assert parole.quando(ADESSO + timedelta(hours=ore)) == detto


def test_il_giorno_e_quello_che_segna_l_orologio_in_italia():
    quasi_mezzanotte_a_londra = datetime(2026, 10, 6, 22, 30, tzinfo=UTC)
    assert parole.quando(quasi_mezzanotte_a_londra) == "oggi 00:30"


def test_un_giorno_senza_ora_non_ne_inventa_una():
    assert parole.quando(date(2026, 10, 7)) == "oggi"
    assert parole.data_lunga(date(2026, 11, 1)) == "domenica 1º novembre 2026"


def test_l_ora_lunga_dice_tutto():
    assert parole.data_lunga(ADESSO) == "mercoledì 7 ottobre 2026, ore 10:30"


@pytest.mark.parametrize(
    ("giorni", "detto", "tono"),
    [
        (-3, "in ritardo di 3 giorni", "rosso"),
        (-1, "in ritardo di 1 giorno", "rosso"),
        (0, "scade oggi", "ambra"),
        (1, "scade domani", "ambra"),
        (4, "fra 4 giorni", "nero"),
        (12, "lun 19 ott", "nero"),
    ],
)
def test_una_scadenza_dice_quanto_manca(giorni, detto, tono):
    assert parole.scadenza(date(2026, 10, 7) + timedelta(days=giorni)) == (detto, tono)


def test_le_migliaia_si_separano_col_punto():
    assert parole.migliaia(1234567) == "1.234.567"
    assert parole.quanti(1, "pratica", "pratiche") == "1 pratica"
    assert parole.quanti(1348, "pratica", "pratiche") == "1.348 pratiche"
