"""The calendar of the demonstration is never empty, and shows every fate of an initiative (C8)."""

import pytest
from django.contrib.auth.models import Group

from calendario import azioni
from calendario.models import Fonte, Iniziativa, Modifica
from extranet.dimostrazione import calendario, carica, circolari, fonti
from extranet.dimostrazione.persone import PERSONE
from nucleo import tempo
from nucleo.visibilita import GRUPPO_TP

pytestmark = pytest.mark.django_db


@pytest.fixture
def caricata(orologio):
    """Loads the calendar as if today were another day."""

    def fa(adesso):
        Group.objects.get_or_create(name=GRUPPO_TP)
        orologio(adesso)
        carica.carica_tabelle()
        carica.carica_persone(PERSONE)
        # The one that was sent out today, and one that was withdrawn before its rilascio.
        righe = [riga for riga in carica.leggi("circolari.json") if riga["id"] in (8, 11)]
        circolari.carica_circolari(righe)
        calendario.carica_calendario(carica.leggi("iniziative.json"), righe)

    return fa


@pytest.mark.parametrize("adesso", ["2026-11-26 11:00", "2027-07-05 07:30"])
def test_the_calendar_is_alive_whenever_it_is_loaded(caricata, adesso):
    caricata(adesso)
    pubbliche = Iniziativa.objects.pubbliche()
    assert Iniziativa.objects.count() == 80
    assert pubbliche.future().count() >= 20
    assert {*pubbliche.values_list("stato", flat=True)} == {
        *("preannunciata", "confermata", "rinviata", "annullata")
    }
    assert pubbliche.con_dettagli().filter(dettagli=False).count() == 1
    nascoste = Iniziativa.objects.exclude(pk__in=pubbliche).exclude(stato="proposta")
    assert {nascosta.titolo.split(":")[0] for nascosta in nascoste} >= {
        "Incoming buyer nordamericani gioiello"
    }
    assert not Iniziativa.objects.filter(pubblicata_il__gt=tempo.adesso()).exists()
    assert Iniziativa.objects.da_approvare().count() == 2
    assert Modifica.objects.get().da.nome == "Elisa"


def test_the_words_and_the_days_move_on_together(orologio):
    orologio("2028-07-03 10:00")
    riga = carica.leggi("iniziative.json")[0]
    spostata = calendario.sposta(riga)
    assert (spostata["titolo"], spostata["data_inizio"], spostata["mese"]) == (
        *("Wine Paris 2029", "2029-02-12", "2029-02"),
    )


def test_the_board_of_the_feeds_shows_a_good_and_a_bad_reading_and_looks_for_nothing(caricata):
    """Days apart; off, and far from due: no worker will ask for addresses that there are not."""
    caricata("2026-11-26 11:00")
    fonti.carica_fonti()
    buona, guasta = Fonte.objects.order_by("pk")
    assert [lettura.in_breve for lettura in buona.letture.vere()] == ["1 nuova", "2 nuove"]
    assert [lettura.in_breve for lettura in guasta.letture.vere()] == [fonti.ROTTA, "1 nuova"]
    assert Iniziativa.objects.pubbliche().filter(fonte=buona).count() == 3
    assert Iniziativa.objects.pubbliche().filter(fonte=guasta).count() == 1
    giorni = Iniziativa.objects.exclude(fonte=None).values_list("inizio", flat=True)
    assert {giorno.weekday() for giorno in giorni} <= {0, 1, 2, 3, 4}
    assert not Fonte.objects.filter(attiva=True).exists()
    assert not Fonte.objects.dovute().exists()
    assert azioni.leggi_dovute() == 0
