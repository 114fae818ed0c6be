"""The home page of each role and the search box of the header."""

from django.urls import reverse

from nucleo import ronda
from pratiche.statistiche import lavoro_per_sportello


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
    assert "Messaggi in coda" in corpo(client, amministratore)


def test_il_referente_vede_fino_a_quando_puo_tacere(client, decisione, referente_moda, direzione):
    """C2: asked on Monday 2 March at 10:00, the office may go on five working days later."""
    pagina = corpo(client, referente_moda)
    assert "senza risposta, lo Sportello può procedere" in pagina
    assert "lun 9 mar" in pagina
    assert "lo Sportello può procedere" not in corpo(client, direzione)


def test_la_direzione_legge_il_lavoro_di_ogni_sportello(decisione, pisa, direzione, operatrice_fi):
    """C5: TP reads every row, an office none but its own."""
    cifre = {
        riga.sportello.codice: (riga.aperte, riga.in_ritardo, riga.attendono_tp, riga.completate)
        for riga in lavoro_per_sportello(direzione)
    }
    assert (cifre["FI"], cifre["PI"]) == ((1, 0, 1, 0), (0, 0, 0, 0))
    assert lavoro_per_sportello(operatrice_fi) == []


def test_le_completate_contano_per_trenta_giorni(completata, direzione, orologio):
    def completate():
        return sum(riga.completate for riga in lavoro_per_sportello(direzione))

    assert completate() == 1
    orologio("2026-04-10 10:00")
    assert completate() == 0


def test_le_domande_della_direzione_non_crescono_con_gli_sportelli(
    decisione, pisa, direzione, django_assert_max_num_queries
):
    """A-07."""
    with django_assert_max_num_queries(6):
        lavoro_per_sportello(direzione)


def test_l_amministratore_vede_i_compiti_che_falliscono(client, amministratore, operatrice_fi):
    ronda.compi({"testi di ricerca": lambda: None, "riepiloghi": lambda: 1 / 0})
    pagina = corpo(client, amministratore)
    assert "Testi di ricerca" in pagina
    assert "ZeroDivisionError" in pagina


def test_chi_non_legge_pratiche_non_ha_la_casella_di_ricerca(client, amministratore, direzione):
    assert 'role="search"' not in corpo(client, amministratore)
    assert 'role="search"' in corpo(client, direzione)


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
