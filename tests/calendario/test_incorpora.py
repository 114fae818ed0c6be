"""The calendar in the pages of others: what it shows, its colour, its headers, the lines to copy."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from calendario import tema
from calendario.incorporata import PER_PAGINA
from calendario.models import Stato

VIA = "/pubblico/calendario/incorpora/"
SCRIPT = "/pubblico/calendario/calendario.js"
CONFIGURA = f"{VIA}configura/"


@pytest.fixture
def pagina(client):
    def leggi(query="", via=VIA):
        risposta = client.get(f"{via}?{query}")
        assert risposta.status_code == 200
        return risposta.content.decode()

    return leggi


def titoli(testo):
    return re.findall(r'target="_blank" rel="noopener"[^>]*>([^<]+)', testo)[:-1]


# --- Headers


def test_solo_la_pagina_incorporata_sta_nelle_pagine_di_altri(client, pubblicata):
    """S-30: frame-ancestors * there, and nowhere else; nothing else of the policy changes."""
    pubblicata()
    sua, altre = client.get(VIA), [client.get(via) for via in (CONFIGURA, "/pubblico/calendario/dati/")]
    assert "frame-ancestors *" in sua.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in sua.headers
    assert "default-src 'none'" in sua.headers["Content-Security-Policy"]
    assert "unsafe" not in sua.headers["Content-Security-Policy"]
    for altra in altre:
        assert "frame-ancestors 'none'" in altra.headers["Content-Security-Policy"]
        assert altra.headers["X-Frame-Options"] == "DENY"
    assert "frame-src 'self'" in altre[0].headers["Content-Security-Policy"]
    assert "frame-src" not in altre[1].headers["Content-Security-Policy"]


@pytest.mark.parametrize("ricorda", [False, True])
def test_anche_quando_e_ricordata(client, pubblicata, settings, tmp_path, ricorda):
    """What the policy says is not lost with the kept page, nor given to the others."""
    settings.VETRINA_RICORDA, settings.STATO = ricorda, tmp_path
    pubblicata()
    for _volta in range(2):
        assert "frame-ancestors *" in client.get(VIA).headers["Content-Security-Policy"]
        assert "X-Frame-Options" not in client.get(VIA).headers


@pytest.mark.parametrize("via", [VIA, SCRIPT, f"{VIA}tema-0066cc.css", CONFIGURA])
def test_nessun_biscotto_e_un_minuto_al_massimo(client, pubblicata, via):
    risposta = client.get(via, headers={"cookie": "sessione=x"})
    assert not risposta.cookies
    assert re.fullmatch(r"public, max-age=([1-5]?\d|60)", risposta.headers["Cache-Control"])
    assert client.get(via, headers={"if-none-match": risposta.headers["ETag"]}).status_code == 304


def test_niente_dentro_la_pagina_che_la_politica_rifiuterebbe(pagina, pubblicata):
    pubblicata()
    for vista in ("elenco", "mese"):
        testo = pagina(f"vista={vista}&colore=ff0000")
        assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=|<style", testo)
        assert "http://" not in testo.replace("http://localhost:8000", "")


# --- What it shows


def test_l_elenco_apre_in_una_finestra_nuova(pagina, pubblicata):
    uscita = pubblicata()
    testo = pagina("settore=moda")
    assert f'href="{uscita.indirizzo_pubblico}" target="_blank" rel="noopener"' in testo
    assert titoli(testo) == [uscita.titolo]
    assert 'target="_blank" rel="noopener"' in testo.partition("settore=moda")[2]
    assert titoli(pagina("settore=vino")) == []
    assert "non è stata considerata" in pagina("settore=inventato")


def test_l_elenco_ha_le_sue_pagine(pagina, pubblicata):
    for n in range(1, PER_PAGINA + 3):
        pubblicata(titolo=f"Numero {n}", inizio=f"2026-06-{n:02}", fine=f"2026-06-{n:02}")
    prima = pagina("settore=moda")
    assert titoli(prima)[0] == "Numero 1"
    assert 'rel="prev"' not in prima
    seconda = pagina(_legame(prima, "next"))
    assert titoli(seconda) == [f"Numero {PER_PAGINA + 1}", f"Numero {PER_PAGINA + 2}"]
    assert 'rel="next"' not in seconda
    assert titoli(pagina(_legame(seconda, "prev"))) == titoli(prima)


def _legame(testo, verso):
    indirizzo = re.search(rf'href="([^"]+)" rel="{verso}"', testo)[1]
    return indirizzo.partition("?")[2].replace("&amp;", "&")


def test_il_mese_mette_ogni_cosa_nei_suoi_giorni(pagina, pubblicata, redazione):
    pubblicata(titolo="Quattro giorni")
    pubblicata(
        come=Stato.PREANNUNCIATA, titolo="Chi lo sa", solo_mese=True, inizio="2026-06-01", fine="2026-06-30"
    )
    testo = pagina("vista=mese&mese=2026-06")
    giorni = re.findall(r'<time class="incorporata-numero" datetime="([^"]+)"', testo)
    assert (giorni[0], giorni[-1], len(giorni)) == ("2026-06-01", "2026-06-30", 30)
    assert titoli(testo) == ["Quattro giorni"] * 4 + ["Chi lo sa"]
    assert "giugno 2026" in testo
    assert "mese=2026-05" in testo
    assert "mese=2026-07" in testo


@pytest.mark.parametrize("mese", ["", "x", "2026-13", "0001-01", "9999-12", "2026-06-01", "2026"])
def test_un_mese_che_non_c_e_e_questo(pagina, pubblicata, mese):
    pubblicata()
    assert "marzo 2026" in pagina(f"vista=mese&mese={mese}")


def test_in_inglese(pagina, pubblicata):
    pubblicata()
    testo = pagina("lingua=en")
    assert '<html lang="en">' in testo
    assert titoli(testo) == ["Pitti Uomo, Tuscan joint stand"]


def test_di_un_annuncio_niente_altro(pagina, pubblicata, circolare):
    pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    testo = pagina()
    assert titoli(testo) == ["In arrivo"]
    assert not {"Pitti", "Fortezza", "Giappone"} & set(re.findall(r"\w+", testo))


# --- The colour


@given(st.integers(0, 0xFFFFFF))
def test_ogni_colore_si_legge(numero):
    """WCAG 2.2, 1.4.3: on white, and white on it."""
    colore = f"{numero:06x}"
    assert tema.contrasto_col_bianco(tema.leggibile(colore)) >= 4.5


def test_un_colore_che_si_legge_gia_resta_com_e():
    assert tema.leggibile("0066cc") == "0066cc"
    assert tema.contrasto_col_bianco("000000") == pytest.approx(21)
    assert tema.contrasto_col_bianco("767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colore", ["red", "#fff", "0066cc;}", "#0066CG", "</style>"])
def test_cio_che_non_e_un_colore_non_arriva_al_foglio(pagina, client, pubblicata, colore):
    """S-01."""
    pubblicata()
    assert "tema-0066cc.css" in pagina(f"colore={colore.replace('#', '%23')}")
    assert client.get(f"{VIA}tema-{colore.replace('#', '%23')}.css").status_code == 404


def test_il_foglio_ha_solo_colori(client):
    risposta = client.get(f"{VIA}tema-ffee00.css")
    assert risposta.headers["Content-Type"] == "text/css; charset=utf-8"
    assert re.fullmatch(r":root \{ (--[a-z-]+: #[0-9a-f]{6}; )+\}\n", risposta.content.decode())


# --- The script


def test_lo_script_ha_un_indirizzo_che_non_cambia(client):
    """Also where static files have the mark of their bytes in their names."""
    atteso = Path(finders.find("js/incorpora.js")).read_bytes()
    deposito = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    with override_settings(STORAGES={"staticfiles": {"BACKEND": deposito}}):
        risposta = client.get(SCRIPT)
    assert (risposta.content, risposta.headers["Content-Type"]) == (atteso, "text/javascript; charset=utf-8")


# --- The lines to copy


def test_le_righe_da_copiare(pagina, pubblicata, settings):
    pubblicata()
    testo = pagina("settore=moda&adesioni=aperte&vista=mese&lingua=en&colore=%23123456", via=CONFIGURA)
    codice = re.search(r"<pre[^>]*><code>(.*?)</code>", testo, re.DOTALL)[1]
    righe = codice.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert righe.startswith(
        f'<script src="{settings.INDIRIZZO}{SCRIPT}" data-filtro="settore=moda&amp;adesioni=aperte" '
        'data-vista="mese" data-lingua="en" data-colore="#123456" async></script>\n<noscript><iframe src="'
    )
    assert f"{settings.INDIRIZZO}{VIA}?settore=moda&amp;adesioni=aperte&amp;vista=mese" in righe
    assert '<option value="moda" selected>' in testo
    assert 'value="#123456"' in testo


def test_chi_sceglie_un_colore_chiaro_lo_sa(pagina, pubblicata):
    pubblicata()
    assert "è troppo chiaro per un testo" in pagina("colore=%23ffee00", via=CONFIGURA)
    assert "è rimasto quello predefinito" in pagina("colore=giallo", via=CONFIGURA)


VELENI = ['"><script>alert(1)</script>', "'><b onload='x", "</noscript><img src=x>", "</code></pre><b>"]


@pytest.mark.parametrize("veleno", VELENI)
def test_cio_che_si_chiede_non_diventa_pagina(client, pubblicata, veleno):
    """S-01: neither in the embedded page nor in the lines that others will copy."""
    pubblicata(titolo=f"Titolo {veleno}")
    for via in (VIA, CONFIGURA):
        for nome in ("q", "settore", "vista", "lingua", "colore", "mese", "dopo"):
            for vista in ("elenco", "mese"):
                assert veleno not in client.get(via, {"vista": vista, nome: veleno}).content.decode()


def test_la_pagina_delle_righe_parla_inglese_a_chi_legge_inglese(client, pubblicata):
    """And what it prepares is in English, unless one chooses otherwise; each page leads to the other."""
    pubblicata()
    inglese = client.get("/pubblico/calendar/embed/configure/?settore=moda").text
    assert '<html lang="en"' in inglese
    for detto in (
        "The lines to copy",
        "All sectors",
        "Fashion and clothing",
        "Japan",
        "Joint trade fair stand",
    ):
        assert detto in inglese
    assert "Le righe da copiare" not in inglese
    assert "data-lingua=&quot;en&quot;" in inglese
    assert f'href="{VIA}configura/"' in inglese
    italiano = client.get(f"{VIA}configura/").text
    assert 'href="/pubblico/calendar/embed/configure/"' in italiano
    assert "data-lingua=&quot;it&quot;" in italiano
    scelta = client.get("/pubblico/calendar/embed/configure/?lingua=it").text
    assert "data-lingua=&quot;it&quot;" in scelta
