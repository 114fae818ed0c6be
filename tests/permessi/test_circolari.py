"""A-01: the part of docs/permessi.md about circulars, cell by cell."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from circolari import iscrizioni
from nucleo import tempo
from sportelli.models import Consenso, Scopo, TestoConsenso
from tests.permessi.circolari import SCENE
from tests.permessi.tabella import celle
from tests.permessi.test_matrice import COME, esiti, gente, schemi_per_nome  # noqa: F401 - fixtures

CELLE = list(celle("circolare"))
OGGETTI = list(dict.fromkeys(cella.pratica for cella in CELLE))


@pytest.fixture
def cast(gente, firenze, redazione, contatto):  # noqa: F811 - the fixture above
    """The people of the matrix, with what the scenes of a circolare need."""
    gente.firenze, gente.redazione, gente.contatto = firenze, redazione, contatto
    gente.una_settimana_fa = lambda: tempo.fermo(tempo.adesso() - timedelta(days=7))
    testo = TestoConsenso.objects.get_or_create(
        scopo=Scopo.CIRCOLARI, versione=1, defaults={"testo": "Sì.", "in_vigore_dal": "2020-01-01"}
    )[0]
    Consenso.objects.create(contatto=contatto, testo=testo, concesso=True, canale="modulo")
    return gente


def _argomenti(oggetto, circolare, cast, schema):
    """The parameters of an address of that situation."""
    if oggetto == "—":
        return {}
    if oggetto == "file":
        return {"formato": "csv"}
    if oggetto.startswith("chiave"):
        return {"chiave": iscrizioni.chiave(cast.contatto.pk) if "azienda" in oggetto else "1.abc"}
    allegato = circolare.allegati.get()
    argomenti = {"codice": allegato.codice if "allegati/<uuid" in schema else circolare.codice}
    argomenti |= {"pk": allegato.pk} if "<int:pk>" in schema else {}
    return argomenti | ({"formato": "csv"} if "formato" in schema else {})


@COME
@pytest.mark.parametrize("oggetto", OGGETTI)
def test_ogni_cella_e_mantenuta(oggetto, come, cast, client, schemi_per_nome):  # noqa: F811 - the fixture above
    """A-01: 12 roles × every verb × every situation; 0 wrong cells."""
    # One is enough: what is asked of it is taken back.
    circolare = SCENE[oggetto](cast) if oggetto in SCENE else None
    sbagliate = []
    per_indirizzo = {}
    for cella in (cella for cella in CELLE if cella.pratica == oggetto):
        per_indirizzo.setdefault(cella.indirizzo, []).append(cella)
    for nome, sue in per_indirizzo.items():
        indirizzo = reverse(nome, kwargs=_argomenti(oggetto, circolare, cast, schemi_per_nome[nome]))
        for cella in sue:
            # The pages of one's key count the attempts of an address, and here all come from one.
            cache.clear()
            trovati = esiti(client, cast.ruoli[cella.ruolo], indirizzo, cella, come)
            # 409: she may, but there is nothing to do it to.
            if {"sì" if esito in ("409", "400") else esito for esito in trovati} != {cella.atteso}:
                sbagliate.append(f"{cella}: {sorted(trovati)}")
    assert not sbagliate, "\n".join(sbagliate)
