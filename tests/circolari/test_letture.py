"""Who opened a circolare and who took note of it: what counts as opening, and what comes late."""

import pytest
from django.urls import reverse

from circolari import azioni, letture
from circolari.models import Lettura
from nucleo import tempo
from tests.circolari.conftest import TESTO

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, operatrice_fi):
    client.force_login(operatrice_fi)
    return client


def corretta(circolare, redazione):
    return azioni.correggi(
        circolare,
        titolo="Titolo giusto",
        testo=TESTO,
        perche="Il titolo era sbagliato",
        versione=circolare.versione,
        da=redazione,
    )


def prendi(browser, circolare, versione):
    indirizzo = reverse("circolari:prendi_visione", args=[circolare.codice])
    return browser.post(indirizzo, {"versione": versione})


# Opening it


def test_aprirla_resta_scritto_una_volta(browser, diffusa, operatrice_fi, orologio):
    browser.get(diffusa.get_absolute_url())
    prima = orologio("2026-03-02 12:00")
    browser.get(diffusa.get_absolute_url())
    lettura = Lettura.objects.get()
    assert (lettura.utente, lettura.versione, lettura.presa_visione_il) == (operatrice_fi, 1, None)
    assert lettura.aperta_il < prima


@pytest.mark.parametrize(
    "intestazioni",
    [
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_SEC_FETCH_DEST": "image"},
        {"HTTP_SEC_FETCH_DEST": "iframe"},
    ],
)
def test_chi_la_guarda_in_anticipo_o_la_nasconde_non_l_ha_aperta(browser, diffusa, intestazioni):
    """Nobody opens it for another: no prefetch, no image of another site."""
    assert browser.get(diffusa.get_absolute_url(), **intestazioni).status_code == 200
    assert not Lettura.objects.exists()


def test_chiederne_solo_le_intestazioni_non_e_aprirla(browser, diffusa):
    assert browser.head(diffusa.get_absolute_url()).status_code == 200
    assert not Lettura.objects.exists()


def test_aprirla_da_un_collegamento_e_aprirla(browser, diffusa):
    browser.get(diffusa.get_absolute_url(), HTTP_SEC_FETCH_DEST="document", HTTP_SEC_FETCH_SITE="cross-site")
    assert Lettura.objects.count() == 1


@pytest.mark.parametrize("chi", ["redazione", "direzione", "referente_moda"])
def test_di_toscana_promozione_non_si_scrive_niente(request, client, diffusa, chi):
    client.force_login(request.getfixturevalue(chi))
    client.get(diffusa.get_absolute_url())
    assert not Lettura.objects.exists()


# Taking note


def test_ne_prende_visione_chi_l_ha_letta(browser, diffusa, operatrice_fi):
    risposta = prendi(browser, diffusa, 1)
    assert risposta.headers["Location"] == diffusa.get_absolute_url()
    assert Lettura.objects.get().presa_visione_il == tempo.adesso()
    assert "Hai preso visione" in browser.get(diffusa.get_absolute_url()).content.decode()


def test_due_clic_contano_una_volta(browser, diffusa, orologio):
    prendi(browser, diffusa, 1)
    prima = Lettura.objects.get().presa_visione_il
    orologio("2026-03-02 15:00")
    assert prendi(browser, diffusa, 1).status_code == 302
    assert Lettura.objects.get().presa_visione_il == prima


def test_di_una_versione_corretta_intanto_non_si_prende_visione(browser, diffusa, redazione):
    """409: the page says what changed, and asks again."""
    browser.get(diffusa.get_absolute_url())
    corretta(diffusa, redazione)
    risposta = prendi(browser, diffusa, 1)
    assert risposta.status_code == 409
    assert "Avevi davanti la versione 1; questa è la versione 2" in risposta.content.decode()
    assert Lettura.objects.get().presa_visione_il is None
    assert prendi(browser, diffusa, 2).status_code == 302
    assert Lettura.objects.get().versione == 2


def test_di_una_ritirata_intanto_nemmeno(browser, diffusa, redazione):
    azioni.ritira(diffusa, "Bando annullato", da=redazione)
    risposta = prendi(browser, diffusa, 1)
    assert risposta.status_code == 409
    assert "È stata ritirata" in risposta.content.decode()
    assert not Lettura.objects.exists()


@pytest.mark.parametrize("versione", ["", "0", "-1", "due", "99", "1" * 40])
def test_una_versione_che_non_c_e_non_conta(browser, diffusa, versione):
    assert prendi(browser, diffusa, versione).status_code == 302
    assert not Lettura.objects.filter(presa_visione_il__isnull=False).exists()


def test_chi_non_e_di_uno_sportello_non_prende_visione(client, diffusa, redazione, amministratore):
    client.force_login(redazione)
    assert prendi(client, diffusa, 1).status_code == 403
    client.force_login(amministratore)
    assert prendi(client, diffusa, 1).status_code == 404


def test_si_prende_visione_solo_con_un_bottone(browser, diffusa):
    """GET changes nothing."""
    indirizzo = reverse("circolari:prendi_visione", args=[diffusa.codice])
    assert browser.get(indirizzo).status_code == 405
    assert not Lettura.objects.exists()


# Who of the office


def test_l_ufficio_vede_chi_ha_letto_prima_chi_ha_preso_visione(
    diffusa, operatrice_fi, collega_fi, responsabile_fi, operatore_pi
):
    azioni.segna_aperta(diffusa, da=responsabile_fi)
    azioni.prendi_visione(diffusa, versione=1, da=collega_fi)
    azioni.prendi_visione(diffusa, versione=1, da=operatore_pi)
    righe = letture.dell_ufficio(diffusa, operatrice_fi)
    assert [riga.persona for riga in righe] == [collega_fi, responsabile_fi, operatrice_fi]
    assert [bool(riga.lettura) for riga in righe] == [True, True, False]


def test_chi_ha_letto_e_se_n_e_andato_resta(diffusa, operatrice_fi, collega_fi):
    azioni.prendi_visione(diffusa, versione=1, da=collega_fi)
    collega_fi.is_active = False
    collega_fi.save()
    assert [riga.persona for riga in letture.dell_ufficio(diffusa, operatrice_fi)][0] == collega_fi


def test_dopo_una_correzione_rileggono_tutti(diffusa, redazione, operatrice_fi, collega_fi):
    azioni.prendi_visione(diffusa, versione=1, da=collega_fi)
    corretta(diffusa, redazione)
    diffusa.refresh_from_db()
    assert {riga.lettura for riga in letture.dell_ufficio(diffusa, operatrice_fi)} == {None}
