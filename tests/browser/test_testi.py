"""Nothing typed is lost: sight, session or state may end while somebody writes, and the words come back."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from pratiche import azioni
from pratiche.models import Nota
from tests.browser.conftest import entra
from tests.browser.gente import arricchisci
from tests.conftest import PAROLA

TESTO = "Chiediamo all'ufficio di Tokyo: conosce chi decide alla dogana di Osaka."
CONSERVATI = "Object.keys(localStorage).filter((k) => k.startsWith('testo:')).length"


@pytest.fixture(scope="module")
def gente(casa):
    return arricchisci(casa.gente)


@pytest.fixture
def pratica(gente):
    pratica = azioni.crea(gente.scheda, da=gente.operatrice)
    azioni.apri(pratica, da=gente.operatrice)
    azioni.prendi_in_carico(pratica, da=gente.operatrice)
    return pratica


def pannello(finestra):
    return finestra.get_by_role("region", name="Testo non inviato")


def via(nome, pratica):
    return reverse(f"pratiche:{nome}", args=[pratica.numero])


def scrive_e_perde_la_vista(casa, gente, pratica):
    """A Referente writes while the office cancels a pratica of which TP was no part."""
    referente = casa.finestra(gente.referente)
    referente.goto(pratica.get_absolute_url())
    referente.get_by_label("Nuova nota").fill(TESTO)
    azioni.annulla(pratica, "L'azienda ha rinunciato", da=gente.operatrice)
    referente.get_by_role("button", name="Scrivi, la legge anche lo Sportello").click()
    referente.get_by_role("heading", name="Qui non c'è nulla").wait_for()
    return referente


def test_chi_perde_la_vista_mentre_scrive_ritrova_il_testo(casa, gente, pratica):
    """E-01: the server says 404 and nothing else; the browser alone knows what was typed."""
    referente = scrive_e_perde_la_vista(casa, gente, pratica)
    assert pannello(referente).get_by_role("textbox").input_value() == TESTO
    referente.goto("/")
    assert pannello(referente).get_by_role("textbox").input_value() == TESTO
    assert pannello(referente).get_by_role("button", name="Copia il testo").is_visible()
    pannello(referente).get_by_role("button", name="Butta").click()
    referente.goto("/")
    assert (pannello(referente).count(), referente.evaluate(CONSERVATI)) == (0, 0)


def test_chi_scriveva_e_non_ha_inviato_lo_ritrova_dove_scriveva(casa, gente, pratica):
    referente = casa.finestra(gente.referente)
    referente.goto(pratica.get_absolute_url())
    referente.get_by_label("Nuova nota").fill(TESTO)
    azioni.annulla(pratica, "L'azienda ha rinunciato", da=gente.operatrice)
    referente.reload()
    assert pannello(referente).get_by_role("textbox").input_value() == TESTO


def test_il_testo_di_uno_non_lo_vede_chi_entra_dopo(casa, gente, pratica):
    referente = scrive_e_perde_la_vista(casa, gente, pratica)
    referente.context.clear_cookies()
    entra(referente, gente.direzione, PAROLA)
    assert (pannello(referente).count(), referente.evaluate(CONSERVATI)) == (0, 1)


@pytest.mark.parametrize("verbo", ["attendi_azienda", "annulla"])
def test_a_sessione_finita_il_testo_si_ritrova_dov_era(casa, gente, pratica, verbo):
    operatrice = casa.finestra(gente.operatrice)
    operatrice.goto(via(verbo, pratica))
    operatrice.get_by_role("textbox").fill(TESTO)
    Session.objects.all().delete()
    operatrice.locator("main form button[type=submit]").click()
    operatrice.get_by_label("Email").fill(gente.operatrice.email)
    operatrice.get_by_label("Password").first.fill(PAROLA)
    operatrice.get_by_role("button", name="Accedi", exact=True).click()
    operatrice.wait_for_url(f"**{via(verbo, pratica)}")
    assert operatrice.get_by_role("textbox").input_value() == TESTO
    assert operatrice.get_by_text("È di nuovo nel modulo").is_visible()
    operatrice.locator("main form button[type=submit]").click()
    operatrice.wait_for_url(f"**{pratica.get_absolute_url()}")
    assert operatrice.evaluate(CONSERVATI) == 0


def test_cio_che_arriva_non_resta_su_questo_computer(casa, gente, pratica):
    operatrice = casa.finestra(gente.operatrice)
    operatrice.goto(pratica.get_absolute_url())
    operatrice.get_by_label("Nuova nota").fill(TESTO)
    operatrice.get_by_role("button", name="Solo per il nostro Sportello").click()
    operatrice.locator(".nota-pratica").get_by_text(TESTO).wait_for()
    assert operatrice.evaluate(CONSERVATI) == 0
    assert Nota.objects.filter(pratica=pratica).count() == 1


def test_un_modulo_in_una_finestra_si_riapre_con_il_testo(casa, gente, pratica):
    operatrice = casa.finestra(gente.operatrice)

    def apre():
        operatrice.goto(pratica.get_absolute_url())
        operatrice.get_by_text("Altre azioni").click()
        operatrice.get_by_role("link", name="Annulla la pratica").click()
        return operatrice.get_by_role("dialog").get_by_role("textbox")

    apre().fill(TESTO)
    assert apre().input_value() == TESTO
    operatrice.get_by_role("dialog").get_by_role("button", name="Butta").click()
    assert operatrice.get_by_role("dialog").get_by_role("textbox").input_value() == ""
    assert operatrice.evaluate(CONSERVATI) == 0


def test_se_il_modulo_e_cambiato_si_sceglie(casa, gente, pratica):
    """The Referente's amendment was written on a text that is no longer the one on the table."""
    decisione = azioni.chiedi_intervento(
        pratica, "Scriviamo noi a Osaka.", referente=gente.referente, da=gente.operatrice
    )
    indirizzo = reverse("pratiche:decisione_rispondi", args=[pratica.numero, decisione.pk])
    referente = casa.finestra(gente.referente)
    referente.goto(indirizzo)
    referente.get_by_label("Il nuovo testo").fill(TESTO)
    dati = {"genere": "controproposta", "su_versione": 1, "da": gente.referente}
    azioni.rispondi(decisione, "Scriva Tokyo.", **dati)
    azioni.rispondi(decisione, "Scriviamo tutti.", genere="proposta", su_versione=2, da=gente.operatrice)
    referente.goto(indirizzo)
    assert referente.get_by_label("Il nuovo testo").input_value() == "Scriviamo tutti."
    referente.get_by_role("button", name="Rimettilo nel modulo").click()
    assert referente.get_by_label("Il nuovo testo").input_value() == TESTO
