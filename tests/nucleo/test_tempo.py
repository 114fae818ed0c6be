"""Working days, working hours, and the clocks in Rome."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError
from hypothesis import given, settings
from hypothesis import strategies as st

from nucleo import tempo
from nucleo.models import Chiusura
from nucleo.tempo import Calendario

TUTTI = ("AR", "FI", "GR", "LI", "LU", "MS", "PI", "PO", "PT", "SI")
EMBARGO = list(csv.DictReader((Path(__file__).parents[1] / "dati/date_embargo.csv").open(encoding="utf-8")))
ITALIA = Calendario(())
GIORNI = st.dates(date(2020, 1, 1), date(2060, 12, 31))
PROVINCE = st.lists(st.sampled_from(TUTTI), max_size=4).map(tuple)
ISTANTI = st.builds(tempo.ora_di_roma, st.dates(date(2024, 1, 1), date(2045, 1, 1)), st.times())


def roma(testo):
    locale = datetime.fromisoformat(testo)
    return tempo.ora_di_roma(locale.date(), locale.time())


def rilascio(diffusione, quanti, calendario):
    partenza = calendario.inizio_lavorativo(diffusione).astimezone(tempo.ROMA)
    arrivo = calendario.dopo_lavorativi(partenza.date(), quanti).arrivo
    return tempo.ora_di_roma(arrivo, partenza.time())


@pytest.mark.parametrize("riga", EMBARGO, ids=lambda r: "-".join(r.values()))
def test_le_date_dell_embargo_tornano_tutte(riga):
    """T-01: the exact cases of the mandate."""
    calendario = Calendario(TUTTI if riga["sportelli"] == "tutti" else (riga["sportelli"],))
    quanti = 1 if riga["urgente"] == "1" else 2
    atteso = roma(riga["rilascio_roma"])
    assert rilascio(roma(riga["diffusione_roma"]), quanti, calendario) == atteso


@pytest.mark.parametrize(
    ("giorno", "province", "motivo"),
    [
        ("2026-12-25", (), "Natale"),
        ("2026-12-26", (), "sabato"),
        ("2026-12-27", (), "domenica"),
        ("2026-04-06", (), "Lunedì dell'Angelo"),
        ("2026-04-03", TUTTI, ""),
        ("2026-12-24", TUTTI, ""),
        ("2026-12-31", TUTTI, ""),
        ("2026-06-24", ("FI",), "patrono di Firenze: San Giovanni Battista"),
        ("2026-06-24", ("PI",), ""),
        ("2026-06-17", ("FI", "PI"), "patrono di Pisa: San Ranieri"),
        ("2027-10-04", (), "Festa nazionale di San Francesco d'Assisi, patrono d'Italia"),
        ("2025-10-04", (), "sabato"),
        ("2024-10-04", (), ""),
        ("2024-10-04", ("MS",), "patrono di Massa-Carrara: San Francesco d'Assisi"),
    ],
)
def test_ogni_giorno_che_non_conta_dice_perche(giorno, province, motivo):
    assert Calendario(province).perche_no(date.fromisoformat(giorno)) == motivo


def test_il_cammino_nomina_ogni_giorno_saltato():
    cammino = Calendario(("FI",)).dopo_lavorativi(date(2026, 12, 23), 2)
    assert cammino.arrivo == date(2026, 12, 28)
    assert str(cammino) == (
        "mer 23/12 → 1º giorno lavorativo gio 24/12 → ven 25/12 no: Natale → sab 26/12 no: sabato"
        " → dom 27/12 no: domenica → 2º lun 28/12"
    )


def test_zero_giorni_dopo_e_lo_stesso_giorno():
    cammino = ITALIA.dopo_lavorativi(date(2026, 12, 25), 0)
    assert (cammino.arrivo, str(cammino)) == (date(2026, 12, 25), "ven 25/12")


def test_all_indietro_non_si_conta():
    with pytest.raises(ValueError, match="in avanti"):
        ITALIA.dopo_lavorativi(date(2026, 1, 1), -1)


@pytest.mark.parametrize("anno", [1850, 2101])
def test_un_anno_di_cui_non_si_sanno_le_feste_e_rifiutato(anno):
    with pytest.raises(tempo.FestivitaSconosciute, match=str(anno)):
        ITALIA.dopo_lavorativi(date(anno, 3, 1), 1)


def test_una_provincia_che_non_esiste_e_rifiutata():
    with pytest.raises(tempo.FestivitaSconosciute, match="XX"):
        Calendario(("XX",)).lavorativo(date(2026, 7, 1))


def test_una_chiusura_vale_per_la_sua_provincia_o_per_tutti(db):
    Chiusura.objects.create(dal="2026-06-16", al="2026-06-16", motivo="San Ceccardo", provincia="MS")
    Chiusura.objects.create(dal="2026-08-10", al="2026-08-14", motivo="ferie")
    assert tempo.lavorativo(date(2026, 6, 16))
    assert not tempo.lavorativo(date(2026, 6, 16), ["MS", "FI"])
    assert tempo.dopo_lavorativi(date(2026, 8, 7), 1).arrivo == date(2026, 8, 17)
    assert tempo.calendario(["MS"]).perche_no(date(2026, 6, 16)) == "chiusura: San Ceccardo"


def test_una_domanda_sola_per_conto(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        tempo.dopo_lavorativi(date(2026, 1, 7), 200, TUTTI)


@pytest.mark.parametrize(
    ("istante", "dentro", "inizio"),
    [
        ("2026-12-22 09:00", True, "2026-12-22 09:00"),
        ("2026-12-22 16:59:59", True, "2026-12-22 16:59:59"),
        ("2026-12-22 17:00", False, "2026-12-23 09:00"),
        ("2026-12-22 08:59", False, "2026-12-22 09:00"),
        ("2026-12-24 18:00", False, "2026-12-28 09:00"),
        ("2026-12-26 03:00", False, "2026-12-28 09:00"),
    ],
)
def test_fuori_orario_si_comincia_alle_nove_del_primo_giorno_lavorativo(db, istante, dentro, inizio):
    assert tempo.orario_di_lavoro(roma(istante)) is dentro
    assert tempo.inizio_lavorativo(roma(istante)) == roma(inizio)


def test_le_ore_lavorative_sono_otto_al_giorno(db):
    fra = tempo.ore_lavorative_fra(roma("2026-12-23 16:00"), roma("2026-12-28 10:30"))
    assert fra == timedelta(hours=1 + 8 + 1, minutes=30)
    assert tempo.ore_lavorative_fra(roma("2026-12-28 10:30"), roma("2026-12-23 16:00")) == timedelta()


@pytest.mark.parametrize(
    ("giorno", "ora", "utc"),
    [
        ("2026-03-28", time(2, 30), "2026-03-28 01:30"),
        ("2026-03-29", time(1, 59), "2026-03-29 00:59"),
        ("2026-03-29", time(2, 30), "2026-03-29 01:30"),
        ("2026-03-29", time(3, 0), "2026-03-29 01:00"),
        ("2026-03-30", time(9, 0), "2026-03-30 07:00"),
        ("2026-10-25", time(1, 59), "2026-10-24 23:59"),
        ("2026-10-25", time(2, 30), "2026-10-25 01:30"),
        ("2026-10-25", time(3, 0), "2026-10-25 02:00"),
        ("2026-10-26", time(9, 0), "2026-10-26 08:00"),
    ],
)
def test_nelle_due_notti_del_cambio_d_ora_non_si_e_mai_in_anticipo(giorno, ora, utc):
    """T-01: both DST nights."""
    istante = tempo.ora_di_roma(date.fromisoformat(giorno), ora)
    assert istante == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_la_mezzanotte_che_conta_e_quella_di_roma(time_machine):
    time_machine.move_to(datetime(2026, 7, 1, 22, 30, tzinfo=UTC), tick=False)
    assert tempo.oggi() == date(2026, 7, 2)
    assert tempo.adesso() == datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


@given(GIORNI, st.integers(1, 30), PROVINCE)
def test_si_arriva_sempre_in_un_giorno_lavorativo_e_ogni_giorno_ha_il_suo_conto(inizio, quanti, province):
    """T-01."""
    calendario = Calendario(province)
    cammino = calendario.dopo_lavorativi(inizio, quanti)
    saltati = {salto.giorno for salto in cammino.saltati}
    tutti = {inizio + timedelta(days=n + 1) for n in range((cammino.arrivo - inizio).days)}
    assert calendario.lavorativo(cammino.arrivo)
    assert len(cammino.contati) == quanti
    assert set(cammino.contati) | saltati == tutti
    assert not saltati & set(cammino.contati)
    assert calendario.lavorativi_fra(inizio, cammino.arrivo) == quanti


@given(GIORNI, st.integers(0, 15), st.integers(0, 15), PROVINCE)
def test_contare_in_due_volte_e_come_contare_in_una(inizio, primi, poi, province):
    calendario = Calendario(province)
    meta = calendario.dopo_lavorativi(inizio, primi).arrivo
    assert (
        calendario.dopo_lavorativi(meta, poi).arrivo == calendario.dopo_lavorativi(inizio, primi + poi).arrivo
    )


@given(GIORNI, st.integers(0, 40), st.integers(1, 15), PROVINCE)
def test_chi_parte_dopo_non_arriva_prima(inizio, scarto, quanti, province):
    """T-01: monotone; fewer days or fewer provinces never arrive later."""
    calendario = Calendario(province)
    arrivo = calendario.dopo_lavorativi(inizio, quanti).arrivo
    assert calendario.dopo_lavorativi(inizio + timedelta(days=scarto), quanti).arrivo >= arrivo
    assert calendario.dopo_lavorativi(inizio, quanti - 1).arrivo < arrivo
    assert ITALIA.dopo_lavorativi(inizio, quanti).arrivo <= arrivo


@given(GIORNI, st.integers(1, 15), st.integers(-5, 30), st.integers(0, 10))
def test_una_chiusura_in_piu_rimanda_soltanto(inizio, quanti, scarto, durata):
    """T-01: a new closure never makes it earlier."""
    dal = inizio + timedelta(days=scarto)
    chiuso = Calendario((), ((dal, dal + timedelta(days=durata), "inventario"),))
    assert chiuso.dopo_lavorativi(inizio, quanti).arrivo >= ITALIA.dopo_lavorativi(inizio, quanti).arrivo


@settings(deadline=None)
@given(ISTANTI, st.integers(1, 2), PROVINCE)
def test_uno_sportello_ha_sempre_sedici_ore_lavorative(diffusione, quanti, province):
    """T-01: at least 16 working hours before the companies, 8 when urgent."""
    calendario = Calendario(province)
    arrivo = rilascio(diffusione, quanti, calendario)
    assert calendario.orario_di_lavoro(arrivo)
    assert calendario.ore_lavorative_fra(diffusione, arrivo) >= timedelta(hours=8 * quanti)


@given(GIORNI, st.times())
def test_ogni_ora_di_roma_torna_uguale_o_dopo_il_salto(giorno, ora):
    a_roma = tempo.ora_di_roma(giorno, ora).astimezone(tempo.ROMA).replace(tzinfo=None)
    locale = datetime.combine(giorno, ora)
    assert a_roma in (locale, locale + timedelta(hours=1))


@pytest.mark.parametrize(
    "campi", [{"al": "2026-08-09", "motivo": "ferie"}, {"al": "2026-08-10", "motivo": ""}], ids=str
)
def test_una_chiusura_ha_un_verso_e_un_motivo(db, campi):
    with pytest.raises(IntegrityError):
        Chiusura.objects.create(dal="2026-08-10", **campi)
