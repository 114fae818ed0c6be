"""A pratica is completed, its company answers on a phone, the Sportello reads it (C3).

Lived once, by the fixture `vita`, which writes down what each of them saw; the tests read it.
"""

import re
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse

from feedback import azioni
from feedback.models import Risposta
from nucleo.posta import spedisci_dovuti
from sportelli.models import Consenso, Scopo, TestoConsenso
from tests.browser.gente import arricchisci
from tests.browser.gesti import preme
from tests.conftest import CANARINI
from tests.permessi import scene
from tests.veste.occhi import controlla

LEGAME = re.compile(r"https?://[^/\s]+(/questionario/\S+/)")
RISPOSTA = "La merce passa con il certificato di origine."
VOTI = (
    *("È stato semplice contattare", "I tempi di risposta", "La risposta era chiara"),
    *("La risposta ha coperto", "Come valuta cortesia", "Nel complesso, come valuta"),
)


@pytest.fixture(scope="module")
def vita(casa):
    """From the answer of the officer to that of the company, a quarter of an hour later."""
    arricchisci(casa.gente)
    azioni.carica_questionario()
    casa.passano(minutes=1)
    testo = TestoConsenso.objects.in_vigore(Scopo.QUESTIONARIO)
    Consenso.objects.create(
        contatto=casa.gente.contatto, testo=testo, concesso=True, canale="modulo", quando=casa.adesso()
    )
    vita = SimpleNamespace(casa=casa, pratica=scene.in_lavorazione(casa.gente))
    vita.operatrice = casa.finestra(casa.gente.operatrice)
    _completa(vita)
    casa.passano(minutes=1)
    azioni.prepara_dovute()
    azioni.invia_dovute()
    vita.lettera = _lettera()
    vita.telefono = casa.finestra(viewport={"width": 360, "height": 740}, has_touch=True)
    _risponde(vita)
    vita.dopo = _legge(vita)
    return vita


def _completa(vita):
    vita.operatrice.goto(reverse("pratiche:completa", args=[vita.pratica.numero]))
    vita.operatrice.get_by_label("Risolta", exact=True).check()
    vita.operatrice.get_by_label("Risposta data all'azienda").fill(RISPOSTA)
    preme(vita.operatrice, "Completa la pratica")


def _lettera():
    mail.outbox.clear()
    for _ in range(2):
        spedisci_dovuti()
    return next(lettera for lettera in mail.outbox if lettera.to == [CANARINI.email])


def _risponde(vita):
    lei = vita.telefono
    lei.goto(LEGAME.search(vita.lettera.body)[1])
    controlla(lei)
    vita.pagina = lei.locator("main").inner_text()
    vita.nascosta = lei.get_by_text("Che cosa è mancato?").is_hidden()
    for domanda in VOTI:
        _sceglie(lei, domanda, "4")
    with lei.expect_response(lambda r: r.request.method == "POST") as salvata:
        _sceglie(lei, "Quanto ritiene affidabili", "5")
    vita.salvata = salvata.value.json()
    lei.reload()
    vita.ripresa = lei.locator("input:checked").count()
    lei.get_by_role("group", name=re.compile("Il problema è stato risolto")).get_by_text("In parte").click()
    lei.get_by_label("Che cosa è mancato?").fill("La traduzione della scheda.")
    _sceglie(lei, "Con quale probabilità", "8")
    preme(lei, "Invia la risposta")
    vita.grazie = lei.locator("main").inner_text()
    controlla(lei)


def _sceglie(finestra, domanda, voto):
    gruppo = finestra.get_by_role("group", name=re.compile(domanda))
    gruppo.locator(f"label.voto:has(input[value='{voto}'])").click()


def _legge(vita):
    lei = vita.operatrice
    lei.goto(vita.pratica.get_absolute_url())
    lei.get_by_role("link", name="Leggi tutta la risposta").click()
    lei.locator("h2", has_text="Come è arrivata").wait_for()
    controlla(lei)
    return lei.locator("main").inner_text()


def test_la_e_mail_e_dello_sportello(vita):
    assert vita.lettera.from_email.startswith("Sportello territoriale di Firenze <")
    assert "Firenze" in vita.lettera.reply_to[0]
    assert "Toscana Promozione" not in vita.lettera.body


def test_sul_telefono_si_risponde_riprendendo_da_dove_si_era(vita):
    """What does not concern her is not shown; what she chose was kept without asking."""
    assert vita.nascosta
    assert vita.salvata == {"salvato": True}
    assert vita.ripresa == len(VOTI) + 1
    assert "Lo Sportello resta a sua disposizione" in vita.grazie
    assert "Giulia Bianchi" in vita.grazie


def test_la_risposta_arriva_a_chi_segue_la_pratica(vita):
    assert "La traduzione della scheda." in vita.dopo
    assert Risposta.objects.get().risolto == "in_parte"
    vita.operatrice.goto(reverse("nucleo:notifiche"))
    assert "ha risposto al questionario" in vita.operatrice.locator("main").inner_text()


@pytest.mark.parametrize("nome", ["elenco", "seguiti", "questionari"])
def test_le_pagine_dell_ufficio_si_leggono_anche_strette(vita, nome):
    """W-01."""
    vita.operatrice.set_viewport_size({"width": 360, "height": 740})
    vita.operatrice.goto(reverse(f"feedback:{nome}"))
    controlla(vita.operatrice)


def test_l_editor_mostra_la_domanda_mentre_si_scrive(vita):
    lei = vita.casa.finestra(vita.casa.gente.redazione)
    lei.goto(reverse("feedback:questionari"))
    preme(lei, "Nuova versione")
    lei.get_by_role("link", name="I tempi di risposta sono stati adeguati").click()
    lei.get_by_label("Domanda", exact=False).nth(0).wait_for()
    lei.locator("#id_testo").fill("Siamo stati veloci?")
    lei.locator("#anteprima").get_by_text("Siamo stati veloci?").wait_for()
    controlla(lei)
