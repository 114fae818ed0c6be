"""A-01: docs/permessi.md, cell by cell, against the running program."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from feedback.azioni import carica_questionario
from tests.permessi.scene import SCENE
from tests.permessi.tabella import DOCUMENTO, celle
from tests.proprieta.esplora import schemi

ESITI = {403: "no", 404: "404", 409: "tardi"}
CELLE = list(celle())
PRATICHE = list(dict.fromkeys(cella.pratica for cella in CELLE))


@pytest.fixture
def gente(
    operatrice_fi, responsabile_fi, vice_fi, operatore_pi, responsabile_pi, referente_moda, referente_vino,
    redazione, direzione, partner, amministratore, estraneo, disattivato, operatore_lu, lucca, campi,
    fornitore, orologio,
):  # fmt: skip
    carica_questionario()
    return SimpleNamespace(
        operatrice=operatrice_fi,
        responsabile=responsabile_fi,
        referente=referente_moda,
        lucca=lucca,
        scheda=campi,
        fornitore=fornitore,
        ruoli={
            "anonimo": None,
            "disattivato": disattivato,
            "senza ufficio": estraneo,
            "operatrice": operatrice_fi,
            "responsabile": responsabile_fi,
            "vice": vice_fi,
            "altro ufficio": operatore_pi,
            "resp. altro ufficio": responsabile_pi,
            "ufficio invitato": operatore_lu,
            "referente": referente_moda,
            "altro referente": referente_vino,
            "redazione": redazione,
            "direzione": direzione,
            "partner": partner,
            "amministratore": amministratore,
        },
    )


def _argomenti(pratica, schema):
    """The parameters of an address: the number of the pratica, and the row of it that it is about."""
    righe = {
        "decisioni/": pratica.decisioni,
        "chiarimenti/": pratica.chiarimenti,
        "allegati/": pratica.allegati,
        "incarichi/": pratica.incarichi,
        "condivisioni/": pratica.condivisioni,
    }
    argomenti = {"numero": pratica.numero} if "numero" in schema else {}
    if "<int:pk>" in schema:
        riga = next(righe.latest("pk") for parte, righe in righe.items() if parte in schema)
        argomenti["pk"] = riga.pk
    return argomenti


def _esito(risposta):
    if risposta.status_code == 302 and reverse("account_login") in risposta["Location"]:
        return "accesso"
    if risposta.status_code in ESITI:
        return ESITI[risposta.status_code]
    return "sì" if risposta.status_code < 400 or risposta.status_code == 422 else str(risposta.status_code)


def _chiede(client, persona, metodo, indirizzo):
    """One answer, as if it had never been asked: what a POST has written is taken back."""
    if persona is None:
        client.logout()
    else:
        client.force_login(persona)
    with transaction.atomic():
        risposta = getattr(client, metodo)(indirizzo)
        esito = _esito(risposta)
        if risposta.streaming:
            # Read to its end: closing it half-way closes the database under the test.
            list(risposta.streaming_content)
        transaction.set_rollback(True)
    return esito


@pytest.mark.parametrize("pratica", PRATICHE)
def test_ogni_cella_e_mantenuta(pratica, gente, client, schemi_per_nome):
    """A-01: 15 roles × every verb × every situation; 0 wrong cells."""
    riga = SCENE[pratica](gente)
    sbagliate = []
    for cella in (cella for cella in CELLE if cella.pratica == pratica):
        indirizzo = reverse(cella.indirizzo, kwargs=_argomenti(riga, schemi_per_nome[cella.indirizzo]))
        indirizzo += f"?minuta={uuid4()}"
        esiti = {_chiede(client, gente.ruoli[cella.ruolo], metodo, indirizzo) for metodo in ("get", "post")}
        if esiti - {"405"} != {cella.atteso}:
            sbagliate.append(f"{cella}: {sorted(esiti)}")
    assert not sbagliate, "\n".join(sbagliate)


@pytest.fixture(scope="session")
def schemi_per_nome():
    return dict(schemi())


def test_ogni_indirizzo_ha_il_suo_posto_nella_tabella(schemi_per_nome):
    """A-01: a new address that docs/permessi.md does not name fails here."""
    testo = DOCUMENTO.read_text(encoding="utf-8")
    nominati = set(re.findall(r"`([a-z_:]+)`", testo))
    altrui = re.compile(r"^(admin:|account_|mfa_|socialaccount_)")
    mancano = {nome for nome in schemi_per_nome if not altrui.match(nome)} - nominati
    assert not mancano, f"senza riga in docs/permessi.md: {sorted(mancano)}"


def test_la_tabella_non_nomina_indirizzi_che_non_ci_sono(schemi_per_nome):
    assert {cella.indirizzo for cella in CELLE} <= set(schemi_per_nome)
