"""The pages in a real browser: nobody is kept out, nothing breaks the CSP, nothing needs JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.veste.guasti import CODICI
from tests.veste.occhi import controlla, violazioni

LARGHEZZE = (1280, 320)
# Every element that the Tab key reaches, once round the page.
GIRO = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
    .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0 && e.type !== 'hidden')
    .filter(e => e.type !== 'radio' || e.checked).length"""
DOVE = """() => { const e = document.activeElement, s = getComputedStyle(e);
    return [[...document.querySelectorAll('*')].indexOf(e), e.tagName, parseFloat(s.outlineWidth)] }"""


@pytest.fixture
def entrata(context, live_server, client, operatrice):
    """The browser is signed in as an operatrice."""
    client.force_login(operatrice)
    sessione = client.cookies["sessione"].value
    context.add_cookies([{"name": "sessione", "value": sessione, "url": live_server.url}])
    return operatrice


@pytest.fixture(params=LARGHEZZE)
def a_misura(request, pagina):
    pagina.set_viewport_size({"width": request.param, "height": 800})
    return pagina


def test_l_occhio_vede_una_pagina_che_non_va(page):
    """What finds nothing must be able to find: an image that says nothing, in a page without a language."""
    page.set_content("<title>Prova</title><main><h1>Prova</h1><img src='data:image/gif,x'></main>")
    regole = {riga.partition(":")[0] for riga in violazioni(page)}
    assert {"image-alt", "html-has-lang"} <= regole


def test_le_pagine_di_errore_sono_accessibili(guasti, live_server, a_misura):
    """W-01."""
    for codice in CODICI:
        a_misura.goto(f"{live_server.url}/prova/{codice}/")
        assert a_misura.locator(".errore-codice").inner_text() == f"Errore {codice[:3]}"
        controlla(a_misura)


@pytest.mark.parametrize("nome", ["stile", "account_login"])
def test_con_la_tastiera_si_arriva_dappertutto(live_server, pagina, nome):
    """W-01: Tab goes round everything that can be used, and each stop shows where it is."""
    pagina.goto(live_server.url + reverse(nome))
    pagina.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    quanti = pagina.evaluate(GIRO)
    raggiunti, senza_segno = set(), []
    for _ in range(quanti * 2):
        pagina.keyboard.press("Tab")
        posto = pagina.evaluate(DOVE)
        if posto[1] == "BODY":
            continue
        raggiunti.add(posto[0])
        if posto[2] < 2:
            senza_segno.append(posto)
    assert len(raggiunti) >= quanti
    assert senza_segno == []


def test_il_salto_porta_al_contenuto(live_server, pagina):
    pagina.goto(live_server.url + reverse("privacy"))
    pagina.keyboard.press("Tab")
    assert pagina.locator(":focus").inner_text() == "Vai al contenuto"
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("document.activeElement.id") == "contenuto"


def test_il_menu_dell_utente_si_apre_e_si_chiude_con_la_tastiera(live_server, pagina, entrata):
    pagina.goto(live_server.url + reverse("privacy"))
    pagina.locator(".testata summary").focus()
    pagina.keyboard.press("Enter")
    assert pagina.get_by_role("button", name="Esci").is_visible()
    pagina.keyboard.press("Escape")
    assert not pagina.get_by_role("button", name="Esci").is_visible()
    assert pagina.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_la_scelta_con_ricerca_si_usa_con_la_tastiera(live_server, pagina):
    pagina.goto(live_server.url + reverse("stile"))
    campo = pagina.locator("#id_mercati_ricerca")
    campo.focus()
    campo.press_sequentially("emir")
    assert campo.get_attribute("aria-expanded") == "true"
    campo.press("Enter")
    campo.press_sequentially("mess")
    campo.press("Enter")
    assert pagina.eval_on_selector("#id_mercati", "s => [...s.selectedOptions].map(o => o.value)") == [
        "bra",
        "emi",
        "mes",
    ]
    campo.press("Backspace")
    assert pagina.eval_on_selector("#id_mercati", "s => [...s.selectedOptions].map(o => o.value)") == [
        "bra",
        "emi",
    ]
    campo.press_sequentially("can")
    campo.press("Escape")
    assert campo.input_value() == ""
    controlla(pagina)


def test_la_scelta_singola_trova_senza_accenti_e_si_svuota(live_server, pagina):
    pagina.goto(live_server.url + reverse("stile"))
    campo = pagina.locator("#id_paese_ricerca")
    campo.fill("GERM")
    campo.press("Enter")
    assert campo.input_value() == "Germania"
    assert pagina.eval_on_selector("#id_paese", "s => s.value") == "ge"
    campo.fill("")
    campo.blur()
    expect(pagina.locator("#id_paese")).to_have_value("")


def test_la_conferma_si_apre_in_una_finestra_e_torna_al_suo_posto(live_server, pagina):
    pagina.goto(live_server.url + reverse("stile"))
    rimando = pagina.get_by_role("link", name="Annulla la pratica")
    rimando.click()
    finestra = pagina.get_by_role("dialog", name="Annulla la pratica FI-2026-00417")
    finestra.wait_for()
    assert pagina.evaluate("document.activeElement.name") == "motivo"
    controlla(pagina)
    pagina.keyboard.press("Escape")
    assert not finestra.is_visible()
    assert rimando.evaluate("e => e === document.activeElement")


def test_un_avviso_che_si_puo_annullare_resta_finche_serve(live_server, pagina):
    pagina.goto(live_server.url + reverse("stile"))
    pagina.get_by_role("button", name="Mostra un avviso").click()
    avviso = pagina.locator("#avvisi .avviso")
    assert avviso.get_by_role("button", name="Annulla", exact=True).is_visible()
    avviso.get_by_role("button", name="Chiudi l'avviso").click()
    assert avviso.count() == 0


def test_senza_javascript_c_e_tutto(live_server, browser):
    """W-01: the menu, the filters, the choices and the confirmation are there, and nothing dead is shown."""
    contesto = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    pagina = contesto.new_page()
    pagina.goto(live_server.url + reverse("stile"))
    assert pagina.locator("select#id_mercati").is_visible()
    assert pagina.locator(".filtri-campi button[type=submit]").is_visible()
    assert not pagina.locator("[data-copia]").first.is_visible()
    pagina.locator(".esporta summary").click()
    assert pagina.locator(".esporta a").first.is_visible()
    pagina.get_by_role("link", name="Annulla la pratica").click()
    assert pagina.locator("h1").inner_text() == "Annulla la pratica FI-2026-00417"
    pagina.goto(live_server.url + reverse("account_login"))
    assert not pagina.locator("#passkey_login").is_visible()
    contesto.close()


def test_senza_javascript_il_menu_si_vede_anche_sul_telefono(live_server, browser, client, operatrice):
    client.force_login(operatrice)
    contesto = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    contesto.add_cookies(
        [{"name": "sessione", "value": client.cookies["sessione"].value, "url": live_server.url}]
    )
    pagina = contesto.new_page()
    pagina.goto(live_server.url + reverse("privacy"))
    assert pagina.locator("#menu a").first.is_visible()
    pagina.locator(".testata summary").click()
    assert pagina.get_by_role("button", name="Esci").is_visible()
    contesto.close()


def test_il_menu_sul_telefono_si_apre_con_un_bottone(live_server, pagina, entrata):
    pagina.set_viewport_size({"width": 360, "height": 800})
    pagina.goto(live_server.url + reverse("privacy"))
    assert not pagina.locator("#menu").is_visible()
    bottone = pagina.get_by_role("button", name="Menu")
    bottone.click()
    assert pagina.locator("#menu a").first.is_visible()
    assert bottone.get_attribute("aria-expanded") == "true"


def test_la_stampa_non_ha_testata_ne_bottoni(live_server, pagina):
    pagina.goto(live_server.url + reverse("stile"))
    pagina.emulate_media(media="print")
    for parte in (".testata", ".piede", ".filtri", ".azioni"):
        assert not pagina.locator(parte).first.is_visible()
    assert pagina.locator(".tabella").first.is_visible()
