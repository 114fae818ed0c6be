"""S-01, open redirect: whatever an address or a form asks for, one stays on the site."""

from urllib.parse import urlencode, urlsplit

import pytest
from django.urls import reverse

from tests.attacchi.veleni import ALTROVE
from tests.conftest import PAROLA

NOSTRO = "testserver"


def _resta(risposta):
    """As a browser reads it: backslashes are slashes, tabs and new lines are nothing."""
    verso = risposta.get("Location", "/")
    letto = verso.replace("\\", "/").translate(dict.fromkeys(range(33)))
    parti = urlsplit(letto)
    return parti.scheme in ("", "http") and parti.netloc in ("", NOSTRO) and not letto.startswith("//")


def _vie(mondo, finestra):
    """Every way in which somebody may say where to go: what it does with one destination."""
    dentro, fuori = finestra("operatrice"), finestra("nessuno")
    utente = mondo.persone["operatrice"]
    pratica = mondo.pratiche["aperta"].numero
    ingresso = {"login": utente.email, "password": PAROLA}
    entra, esci = reverse("account_login"), reverse("account_logout")
    return {
        "login": lambda dove: fuori.post(entra, ingresso | {"next": dove}),
        "login, nell'indirizzo": lambda dove: fuori.post(f"{entra}?{urlencode({'next': dove})}", ingresso),
        "già dentro": lambda dove: dentro.get(entra, {"next": dove}),
        "conferma": lambda dove: dentro.post(
            reverse("account_reauthenticate"), {"password": PAROLA, "next": dove}
        ),
        "filtro": lambda dove: dentro.post(
            reverse("nucleo:filtro_salva"), {"elenco": "x", "nome": "x", "ritorno": dove}
        ),
        "filtro, parametri": lambda dove: dentro.post(
            reverse("nucleo:filtro_salva"), {"elenco": "x", "nome": "y", "parametri": dove, "ritorno": "/"}
        ),
        "in carico": lambda dove: dentro.post(
            reverse("pratiche:elenco_prendi_in_carico"), {"pratica": [pratica], "ritorno": dove}
        ),
        "assegna": lambda dove: dentro.post(
            reverse("pratiche:elenco_assegna"), {"pratica": [pratica], "a": utente.pk, "ritorno": dove}
        ),
        "cerca": lambda dove: dentro.get(reverse("cerca"), {"q": dove}),
        "nuova pratica": lambda dove: dentro.get(reverse("pratiche:nuova"), {"next": dove, "ritorno": dove}),
        "uscita": lambda dove: dentro.post(esci, {"next": dove}) if dove == ALTROVE[-1] else dentro.get("/"),
    }


@pytest.mark.parametrize("ogni", [3, pytest.param(1, marks=pytest.mark.lungo)], ids=["un terzo", "tutte"])
def test_nessun_ritorno_porta_fuori(mondo, finestra, ogni):
    """Thirty destinations by eleven ways; every day each by a third of the ways, in turn."""
    fuori = []
    for inizio, (nome, via) in enumerate(_vie(mondo, finestra).items()):
        for dove in ALTROVE[inizio % ogni :: ogni]:
            finestra("nessuno").logout()
            risposta = via(dove)
            assert risposta.status_code < 500, (nome, dove)
            if not _resta(risposta):
                fuori.append((nome, dove, risposta["Location"]))
    assert not fuori
    assert len(ALTROVE) > 20


def test_un_ritorno_nostro_si_segue(mondo, finestra):
    via = _vie(mondo, finestra)["in carico"]
    assert via("/pratiche/?testo=a")["Location"] == "/pratiche/?testo=a"
