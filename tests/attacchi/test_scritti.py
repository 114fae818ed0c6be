"""S-01: what was written, once it has left: the cells of a file, the headers of an e-mail."""

import csv
import io
import re
from email.utils import getaddresses

import openpyxl
import pytest
from django.core import mail
from django.urls import reverse

from nucleo import posta
from nucleo.elenchi.file import FORMULE as INIZI
from nucleo.models import Busta, Lettera
from pratiche import azioni
from sportelli import azioni as anagrafe
from tests.attacchi.veleni import FORMULE, RIGHE, avvelena

FILE = (
    ("pratiche:elenco_lista_esporta", ["ufficio"], "operatrice"),
    ("pratiche:elenco_lista_esporta", ["tutte"], "referente"),
    ("pratiche:archivio_esporta", [], "pisa"),
    ("sportelli:aziende_esporta", [], "operatrice"),
    ("sportelli:fornitori_esporta", [], "operatrice"),
    ("nucleo:registro_esporta", [], "amministratore"),
    ("circolari:elenco_esporta", [], "redazione"),
    ("circolari:registro_esporta", "circolare pubblica", "redazione"),
    ("circolari:registro_esporta", "circolare pubblica", "operatrice"),
    ("circolari:resoconto_esporta", [], "direzione"),
    ("calendario:elenco_esporta", [], "operatrice"),
    ("calendario:elenco_esporta", [], "partner"),
    ("calendario:editori_esporta", [], "redazione"),
    ("calendario:resoconto_esporta", [], "direzione"),
    ("feedback:elenco_esporta", [], "operatrice"),
    ("feedback:elenco_esporta", [], "referente"),
    ("feedback:richieste_esporta", [], "operatrice"),
    ("feedback:seguiti_esporta", [], "operatrice"),
    ("risultati_file", ["servizi"], "operatrice"),
    ("risultati_file", ["settori"], "referente"),
    ("risultati_file", ["sportelli"], "direzione"),
    ("conformita_file", [], "direzione"),
)
# The same for everybody, as CSV alone.
APERTI = ("/pubblico/calendario/calendario.csv", "/pubblico/calendar/calendario.csv")
# The only headers that an e-mail of ours has.
AMMESSE = {
    *("to", "from", "subject", "date", "message-id", "mime-version", "content-type"),
    *("content-transfer-encoding", "auto-submitted", "reply-to"),
    *("list-unsubscribe", "list-unsubscribe-post"),
}

# How they are made: a text, or a text and the same as a page.
FATTE = (["text/plain"], ["multipart/alternative", "text/plain", "text/html"])


def _celle(risposta, formato):
    dati = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
    if formato == "csv":
        return [c for riga in csv.reader(io.StringIO(dati.decode("utf-8-sig")), delimiter=";") for c in riga]
    foglio = openpyxl.load_workbook(io.BytesIO(dati)).active
    assert not [c.coordinate for riga in foglio.iter_rows() for c in riga if c.data_type == "f"]
    return [c.value for riga in foglio.iter_rows() for c in riga if isinstance(c.value, str)]


@pytest.mark.parametrize("formato", ["csv", "xlsx"])
def test_in_nessun_file_una_cella_e_una_formula(mondo, finestra, formato):
    """Every export, with a formula in every free text of every row."""
    avvelena(FORMULE)
    neutre = 0
    for nome, argomenti, chi in FILE:
        riga = mondo.righe[argomenti].values() if isinstance(argomenti, str) else argomenti
        celle = _celle(finestra(chi).get(reverse(nome, args=[*riga, formato])), formato)
        assert not _attive(celle), nome
        neutre += sum(cella.startswith("'") for cella in celle)
    assert neutre > 40


def _attive(celle):
    """The cells that a spreadsheet would run."""
    return [cella for cella in celle if re.sub(r"^[\s\u200b\ufeff]+", "", cella)[:1] in INIZI and cella]


@pytest.mark.parametrize("via", APERTI)
def test_nemmeno_nei_dati_aperti_una_cella_e_una_formula(mondo, finestra, via):
    avvelena(FORMULE)
    celle = _celle(finestra("nessuno").get(via), "csv")
    assert not _attive(celle)
    assert sum(cella.startswith("'") for cella in celle) > 3


def test_ogni_file_e_provato(schema):
    """A new address that gives a table in two formats is attacked here, or this fails."""
    tabelle = {nome for nome, via in schema.items() if nome.endswith(("_esporta", "_file")) and "xlsx" in via}
    assert {nome for nome, *_ in FILE} == tabelle


def test_nessuna_lettera_ha_una_riga_in_piu(mondo):
    """Verbs that send mail, with an attack in each text; then all that is queued, over poisoned rows."""
    gente = mondo.gente
    for n, testo in enumerate(RIGHE):
        campi = gente.scheda | {"oggetto": testo, "quesito": testo}
        pratica = azioni.crea(campi, da=gente.operatrice)
        azioni.apri(pratica, da=gente.operatrice)
        azioni.prendi_in_carico(pratica, da=gente.operatrice)
        azioni.chiedi_intervento(pratica, testo, referente=gente.referente, da=gente.operatrice)
        nuova = {"nome": testo[:60], "cognome": "B", "email": f"n{n}@prova.example", "ruolo": "operatore"}
        anagrafe.invita(nuova | {"sportello": gente.firenze}, da=gente.amministratore)
        posta.accoda(f"prova-{n}", "a@prova.example", testo, testo)
    avvelena(RIGHE)
    posta.spedisci_dovuti()
    assert len(mail.outbox) > 3 * len(RIGHE) - 10, len(mail.outbox)
    for uscita in mail.outbox:
        messaggio = uscita.message()
        assert {nome.lower() for nome in messaggio} <= AMMESSE, messaggio.as_string()[:400]
        detti = [messaggio[nome] for nome in ("To", "From", "Reply-To") if messaggio[nome]]
        indirizzi = [indirizzo for _nome, indirizzo in getaddresses(map(str, detti))]
        assert len(indirizzi) == len(detti), detti
        assert not [indirizzo for indirizzo in indirizzi if "canarino" in indirizzo], detti
        assert len(uscita.recipients()) == 1
        assert not re.search(r"^(Bcc|Cc):", messaggio.as_string().split("\n\n")[0], re.MULTILINE)
        assert [parte.get_content_type() for parte in messaggio.walk()] in FATTE


def test_un_mittente_rovinato_non_ferma_le_altre_lettere(db, orologio):
    """A row that cannot become an e-mail waits and is parked; what is behind it leaves."""
    posta.accoda("rovinata", "a@rovinata.example", "Rovinata", "x")
    Lettera.objects.filter(oggetto="Rovinata").update(mittente=RIGHE[0])
    posta.accoda("buona", "b@buona.example", "Buona", "x")
    posta.spedisci_dovuti()
    partite = {uscita.subject for uscita in mail.outbox}
    assert "Buona" in partite
    assert "Rovinata" not in partite
    assert "non si compone" in Busta.objects.get(chiave="rovinata").errore
