"""Every page of the house answers, and those that tell of a failure do so without failing."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.urls import reverse

from extranet import contesto
from sportelli.models import Ruolo
from tests.veste.guasti import CODICI

PUBBLICHE = ("accessibilita", "privacy", "note_legali", "stile", "stile_conferma", "account_login")
ACCESSO = ("account_signup", "account_inactive", "account_reset_password", "account_reset_password_done")


@pytest.mark.django_db
@pytest.mark.parametrize("nome", [*PUBBLICHE, *ACCESSO])
def test_una_pagina_pubblica_si_apre_senza_account(client, nome):
    risposta = client.get(reverse(nome))
    assert risposta.status_code == 200
    assert b"<h1" in risposta.content
    assert b'lang="it"' in risposta.content


@pytest.mark.parametrize("codice", CODICI)
@pytest.mark.django_db
def test_ogni_errore_dice_in_italiano_che_cosa_e_successo_e_che_cosa_fare(client, guasti, codice):
    client.raise_request_exception = False
    risposta = client.get(f"/prova/{codice}/")
    testo = risposta.content.decode()
    assert risposta.status_code == int(codice[:3])
    assert f"Errore {codice[:3]}" in testo
    assert 'class="btn' in testo
    assert "Traceback" not in testo


def test_la_pagina_500_non_ha_bisogno_di_nulla(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        testo = render_to_string("500.html")
    assert "{%" not in testo
    assert "Errore 500" in testo


@pytest.mark.django_db
def test_il_409_rassicura_e_riporta_alla_pagina(client, guasti):
    risposta = client.get("/prova/409/", headers={"referer": "http://testserver/pratiche/7/"})
    assert "nulla è andato perduto" in risposta.content.decode()
    assert b'href="http://testserver/pratiche/7/"' in risposta.content


@pytest.mark.django_db
@pytest.mark.parametrize("ruolo", Ruolo)
def test_il_menu_porta_solo_a_pagine_che_ci_sono(rf, persona, ruolo):
    richiesta = rf.get("/")
    richiesta.user = persona(ruolo)
    voci = contesto.menu(richiesta)
    assert voci[0].nome == "cruscotto"
    assert voci[0].attiva
    assert all(voce.indirizzo for voce in voci)
    assert sum(voce.attiva for voce in voci) == 1


@pytest.mark.parametrize(
    ("percorso", "voce"),
    [
        ("/", "/"),
        ("/pratiche/7/", "/pratiche/"),
        ("/pratiche/archivio/9/", "/pratiche/archivio/"),
        ("/altro/", ""),
    ],
)
def test_la_voce_attiva_e_la_piu_vicina(percorso, voce):
    assert contesto.piu_vicino(["/", "/pratiche/", "/pratiche/archivio/"], percorso) == voce


@pytest.mark.django_db
def test_chi_e_dentro_vede_il_suo_nome_il_suo_ruolo_e_come_uscire(client, operatrice):
    client.force_login(operatrice)
    testo = client.get(reverse("accessibilita")).content.decode()
    assert "Giulia Bianchi" in testo
    assert "Operatore di Sportello · Firenze" in testo
    assert f'<form action="{reverse("account_logout")}" method="post">' in testo


@pytest.mark.django_db
def test_in_dimostrazione_si_entra_con_un_solo_gesto(client, settings):
    settings.LOCALE = True
    testo = client.get(reverse("account_login")).content.decode()
    assert "Entra come" in testo
    assert "giulia.bianchi@" in testo


@pytest.mark.django_db
def test_fuori_dalla_dimostrazione_nessun_account_si_offre(client):
    testo = client.get(reverse("account_login")).content.decode()
    assert "Entra come" not in testo
    assert "Dimostrazione" not in testo


@pytest.mark.django_db
@pytest.mark.parametrize("via", ["email/", "confirm-email/", "confirm-email/abc/", "password/set/"])
def test_chi_si_e_non_si_cambia_da_soli(client, operatrice, via):
    client.force_login(operatrice)
    assert client.get(f"/accesso/{via}").status_code == 404
    assert client.post(f"/accesso/{via}", {"email": "altra@esempio.it", "action_add": ""}).status_code == 404


@pytest.mark.django_db
def test_la_lettera_a_chi_non_ha_un_account_non_offre_iscrizioni(rf):
    """S-40."""
    richiesta = rf.get("/")
    richiesta.user = AnonymousUser()
    contesto_della_lettera = {"email": "nessuno@esempio.it", "signup_url": reverse("account_signup")}
    testo = render_to_string(
        "account/email/unknown_account_message.txt", contesto_della_lettera, request=richiesta
    )
    assert "Con questo indirizzo non c'è alcun account" in testo
    assert "signup" not in testo
    assert "assistenza@" in testo
