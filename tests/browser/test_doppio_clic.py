"""Pressing a button twice does once what it says."""

import pytest

from pratiche import azioni
from pratiche.models import Nota
from tests.browser.gente import arricchisci


@pytest.fixture(scope="module")
def gente(casa):
    return arricchisci(casa.gente)


@pytest.mark.parametrize("con_javascript", [True, False])
def test_un_doppio_clic_aggiunge_una_nota_sola(casa, gente, con_javascript):
    pratica = azioni.crea(gente.scheda, da=gente.operatrice)
    operatrice = casa.finestra(gente.operatrice, java_script_enabled=con_javascript)
    operatrice.goto(pratica.get_absolute_url())
    operatrice.get_by_label("Nuova nota").fill("Richiamare domani")
    operatrice.get_by_role("button", name="Solo per il nostro Sportello").dblclick()
    operatrice.locator(".nota-pratica").get_by_text("Richiamare domani").wait_for()
    operatrice.wait_for_load_state("networkidle")
    assert Nota.objects.filter(pratica=pratica, testo="Richiamare domani").count() == 1
