"""The open data: whole groups of ended years, the same for everybody, described as the nation asks (C5)."""

import csv
import io
import json
from datetime import date
from itertools import product

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.urls import reverse

from pratiche.aggregati import PRATICHE
from pratiche.models import CellaPratiche
from sportelli.models import Servizio, Settore
from tests.conftest import ufficio

CITTA = (("FI", "Firenze"), ("PI", "Pisa"), ("LU", "Lucca"))


@pytest.fixture
def anni(tabelle, orologio):
    """2025: two services, of every office and sector; and one pratica of «orientamento», not to be seen."""
    dogane, partner, raro = (
        Servizio.objects.get(codice=codice) for codice in ("dogane", "ricerca_partner", "orientamento")
    )
    uffici = [ufficio(*voce) for voce in CITTA]
    settori = list(Settore.objects.all())
    for mese, quale in ((date(2025, 5, 1), dogane), (date(2025, 5, 1), partner), (date(2026, 1, 1), dogane)):
        for sportello, settore in product(uffici, settori):
            cella(mese, sportello, quale, settore, 4)
    cella(date(2025, 5, 1), uffici[0], raro, settori[0], 1)
    PRATICHE.raggruppa()


def cella(mese, sportello, servizio, settore, quante):
    CellaPratiche.objects.create(
        mese=mese,
        sportello=sportello,
        servizio=servizio,
        settore=settore,
        completate=quante,
        giorni=quante * 3,
    )


def tabella(client, nome):
    risposta = client.get(reverse("dati_aperti_file", args=[nome]))
    assert risposta.status_code == 200
    return list(csv.reader(io.StringIO(risposta.content.decode())))


def test_gli_anni_finiti_e_nessuna_cella_piccola(client, anni):
    """36 + 36 + 1: the one goes with the smallest that would stand alone; nothing of the present year."""
    _, *righe = tabella(client, "servizi")
    assert sorted((anno, quante, giorni) for anno, _, quante, giorni, *_ in righe) == [
        ("2025", "36", "3"),
        ("2025", "37", "3"),
    ]
    assert "(più di uno)" in {nome for _, nome, *_ in righe}
    assert "Primo orientamento all'export" not in {nome for _, nome, *_ in righe}
    assert tabella(client, "pratiche")[1][:2] == ["2025", "73"]


def test_la_differenza_fra_due_tabelle_non_dice_del_piccolo(client, anni):
    """The total minus the service that is named is the group that is published, never one pratica."""
    totale = int(tabella(client, "pratiche")[1][1])
    servizi = [int(riga[2]) for riga in tabella(client, "servizi")[1:]]
    settori = [int(riga[2]) for riga in tabella(client, "settori")[1:]]
    assert sum(servizi) == sum(settori) == totale
    assert min(totale - quanti for quanti in (*servizi, *settori)) >= 5


def test_il_catalogo_descrive_ogni_file(client, anni):
    risposta = client.get(reverse("dati_aperti_catalogo"))
    assert risposta["Content-Type"] == "application/ld+json"
    catalogo = json.loads(risposta.content)
    assert "dcatapit:Catalog" in catalogo["@type"]
    for insieme in catalogo["dcat:dataset"]:
        (file,) = insieme["dcat:distribution"]
        percorso = file["dcat:downloadURL"]["@id"].split("//")[1].partition("/")[2]
        assert client.get(f"/{percorso}").status_code == 200
        for obbligo in ("dct:identifier", "dct:title", "dcat:theme", "dct:rightsHolder", "dct:modified"):
            assert insieme[obbligo]


def test_la_pagina_scrive_i_decimali_con_la_virgola_e_il_file_con_il_punto(client, anni):
    """People read Italian; machines, what the national guidelines say."""
    CellaPratiche.objects.update(giorni=F("completate") * 7 / 2)
    PRATICHE.raggruppa()
    assert tabella(client, "pratiche")[1][2] == "3.5"
    assert "<td>3,5</td>" in client.get(reverse("dati_aperti")).content.decode()


def test_un_nome_che_comincia_come_una_formula_e_un_nome(client, anni):
    """S-01: open data end in a spreadsheet too; figures are never below nought."""
    Servizio.objects.update(nome=Concat(Value("=1+"), F("codice")))
    nomi = {nome for _, nome, *_ in tabella(client, "servizi")[1:]}
    assert any(nome.startswith("'=1+") for nome in nomi)
    assert not any(nome.startswith("=") for nome in nomi)


def test_senza_dati_la_pagina_e_di_tutti(client, tabelle, operatrice_fi):
    pagina = client.get(reverse("dati_aperti"))
    assert "Non c'è ancora un anno finito" in pagina.content.decode()
    client.force_login(operatrice_fi)
    assert client.get(reverse("dati_aperti")).content == pagina.content
    assert client.get(reverse("dati_aperti_file", args=["niente"])).status_code == 404


def test_il_piede_delle_pagine_pubbliche_porta_ai_dati(client, tabelle):
    for nome in ("circolari:pubbliche", "calendario:pubblico", "calendario:public", "dati_aperti"):
        assert f'href="{reverse("dati_aperti")}"' in client.get(reverse(nome)).content.decode()
