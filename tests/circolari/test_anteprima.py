"""The preview: page and mail, as an office sees them and as a company does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from circolari import azioni
from tests.circolari.moduli import indirizzo
from tests.nucleo.campioni import PDF


@pytest.fixture
def lei(client, redazione, firenze, orologio):
    client.force_login(redazione)
    return client


def vede(lei, circolare, come=""):
    return lei.get(indirizzo("anteprima", circolare), {"come": come} if come else {}).content.decode()


def test_lo_sportello_vede_da_quando_le_imprese_leggeranno(lei, bozza):
    pagina = vede(lei, bozza)
    assert "Solo per gli Sportelli" in pagina
    assert "mercoledì 4 marzo 2026, ore 10:00" in pagina
    assert "PER ORA È SOLO PER GLI SPORTELLI. Alle imprese da mercoledì 4 marzo 2026, ore 10:00." in pagina
    assert "<strong>quota</strong>: 900 euro" in pagina


def test_l_impresa_non_vede_niente_dell_anteprima(lei, bozza, firenze):
    pagina = vede(lei, bozza, "azienda")
    lettera = pagina[pagina.index("lettera-nome") :]
    assert "SOLO PER GLI SPORTELLI" not in lettera
    assert firenze.email in lettera
    assert "Non vuoi più riceverle?" in lettera


def test_un_modo_che_non_c_e_e_quello_dello_sportello(lei, bozza):
    assert "Solo per gli Sportelli" in vede(lei, bozza, "<script>")


def test_una_bozza_vuota_si_guarda_lo_stesso(lei, redazione):
    pagina = vede(lei, azioni.nuova(da=redazione), "azienda")
    assert "Circolare senza titolo" in pagina
    assert "(senza titolo)" in pagina


def test_gli_allegati_ci_sono(lei, bozza, redazione):
    azioni.allega(bozza, SimpleUploadedFile("bando.pdf", PDF), da=redazione)
    for come in ("sportello", "azienda"):
        assert "bando.pdf" in vede(lei, bozza, come)


def test_in_un_anno_ignoto_la_data_non_si_promette(lei, bozza, orologio):
    orologio("2101-03-02 10:00")
    lei.force_login(bozza.creata_da)
    pagina = vede(lei, bozza)
    assert "Le festività del 2101 non sono note" in pagina
    assert "Alle imprese da una data che ancora non si può calcolare." in pagina


def test_di_una_diffusa_non_c_e_anteprima(lei, diffusa):
    assert lei.get(indirizzo("anteprima", diffusa)).status_code == 403
