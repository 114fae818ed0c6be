"""The lookup tables: loaded from files, ordered, switched off, never deleted."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from sportelli import models
from sportelli.azioni import carica_tabelle
from sportelli.models import (
    Ateco,
    DomandaServizio,
    Paese,
    Provincia,
    Scopo,
    Servizio,
    Settore,
    Sportello,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def tabelle():
    return carica_tabelle()


def test_le_tabelle_arrivano_intere(tabelle):
    assert tabelle["sportelli"] == 10
    assert tabelle["servizi"] == 18
    assert tabelle["province"] == 107
    assert Ateco.objects.filter(codice="14.21.10").exists()
    assert DomandaServizio.objects.filter(servizio__codice="dogane", obbligatoria=True).count() == 3


def test_caricarle_di_nuovo_non_cambia_nulla(tabelle):
    Servizio.objects.filter(codice="dogane").update(nome="Dogane", giorni_lavorativi=3)
    assert set(carica_tabelle().values()) == {0}
    assert Servizio.objects.get(codice="dogane").giorni_lavorativi == 3


def test_il_comando_dice_che_cosa_ha_aggiunto(capsys):
    call_command("carica_tabelle")
    assert "sportelli: 10 in più" in capsys.readouterr().out


def test_i_paesi_hanno_un_nome_italiano_e_c_e_il_kosovo(tabelle):
    assert dict(Paese.objects.filter(codice__in=["XK", "US", "CI"]).values_list("codice", "nome")) == {
        "XK": "Kosovo",
        "US": "Stati Uniti",
        "CI": "Costa d’Avorio",
    }
    nomi = list(Paese.objects.values_list("nome", flat=True))
    assert nomi.index("Isole Åland") < nomi.index("Israele") < nomi.index("Italia")


def test_ogni_settore_ha_i_suoi_codici_ateco(tabelle):
    assert all(settore.ateco.exists() for settore in Settore.objects.all())


def test_ogni_ufficio_ha_il_suo_gruppo_la_sua_provincia_e_la_sua_firma(tabelle):
    firenze = Sportello.objects.get(codice="FI")
    assert firenze.gruppo.name == "Sportello territoriale di Firenze"
    assert Provincia.objects.filter(codice=firenze.codice).exists()
    assert "055 000 0002" in firenze.firma


@pytest.mark.parametrize("modello", [Paese, Provincia, Settore, Servizio, DomandaServizio, Ateco])
def test_una_voce_non_si_cancella(tabelle, modello):
    with pytest.raises(DatabaseError, match="Cannot delete"):
        modello.objects.filter(pk=modello.objects.first().pk).delete()


def test_una_voce_spenta_non_si_sceglie_piu(tabelle):
    Paese.objects.filter(codice="IT").update(attiva=False)
    assert not Paese.objects.scegliibili().filter(codice="IT").exists()


def test_un_testo_di_consenso_non_cambia_mai(tabelle):
    assert set(models.TestoConsenso.objects.values_list("scopo", flat=True)) == set(Scopo.values)
    with pytest.raises(DatabaseError, match="Cannot update"):
        models.TestoConsenso.objects.update(testo="altro")
