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
NON_VEDONO_LA_BOZZA = (
    "operatore_pi",
    "responsabile_pi",
    "referente_moda",
    "redazione",
    "direzione",
    "amministratore",
)
NON_VEDONO_L_APERTA = ("operatore_pi", "responsabile_pi", "amministratore", "estraneo")
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


def _entrata(persona):
    client = Client()
    client.force_login(persona)
    return client


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
@pytest.mark.parametrize("gia_aperta", [False, True], ids=["bozza", "aperta"])
def test_il_mondo_con_e_senza_la_pratica_nascosta_e_lo_stesso(
    request,
    orologio,
    campi,
    operatrice_fi,
    completata,
    mailoutbox,
    gia_aperta,
    quanti_per_forma,
    quante_condizioni,
    ogni,
):
    """E-01: every page, list, count, search, export, with and without conditions: 0 differing bytes.

    Every day a person asks with conditions for one form in three, and each hidden address by one method in
    three; the next person goes on with the following ones.
    """
    orologio("2026-11-24 10:30")
    persone = [
        request.getfixturevalue(nome) for nome in (NON_VEDONO_L_APERTA if gia_aperta else NON_VEDONO_LA_BOZZA)
    ]
    # All sign in before the first looks around: the list of people says when each was last here.
    entrate = {persona: _entrata(persona) for persona in persone}
    prima = {persona: _mondo(client, quanti_per_forma) for persona, client in entrate.items()}
    condizionate = {
        persona: a_condizione(entrate[persona], pagine, quante_condizioni, inizio, ogni)
        for inizio, (persona, pagine) in enumerate(prima.items())
    }
    _, pratica = _nascosta(campi, operatrice_fi, aperta=gia_aperta)
    spedisci_dovuti()
    for inizio, (persona, pagine) in enumerate(prima.items()):
        client = entrate[persona]
        diverse = [indirizzo for indirizzo, era in pagine.items() if chiedi(client, indirizzo) != era]
        assert not diverse, f"{persona.ruolo}: {diverse}"
        dopo = a_condizione(client, pagine, quante_condizioni, inizio, ogni)
        diverse = [chiesto for chiesto, era in condizionate[persona].items() if dopo[chiesto] != era]
        assert not diverse, f"{persona.ruolo}: {diverse}"
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
