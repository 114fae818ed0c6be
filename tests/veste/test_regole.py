"""What every template and static file must keep to, read from the files themselves."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template.loader import get_template

RADICE = Path(settings.BASE_DIR)
MODELLI = sorted((RADICE / "templates").rglob("*.html"))
SCRITTI_DA_NOI = [
    *sorted((RADICE / "static/css").glob("*.css")),
    *sorted((RADICE / "static/js").glob("*.js")),
]
APP = ("nucleo", "sportelli", "pratiche", "circolari", "calendario", "feedback", "dialogo", "extranet")
# A <script> that holds data is never run; one with src is a file of ours.
CODICE_IN_PAGINA = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*(?:\ssrc=|application/(?:ld\+)?json))",
    re.I,
)
ICONA = re.compile(
    r"""(?:icona=?\s*|icona\s+|vuoto[^%]*?)["'](it-[a-z-]+|ex-[a-z-]+)["']|["']((?:it|ex)-[a-z-]+)["']"""
)


def nome(percorso):
    return str(percorso.relative_to(RADICE))


@pytest.mark.parametrize("modello", MODELLI, ids=nome)
def test_nessuna_pagina_ha_codice_o_stile_in_linea(modello):
    """S-30: the CSP allows nothing inline."""
    assert CODICE_IN_PAGINA.findall(modello.read_text()) == []


def test_la_regola_riconosce_chi_la_viola():
    for testo in (
        "<p style='x'>",
        '<a onclick="x">',
        "<script>x</script>",
        "<style>",
        '<a href="javascript:x">',
    ):
        assert CODICE_IN_PAGINA.search(testo), testo
    assert not CODICE_IN_PAGINA.search(
        '<script src="a.js" defer></script><script type="application/json">{}</script>'
    )


@pytest.mark.parametrize("modello", MODELLI, ids=nome)
def test_ogni_pagina_si_compila(modello):
    get_template(str(modello.relative_to(RADICE / "templates")))


def simboli():
    fogli = ("static/vendor/bootstrap-italia/sprites.svg", "static/img/icone.svg")
    return {
        simbolo for foglio in fogli for simbolo in re.findall(r'id="([^"]+)"', (RADICE / foglio).read_text())
    }


def test_ogni_icona_nominata_esiste():
    codice = [percorso for app in APP for percorso in (RADICE / app).rglob("*.py")]
    nomi = {
        gruppo
        for percorso in [*MODELLI, *codice, *SCRITTI_DA_NOI]
        for trovate in ICONA.findall(percorso.read_text())
        for gruppo in trovate
        if gruppo
    }
    assert len(nomi) > 20
    assert nomi - simboli() == set()


@pytest.fixture(
    params=[
        pytest.param("django.contrib.staticfiles.storage.ManifestStaticFilesStorage", id="raccolti"),
        pytest.param(
            "whitenoise.storage.CompressedManifestStaticFilesStorage", id="compressi", marks=pytest.mark.lungo
        ),
    ]
)
def manifesto(request, settings, tmp_path):
    """The static files as production serves them: collected, with a hash in their names; in full compressed.

    To compress them takes a minute, and gives them no other name.
    """
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": request.param},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_ogni_file_statico_nominato_esiste_nel_manifesto(manifesto):
    """A missing name would be a 500 in production only."""
    nominati = {
        rimando
        for modello in MODELLI
        for rimando in re.findall(r"""{%\s*static\s+["']([^"']+)["']""", modello.read_text())
    }
    assert len(nominati) > 5
    for rimando in nominati:
        assert (manifesto / staticfiles_storage.stored_name(rimando)).exists(), rimando


def test_la_pagina_500_usa_file_che_ci_sono_sempre(manifesto):
    rimandi = re.findall(r'="/static/([^"]+)"', (RADICE / "templates/500.html").read_text())
    assert rimandi
    for rimando in rimandi:
        assert (manifesto / rimando).exists(), rimando


def test_nessun_foglio_nostro_chiama_fuori_casa():
    """S-30: no third-party request."""
    for percorso in [*MODELLI, *SCRITTI_DA_NOI]:
        assert re.findall(r"""(?:src|url\(|@import)\s*=?\s*["'(]?https?://""", percorso.read_text()) == []
