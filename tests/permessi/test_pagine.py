"""A-01: the part of docs/permessi.md about pages that belong to nobody's row, cell by cell."""

from uuid import uuid4

import pytest
from django.urls import reverse

from nucleo import notifiche, posta
from nucleo.models import Busta, Notifica
from tests.permessi.tabella import celle
from tests.permessi.test_matrice import COME, esiti, gente  # noqa: F401 - a fixture

CELLE = list(celle("pagina"))
PARTI = 3
ARGOMENTO = "avviso di prova"


@pytest.fixture
def avviso(gente):  # noqa: F811 - the fixture above
    notifiche.argomento(ARGOMENTO, "Avvisi di prova")
    notifiche.avvisa([gente.operatrice], argomento=ARGOMENTO, chiave="prova", titolo="C'è posta per te")
    return Notifica.objects.get(destinatario=gente.operatrice, chiave="prova")


@pytest.fixture
def messaggio(db):
    posta.accoda(chiave="prova:1", a="qualcuno@esempio.it", oggetto="Prova", testo="Prova")
    return Busta.objects.get(chiave="prova:1")


@COME
@pytest.mark.parametrize("turno", range(PARTI))
def test_ogni_cella_e_mantenuta(come, turno, client, gente, avviso, messaggio):  # noqa: F811 - the fixture above
    """A-01."""
    righe = {
        "—": [],
        "file": ["csv"],
        "formato": ["csv"],
        "anno": [2026],
        "risultati in un file": ["sintesi", "csv"],
        "dati dei servizi": ["servizi"],
        "avviso dell'operatrice": [avviso.pk],
        "messaggio in coda": [messaggio.pk],
    }
    sbagliate = []
    for cella in CELLE[turno::PARTI]:
        indirizzo = reverse(cella.indirizzo, args=righe[cella.pratica]) + f"?minuta={uuid4()}"
        trovati = esiti(client, gente.ruoli[cella.ruolo], indirizzo, cella, come)
        # Late: she may, but there is nothing to do it to.
        if {"sì" if esito == "tardi" else esito for esito in trovati} != {cella.atteso}:
            sbagliate.append(f"{cella}: {sorted(trovati)}")
    assert not sbagliate, "\n".join(sbagliate)
