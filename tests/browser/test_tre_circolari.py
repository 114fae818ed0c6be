"""Three circulars lived by a redattrice, an operatrice and a company (C7).

Ordinary over a weekend, urgent on the eve of a holiday, withdrawn before its rilascio; with the clock moved
and the workers off and on. They are lived once, by the fixture `vita`, which writes down what each of them
saw; the tests read it.
"""

import re
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.core import mail
from django.urls import reverse

from nucleo import tempo
from nucleo.posta import spedisci_dovuti
from sportelli.models import Consenso, Scopo, TestoConsenso
from tests.browser.gente import arricchisci
from tests.browser.gesti import preme

AZIENDA = "ubaldina.frescovetti@canarino.example"
UFFICIO = "sportello.fi@esempio.it"
MOTIVO = "Il bando chiude prima del previsto e senza preavviso"
LEGAME = re.compile(r"https?://\S+/pubblico/\S+")


@pytest.fixture(scope="module")
def vita(casa):
    """Everything that happens, from the first Friday to the last Thursday."""
    arricchisci(casa.gente)
    _acconsente(casa)
    vita = SimpleNamespace(
        casa=casa,
        redattrice=casa.finestra(casa.gente.redazione),
        operatrice=casa.finestra(casa.gente.operatrice),
        impresa=casa.finestra(viewport={"width": 390, "height": 844}),
        ordinaria=SimpleNamespace(titolo="Collettiva a Osaka"),
        urgente=SimpleNamespace(titolo="Dogana chiusa a Genova"),
        ritirata=SimpleNamespace(titolo="Contributi per le fiere"),
    )
    _ordinaria(vita, vita.ordinaria)
    _urgente(vita, vita.urgente)
    _ritirata(vita, vita.ritirata)
    return vita


def _acconsente(casa):
    testo = TestoConsenso.objects.in_vigore(Scopo.CIRCOLARI)
    Consenso.objects.create(
        contatto=casa.gente.contatto, testo=testo, concesso=True, canale="modulo", quando=casa.adesso()
    )


def _ordinaria(vita, qui):
    """Friday at 11: to the companies on Tuesday at 11, and the workers sleep through it."""
    _sono_le(vita, "2026-03-06 11:00")
    qui.conferma = _diffonde(vita, qui.titolo, "Quota: **900 euro**.")
    qui.venerdi = _lavorano(vita)
    qui.pagina_ufficio = _legge(vita.operatrice, qui.titolo)
    preme(vita.operatrice, "Ho preso visione")
    _sono_le(vita, "2026-03-10 10:59")
    qui.un_minuto_prima = _pubbliche(vita.impresa)
    _sono_le(vita, "2026-03-10 11:00")
    qui.al_rilascio, qui.posta_senza_lavoratori = _pubbliche(vita.impresa), list(mail.outbox)
    qui.martedi = _lavorano(vita)
    legame = LEGAME.search(_per(AZIENDA, qui.martedi).body)[0]
    vita.impresa.goto(_percorso(legame))
    qui.pagina_pubblica = vita.impresa.locator("main").inner_text()
    _registro(vita, qui)


def _urgente(vita, qui):
    """Monday 1 June at 16, urgent: the 2nd is a holiday, to the companies on Wednesday at 16."""
    _sono_le(vita, "2026-06-01 16:00")
    qui.conferma = _diffonde(vita, qui.titolo, "Fino a nuovo avviso.", motivo=MOTIVO)
    qui.subito = _lavorano(vita)
    _sono_le(vita, "2026-06-03 15:59")
    qui.un_minuto_prima = [*_pubbliche(vita.impresa), *_lavorano(vita)]
    _sono_le(vita, "2026-06-03 16:00")
    qui.dopo = _lavorano(vita)
    # She has had enough: the link of her mail, and one button.
    vita.impresa.goto(_percorso(LEGAME.findall(_per(AZIENDA, qui.dopo).body)[-1]))
    preme(vita.impresa, "Non voglio più riceverle")
    qui.disiscritta = vita.impresa.locator("main").inner_text()


def _ritirata(vita, qui):
    """Monday, withdrawn on Tuesday: no company ever hears of it."""
    _riprende(vita)
    _sono_le(vita, "2026-06-08 10:00")
    qui.conferma = _diffonde(vita, qui.titolo, "Domande dal primo luglio.")
    qui.lunedi = _lavorano(vita)
    qui.indirizzo = vita.redattrice.url.replace("registro/", "")
    _sono_le(vita, "2026-06-09 09:30")
    vita.redattrice.goto(qui.indirizzo)
    vita.redattrice.get_by_text("Azioni", exact=True).click()
    with vita.redattrice.expect_navigation():
        vita.redattrice.get_by_role("link", name="Ritira").click()
    vita.redattrice.get_by_label("Perché la ritiri").fill("La Regione ha sospeso il bando.")
    preme(vita.redattrice, "Ritira la circolare")
    qui.martedi = _lavorano(vita)
    _sono_le(vita, "2026-06-11 12:00")
    qui.giovedi, qui.pubbliche = _lavorano(vita), _pubbliche(vita.impresa)
    qui.risposta = vita.impresa.goto(qui.indirizzo.replace("/circolari/", "/pubblico/circolari/")).status
    qui.pagina_ufficio = _legge(vita.operatrice, qui.titolo, lista="ritirate")


def _riprende(vita):
    preme(vita.impresa, "Riprendi a riceverle")


def _sono_le(vita, quando):
    vita.casa.ora = datetime.fromisoformat(quando).replace(tzinfo=tempo.ROMA)


def _diffonde(vita, titolo, testo, motivo=""):
    """Writes a circolare and sends it out; what the page promised before the button was pressed."""
    lei = vita.redattrice
    lei.goto(reverse("circolari:elenco"))
    lei.get_by_role("button", name="Nuova circolare").click()
    lei.get_by_label("Titolo", exact=True).first.fill(titolo)
    lei.get_by_label("Testo", exact=True).fill(testo)
    if motivo:
        lei.get_by_role("checkbox", name="È urgente").check()
        lei.get_by_label("Perché è urgente").fill(motivo)
    lei.get_by_role("button", name="Vai alla diffusione").click()
    lei.wait_for_url("**/diffondi/")
    promessa = lei.locator("main").inner_text()
    lei.get_by_role("button", name="Diffondi ora agli Sportelli").click()
    lei.wait_for_url("**/registro/")
    return promessa


def _lavorano(vita):
    """The workers are awake for as long as there is something to do; what they have sent."""
    mail.outbox.clear()
    for _ in range(3):
        spedisci_dovuti()
    return list(mail.outbox)


def _per(indirizzo, lettere):
    return next((lettera for lettera in lettere if lettera.to == [indirizzo]), None)


def _pubbliche(finestra):
    """The titles that anybody reads. The browser's own clock has not moved: a page of its is asked anew."""
    finestra.goto(reverse("circolari:pubbliche"))
    finestra.reload()
    return finestra.locator("main h2").all_inner_texts()


def _legge(finestra, titolo, lista="da-leggere"):
    finestra.goto(f"{reverse('circolari:elenco')}?lista={lista}")
    finestra.get_by_role("link", name=titolo).first.click()
    finestra.locator("h1", has_text=titolo).wait_for()
    return finestra.locator("main").inner_text()


def _percorso(indirizzo):
    return re.sub(r"^https?://[^/]+", "", indirizzo)


def _registro(vita, qui):
    vita.redattrice.reload()
    qui.registro = vita.redattrice.locator("main").inner_text()
    certificato = vita.redattrice.request.get(vita.redattrice.url.replace("registro/", "certificato.pdf"))
    qui.certificato = (certificato.headers["content-type"], certificato.body()[:5])


def test_ordinaria_la_pagina_promette_e_spiega_prima_di_premere(vita):
    assert "martedì 10 marzo 2026, ore 11:00" in vita.ordinaria.conferma
    assert "sab 07/03 no: sabato" in vita.ordinaria.conferma


def test_ordinaria_lo_sportello_la_ha_subito_e_sa_fino_a_quando_tacere(vita):
    lettera = _per(UFFICIO, vita.ordinaria.venerdi)
    assert "SOLO PER GLI SPORTELLI" in lettera.body
    assert "non si inoltra" in vita.ordinaria.pagina_ufficio
    assert _per(AZIENDA, vita.ordinaria.venerdi) is None


def test_ordinaria_un_minuto_prima_niente_al_rilascio_tutto_senza_lavoratori(vita):
    """E-02: the page opens by the clock; only the mail waits for the workers."""
    assert vita.ordinaria.titolo not in vita.ordinaria.un_minuto_prima
    assert vita.ordinaria.titolo in vita.ordinaria.al_rilascio
    assert _per(AZIENDA, vita.ordinaria.posta_senza_lavoratori) is None


def test_ordinaria_l_impresa_la_riceve_e_la_apre(vita):
    lettera = _per(AZIENDA, vita.ordinaria.martedi)
    assert lettera.from_email.startswith("Toscana Promozione")
    assert UFFICIO in lettera.reply_to[0]
    assert "Quota: 900 euro." in vita.ordinaria.pagina_pubblica


def test_ordinaria_il_registro_lo_racconta_e_il_certificato_lo_stampa(vita):
    """C6: without the company's person, who is its office's."""
    assert "Firenze" in vita.ordinaria.registro
    assert AZIENDA not in vita.ordinaria.registro
    assert vita.ordinaria.certificato == ("application/pdf", b"%PDF-")


def test_urgente_la_vigilia_della_festa(vita):
    assert "mercoledì 3 giugno 2026, ore 16:00" in vita.urgente.conferma
    assert "mar 02/06 no: Festa della Repubblica" in vita.urgente.conferma
    assert MOTIVO in vita.urgente.conferma
    assert vita.urgente.titolo not in vita.urgente.un_minuto_prima
    assert _per(AZIENDA, vita.urgente.dopo) is not None


def test_urgente_l_impresa_smette_con_un_pulsante_e_riprende(vita):
    """G-01: and the last one would have come to her, had it not been withdrawn."""
    assert "Riprendi a riceverle" in vita.urgente.disiscritta
    assert Consenso.objects.filter(contatto=vita.casa.gente.contatto, canale="web").count() == 2


def test_ritirata_lo_sportello_sa_perche_le_imprese_non_ne_sanno_niente(vita):
    qui = vita.ritirata
    assert "La Regione ha sospeso il bando." in _per(UFFICIO, qui.martedi).body
    assert "La Regione ha sospeso il bando." in qui.pagina_ufficio
    assert [_per(AZIENDA, giorno) for giorno in (qui.lunedi, qui.martedi, qui.giovedi)] == [None] * 3
    assert (qui.titolo in qui.pubbliche, qui.risposta) == (False, 404)
