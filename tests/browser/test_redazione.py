"""The desk of the redazione in a real browser: write, look, paste, save by itself, send out by keyboard."""

import re

import pytest
from django.urls import reverse

from circolari import azioni
from circolari.models import Circolare
from tests.browser.test_tastiera import Tastiera
from tests.nucleo.campioni import PDF
from tests.veste.occhi import controlla

WORD = """<html><body><!--StartFragment-->
<h1 style='margin:0'>Collettiva a Osaka</h1>
<p class=MsoNormal>Sono aperte le <b>iscrizioni</b> alla <i>collettiva</i>;
<a href="https://www.fiera.example/osaka">il sito</a>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst>
<span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Quota: 900 euro</p>
<p class=MsoListParagraphCxSpLast><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span>Posti: 42</p>
<table><tr><td>Giorno</td><td>Ora</td></tr><tr><td>3 maggio</td><td>9:00</td></tr></table>
<p>Un asterisco * e un <a href="javascript:alert(1)">inganno</a><script>alert(1)</script></p>
<!--EndFragment--></body></html>"""
IN_MARKDOWN = """## Collettiva a Osaka

Sono aperte le **iscrizioni** alla *collettiva*; [il sito](https://www.fiera.example/osaka).

- Quota: 900 euro
- Posti: 42

| Giorno | Ora |
| --- | --- |
| 3 maggio | 9:00 |

Un asterisco \\* e un inganno"""
INCOLLA = """([campo, html]) => { const dati = new DataTransfer(); dati.setData("text/html", html);
    dati.setData("text/plain", "testo"); const area = document.getElementById(campo); area.focus();
    const cosi = { clipboardData: dati, bubbles: true, cancelable: true };
    area.dispatchEvent(new ClipboardEvent("paste", cosi)) }"""


@pytest.fixture
def scrivania(casa):
    """The editor of a new draft, opened by the redazione."""
    bozza = azioni.duplica(azioni.nuova(da=casa.gente.redazione), da=casa.gente.redazione)
    finestra = casa.finestra(casa.gente.redazione)
    finestra.goto(reverse("circolari:modifica", args=[bozza.codice]))
    finestra.bozza = bozza
    return finestra


def area(finestra):
    return finestra.get_by_label("Testo", exact=True)


def salvata(finestra):
    finestra.get_by_text("Bozza salvata alle").wait_for()
    return Circolare.objects.get(pk=finestra.bozza.pk)


def test_si_scrive_si_guarda_e_si_salva_da_sola(scrivania):
    scrivania.get_by_label("Titolo", exact=True).first.fill("Osaka")
    area(scrivania).fill("## Quando\n\nA **maggio**.")
    scrivania.locator("#vista h2", has_text="Quando").wait_for()
    assert scrivania.locator("#vista strong").inner_text() == "maggio"
    bozza = salvata(scrivania)
    assert (bozza.titolo, bozza.testo) == ("Osaka", "## Quando\n\nA **maggio**.")
    controlla(scrivania)


def test_il_pubblico_si_riconta_da_solo(scrivania):
    sportelli = scrivania.locator("#platea .tanti dd").first
    tutti = int(sportelli.inner_text())
    scrivania.get_by_label("Solo ad alcuni").check()
    scrivania.get_by_label("Sportello territoriale di Pisa").check()
    scrivania.locator("#platea .tanti > div:first-child dd", has_text=re.compile("^1$")).wait_for()
    assert tutti > 1


def test_quel_che_si_incolla_da_word_diventa_markdown(scrivania):
    scrivania.evaluate(INCOLLA, ["id_testo", WORD])
    assert area(scrivania).input_value() == IN_MARKDOWN
    scrivania.keyboard.press("ControlOrMeta+z")
    assert area(scrivania).input_value() == ""


@pytest.mark.parametrize(
    ("html", "scritto"),
    [
        ("<b style='font-weight:normal'>Da <span style='font-weight:700'>Google</span></b>", "Da **Google**"),
        ("<ol><li>uno<ul><li>dentro</li></ul></li><li>due</li></ol>", "1. uno\n   - dentro\n2. due"),
        ("<blockquote><p>detto</p></blockquote><p># non <b>titolo</b></p>", "> detto\n\n\\# non **titolo**"),
    ],
)
def test_quel_che_viene_da_altri_programmi(scrivania, html, scritto):
    scrivania.evaluate(INCOLLA, ["id_testo", html])
    assert area(scrivania).input_value() == scritto


def test_il_testo_semplice_si_incolla_com_e(scrivania):
    scrivania.evaluate(INCOLLA, ["id_testo", "<span>solo parole</span>"])
    assert area(scrivania).input_value() == ""


@pytest.mark.parametrize(
    ("tasti", "scritto"),
    [
        ("ControlOrMeta+b", "**parola**"),
        ("ControlOrMeta+i", "*parola*"),
        ("ControlOrMeta+Shift+Digit1", "## parola"),
        ("ControlOrMeta+Shift+Digit8", "- parola"),
        ("ControlOrMeta+Shift+Digit7", "1. parola"),
        ("ControlOrMeta+k", "[parola](https://)"),
    ],
)
def test_le_scorciatoie(scrivania, tasti, scritto):
    area(scrivania).fill("parola")
    area(scrivania).select_text()
    scrivania.keyboard.press(tasti)
    assert area(scrivania).input_value() == scritto


def test_la_barra_si_percorre_con_le_frecce_e_lo_stesso_tasto_toglie(scrivania):
    area(scrivania).fill("parola")
    area(scrivania).select_text()
    scrivania.get_by_role("button", name="Grassetto").click()
    assert area(scrivania).input_value() == "**parola**"
    scrivania.get_by_role("button", name="Grassetto").click()
    assert area(scrivania).input_value() == "parola"
    scrivania.get_by_role("button", name="Grassetto").focus()
    scrivania.keyboard.press("ArrowLeft")
    assert scrivania.evaluate("document.activeElement.getAttribute('aria-label')") == "Collegamento"


def test_il_motivo_dell_urgenza_conta_i_caratteri(scrivania):
    scrivania.get_by_role("checkbox", name="È urgente").check()
    scrivania.get_by_label("Perché è urgente").fill("Il bando chiude")
    assert scrivania.locator(".minimo").inner_text() == "Ancora 5 caratteri"
    scrivania.get_by_label("Perché è urgente").fill("Il bando chiude domani sera")
    assert scrivania.locator(".minimo").inner_text() == "Il motivo basta"


def test_un_file_lasciato_cadere_e_poi_tolto(scrivania):
    scrivania.locator("#id_allegati").set_input_files(
        {"name": "bando.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    scrivania.get_by_role("link", name="bando.pdf").wait_for()
    assert scrivania.bozza.allegati.count() == 1
    scrivania.get_by_role("button", name="Togli bando.pdf").click()
    scrivania.get_by_role("link", name="bando.pdf").wait_for(state="detached")
    assert scrivania.bozza.allegati.count() == 0


def test_se_un_collega_salva_lo_si_sa_e_non_si_perde_niente(scrivania, casa):
    bozza = Circolare.objects.get(pk=scrivania.bozza.pk)
    azioni.modifica(bozza, {"titolo": "Il suo"}, revisione=bozza.revisione, da=casa.gente.redazione)
    scrivania.get_by_label("Titolo", exact=True).first.fill("Il mio")
    scrivania.get_by_text("Qualcun altro ha salvato questa bozza").wait_for()
    with scrivania.expect_navigation():
        scrivania.get_by_role("button", name="Salva", exact=True).last.click()
    assert scrivania.get_by_role("alert").get_by_text("qualcun altro ha salvato").count() == 1
    assert scrivania.get_by_label("Titolo", exact=True).first.input_value() == "Il mio"
    controlla(scrivania)
    with scrivania.expect_navigation():
        scrivania.get_by_role("button", name="Salva", exact=True).last.click()
    bozza.refresh_from_db()
    assert bozza.titolo == "Il mio"


def test_senza_rete_resta_su_questo_computer(scrivania, casa):
    scrivania.route("**/salva/", lambda rotta: rotta.abort())
    scrivania.get_by_label("Titolo", exact=True).first.fill("Scritto in treno")
    scrivania.get_by_text("resta su questo computer").wait_for()
    casa.lamentele.clear()  # the browser's own word for the cut line
    scrivania.unroute("**/salva/")
    scrivania.reload()
    scrivania.get_by_text("c'è qualcosa che non era arrivato").wait_for()
    scrivania.get_by_role("button", name="Rimettilo nella bozza").click()
    assert salvata(scrivania).titolo == "Scritto in treno"
    scrivania.reload()
    assert scrivania.locator("#ritrovata").is_hidden()


def test_si_diffonde_con_la_sola_tastiera(scrivania, casa):
    lei = Tastiera(scrivania)
    lei.scrive("Titolo", "Missione a Osaka")
    lei.scrive("Testo", "Si parte a maggio.")
    salvata(scrivania)
    lei.invia("Vai alla diffusione", "**/diffondi/")
    controlla(scrivania)
    assert scrivania.get_by_text("giovedì 5 marzo 2026, ore 10:00").count() >= 1
    lei.invia("Diffondi ora agli Sportelli", "**/registro/")
    assert Circolare.objects.get(pk=scrivania.bozza.pk).stato == "diffusa"
    assert lei.senza_segno == []


@pytest.mark.parametrize("larga", [1280, 360])
def test_la_barra_non_copre_cio_che_le_sta_sotto(scrivania, larga):
    """At the end of the page the initiatives that the circolare goes with are read whole."""
    scrivania.set_viewport_size({"width": larga, "height": 900})
    scrivania.evaluate("scrollTo(0, document.body.scrollHeight)")
    barra = scrivania.locator(".barra").bounding_box()
    sotto = scrivania.get_by_role("heading", name="Con un'iniziativa del calendario").bounding_box()
    assert barra["y"] + barra["height"] <= sotto["y"]


@pytest.mark.parametrize("larga", [1280, 320])
def test_le_pagine_di_prima_e_di_dopo_sono_di_tutti(casa, larga):
    """W-01."""
    redazione = casa.gente.redazione
    bozza = azioni.duplica(azioni.nuova(da=redazione), da=redazione)
    campi = {
        "titolo": "Missione a Osaka",
        "testo": "## Quando\n\nA maggio.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |",
    }
    azioni.modifica(bozza, campi, revisione=1, da=redazione)
    finestra = casa.finestra(redazione, viewport={"width": larga, "height": 900})
    for pagina in ("modifica", "anteprima", "diffondi", "cestina"):
        finestra.goto(reverse(f"circolari:{pagina}", args=[bozza.codice]))
        controlla(finestra)
    finestra.goto(reverse("circolari:anteprima", args=[bozza.codice]) + "?come=azienda")
    controlla(finestra)
    azioni.diffondi(bozza, da=redazione)
    for pagina in ("correggi", "ritira", "apri_a_tutti"):
        finestra.goto(reverse(f"circolari:{pagina}", args=[bozza.codice]))
        controlla(finestra)
    finestra.goto(reverse("circolari:simulatore") + "?giorno=2026-12-23&ora=10:40")
    controlla(finestra)
