"""What is hidden and what is not, case by case, and in the whole corpus of requests (C6, A-03)."""

import json
import re
from pathlib import Path

import pytest

from pratiche.recapiti import SEGNO, contiene_recapiti, maschera
from tests.pratiche.recapiti.casi_innocui import INNOCUI
from tests.pratiche.recapiti.casi_posta import POSTA
from tests.pratiche.recapiti.casi_telefono import TELEFONI

DATI = Path(__file__).parents[2] / "dati"
QUESITI = json.loads((DATI / "quesiti.json").read_text(encoding="utf-8"))


def casi(tabella):
    return [
        pytest.param(caso, id=f"{gruppo}: {caso}") for gruppo, gruppi in tabella.items() for caso in gruppi
    ]


def senza_parentesi(caso):
    return caso.replace("⟦", "").replace("⟧", "")


@pytest.mark.parametrize("caso", casi(TELEFONI) + casi(POSTA))
def test_il_recapito_sparisce_e_il_resto_rimane(caso):
    """A-03: of each text only what stands between the brackets is hidden."""
    assert maschera(senza_parentesi(caso)) == re.sub("⟦[^⟧]*⟧", SEGNO, caso)


@pytest.mark.parametrize("caso", casi(TELEFONI) + casi(POSTA))
def test_mascherare_due_volte_non_cambia_nulla(caso):
    una = maschera(senza_parentesi(caso))
    assert maschera(una) == una
    assert not contiene_recapiti(una)


@pytest.mark.parametrize("caso", casi(TELEFONI) + casi(POSTA))
def test_il_recapito_sparisce_anche_dentro_una_frase(caso):
    testo = f"Il titolare lo ricorda: {senza_parentesi(caso)}\nSaluti dallo Sportello."
    atteso = f"Il titolare lo ricorda: {re.sub('⟦[^⟧]*⟧', SEGNO, caso)}\nSaluti dallo Sportello."
    assert maschera(testo) == atteso


@pytest.mark.parametrize("caso", casi(INNOCUI))
def test_cio_che_non_e_un_recapito_resta(caso):
    assert maschera(caso) == caso
    assert not contiene_recapiti(caso)


@pytest.mark.parametrize("caso", casi(INNOCUI))
def test_cio_che_non_e_un_recapito_resta_anche_dentro_una_frase(caso):
    testo = f"Si segnala quanto segue: {caso}, come da accordi."
    assert maschera(testo) == testo


@pytest.mark.parametrize("quesito", QUESITI, ids=lambda quesito: quesito["id"])
def test_nei_quesiti_sparisce_tutto_cio_che_e_segnato_e_nient_altro(quesito):
    """A-03: recall and precision are both whole on the corpus."""
    testo = quesito["quesito"]
    segnati = [c for c in quesito.get("contatti_nel_testo", ()) if c["tipo"] in ("telefono", "email")]
    for contatto in sorted(segnati, key=lambda contatto: -contatto["inizio"]):
        testo = testo[: contatto["inizio"]] + SEGNO + testo[contatto["fine"] :]
    assert maschera(quesito["quesito"]) == testo
    for campo in ("oggetto", "risposta", "decisione", "fonti"):
        for altro in [quesito.get(campo) or ""] if campo != "fonti" else quesito.get("fonti", []):
            assert maschera(altro) == altro
