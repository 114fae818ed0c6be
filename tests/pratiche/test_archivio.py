"""The archive and its search, as each reader sees them (C4)."""

import pytest
from django.urls import reverse

from pratiche import azioni, ricerca
from tests.conftest import CANARINI


def cerca(client, utente, testo="", **altro):
    client.force_login(utente)
    return client.get(reverse("pratiche:archivio"), {"testo": testo} | altro)


def trovate(client, utente, testo="", **altro):
    return [riga.numero for riga in cerca(client, utente, testo, **altro).context["elenco"].mostrate]


def test_si_trova_per_radice_senza_accenti_per_frase_e_per_prefisso(client, completata, operatore_pi):
    for testo in ("camicie", "camicia", "DOGANE", '"ferme in dogana"', "certificato osaka", "cert", "osak"):
        assert trovate(client, operatore_pi, testo) == [completata.numero], testo
    for testo in ('"dogana in ferme"', "camicie -osaka", "champagne"):
        assert trovate(client, operatore_pi, testo) == [], testo


def test_il_numero_porta_dritto_alla_pratica(client, completata, aperta, operatore_pi, operatrice_fi):
    risposta = cerca(client, operatore_pi, completata.numero.lower().replace("-", " "))
    assert risposta.url == completata.get_absolute_url()


def test_il_numero_di_una_pratica_nascosta_e_come_uno_inventato(client, aperta, operatore_pi):
    """E-01"""
    nascosto = cerca(client, operatore_pi, aperta.numero)
    inventato = cerca(client, operatore_pi, "FI-2026-99999")
    assert nascosto.status_code == inventato.status_code == 200
    assert nascosto.context["elenco"].mostrate == inventato.context["elenco"].mostrate == []


def test_le_parole_trovate_si_vedono_e_niente_altro_e_html(client, campi, operatrice_fi, operatore_pi):
    """S-01"""
    campi["quesito"] = "Il <script>alert(1)</script> blocca la camicia."
    pratica = azioni.crea(campi, da=operatrice_fi)
    azioni.apri(pratica, da=operatrice_fi)
    azioni.prendi_in_carico(pratica, da=operatrice_fi)
    azioni.completa(pratica, esito="risolta", risposta="Fatto.", da=operatrice_fi)
    corpo = cerca(client, operatore_pi, "blocca").content.decode()
    assert "<mark>blocca</mark>" in corpo
    assert "<script>alert" not in corpo


def test_il_brano_e_tutto_testo_tranne_le_parole_trovate():
    """S-01"""
    brano = ricerca.evidenzia("<b> \ue000cam<i>\ue001 & \ue000cie\ue001")
    assert brano == "&lt;b&gt; <mark>cam&lt;i&gt;</mark> &amp; <mark>cie</mark>"


def test_nessuno_trova_una_pratica_per_un_contatto_mascherato(
    client, completata, operatore_pi, operatrice_fi, direzione
):
    """A-03"""
    for utente in (operatore_pi, operatrice_fi, direzione):
        for testo in (
            CANARINI.email,
            CANARINI.telefono,
            CANARINI.cognome,
            f'"{CANARINI.nome}"',
            CANARINI.pec,
        ):
            assert trovate(client, utente, testo) == []


def test_la_riservata_non_si_trova_per_il_nome_dell_azienda(client, riservata, operatore_pi, operatrice_fi):
    """C4"""
    assert trovate(client, operatore_pi, "osaka") == [riservata.numero]
    assert trovate(client, operatore_pi, "Torriandini") == []
    assert trovate(client, operatrice_fi, "Torriandini") == [riservata.numero]
    assert "Torriandini" not in cerca(client, operatore_pi, "osaka").content.decode()


def test_le_faccette_contano_e_stringono(client, completata, operatore_pi):
    elenco = cerca(client, operatore_pi, "camicie").context["elenco"]
    voci = {
        faccetta.titolo: [(voce.nome, voce.quante) for voce in faccetta.prime] for faccetta in elenco.faccette
    }
    assert voci == {
        "Servizio": [("Normativa e pratiche doganali", "1")],
        "Settore": [("Moda e abbigliamento", "1")],
        "Paese": [("Giappone", "1")],
        "Sportello": [("Firenze", "1")],
        "Anno di chiusura": [("2026", "1")],
    }
    assert trovate(client, operatore_pi, "camicie", paese="JP", anno="2026", sportello="FI") == [
        completata.numero
    ]
    assert trovate(client, operatore_pi, "camicie", sportello="PI") == []


def test_per_data_e_per_rilevanza_le_stesse(client, completata, operatore_pi):
    for ordina in ("-rilevanza", "rilevanza", "-data", "data"):
        assert trovate(client, operatore_pi, "camicie", ordina=ordina) == [completata.numero]


@pytest.mark.parametrize(
    "testo", ["\U0001f600", "'", '"', "a & b | !", "<script>", "\\", ":*", "((", "%", "$$", "-", '""']
)
def test_qualunque_cosa_si_cerchi_la_pagina_risponde(client, completata, operatore_pi, testo):
    """S-01"""
    assert cerca(client, operatore_pi, testo).status_code == 200
