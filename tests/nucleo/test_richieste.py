"""What no browser sends and attackers do: an answer that says so, never an error of ours (S-01)."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db
LUNGO = "9" * 5000


@pytest.fixture
def dentro(client, operatrice_fi):
    client.force_login(operatrice_fi)
    return client


@pytest.mark.parametrize(
    "indirizzo",
    [
        "/cerca/?q=%00ab",
        "/pratiche/nuova/aziende/?q=%00",
        "/aziende/simili/?ragione_sociale=abc%00",
        "/aziende/ateco/?ateco=1%00",
        "/pratiche/archivio/esporta.csv?ordina=-%00",
        "/pratiche/archivio/?%00=1",
        "/pratiche/archivio/?testo=%00",
        "/pratiche/elenco/ufficio/?servizio=%00",
    ],
)
def test_il_carattere_nul_e_una_richiesta_sbagliata(dentro, indirizzo):
    assert dentro.get(indirizzo).status_code == 400


def test_il_carattere_nul_non_entra_in_una_minuta(dentro):
    assert dentro.post(reverse("pratiche:nuova"), {"oggetto": "a\x00b", "passo": "bozza"}).status_code == 400


@pytest.mark.parametrize(
    "campi",
    [
        {"passo": f"togli-{LUNGO}"},
        {"passo": f"usa-{LUNGO}"},
        {"azienda": LUNGO},
        {"servizio": LUNGO},
        {"settore": LUNGO, "paesi": LUNGO, "contatto": LUNGO},
        {"versione": LUNGO, "azienda": "²"},
    ],
)
def test_un_numero_smisurato_non_e_di_nessuno(dentro, campi):
    assert dentro.post(reverse("pratiche:nuova"), {"passo": "bozza", **campi}).status_code == 200


@pytest.mark.parametrize("chiave", ["²", LUNGO, "-1", "a"])
def test_una_chiave_che_non_e_un_numero_non_trova_niente(dentro, chiave):
    simili = reverse("sportelli:aziende_simili")
    assert dentro.get(simili, {"ragione_sociale": "abc", "azienda": chiave}).status_code == 200


def test_un_nome_che_non_e_il_nostro_legge_la_pagina_400(client, settings):
    """It is refused before one looks at who asks: the page must not want to know."""
    settings.ALLOWED_HOSTS = ["extranet.prova.example"]
    risposta = client.get("/", HTTP_HOST="cattivo.example")
    assert risposta.status_code == 400
    assert "Errore 400" in risposta.content.decode()
    assert "cattivo" not in risposta.content.decode()
