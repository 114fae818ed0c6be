"""A-01: the part of docs/permessi.md about the calendar, cell by cell."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from calendario import abbonamenti, azioni
from calendario.models import Abbonamento
from nucleo import tempo
from tests.permessi.calendario import SCENE, ente
from tests.permessi.tabella import celle
from tests.permessi.test_matrice import COME, esiti, gente, schemi_per_nome  # noqa: F401 - fixtures

CELLE = list(celle("iniziativa"))
OGGETTI = list(dict.fromkeys(cella.pratica for cella in CELLE))


@pytest.fixture
def cast(gente, firenze, redazione):  # noqa: F811 - the fixture above
    """The people of the matrix, with what the scenes of the calendar need."""
    gente.firenze, gente.redazione = firenze, redazione
    gente.una_settimana_fa = lambda: tempo.fermo(tempo.adesso() - timedelta(days=7))
    azioni.prepara()
    ente(gente)
    return gente


def _argomenti(oggetto, iniziativa, schema):
    """The parameters of an address of that situation."""
    if oggetto in ("—", "file"):
        return {"formato": "csv"} if oggetto == "file" else {}
    if oggetto == "chiave":
        riga, _ = Abbonamento.objects.get_or_create(email="ada@prova.example")
        return {"chiave": abbonamenti.chiave(riga.codice)}
    allegato = iniziativa.allegati.get()
    argomenti = {"codice": allegato.codice if "allegati/<uuid" in schema else iniziativa.codice}
    argomenti |= {"pk": allegato.pk} if "<int:pk>" in schema else {}
    return argomenti | ({"nome": "titolo"} if "<slug:nome>" in schema else {})


@COME
@pytest.mark.parametrize("oggetto", OGGETTI)
def test_ogni_cella_e_mantenuta(oggetto, come, cast, client, schemi_per_nome):  # noqa: F811 - the fixture above
    """A-01: 13 roles × every verb × every situation; 0 wrong cells."""
    # One is enough: what is asked of it is taken back.
    iniziativa = SCENE[oggetto](cast) if oggetto in SCENE else None
    sbagliate = []
    per_indirizzo = {}
    for cella in (cella for cella in CELLE if cella.pratica == oggetto):
        per_indirizzo.setdefault(cella.indirizzo, []).append(cella)
    for nome, sue in per_indirizzo.items():
        indirizzo = reverse(nome, kwargs=_argomenti(oggetto, iniziativa, schemi_per_nome[nome]))
        for cella in sue:
            # Public forms count the attempts of a machine, and here all come from one.
            cache.clear()
            trovati = esiti(client, cast.ruoli[cella.ruolo], indirizzo, cella, come)
            # 409, 400: she may, but there is nothing to do it to.
            if {"sì" if esito in ("tardi", "400") else esito for esito in trovati} != {cella.atteso}:
                sbagliate.append(f"{cella}: {sorted(trovati)}")
    assert not sbagliate, "\n".join(sbagliate)
