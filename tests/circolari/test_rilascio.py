"""From when the companies may read: the rule of C7 against an oracle that shares nothing with it (T-01).

The oracle has its own Easter, its own holidays and patron saints, its own clock; it was written from the
mandate. What it says is asked of every day of fifteen years.
"""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from circolari import azioni
from circolari.embargo import rilascio
from circolari.models import Stato
from nucleo import tempo
from nucleo.models import Chiusura
from nucleo.tempo import Calendario, FestivitaSconosciute

# --- The oracle --------------------------------------------------------------------------------------------

FISSE = {(1, 1), (6, 1), (25, 4), (1, 5), (2, 6), (15, 8), (1, 11), (8, 12), (25, 12), (26, 12)}
# The patron saints of the ten towns, as their Comuni celebrate them.
PATRONI = {
    "AR": (7, 8),
    "FI": (24, 6),
    "GR": (10, 8),
    "LI": (22, 5),
    "LU": (12, 7),
    "MS": (4, 10),
    "PI": (17, 6),
    "PO": (26, 12),
    "PT": (25, 7),
    "SI": (1, 12),
}
TUTTI = tuple(PATRONI)
UN_GIORNO = timedelta(days=1)


def pasqua(anno):
    """Gauss, for the Gregorian calendar."""
    secolo = anno // 100
    m = (15 - (13 + 8 * secolo) // 25 + secolo - secolo // 4) % 30
    n = (4 + secolo - secolo // 4) % 7
    d = (19 * (anno % 19) + m) % 30
    e = (2 * (anno % 4) + 4 * (anno % 7) + 6 * d + n) % 7
    giorno = date(anno, 3, 22) + timedelta(days=d + e)
    troppo_tardi = (d, e) == (29, 6) or ((d, e) == (28, 6) and anno % 19 > 10)
    return giorno - timedelta(days=7) if troppo_tardi else giorno


def si_lavora(giorno, province):
    """Whether everybody works: the seat, in Firenze, always counts (C7)."""
    segno = (giorno.day, giorno.month)
    festa = segno in FISSE or (segno == (4, 10) and giorno.year >= 2026)
    di_qualcuno = any(PATRONI[provincia] == segno for provincia in {"FI", *province})
    angelo = giorno == pasqua(giorno.year) + UN_GIORNO
    return giorno.isoweekday() <= 5 and not (festa or di_qualcuno or angelo)


def oracolo(giorno, minuti, urgente, province):
    """Day and minute, on the wall in Rome, from which the companies read."""
    if not si_lavora(giorno, province) or minuti >= 17 * 60:
        giorno, minuti = prossimo(giorno, province), 9 * 60
    minuti = max(minuti, 9 * 60)
    for _ in range(1 if urgente else 2):
        giorno = prossimo(giorno, province)
    return giorno, minuti


def prossimo(giorno, province):
    giorno += UN_GIORNO
    while not si_lavora(giorno, province):
        giorno += UN_GIORNO
    return giorno


def ora_legale(giorno):
    """Whether by day the clocks in Rome are two hours ahead: last Sunday of March to last of October."""
    marzo, ottobre = date(giorno.year, 3, 31), date(giorno.year, 10, 31)
    return (
        marzo - (marzo.isoweekday() % 7) * UN_GIORNO
        <= giorno
        < ottobre - (ottobre.isoweekday() % 7) * UN_GIORNO
    )


def in_utc(giorno, minuti):
    """The instant that the clocks in Rome show on that day, in office hours."""
    avanti = timedelta(hours=2 if ora_legale(giorno) else 1)
    return datetime.combine(giorno, time(), UTC) + timedelta(minutes=minuti) - avanti


def ore_di_lavoro(dal, al, province):
    """Working hours, nine to five, between two instants."""
    totale, giorno = timedelta(), (dal - UN_GIORNO).date()
    while giorno <= al.date():
        if si_lavora(giorno, province):
            tratto = min(al, in_utc(giorno, 17 * 60)) - max(dal, in_utc(giorno, 9 * 60))
            totale += max(tratto, timedelta())
        giorno += UN_GIORNO
    return totale


# --- The exact cases, and every day of fifteen years -------------------------------------------------------

RIGHE = list(csv.DictReader((Path(__file__).parents[1] / "dati/date_embargo.csv").open(encoding="utf-8")))
PLATEE = {"FI": ("FI",), "tutti": TUTTI}
ORE = (2 * 60 + 30, 8 * 60 + 59, 9 * 60, 12 * 60 + 20, 16 * 60 + 59, 18 * 60 + 45)
INIZIO, GIORNI = date(2026, 1, 1), (date(2041, 1, 1) - date(2026, 1, 1)).days
CALENDARI = {nome: Calendario(tuple(sorted({"FI", *platea}))) for nome, platea in PLATEE.items()}


def roma(testo):
    locale = datetime.fromisoformat(testo)
    return tempo.ora_di_roma(locale.date(), locale.time())


@pytest.mark.parametrize("riga", RIGHE, ids=lambda riga: "-".join(riga.values()))
def test_i_casi_esatti_tornano_tutti(db, riga):
    """T-01: the cases of the mandate, on the calendar that the database holds."""
    uscita = rilascio(
        roma(riga["diffusione_roma"]), urgente=riga["urgente"] == "1", province=PLATEE[riga["sportelli"]]
    )
    assert uscita.istante == roma(riga["rilascio_roma"])


def discordi(passo):
    """The cases on which rule and oracle disagree, and how many cases there were."""
    trovati, quanti = [], 0
    for scarto in range(0, GIORNI, passo):
        giorno = INIZIO + timedelta(days=scarto)
        for minuti in ORE:
            diffusione = tempo.ora_di_roma(giorno, time(*divmod(minuti, 60)))
            for nome, platea in PLATEE.items():
                for urgente in (False, True):
                    uscita = rilascio(diffusione, urgente=urgente, calendario=CALENDARI[nome])
                    atteso = in_utc(*oracolo(giorno, minuti, urgente, platea))
                    quanti += 1
                    if uscita.istante != atteso:
                        trovati.append((giorno, minuti, nome, urgente, uscita.istante, atteso))
    return trovati, quanti


def test_un_giorno_su_ventinove_per_quindici_anni():
    """T-01: twenty-nine has nothing in common with seven, so every weekday of every season is there."""
    trovati, quanti = discordi(29)
    assert trovati == []
    assert quanti == (GIORNI // 29 + 1) * 24


@pytest.mark.lungo
def test_ogni_giorno_per_quindici_anni():
    """T-01: every day 2026-2040 × 6 clock times × 2 audiences × ordinary and urgent."""
    trovati, quanti = discordi(1)
    assert trovati == []
    assert quanti == GIORNI * 6 * 2 * 2


@pytest.mark.parametrize("anno", range(2026, 2041))
def test_ogni_fine_d_anno_e_ogni_pasqua(anno):
    """T-01: the weeks in which holidays meet, day by day and for each office alone."""
    vicini = [pasqua(anno) - timedelta(days=6), date(anno, 12, 20), date(anno, 4, 22), date(anno, 9, 30)]
    for inizio in vicini:
        for giorno in (inizio + timedelta(days=n) for n in range(16)):
            for provincia in TUTTI:
                uscita = rilascio(
                    in_utc(giorno, 10 * 60),
                    urgente=False,
                    calendario=Calendario(tuple(sorted({"FI", provincia}))),
                )
                assert uscita.istante == in_utc(*oracolo(giorno, 10 * 60, False, (provincia,)))


# --- What always holds -------------------------------------------------------------------------------------

ISTANTI = st.timedeltas(timedelta(), timedelta(days=15 * 365 - 20)).map(
    lambda dopo: datetime(2026, 1, 1, tzinfo=UTC) + dopo
)
PROVINCE = st.lists(st.sampled_from(TUTTI), max_size=5).map(tuple)


def uscita_di(diffusione, urgente=False, province=(), chiusure=()):
    calendario = Calendario(tuple(sorted({"FI", *province})), chiusure)
    return rilascio(diffusione, urgente=urgente, calendario=calendario)


@given(ISTANTI, st.timedeltas(timedelta(), timedelta(days=9)), st.booleans(), PROVINCE)
def test_chi_diffonde_dopo_non_esce_prima(diffusione, scarto, urgente, province):
    """T-01: monotone."""
    prima = uscita_di(diffusione, urgente, province).istante
    assert prima <= uscita_di(diffusione + scarto, urgente, province).istante


@given(ISTANTI, PROVINCE)
def test_l_urgente_esce_prima_e_comunque_dopo_la_diffusione(diffusione, province):
    """T-01: urgent ≤ ordinary."""
    urgente, ordinaria = uscita_di(diffusione, True, province), uscita_di(diffusione, False, province)
    assert diffusione < urgente.istante < ordinaria.istante


@given(ISTANTI, st.booleans(), PROVINCE, PROVINCE)
def test_uno_sportello_in_piu_non_fa_uscire_prima(diffusione, urgente, province, altre):
    prima = uscita_di(diffusione, urgente, province).istante
    assert prima <= uscita_di(diffusione, urgente, province + altre).istante


@given(ISTANTI, st.booleans(), st.integers(-5, 20), st.integers(0, 9))
def test_una_chiusura_in_piu_non_fa_uscire_prima(diffusione, urgente, scarto, durata):
    """T-01: a new closure never makes it earlier, and the days that it takes away are named."""
    dal = diffusione.date() + timedelta(days=scarto)
    chiusura = (dal, dal + timedelta(days=durata), "inventario")
    prima, dopo = uscita_di(diffusione, urgente), uscita_di(diffusione, urgente, chiusure=(chiusura,))
    assert prima.istante <= dopo.istante
    if prima.istante < dopo.istante:
        assert "no: chiusura: inventario" in dopo.derivazione


@given(ISTANTI, PROVINCE)
def test_ogni_sportello_ha_le_sue_ore_lavorative(diffusione, province):
    """T-01: at least 16 working hours for each office by its own calendar, 8 when urgent."""
    for urgente, ore in ((False, 16), (True, 8)):
        istante = uscita_di(diffusione, urgente, province).istante
        for provincia in {"FI", *province}:
            assert ore_di_lavoro(diffusione, istante, (provincia,)) >= timedelta(hours=ore)


@given(ISTANTI, st.booleans(), PROVINCE)
def test_i_secondi_si_arrotondano_al_minuto_dopo(diffusione, urgente, province):
    """T-01: on a whole minute, less than a minute later than without rounding."""
    istante = uscita_di(diffusione, urgente, province).istante
    intera = diffusione.replace(second=0, microsecond=0)
    assert (istante.second, istante.microsecond) == (0, 0)
    assert istante - uscita_di(intera, urgente, province).istante in (timedelta(), timedelta(minutes=1))


@pytest.mark.parametrize(
    ("diffusione", "istante"),
    [
        ("2026-03-02 10:40:00", "2026-03-04 10:40"),
        ("2026-03-02 10:40:00.000001", "2026-03-04 10:41"),
        ("2026-03-02 16:59:59", "2026-03-04 17:00"),
        ("2026-03-02 17:00:00", "2026-03-05 09:00"),
    ],
)
def test_al_minuto(diffusione, istante):
    assert uscita_di(roma(diffusione)).istante == roma(istante)


@settings(max_examples=200)
@given(ISTANTI, st.booleans(), PROVINCE)
def test_la_derivazione_nomina_ogni_giorno(diffusione, urgente, province):
    """T-01: every skipped day with why, every counted one with its number, and both ends."""
    uscita = uscita_di(diffusione, urgente, province)
    giorno, fine = tempo.giorno_di_roma(diffusione), tempo.giorno_di_roma(uscita.istante)
    assert uscita.passi[0] == f"diffusa {_detto(diffusione)}"
    assert uscita.passi[-1] == f"alle imprese da {_detto(uscita.istante)}"
    while giorno <= fine:
        nominato = sum(passo.startswith(f"{tempo.breve(giorno)} no: ") for passo in uscita.passi)
        assert nominato == (not si_lavora(giorno, province))
        giorno += UN_GIORNO
    assert len(uscita.cammino.contati) == (1 if urgente else 2)


def _detto(istante):
    locale = istante.astimezone(tempo.ROMA)
    return f"{tempo.breve(locale.date())} {locale:%H:%M}"


@pytest.mark.parametrize(
    ("diffusione", "utc"),
    [
        # The clocks go on, and back, between diffusione and rilascio: the same hour on the wall.
        ("2026-03-27 10:00", "2026-03-31 08:00"),
        ("2026-10-23 10:00", "2026-10-27 09:00"),
        # In the very nights: the hour that March skips, the one that October has twice.
        ("2026-03-29 02:30", "2026-04-01 07:00"),
        ("2026-10-25 02:30", "2026-10-28 08:00"),
    ],
)
def test_nelle_due_notti_del_cambio_d_ora(diffusione, utc):
    """T-01: both DST nights."""
    assert uscita_di(roma(diffusione)).istante == datetime.fromisoformat(utc).replace(tzinfo=UTC)


# --- What the program does with it -------------------------------------------------------------------------


def test_una_chiusura_inserita_conta_dalla_prossima_domanda(db):
    Chiusura.objects.create(dal="2026-03-03", al="2026-03-03", motivo="sciopero", provincia="PI")
    assert rilascio(roma("2026-03-02 10:00"), urgente=False, province=["FI"]).istante == roma(
        "2026-03-04 10:00"
    )
    uscita = rilascio(roma("2026-03-02 10:00"), urgente=False, province=["PI"])
    assert uscita.istante == roma("2026-03-05 10:00")
    assert uscita.passi == [
        "diffusa lun 02/03 10:00",
        "mar 03/03 no: chiusura: sciopero",
        "1º giorno lavorativo mer 04/03",
        "2º gio 05/03",
        "alle imprese da gio 05/03 10:00",
    ]


@pytest.mark.parametrize("quando", ["2101-03-01 10:00", "2100-12-30 10:00"])
def test_un_anno_di_cui_non_si_sanno_le_feste_e_rifiutato(bozza, redazione, pisa, orologio, quando):
    """T-01, C7: nobody promises an instant that cannot be counted, not even across the end of a year."""
    orologio(quando)
    with pytest.raises(FestivitaSconosciute, match="2101"):
        rilascio(roma(quando), urgente=False, province=["PI"])
    with pytest.raises(ValidationError, match="festività del 2101 non sono note"):
        azioni.diffondi(bozza, da=redazione)
    bozza.refresh_from_db()
    assert bozza.stato == Stato.BOZZA
