"""Who reads which results, and what the pages cost (C5, A-01, A-03, A-07)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from extranet.doveri import aggiorna_aggregati
from extranet.risultati.indicatori import arrotonda
from extranet.risultati.periodo import leggi
from feedback.models import GruppoFeedback
from nucleo.elenchi.colonne import in_parole
from pratiche.models import GruppoPratiche
from sportelli.models import Sportello
from tests.conftest import CANARINI

PAGINA = reverse("risultati")
TABELLE = ("sintesi", "andamento", "tempi", "attese", "esiti", "servizi", "settori", "mercati")


def corpo(client, chi, indirizzo=PAGINA, **parametri):
    client.force_login(chi)
    risposta = client.get(indirizzo, parametri)
    assert risposta.status_code == 200
    return risposta.content.decode()


@pytest.mark.parametrize(
    ("chi", "stato"),
    [
        ("operatrice_fi", 200),
        ("responsabile_fi", 200),
        ("operatore_pi", 200),
        ("referente_moda", 200),
        ("redazione", 200),
        ("direzione", 200),
        ("amministratore", 403),
        ("estraneo", 403),
    ],
)
def test_chi_legge_i_risultati(client, completata, request, chi, stato):
    aggiorna_aggregati()
    client.force_login(request.getfixturevalue(chi))
    assert client.get(PAGINA).status_code == stato
    assert client.get(reverse("risultati_file", args=["sintesi", "csv"])).status_code == stato


def test_senza_dati_la_pagina_lo_dice(client, operatrice_fi, direzione, orologio):
    for chi in (operatrice_fi, direzione):
        assert "Nessuna pratica in questo periodo" in corpo(client, chi)


def test_di_un_periodo_lungo_si_vedono_gli_ultimi_mesi_cominciati_e_si_dice(
    client, completata, operatrice_fi, orologio
):
    """Not the last of 2100, which are all noughts."""
    orologio("2026-03-20 10:00")
    aggiorna_aggregati()
    pagina = corpo(client, operatrice_fi, dal="2000-01", al="2100-12")
    assert "Gli ultimi 24 mesi del periodo." in pagina
    assert "mar 26" in pagina
    assert "dic 00" not in pagina
    assert "Gli ultimi" not in corpo(client, operatrice_fi)


def test_ogni_pagina_dice_quando_i_dati_sono_stati_aggiornati(client, completata, operatrice_fi):
    assert "I dati si stanno preparando" in corpo(client, operatrice_fi)
    aggiorna_aggregati()
    assert "Dati aggiornati" in corpo(client, operatrice_fi)


def test_accanto_a_una_cifra_si_dice_di_chi_e_la_media_e_di_quali_mesi(
    client, completata, firenze, pisa, operatrice_fi
):
    """C5: what is counted falls to each office, a rate is the network's; of the months that can be told."""
    aggiorna_aggregati()
    mesi = {"dal": date(2026, 1, 1), "al": date(2026, 2, 1), "servizi": [0], "settori": [0]}
    GruppoPratiche.objects.create(**mesi, aperte=60, completate=49, giorni=490)
    GruppoFeedback.objects.create(**mesi | {"al": date(2026, 1, 1)}, richieste=100, accolte=69)
    uffici = Sportello.objects.count()
    pagina = corpo(client, operatrice_fi)
    per_sportello = in_parole(arrotonda(Decimal(49) / uffici))
    for detto in (
        f"Media per Sportello: {per_sportello}<",
        "Media della rete: 10 gg<",
        "Media della rete: 69%<",
        "completate nel periodo; la media è per Sportello<",
        "per le pratiche, da gennaio 2026 a febbraio 2026; per le risposte, gennaio 2026.",
    ):
        assert detto in pagina, detto
    assert "annullate dopo l&#x27;apertura<" in pagina, "no group tells of those"


def test_uno_sportello_legge_di_se_e_mai_di_un_altro(client, completata, operatore_pi, operatrice_fi):
    """C5: Pisa's page does not change a figure for what Firenze does; nor does it name it."""
    prima = corpo(client, operatore_pi).split("<main")[1].split("I dati si stanno")[1]
    aggiorna_aggregati()
    dopo = corpo(client, operatore_pi).split("<main")[1]
    assert "Nessuna pratica in questo periodo" in prima
    assert "Nessuna pratica in questo periodo" in dopo
    assert "<strong>1</strong><span>Pratiche completate" in corpo(client, operatrice_fi)


def test_il_filtro_dello_sportello_non_e_di_uno_sportello(client, completata, operatore_pi):
    """C5: an office that writes another's code in the address reads itself."""
    aggiorna_aggregati()
    assert "Nessuna pratica in questo periodo" in corpo(client, operatore_pi, sportello="FI")
    file = reverse("risultati_file", args=["sportelli", "csv"])
    client.force_login(operatore_pi)
    assert client.get(file).status_code == 404


def test_tp_legge_tutti_gli_sportelli_e_nessun_recapito(client, completata, direzione):
    """C5, A-03."""
    aggiorna_aggregati()
    pagina = corpo(client, direzione)
    assert "Gli Sportelli a confronto" in pagina
    assert "/pratiche/archivio/?sportello=FI&amp;anno=2026" in pagina
    for canarino in (CANARINI.cognome, CANARINI.email, CANARINI.cifre):
        assert canarino not in pagina


@pytest.mark.parametrize(
    ("oggi", "chiesto", "prima"),
    [
        ("2026-11-26 10:00", "2025", "2024"),
        ("2026-11-26 10:00", "2026", "gen 25 – nov 25"),
        ("2026-01-01 00:30", "2026", "gennaio 2025"),
        ("2026-11-26 10:00", "2026-T4", "lug 26 – ago 26"),
        ("2026-12-01 10:00", "2026-T4", "terzo trimestre 2026"),
        ("2026-11-26 10:00", "2026-11", "ottobre 2026"),
        ("2026-11-26 10:00", "2027", "gennaio 2026"),
    ],
)
def test_un_periodo_in_corso_sta_accanto_agli_stessi_mesi(orologio, oggi, chiesto, prima):
    orologio(oggi)
    assert leggi(chiesto).precedente.breve == prima


@pytest.mark.parametrize(
    ("periodo", "quante"),
    [("2026", 1), ("2026-T1", 1), ("2026-03", 1), ("2025", 0), ("2026-02", 0)],
)
def test_il_periodo_sceglie_i_mesi(client, completata, operatrice_fi, periodo, quante):
    aggiorna_aggregati()
    pagina = corpo(client, operatrice_fi, periodo=periodo)
    assert ("<strong>1</strong><span>Pratiche completate" in pagina) == bool(quante)


@pytest.mark.parametrize(
    ("filtri", "quante"),
    [
        ({"servizio": "dogane"}, 1),
        ({"servizio": "orientamento"}, 0),
        ({"settore": "moda", "paese": "JP"}, 1),
        ({"paese": "FR"}, 0),
        ({"dal": "2026-03", "al": "2026-04"}, 1),
        ({"dal": "2026-04"}, 0),
    ],
)
def test_i_filtri_scelgono_le_pratiche(client, completata, direzione, filtri, quante):
    aggiorna_aggregati()
    pagina = corpo(client, direzione, **filtri)
    assert ("Nessuna pratica in questo periodo" in pagina) == (not quante)
    mercati = client.get(reverse("risultati_file", args=["mercati", "csv"]), filtri)
    assert (b"Giappone" in b"".join(mercati.streaming_content)) == bool(quante)


@pytest.mark.parametrize("sbagliato", [{"periodo": "1999"}, {"dal": "maggio"}, {"servizio": "x"}])
def test_un_filtro_che_non_si_capisce_si_spiega(client, completata, operatrice_fi, sbagliato):
    client.force_login(operatrice_fi)
    risposta = client.get(PAGINA, sbagliato)
    assert "riepilogo-errori" in risposta.content.decode()
    assert client.get(reverse("risultati_file", args=["sintesi", "csv"]), sbagliato).status_code == 302


@pytest.mark.parametrize("chi", ["operatrice_fi", "direzione"])
def test_i_file_hanno_quello_che_ha_la_pagina(client, completata, request, chi):
    """Every table as CSV and XLSX, every chart as SVG and PNG."""
    aggiorna_aggregati()
    client.force_login(request.getfixturevalue(chi))
    for nome in TABELLE:
        csv = client.get(reverse("risultati_file", args=[nome, "csv"]))
        righe = b"".join(csv.streaming_content).decode("utf-8-sig").splitlines()
        assert len(righe) > 1
        xlsx = client.get(reverse("risultati_file", args=[nome, "xlsx"]))
        assert b"".join(xlsx.streaming_content)[:2] == b"PK"
    svg = client.get(reverse("risultati_file", args=["andamento", "svg"])).content.decode()
    assert svg.startswith("<svg")
    assert "style=" not in svg
    assert "mar 26: Aperte 1, Completate 1" in svg
    png = client.get(reverse("risultati_file", args=["andamento", "png"])).content
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert client.get(reverse("risultati_file", args=["niente", "csv"])).status_code == 404


@pytest.mark.parametrize("chi", ["operatrice_fi", "direzione"])
def test_un_quadro_costa_dodici_domande_al_piu(client, nuova_pratica, request, chi):
    """A-07: however many rows, services and months."""
    for _ in range(3):
        nuova_pratica("completata")
    aggiorna_aggregati()
    client.force_login(request.getfixturevalue(chi))
    client.get(PAGINA)
    with CaptureQueriesContext(connection) as domande:
        client.get(PAGINA)
    assert len(domande) <= 12, [d["sql"][:90] for d in domande]


@pytest.mark.parametrize("chi", ["operatrice_fi", "referente_moda", "redazione", "direzione"])
def test_chi_puo_leggere_i_risultati_li_trova_nel_menu(client, tabelle, request, chi):
    client.force_login(request.getfixturevalue(chi))
    assert f'href="{PAGINA}"' in client.get(PAGINA).content.decode().split("<main")[0]
