"""E-02, E-01: the embargo holds and ends by the clock alone, on every public channel, and is not betrayed."""

import random
from datetime import datetime, timedelta

import pytest
import redis.connection
from django.core.files.base import ContentFile
from django.urls import reverse

from circolari import azioni
from nucleo import tempo, vetrina
from tests.circolari.conftest import MOTIVO

UN_SECONDO = timedelta(seconds=1)
ELENCO, FEED = "/pubblico/circolari/", "/pubblico/circolari/atom.xml"
IGNOTA = f"{ELENCO}00000000-0000-4000-8000-000000000000/"
CANARINO = "Zqxcanarino"
INIZIO = datetime(2026, 1, 1, tzinfo=tempo.ROMA)
PDF = b"%PDF-1.4\n%% Zqxcanarino\n%%EOF\n"


def sul_muro(istante):
    """As `orologio` wants it: what the clocks show in Rome."""
    return istante.astimezone(tempo.ROMA).replace(tzinfo=None).isoformat()


@pytest.fixture
def nessun_altro_al_lavoro(monkeypatch):
    """Redis does not answer and nobody sweeps: what is read below, PostgreSQL and the clock alone decide."""

    def spento(*_):
        raise redis.ConnectionError("spento per la prova")

    monkeypatch.setattr(redis.connection.AbstractConnection, "connect", spento)


@pytest.fixture
def diffondi_a_caso(redazione, firenze, pisa, lucca, moda, giappone, orologio):
    """A circolare with a random instant, urgency, audience and topics; its words say which it is."""
    caso = random.Random(20260302)

    def fa(n):
        quando = INIZIO + timedelta(minutes=caso.randrange(3 * 365 * 24 * 60), seconds=caso.randrange(60))
        orologio(sul_muro(quando))
        circolare = azioni.nuova(da=redazione)
        urgente = caso.random() < 0.4
        campi = {
            "titolo": f"Titolo parola{n}x",
            "testo": f"Testo parola{n}x",
            "urgente": urgente,
            "motivo_urgenza": MOTIVO if urgente else "",
            "a_tutti": caso.random() < 0.5,
            "sportelli": caso.sample([firenze, pisa, lucca], caso.randint(1, 3)),
            "settori": [moda] * caso.randint(0, 1),
            "paesi": [giappone] * caso.randint(0, 1),
        }
        azioni.modifica(circolare, campi, revisione=circolare.revisione, da=redazione)
        file = azioni.allega(circolare, ContentFile(PDF, f"parola{n}x.pdf"), da=redazione)
        azioni.diffondi(circolare, da=redazione)
        circolare.refresh_from_db()
        return circolare, file, f"parola{n}x"

    return fa


def canali(client, circolare, file, parola):
    """Channel → whether the circolare can be read there."""
    codice = str(circolare.codice)
    return {
        "elenco": codice in client.get(ELENCO).content.decode(),
        "ricerca": codice in client.get(ELENCO, {"q": parola}).content.decode(),
        "pagina": client.get(circolare.indirizzo_pubblico).status_code == 200,
        "allegato": client.get(file.indirizzo_pubblico).status_code == 200,
        "feed": codice in client.get(FEED).content.decode(),
        "mappa": codice in client.get("/sitemap.xml").content.decode(),
    }


@pytest.mark.parametrize(
    "quante", [25, pytest.param(1000, marks=[pytest.mark.lungo, pytest.mark.timeout(3600)])]
)
def test_un_secondo_prima_niente_e_un_secondo_dopo_tutto(
    client, nessun_altro_al_lavoro, diffondi_a_caso, orologio, quante
):
    """E-02."""
    for n in range(quante):
        circolare, file, parola = diffondi_a_caso(n)
        orologio(sul_muro(circolare.rilascio - UN_SECONDO))
        prima = canali(client, circolare, file, parola)
        orologio(sul_muro(circolare.rilascio + UN_SECONDO))
        dopo = canali(client, circolare, file, parola)
        assert not any(prima.values()), (circolare.derivazione, prima)
        assert all(dopo.values()), (circolare.derivazione, dopo)


# --- E-01 at unit size


@pytest.fixture
def mondo(uscita, pubblica_anche, redazione, moda, giappone, orologio):
    """Two released circulars with topics and a file, one withdrawn since; the addresses that lead there."""
    altra = pubblica_anche("Di moda", settori=[moda], paesi=[giappone], quando="2026-03-05 10:00")
    ritirata = pubblica_anche("Da ritirare", quando="2026-03-10 10:00")
    azioni.ritira(ritirata, "La fiera è rinviata", da=redazione)
    file = azioni.correggi(
        uscita,
        titolo=uscita.titolo,
        testo=uscita.testo,
        perche="C'è il bando",
        versione=1,
        da=redazione,
        nuovi=[ContentFile(PDF.replace(CANARINO.encode(), b""), "Bando.pdf")],
    ).allegati.get()
    ricerche = [
        *({"q": parola} for parola in (CANARINO, CANARINO[:5], f'"{CANARINO}"', "titolo", "-moda")),
        *({"settore": "moda"}, {"settore": "vino"}, {"paese": "JP"}, {"paese": "DE"}, {"anno": "2026"}),
        *({"dopo": str(altra.codice)}, {"prima": str(uscita.codice)}),
    ]
    return [
        *(reverse(nome) for nome in ("circolari:pubbliche", "circolari:feed", "mappa", "robot")),
        *(f"{ELENCO}?{chiave}={valore}" for r in ricerche for chiave, valore in r.items()),
        *(c.indirizzo_pubblico for c in (uscita, altra, ritirata)),
        file.indirizzo_pubblico,
        IGNOTA,
        "/",
    ]


@pytest.fixture
def nascondi(redazione, vino, orologio):
    """Sends out a circolare with the canary wherever something can be written; `passi` more happen to it."""

    def fa(passi):
        orologio("2026-03-16 10:00")
        bozza = azioni.nuova(da=redazione)
        campi = {"titolo": f"{CANARINO} titolo", "testo": f"{CANARINO} testo", "settori": [vino]}
        azioni.modifica(bozza, campi, revisione=bozza.revisione, da=redazione)
        azioni.allega(bozza, ContentFile(PDF, f"{CANARINO}.pdf"), da=redazione)
        if passi:
            azioni.diffondi(bozza, da=redazione)
        if "correggi" in passi:
            azioni.correggi(
                bozza, titolo=f"{CANARINO} altro", testo=CANARINO, perche=CANARINO, versione=1, da=redazione
            )
        if "ritira" in passi:
            azioni.ritira(bozza, CANARINO, da=redazione)
        return bozza

    return fa


# Every way of asking: a method, and what a cache would add. Every day an address is asked by the first one
# and by one of the others, in turn; in full by all.
MODI = [
    ("get", {}),
    ("get", {"if-none-match": "*"}),
    ("get", {"if-modified-since": "Mon, 16 Mar 2026 09:00:00 GMT"}),
    ("head", {}),
    ("post", {}),
]


def risposte(client, indirizzi, ogni):
    """Address and way of asking → status, bytes, all the headers."""
    tutte = {}
    for quale, indirizzo in enumerate(indirizzi):
        for n in (0, *range(1 + quale % ogni, len(MODI), ogni)):
            metodo, chiesto = MODI[n]
            risposta = getattr(client, metodo)(indirizzo, headers=chiesto)
            corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
            tutte[indirizzo, n] = (risposta.status_code, corpo, dict(risposta.headers))
    return tutte


@pytest.mark.parametrize("ogni", [4, pytest.param(1, marks=pytest.mark.lungo)], ids=["campione", "tutto"])
@pytest.mark.parametrize(
    ("passi", "ricordando"),
    [
        ((), False),
        (("diffondi",), False),
        (("diffondi",), True),
        (("diffondi", "correggi"), False),
        (("diffondi", "ritira"), False),
    ],
    ids=["bozza", "in anteprima", "in anteprima, ricordando", "corretta prima", "ritirata prima"],
)
def test_il_mondo_con_e_senza_la_circolare_nascosta_e_lo_stesso(
    client, mondo, nascondi, orologio, settings, passi, ricordando, ogni
):
    """E-01: 0 differing bytes and headers, also half a minute before its rilascio."""
    settings.VETRINA_RICORDA = ricordando
    momenti = ("2026-03-16 10:00:20", "2026-03-18 09:59:30")
    prima = {}
    for momento in momenti:
        orologio(momento)
        prima[momento] = risposte(client, mondo, ogni)
    via = nascondi(passi).indirizzo_pubblico
    vetrina.memoria.svuota()
    for momento in momenti:
        orologio(momento)
        dopo = risposte(client, mondo, ogni) | risposte(client, [via, IGNOTA], 1)
        assert not [quale for quale, risposta in prima[momento].items() if dopo[quale] != risposta], momento
        assert [dopo[via, n] for n in range(len(MODI))] == [dopo[IGNOTA, n] for n in range(len(MODI))]
        senza_domanda = {quale: risposta for quale, risposta in dopo.items() if "q=" not in quale[0]}
        assert CANARINO not in repr(senza_domanda)
    vetrina.memoria.svuota()
