"""The report of a year as a PDF (C5): the office's own, always the same bytes, nobody's contacts."""

import json

import pytest
from django.http import QueryDict
from django.urls import reverse

from extranet.doveri import aggiorna_aggregati
from extranet.risultati import rapporto
from extranet.risultati.filtri import FiltriRisultati
from extranet.risultati.quadro import Quadro
from tests.conftest import CANARINI


def quadro(utente, anno=2026):
    return Quadro(utente, FiltriRisultati(QueryDict(f"dal={anno}-01&al={anno}-12"), utente=utente))


@pytest.mark.parametrize("chi", ["operatrice_fi", "direzione"])
def test_il_rapporto_e_un_pdf_sempre_uguale(client, completata, request, chi):
    aggiorna_aggregati()
    client.force_login(request.getfixturevalue(chi))
    prima, dopo = (client.get(reverse("risultati_rapporto", args=[2026])).content for _ in range(2))
    assert prima.startswith(b"%PDF")
    assert prima == dopo


def test_il_rapporto_dice_quello_che_dice_la_pagina(completata, operatrice_fi, operatore_pi):
    """C5: Firenze's own figures; to Pisa nothing of them."""
    aggiorna_aggregati()
    suoi = rapporto.dati(quadro(operatrice_fi))
    assert suoi["chi"] == "Sportello territoriale di Firenze"
    sintesi = next(t for t in suoi["tabelle"] if t["titolo"] == "In sintesi")
    assert ["Pratiche completate", "1", "—", "—"] in sintesi["righe"]
    assert rapporto.dati(quadro(operatore_pi))["vuoto"]
    assert "Firenze" not in json.dumps(rapporto.dati(quadro(operatore_pi)))


def test_il_rapporto_non_ha_recapiti(completata, direzione):
    aggiorna_aggregati()
    testo = json.dumps(rapporto.dati(quadro(direzione)), ensure_ascii=False)
    assert not [c for c in (CANARINI.cognome, CANARINI.email, CANARINI.cifre) if c in testo]


@pytest.mark.parametrize(("chi", "anno", "stato"), [("amministratore", 2026, 403), ("direzione", 1999, 404)])
def test_chi_non_legge_e_gli_anni_che_non_ci_sono(client, tabelle, request, chi, anno, stato):
    client.force_login(request.getfixturevalue(chi))
    assert client.get(reverse("risultati_rapporto", args=[anno])).status_code == stato
