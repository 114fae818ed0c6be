"""The draft that saves itself: the revision is checked, nothing is written over, what fails is said."""

import pytest

from circolari import azioni
from circolari.models import Circolare
from tests.circolari.moduli import indirizzo, modulo


@pytest.fixture
def lei(client, redazione, firenze):
    client.force_login(redazione)
    return client


def test_salva_e_dice_la_revisione(lei, bozza, orologio):
    risposta = lei.post(indirizzo("salva", bozza), modulo(bozza, titolo="A metà di una paro"))
    assert risposta.json() == {"ora": "10:00", "revisione": 3}
    bozza.refresh_from_db()
    assert bozza.titolo == "A metà di una paro"


def test_due_salvataggi_di_seguito_si_passano_la_revisione(lei, bozza):
    dati = modulo(bozza, titolo="Uno")
    prima = lei.post(indirizzo("salva", bozza), dati).json()
    lei.post(indirizzo("salva", bozza), dati | {"titolo": "Due", "revisione": prima["revisione"]})
    bozza.refresh_from_db()
    assert bozza.titolo == "Due"


def test_chi_salva_dopo_un_collega_non_scrive_sopra(lei, bozza, altra_redazione):
    dati = modulo(bozza, titolo="Il mio")
    azioni.modifica(bozza, {"titolo": "Il suo"}, revisione=2, da=altra_redazione)
    risposta = lei.post(indirizzo("salva", bozza), dati)
    assert (risposta.status_code, risposta.json()) == (409, {"errore": "superata"})
    bozza.refresh_from_db()
    assert bozza.titolo == "Il suo"


def test_lo_stesso_salvataggio_arrivato_due_volte_non_e_un_conflitto(lei, bozza):
    dati = modulo(bozza, titolo="Una volta sola")
    for _ in range(2):
        assert lei.post(indirizzo("salva", bozza), dati).json()["revisione"] == 3
    assert lei.post(indirizzo("modifica", bozza), dati).url == indirizzo("modifica", bozza)
    assert lei.post(indirizzo("salva", bozza), dati | {"testo": "Altro"}).status_code == 409


def test_chi_scrive_quando_e_gia_uscita_lo_sa(lei, bozza, altra_redazione, orologio):
    dati = modulo(bozza, titolo="Tardi")
    azioni.diffondi(bozza, da=altra_redazione)
    risposta = lei.post(indirizzo("salva", bozza), dati)
    assert (risposta.status_code, risposta.json()) == (409, {"errore": "diffusa"})
    assert lei.post(indirizzo("salva", bozza)).status_code == 403


def test_quel_che_non_puo_stare_nella_bozza_si_dice(lei, bozza):
    risposta = lei.post(indirizzo("salva", bozza), modulo(bozza, testo="x" * 60_001))
    assert risposta.status_code == 422
    assert "60000 caratteri" in risposta.json()["errori"]["Testo"][0]


def test_senza_revisione_non_si_salva(lei, bozza):
    dati = modulo(bozza, titolo="Alla cieca")
    del dati["revisione"]
    assert lei.post(indirizzo("salva", bozza), dati).status_code == 422
    assert Circolare.objects.get(pk=bozza.pk).titolo != "Alla cieca"


def test_e_solo_un_post(lei, bozza):
    assert lei.get(indirizzo("salva", bozza)).status_code == 405


def test_una_bozza_buttata_non_c_e_piu(lei, bozza, redazione):
    dati, dove = modulo(bozza), indirizzo("salva", bozza)
    azioni.cestina(bozza, da=redazione)
    assert lei.post(dove, dati).status_code == 404


def test_la_risposta_non_si_conserva(lei, bozza):
    risposta = lei.post(indirizzo("salva", bozza), modulo(bozza))
    assert "no-store" in risposta.headers["Cache-Control"]
