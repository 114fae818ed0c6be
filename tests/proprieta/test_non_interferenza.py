"""E-01: what a person may not see changes no byte of any answer she gets, on any address."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from extranet.conformita import tentativi
from nucleo.posta import spedisci_dovuti
from pratiche import azioni
from pratiche.models import Pubblico
from tests.proprieta.esplora import CONDIZIONI, a_condizione, cammina, chiedi, schemi

CANARINO = "Zqxcanarino"
# Who may not see it, as a draft and once it is open.
NON_VEDONO = {
    "bozza": (
        "operatore_pi",
        "responsabile_pi",
        "referente_moda",
        "redazione",
        "direzione",
        "amministratore",
    ),
    "aperta": ("operatore_pi", "responsabile_pi", "amministratore", "estraneo"),
}
CASI = [(stato, chi, numero) for stato, loro in NON_VEDONO.items() for numero, chi in enumerate(loro)]
INESISTENTE = "FI-2026-99999"
NUMERO = ("<numero:numero>", "<str:numero>")


def _nascosta(scheda, operatrice, *, aperta):
    """A pratica with the canary wherever something can be written."""
    azienda = scheda["azienda"]
    pratica = azioni.crea(
        scheda | {"oggetto": f"{CANARINO} oggetto", "quesito": f"{CANARINO} quesito a canarino@zqx.example"},
        da=operatrice,
    )
    azioni.annota(pratica, f"{CANARINO} nota", pubblico=Pubblico.UFFICIO, da=operatrice)
    file = SimpleUploadedFile(f"{CANARINO}.txt", f"{CANARINO} nel file".encode(), content_type="text/plain")
    azioni.allega(pratica, file, pubblico=Pubblico.UFFICIO, da=operatrice)
    if aperta:
        azioni.apri(pratica, da=operatrice)
    return azienda, pratica


def _indirizzi_di_pratica(numero):
    """Every address of one pratica, with some row of it where the address wants one."""
    for nome, schema in schemi():
        if any(parte in schema for parte in NUMERO):
            argomenti = {"numero": numero} | ({"pk": 1} if "<int:pk>" in schema else {})
            yield reverse(nome, kwargs=argomenti)


def _partenze():
    """The addresses without parameters, and the searches that would find the canary."""
    for nome, _ in schemi():
        try:
            yield reverse(nome)
        except NoReverseMatch:
            continue
    for nome in ("pratiche:elenco", "pratiche:archivio", "cerca"):
        for parola in (CANARINO, INESISTENTE[:7]):
            yield f"{reverse(nome)}?testo={parola}"
            yield f"{reverse(nome)}?q={parola}"


def _mondo(client, quanti_per_forma):
    partenze = [p for p in _partenze() if "/accesso/" not in p and "/stile/" not in p]
    return cammina(client, partenze, quanti_per_forma)


@pytest.fixture
def _nessun_tentativo(monkeypatch):
    """What a reader of TP asks for and is refused is counted (C6), and would be read on her next page."""
    monkeypatch.setattr(tentativi, "annota", lambda *fatto, **dati: None)


@pytest.mark.usefixtures("_nessun_tentativo")
@pytest.mark.parametrize(
    ("quanti_per_forma", "quante_condizioni", "ogni"),
    [
        pytest.param(2, 1, 3, marks=pytest.mark.timeout(900)),
        pytest.param(60, len(CONDIZIONI), 1, marks=[pytest.mark.lungo, pytest.mark.timeout(3600)]),
    ],
)
@pytest.mark.parametrize(("stato", "chi", "inizio"), CASI, ids=[f"{stato}-{chi}" for stato, chi, _ in CASI])
def test_il_mondo_con_e_senza_la_pratica_nascosta_e_lo_stesso(
    request,
    orologio,
    campi,
    operatrice_fi,
    completata,
    mailoutbox,
    stato,
    chi,
    inizio,
    quanti_per_forma,
    quante_condizioni,
    ogni,
):
    """E-01: every page, list, count, search, export, with and without conditions: 0 differing bytes.

    Every day a person asks with conditions for one form in three, and each hidden address by one method in
    three; the next person goes on with the following ones.
    """
    orologio("2026-11-24 10:30")
    persona, client = request.getfixturevalue(chi), Client()
    client.force_login(persona)
    prima = _mondo(client, quanti_per_forma)
    condizionate = a_condizione(client, prima, quante_condizioni, inizio, ogni)
    _, pratica = _nascosta(campi, operatrice_fi, aperta=stato == "aperta")
    spedisci_dovuti()
    assert [indirizzo for indirizzo, era in prima.items() if chiedi(client, indirizzo) != era] == []
    dopo = a_condizione(client, prima, quante_condizioni, inizio, ogni)
    assert [chiesto for chiesto, era in condizionate.items() if dopo[chiesto] != era] == []
    assert not [m for m in mailoutbox if persona.email in m.to and CANARINO in m.body + m.subject]
    assert _uguale_a_un_numero_inventato(client, pratica, quante_condizioni, inizio, ogni)


def _uguale_a_un_numero_inventato(client, pratica, quante_condizioni, inizio, ogni):
    """The addresses of the hidden pratica answer exactly as those of one that never was, whatever is asked.

    HEAD goes with the conditions: of a page and of its HEAD they make the same answer.
    """
    vere, finte = _indirizzi_di_pratica(pratica.numero), _indirizzi_di_pratica(INESISTENTE)
    for quale, (vero, finto) in enumerate(zip(vere, finte, strict=True)):
        condizioni = [CONDIZIONI[n % len(CONDIZIONI)] for n in range(quale, quale + quante_condizioni)]
        domande = [("get", {}), ("post", {}), *(("head", condizione) for condizione in condizioni)]
        for metodo, condizione in domande[(quale + inizio) % ogni :: ogni]:
            una, altra = (chiedi(client, via, metodo, **condizione) for via in (vero, finto))
            corpo = altra.corpo.replace(INESISTENTE.encode(), pratica.numero.encode())
            uguali = (una.codice, una.intestazioni, una.corpo) == (altra.codice, altra.intestazioni, corpo)
            assert uguali, f"{metodo} {vero} {condizione}"
    return True
