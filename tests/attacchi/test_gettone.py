"""S-01, CSRF: no address does anything for a form that is not ours."""

import re

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tests.browser.pagine import SENZA_PAGINA

SCADUTO = "Il modulo è scaduto"
FALSO = "a" * 64
CODICE = "00000000-0000-4000-8000-000000000000"
ESEMPI = {"formato": "csv", "nome": "ufficio", "numero": "FI-2026-00001", "chiave": "abc", "colore": "ffcc00"}
PER_GENERE = {"int": 1, "uuid": CODICE, "mese": "2026-03", "settimana": "2026-W10", "anno": 2026}
# Nothing to forge: opened by the key in a mail (RFC 8058).
SENZA_GETTONE = {"circolari:disiscrivi", "calendario:disiscrivi"}


def _via(nome, schema):
    """Some address of that pattern: the token is looked at before the row."""
    esempi = ESEMPI | {"codice": CODICE if nome.startswith("circolari:") else "FI"}
    parametri = re.findall(r"<(?:(\w+):)?(\w+)>", schema)
    return reverse(nome, kwargs={p: PER_GENERE.get(genere, esempi.get(p, 1)) for genere, p in parametri})


def _in_vetrina(via):
    """Nothing to forge: read-only, and made where nobody's session is known (nucleo.vetrina)."""
    return getattr(resolve(via).func, "esposta", False)


def _di_altri(nome):
    return nome.startswith("admin:") and nome != "admin:login"


@pytest.mark.parametrize("chi", ["operatrice", "amministratore"])
def test_senza_gettone_nessun_indirizzo_fa_niente(mondo, schema, chi):
    """Every pattern of the program, by who may do the most; a view that lets go of the token fails here."""
    passati = {}
    client = Client(enforce_csrf_checks=True)
    client.force_login(mondo.persone[chi])
    for nome in filter(lambda nome: not _di_altri(nome) and nome not in SENZA_GETTONE, schema):
        via = _via(nome, schema[nome])
        risposta = client.post(via, {"motivo": "perché sì"})
        if _in_vetrina(via):
            assert risposta.status_code == 405, nome
        elif risposta.status_code != 403 or SCADUTO not in risposta.content.decode():
            passati[nome] = risposta.status_code
    assert not passati
    assert len(SENZA_PAGINA["una risposta a un POST"]) >= 15


def _tentativi(vero):
    """Twenty ways to pretend: what is sent, and in which headers."""
    yield {}, {}
    yield {"csrfmiddlewaretoken": ""}, {}
    yield {"csrfmiddlewaretoken": FALSO}, {}
    yield {"csrfmiddlewaretoken": vero[:-1]}, {}
    yield {"csrfmiddlewaretoken": vero + "a"}, {}
    yield {"csrfmiddlewaretoken": vero.swapcase()}, {}
    yield {"csrfmiddlewaretoken": vero[::-1]}, {}
    yield {"csrfmiddlewaretoken": "null"}, {}
    yield {"csrfmiddlewaretoken[]": vero}, {}
    yield {"CSRFMIDDLEWARETOKEN": vero}, {}
    yield {"csrf": vero}, {}
    yield {"_csrf": vero}, {}
    yield {"csrftoken": vero}, {}
    yield {}, {"HTTP_X_CSRFTOKEN": FALSO}
    yield {}, {"HTTP_X_CSRF_TOKEN": vero}
    yield {}, {"HTTP_X_XSRF_TOKEN": vero}
    yield {}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
    yield {}, {"HTTP_HX_REQUEST": "true"}
    yield {"csrfmiddlewaretoken": vero}, {"HTTP_ORIGIN": "https://canarino.example"}
    yield {"csrfmiddlewaretoken": vero}, {"HTTP_ORIGIN": "null"}
    yield {"csrfmiddlewaretoken": vero}, {"HTTP_ORIGIN": "http://testserver.canarino.example"}
    yield {"csrfmiddlewaretoken": vero}, {"HTTP_ORIGIN": "https://testserver:444"}
    yield {"_method": "GET"}, {"HTTP_X_HTTP_METHOD_OVERRIDE": "GET"}


def test_venti_modi_di_fingere_un_modulo(mondo, indirizzo):
    """One verb, with a token of another browser, a piece of the right one, another origin, another name."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(mondo.persone["operatrice"])
    via = indirizzo("pratiche:nota", "in lavorazione")
    vero = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(via).content.decode())[1]
    dati, pratica = {"testo": "nota", "pubblico": "ufficio"}, mondo.pratiche["in lavorazione"]
    prima = pratica.note.count()
    stati = [client.post(via, dati | cosa, **come).status_code for cosa, come in _tentativi(vero)]
    assert len(stati) > 20
    assert set(stati) == {403}
    altro = Client(enforce_csrf_checks=True)
    altro.force_login(mondo.persone["operatrice"])
    assert altro.post(via, dati | {"csrfmiddlewaretoken": vero}).status_code == 403
    assert pratica.note.count() == prima
    assert client.post(via, dati | {"csrfmiddlewaretoken": vero}).status_code == 302
    assert pratica.note.count() == prima + 1
