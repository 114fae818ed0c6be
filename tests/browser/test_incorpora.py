"""The calendar in the page of somebody else, whose policy lets in our script and our frame alone (C8)."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

from calendario import azioni
from calendario.models import Editore, Stato
from tests.calendario.conftest import CAMPI
from tests.veste.occhi import controlla, violazioni

VIA = "/pubblico/calendario/"
TITOLI = [f"Collettiva numero {n}" for n in range(1, 6)]


@pytest.fixture(scope="module")
def iniziative(casa):
    azioni.prepara()
    redazione, tp = casa.gente.redazione, Editore.objects.get(tipo="tp")
    for n, titolo in enumerate(TITOLI, 10):
        giorni = {"inizio": f"2026-03-{n}", "fine": f"2026-03-{n + 2}"}
        bozza = azioni.crea(tp, CAMPI | giorni | {"titolo": titolo, "scadenza": None}, da=redazione)
        azioni.pubblica(bozza, come=Stato.CONFERMATA, da=redazione)


@pytest.fixture(scope="module")
def ospite(casa, iniziative):
    """Another origin: `ospite(lines)` is the address of a page of its, with a policy as strict as ours."""
    pagine = {}

    class Sito(BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802 - its name
            corpo = pagine.get(self.path, "").encode()
            self.send_response(200 if corpo else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            politica = f"default-src 'none'; script-src {casa.indirizzo}; frame-src {casa.indirizzo}"
            self.send_header("Content-Security-Policy", politica)
            self.send_header("Content-Length", str(len(corpo)))
            self.end_headers()
            self.wfile.write(corpo)

        def log_message(self, *_):
            """Silent."""

    sito = ThreadingHTTPServer(("127.0.0.1", 0), Sito)
    threading.Thread(target=sito.serve_forever, daemon=True).start()

    def pagina(*righe):
        via = f"/{len(pagine)}/"
        corpo = "".join(f"<p>Prima</p>{riga}<p><a href='#'>Dopo</a></p>" for riga in righe)
        pagine[via] = (
            f"<!doctype html><html lang=it><title>Ospite</title><main><h1>Ospite</h1>{corpo}</main></html>"
        )
        return f"http://127.0.0.1:{sito.server_port}{via}"

    yield pagina
    sito.shutdown()


def riga(casa, **dati):
    detti = " ".join(f'data-{nome}="{valore}"' for nome, valore in dati.items())
    return f'<script src="{casa.indirizzo}{VIA}calendario.js" {detti} async></script>'


def apre(casa, indirizzo, **opzioni):
    """A window on the host page; every request that it makes is in `finestra.chieste`."""
    finestra = casa.finestra(**{"viewport": {"width": 1000, "height": 2000}} | opzioni)
    finestra.chieste = []
    finestra.on("request", lambda richiesta: finestra.chieste.append(richiesta.url))
    finestra.goto(indirizzo)
    finestra.locator("iframe").first.wait_for()
    return finestra


def quadro(finestra, n=0):
    """The page in the n-th frame, drawn and as tall as it wants to be."""
    riquadro = finestra.locator("iframe").nth(n)
    dentro = riquadro.element_handle().content_frame()
    dentro.wait_for_load_state("load")
    finestra.wait_for_function("n => document.querySelectorAll('iframe')[n].height !== '600'", arg=n)
    return dentro


def alta_quanto_serve(finestra, n=0):
    dentro = quadro(finestra, n)
    contenuto = dentro.evaluate("document.querySelector('.incorporata').getBoundingClientRect().height")
    # Not the whole page's: a page is never shorter than its window.
    return abs(int(finestra.locator("iframe").nth(n).get_attribute("height")) - contenuto) <= 1


def test_due_in_una_pagina_di_un_altro_sito(casa, ospite):
    """Strict policy on both sides, each with its filter, looks and height; no cookie, nobody else asked."""
    righe = riga(casa, filtro="settore=moda", colore="#ffcc00"), riga(casa, vista="mese", lingua="en")
    finestra = apre(casa, ospite(*righe))
    elenco, mese = quadro(finestra, 0), quadro(finestra, 1)
    assert elenco.locator(".incorporata-righe h2").all_inner_texts() == TITOLI
    assert mese.locator("h1").inner_text() == "March 2026"
    assert mese.locator("html").get_attribute("lang") == "en"
    assert alta_quanto_serve(finestra, 0)
    assert alta_quanto_serve(finestra, 1)
    nostri = {urlsplit(casa.indirizzo).netloc, urlsplit(finestra.url).netloc}
    assert {urlsplit(url).netloc for url in finestra.chieste if not url.startswith("data:")} == nostri
    assert finestra.context.cookies() == []
    assert violazioni(finestra) == []


def test_l_altezza_segue_la_larghezza(casa, ospite):
    finestra = apre(casa, ospite(riga(casa, vista="mese")))
    assert alta_quanto_serve(finestra)
    larga = finestra.locator("iframe").get_attribute("height")
    finestra.set_viewport_size({"width": 340, "height": 2000})
    finestra.wait_for_function("a => document.querySelector('iframe').height !== a", arg=larga)
    assert alta_quanto_serve(finestra)


def test_un_altro_non_puo_dire_quanto_e_alta(casa, ospite):
    """Source and origin are checked: the host page itself is not believed."""
    finestra = apre(casa, ospite(riga(casa)))
    assert alta_quanto_serve(finestra)
    finestra.evaluate("postMessage({ altezzaDelCalendario: 9000 }, '*')")
    finestra.evaluate("new Promise(fatto => setTimeout(fatto, 50))")
    assert alta_quanto_serve(finestra)


def test_con_la_tastiera_si_entra_si_apre_e_si_esce(casa, ospite):
    finestra = apre(casa, ospite(riga(casa)))
    dentro = quadro(finestra)
    dentro.locator("h2 a").first.focus()
    assert dentro.evaluate("document.activeElement.textContent") == TITOLI[0]
    with finestra.context.expect_page() as aperta:
        finestra.keyboard.press("Enter")
    aperta.value.wait_for_load_state()
    assert aperta.value.url.startswith(f"{casa.indirizzo}{VIA}")
    assert aperta.value.evaluate("opener") is None
    aperta.value.close()
    for _ in range(len(TITOLI) + 1):
        finestra.keyboard.press("Tab")
    assert finestra.evaluate("document.activeElement.textContent") == "Dopo"


@pytest.mark.parametrize(
    "query", ["colore=ffee00", "vista=mese&mese=2026-03", "lingua=en&colore=b3203a", "q=niente"]
)
@pytest.mark.parametrize("larga", [1000, 320])
def test_la_pagina_incorporata_e_accessibile(casa, iniziative, query, larga):
    """W-01."""
    finestra = casa.finestra(viewport={"width": larga, "height": 2000})
    finestra.goto(f"{VIA}incorpora/?{query}")
    controlla(finestra)


@pytest.mark.parametrize(
    "via", [f"{VIA}incorpora/configura/?vista=mese", f"{VIA}dati/", "/pubblico/calendar/data/"]
)
@pytest.mark.parametrize("larga", [1280, 320])
def test_le_pagine_che_lo_spiegano_sono_accessibili(casa, iniziative, via, larga):
    """W-01."""
    finestra = casa.finestra(viewport={"width": larga, "height": 3000})
    finestra.goto(via)
    controlla(finestra)


@pytest.mark.parametrize("javascript", [True, False])
def test_le_righe_si_preparano_anche_senza_javascript(casa, iniziative, javascript):
    finestra = casa.finestra(java_script_enabled=javascript, viewport={"width": 1280, "height": 2000})
    finestra.goto(f"{VIA}incorpora/configura/")
    finestra.get_by_label("Settore").select_option("moda")
    finestra.get_by_label("Lingua").select_option("en")
    finestra.get_by_role("button", name="Aggiorna").click()
    finestra.wait_for_url("**settore=moda**")
    assert 'data-filtro="settore=moda"' in finestra.locator("pre").inner_text()
    anteprima = finestra.frame_locator(".dati-anteprima iframe")
    assert anteprima.locator("html").get_attribute("lang") == "en"
