"""W-01: every page of the Extranet: axe finds nothing, 320 px are enough, the browser does not complain."""

import pytest
from django.urls import reverse

from pratiche import azioni
from tests.browser.gesti import preme
from tests.browser.mondo import Mondo
from tests.browser.pagine import GRUPPI, SENZA_PAGINA, in_due
from tests.proprieta.esplora import schemi
from tests.veste.occhi import controlla, scorre_di_lato, violazioni

# Tall enough to hold the longest page: what is stuck to the bottom of the window covers nothing.
LARGA, STRETTA = {"width": 1280, "height": 3000}, {"width": 320, "height": 800}
# A4 at 96 dots an inch, without the margins of 1 cm.
FOGLIO = {"width": 718, "height": 1047}
DI_ALTRI = ("admin:",)


@pytest.fixture(scope="module")
def schema():
    return dict(schemi())


@pytest.fixture(scope="module")
def mondo(casa):
    return Mondo(casa.gente)


@pytest.fixture(scope="module")
def finestre(casa, mondo):
    """`finestre("referente")`: one window for each person, opened once."""
    aperte = {}

    def di(chi):
        if chi not in aperte:
            aperte[chi] = casa.finestra(mondo.persone.get(chi), viewport=LARGA)
        return aperte[chi]

    return di


def _ogni_giorno_e_per_intero():
    """The pages of each group, every day; those that others have opened already, in full."""
    for gruppo, pagine in GRUPPI.items():
        diverse, uguali = in_due(pagine)
        yield pytest.param(diverse, id=gruppo)
        if uguali:
            yield pytest.param(uguali, id=f"{gruppo}, agli altri", marks=pytest.mark.lungo)


@pytest.mark.parametrize("pagine", list(_ogni_giorno_e_per_intero()))
def test_ogni_pagina_e_accessibile(mondo, finestre, schema, pagine):
    """W-01: at 1280 px axe is silent, and at 320 px nothing makes the page scroll sideways."""
    guai = []
    for pagina in pagine:
        finestra = finestre(pagina.chi)
        risposta = finestra.goto(mondo.indirizzo(pagina.nome, pagina.riga, pagina.query, schema[pagina.nome]))
        guai += [f"{pagina}: {guaio}" for guaio in _guarda(finestra, risposta, pagina)]
    assert guai == [], "\n".join(guai)


def _guarda(finestra, risposta, pagina):
    if risposta.status != pagina.stato:
        yield f"risponde {risposta.status}"
    if risposta.request.redirected_from and not pagina.manda:
        yield f"manda a {finestra.url}"
    yield from violazioni(finestra)
    finestra.set_viewport_size(STRETTA)
    if scorre_di_lato(finestra):
        yield "a 320 px scorre di lato"
    finestra.set_viewport_size(LARGA)


def test_ogni_indirizzo_ha_qui_la_sua_pagina(schema):
    """A new address that has neither a page here nor a reason to have none fails."""
    con_pagina = {pagina.nome for pagine in GRUPPI.values() for pagina in pagine}
    senza = {nome for nomi in SENZA_PAGINA.values() for nome in nomi}
    nostri = {nome for nome in schema if not nome.startswith(DI_ALTRI)}
    assert nostri - con_pagina - senza == set()
    assert con_pagina & senza == set()
    assert (con_pagina | senza) - set(schema) == set()


def test_la_pagina_di_chi_arriva_tardi_e_accessibile(casa, mondo, finestre):
    """W-01: 409, with what happened meanwhile and what had been typed."""
    pratica = mondo.pratiche["attesa tp"]
    decisione = pratica.decisioni.get()
    operatrice = finestre("operatrice")
    operatrice.goto(reverse("pratiche:decisione_ritira", args=[pratica.numero, decisione.pk]))
    operatrice.get_by_label("Motivo").fill("L'azienda ha trovato da sé la scheda tecnica.")
    casa.passano(minutes=5)
    azioni.concorda(decisione, versione=1, da=mondo.gente.referente)
    preme(operatrice, "Ritira la richiesta")
    assert operatrice.locator("h1").inner_text() == "La pratica è cambiata nel frattempo"
    assert "L'azienda ha trovato da sé" in operatrice.get_by_label("Motivo").input_value()
    controlla(operatrice)


@pytest.mark.parametrize("indirizzo", ["/pratiche/elenco/ufficio/", "/pratiche/archivio/", "/fornitori/"])
def test_un_elenco_si_stampa_intero_su_un_foglio_a4(finestre, indirizzo):
    """On paper a list is a table, without what only a screen can do, and nothing is cut off at its side."""
    operatrice = finestre("operatrice")
    operatrice.goto(indirizzo)
    operatrice.emulate_media(media="print")
    operatrice.set_viewport_size(FOGLIO)
    assert not scorre_di_lato(operatrice)
    sullo_schermo = operatrice.locator("main :is(button, input, select):visible")
    assert [comando.evaluate("e => e.outerHTML") for comando in sullo_schermo.all()] == []
    operatrice.emulate_media(media="screen")
    operatrice.set_viewport_size(LARGA)
