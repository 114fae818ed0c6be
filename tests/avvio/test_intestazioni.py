"""What travels with every answer, and the files that pages ask for."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.urls import URLPattern, get_resolver

from nucleo.templatetags import nucleo as segni
from sportelli.models import Ruolo, Utente

RADICE = Path(__file__).resolve().parents[2]
STATICO = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
DI_FUORI = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//(?!testserver)[^"']+""")


def _indirizzi(risolutore=None, prima="/"):
    """Every address that takes no argument."""
    for voce in (risolutore or get_resolver()).url_patterns:
        percorso = f"{prima}{voce.pattern}".replace("^", "").replace("$", "").replace("\\Z", "")
        if not re.search(r"[<(?]", percorso):
            yield from [percorso] if isinstance(voce, URLPattern) else _indirizzi(voce, percorso)


INDIRIZZI = sorted(set(_indirizzi()))
CALENDARIO, CALENDAR = "/pubblico/calendario", "/pubblico/calendar"
# The one page that other sites may show in theirs (C8).
INCORPORABILE = f"{CALENDARIO}/incorpora/"
# The same for everybody, and kept until the minute ends: circulars, the calendar, the open data, and what
# tells search engines of them.
IN_VETRINA = [
    *("/pubblico/circolari/", "/pubblico/circolari/atom.xml", "/robots.txt", "/sitemap.xml"),
    *("/pubblico/dati/", "/pubblico/dati/catalogo.jsonld", INCORPORABILE),
    *(f"{CALENDARIO}/{via}" for via in ("", "paesi/", "dati/", "programma.pdf", "catalogo.rdf")),
    *(f"{CALENDARIO}/{via}" for via in ("calendario.js", "incorpora/configura/")),
    *(f"{CALENDAR}/{via}" for via in ("", "countries/", "data/", "programme.pdf", "embed/configure/")),
]


@pytest.fixture
def chiede(client, request):
    """Answers to a GET of an anonymous visitor, or of somebody signed in."""

    def chiede(chi, indirizzo):
        if chi == "amministratrice":
            client.force_login(request.getfixturevalue("amministratrice"))
        return client.get(indirizzo)

    return chiede


@pytest.fixture
def amministratrice(db):
    return Utente.objects.create(
        email="ada@tp.example", nome="Ada", cognome="Neri", ruolo=Ruolo.AMMINISTRATORE
    )


@pytest.mark.parametrize("chi", ["nessuno", "amministratrice"])
@pytest.mark.parametrize("indirizzo", sorted({*INDIRIZZI} - {INCORPORABILE}))
def test_ogni_risposta_porta_le_difese(db, chiede, chi, indirizzo):
    """S-30."""
    risposta = chiede(chi, indirizzo)
    assert risposta.status_code < 500
    politica = risposta.headers["Content-Security-Policy"]
    assert "default-src 'none'" in politica
    assert "unsafe" not in politica
    assert not re.search(r"https?:|\*", politica)
    assert re.search(r"frame-ancestors '(none|self)'", politica)
    assert risposta.headers["X-Content-Type-Options"] == "nosniff"
    assert risposta.headers["Referrer-Policy"] == "same-origin"
    assert risposta.headers["X-Frame-Options"] in ("DENY", "SAMEORIGIN")


@pytest.mark.parametrize("chi", ["nessuno", "amministratrice"])
def test_solo_il_calendario_da_incorporare_sta_nelle_pagine_di_altri(db, chiede, chi):
    """S-30: whoever may frame it, it brings in nothing from elsewhere and has nothing to be pressed."""
    risposta = chiede(chi, INCORPORABILE)
    politica = risposta.headers["Content-Security-Policy"]
    aperte = re.findall(r"[^;]*(?:https?:|\*|unsafe)[^;]*", politica)
    assert [direttiva.strip() for direttiva in aperte] == ["frame-ancestors *"]
    assert "default-src 'none'" in politica
    assert "X-Frame-Options" not in risposta.headers
    assert risposta.headers["X-Content-Type-Options"] == "nosniff"
    assert b"<form" not in risposta.content
    assert not risposta.cookies


@pytest.mark.parametrize("indirizzo", sorted({*INDIRIZZI} - {*IN_VETRINA}))
def test_una_pagina_di_chi_e_entrato_non_la_conserva_nessuno(chiede, indirizzo):
    """S-30."""
    conserva = chiede("amministratrice", indirizzo).headers.get("Cache-Control", "")
    assert {"private", "no-store"} <= set(conserva.split(", "))


@pytest.mark.parametrize("indirizzo", IN_VETRINA)
def test_cio_che_e_in_vetrina_non_sa_chi_guarda(db, chiede, indirizzo):
    """S-30: only these may be kept, because no user and no cookie has a part in them."""
    anonima, entrata = chiede("nessuno", indirizzo), chiede("amministratrice", indirizzo)
    assert anonima.content == entrata.content
    for risposta in (anonima, entrata):
        assert risposta.headers["Cache-Control"].startswith("public, max-age=")
        # Neither a cookie nor a language: at most how it travels.
        assert risposta.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        assert not risposta.cookies


@pytest.mark.parametrize("indirizzo", INDIRIZZI)
def test_nessuna_pagina_chiama_fuori(settings, chiede, indirizzo):
    """S-30: no request to third parties, except links that a person follows."""
    pagina = chiede("amministratrice", indirizzo).content.decode(errors="replace")
    # Public pages say their whole address, which is ours.
    legami_da_seguire = re.sub(r"<a\b[^>]*>", "", pagina).replace(f'"{settings.INDIRIZZO}/', '"/')
    assert not DI_FUORI.findall(legami_da_seguire)


def test_ogni_file_statico_nominato_nei_modelli_esiste():
    for modello in (RADICE / "templates").rglob("*.html"):
        for nome in STATICO.findall(modello.read_text()):
            assert finders.find(nome), f"{modello.name} chiede {nome}"


@pytest.fixture
def segni_da_capo():
    """Icons are kept once drawn, with the address of their sheet: not from one storage to another."""
    segni.icona.cache_clear()
    segni._etichetta.cache_clear()
    yield
    segni.icona.cache_clear()
    segni._etichetta.cache_clear()


def test_con_i_file_statici_raccolti_le_pagine_li_trovano(db, client, settings, tmp_path, segni_da_capo):
    """With the manifest on a missing file is an error, in pages as in style sheets."""
    settings.STATIC_ROOT = tmp_path
    manifesto = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifesto}}
    call_command("collectstatic", interactive=False, verbosity=0)
    pagina = client.get("/accesso/login/").content.decode()
    riferimenti = re.findall(r'(?:src|href)="/static/([^"#]+)', pagina)
    assert riferimenti
    for nome in riferimenti:
        assert (tmp_path / nome).exists()
        assert re.search(r"\.[0-9a-f]{12}\.", nome)
