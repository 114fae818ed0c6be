"""What a killed worker had handed over does not leave again."""

import os

import pytest

from nucleo import posta
from nucleo.models import Busta
from nucleo.posta import Messaggio, giornale, presa
from nucleo.posta.giornale import Giornale, recupera

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cartella(tmp_path, monkeypatch):
    monkeypatch.setattr(giornale, "CARTELLA", tmp_path / "in-corso")
    return tmp_path / "in-corso"


@pytest.fixture
def presa_tre():
    posta.accoda_tutti(
        Messaggio(chiave=f"p:{n}", a=f"d{n}@esempio.it", oggetto="O", testo="T") for n in range(3)
    )
    return presa.prendi()


def uccidi(aperto):
    """What the kernel does to the file of a process that dies."""
    os.close(aperto._file)


def test_quel_che_un_morto_aveva_consegnato_si_segna_e_non_riparte(presa_tre, cartella):
    """R-10."""
    aperto = Giornale(presa_tre.codice)
    for busta in presa_tre.buste[:2]:
        aperto.segna(busta.pk)
    assert Busta.objects.per_stato() == {"in_invio": 3}
    uccidi(aperto)
    assert recupera() == 2
    assert Busta.objects.per_stato() == {"in_invio": 1, "consegnato": 2}
    assert list(cartella.iterdir()) == []


def test_una_riga_scritta_a_meta_non_vale(presa_tre, cartella):
    aperto = Giornale(presa_tre.codice)
    aperto.segna(presa_tre.buste[0].pk)
    os.write(aperto._file, b"%d" % presa_tre.buste[1].pk)
    uccidi(aperto)
    assert recupera() == 1


def test_il_giornale_di_chi_e_vivo_non_si_tocca(presa_tre):
    aperto = Giornale(presa_tre.codice)
    aperto.segna(presa_tre.buste[0].pk)
    assert recupera() == 0
    aperto.chiudi()
    assert Busta.objects.per_stato() == {"in_invio": 2, "consegnato": 1}


def test_quel_che_un_altro_ha_ripreso_lo_dira_lui(presa_tre):
    aperto = Giornale(presa_tre.codice)
    aperto.segna(presa_tre.buste[0].pk)
    uccidi(aperto)
    presa_tre.rilascia(presa_tre.buste)
    altra = presa.prendi()
    assert recupera() == 0
    assert {busta.presa_da for busta in Busta.objects.all()} == {altra.codice}


def test_si_segna_a_gruppi(presa_tre, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(giornale, "GRUPPO", 2)
    aperto = Giornale(presa_tre.codice)
    uno, due, tre = (busta.pk for busta in presa_tre.buste)
    with django_assert_num_queries(0):
        aperto.segna(uno)
    with django_assert_num_queries(1):
        aperto.segna(due)
    monkeypatch.setattr(giornale, "AL_PIU_TARDI", -1)
    with django_assert_num_queries(1):
        aperto.segna(tre)
    aperto.chiudi()


def test_dove_non_si_scrive_su_disco_si_segna_una_per_una(presa_tre, monkeypatch, cartella):
    cartella.write_text("un file al posto della cartella")
    aperto = Giornale(presa_tre.codice)
    aperto.segna(presa_tre.buste[0].pk)
    assert Busta.objects.per_stato() == {"in_invio": 2, "consegnato": 1}
    aperto.chiudi()
    assert recupera() == 0
