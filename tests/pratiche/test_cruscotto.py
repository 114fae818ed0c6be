"""The home page of each role and the search box of the header."""

from django.urls import reverse


def corpo(client, utente, nome="cruscotto", **parametri):
    client.force_login(utente)
    return client.get(reverse(nome), parametri).content.decode()


def test_la_pagina_iniziale_di_ogni_ruolo(
    client, decisione, operatrice_fi, operatore_pi, referente_moda, direzione, amministratore
):
    numero = decisione.pratica.numero
    assert numero in corpo(client, referente_moda)
    assert numero in corpo(client, direzione)
    assert numero not in corpo(client, operatore_pi)
    assert "Posta in uscita" in corpo(client, amministratore)


def test_si_cerca_solo_dove_si_vede(client, aperta, azienda, operatrice_fi, operatore_pi, direzione):
    """E-01"""
    for testo in ("osaka", "Torriandini"):
        assert aperta.numero in corpo(client, operatrice_fi, "cerca", q=testo)
        assert aperta.numero not in corpo(client, operatore_pi, "cerca", q=testo)
        assert "Camiceria" not in corpo(client, operatore_pi, "cerca", q=testo)
    assert aperta.numero in corpo(client, direzione, "cerca", q="osaka")


def test_il_numero_porta_dritto(client, aperta, operatrice_fi, operatore_pi):
    client.force_login(operatrice_fi)
    assert client.get(reverse("cerca"), {"q": aperta.numero}).url == aperta.get_absolute_url()
    assert aperta.oggetto not in corpo(client, operatore_pi, "cerca", q=aperta.numero)
