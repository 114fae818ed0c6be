"""A-01: docs/permessi.md, cell by cell, against the running program."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from feedback.azioni import carica_questionario
from tests.permessi.scene import SCENE
from tests.permessi.tabella import DOCUMENTO, celle
from tests.proprieta.esplora import schemi

ESITI = {403: "no", 404: "404", 409: "tardi"}
CELLE = list(celle())
PRATICHE = list(dict.fromkeys(cella.pratica for cella in CELLE))
# Every day each cell is asked by one method, GET and POST like the squares of a chessboard; in full by both.
COME = pytest.mark.parametrize("come", ["a turno", pytest.param("in tutti i modi", marks=pytest.mark.lungo)])


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
    _entra(client, persona)
    with transaction.atomic():
        risposta = getattr(client, metodo)(indirizzo)
        esito = _esito(risposta)
        if risposta.streaming:
            # Read to its end: closing it half-way closes the database under the test.
            list(risposta.streaming_content)
        transaction.set_rollback(True)
    return esito


def _entra(client, persona):
    """Each person signs in once, and comes back with the same key whatever an answer did to her cookies."""
    chiavi = client.__dict__.setdefault("chiavi", {})
    # With a key still in her hands, who signs in would end that session.
    client.cookies.clear()
    if persona and persona not in chiavi:
        client.force_login(persona)
        chiavi[persona] = client.cookies[settings.SESSION_COOKIE_NAME].value
    if persona:
        client.cookies[settings.SESSION_COOKIE_NAME] = chiavi[persona]


def esiti(client, persona, indirizzo, cella, come):
    """What the methods of `come` answer; 405 is no answer, and leaves the turn to the other method."""
    metodi = ("get", "post") if cella.turno % 2 else ("post", "get")
    trovati = set()
    for metodo in metodi:
        if come == "in tutti i modi" or not trovati:
            trovati |= {_chiede(client, persona, metodo, indirizzo)} - {"405"}
    return trovati


@COME
@pytest.mark.parametrize("pratica", PRATICHE)
def test_ogni_cella_e_mantenuta(pratica, come, gente, client, schemi_per_nome):
    """A-01: 15 roles × every verb × every situation; 0 wrong cells."""
    riga = SCENE[pratica](gente)
    sbagliate = []
    for cella in (cella for cella in CELLE if cella.pratica == pratica):
        indirizzo = reverse(cella.indirizzo, kwargs=_argomenti(riga, schemi_per_nome[cella.indirizzo]))
        indirizzo += f"?minuta={uuid4()}"
        trovati = esiti(client, gente.ruoli[cella.ruolo], indirizzo, cella, come)
        if trovati != {cella.atteso}:
            sbagliate.append(f"{cella}: {sorted(trovati)}")
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
