"""E-01: an initiative that is not public changes no byte of any answer to who may not know of it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from calendario import azioni
from calendario.models import Iniziativa, Stato
from tests.calendario.conftest import CAMPI, circolare, editori, pubblicata, scritta, tp  # noqa: F401 - fixtures
from tests.proprieta.esplora import chiedi, schemi

CANARINO = "Zqxcanarino"
INESISTENTE = "00000000-0000-4000-8000-000000000000"
# Who may not know: whoever passes by, an office that the circolare was not sent to, an administrator.
LETTORI = ("anonimo", "operatore_pi", "amministratore")
STATI = ("bozza", "proposta", "sotto embargo")
# The public pages stand above who reads: people who are in see those of the Extranet too.
DENTRO = ("/cerca/?q=Zqxcanarino", "/pubblico/calendario/")
TESTI = ("titolo", "titolo_en", "testo", "testo_en", "sede", "citta", "partner")
SEGRETI = {campo: f"{CANARINO} {campo}" for campo in TESTI} | {
    "settori": ["vino"],
    "paesi": ["DE"],
    "tipo": "corso",
    "modalita": "online",
}
DOMANDE = (
    *("q=Zqxcanarino", "tipo=corso", "settore=vino", "paese=DE", "modalita=online", "adesioni=aperte"),
    *("dal=2026-06-16&al=2026-06-19", "passate=1"),
)


def pagine():
    """Every public page of the calendar and of its surroundings."""
    punti = {"colore": "0066cc", "mese": "2026-06", "lunedi": "2026-W25", "anno": "2026"}
    for nome, schema in schemi():
        if "pubblico/cal" in schema and "codice" not in schema and "formato" not in schema:
            chiesti = {parte: v for parte, v in punti.items() if re.search(rf"[:<]{parte}>", schema)}
            yield reverse(nome, kwargs=chiesti)
    yield from (reverse(nome) for nome in ("mappa", "circolari:pubbliche"))


def domande():
    """The questions that would find it, in both languages, and on paper."""
    for nome in ("pubblico", "public", "pubblico_paesi"):
        yield from (f"{reverse(f'calendario:{nome}')}?{domanda}" for domanda in DOMANDE)
    yield f"{reverse('calendario:programma')}?{DOMANDE[1]}"


def di(iniziativa, codice=None):
    """Every address of one initiative and of its file."""
    for nome, schema in schemi():
        if "calendar" in schema and "<uuid:codice>" in schema and schema.count("<") == 1:
            suo = iniziativa.allegati.get().codice if "allegati/" in schema else iniziativa.codice
            yield reverse(nome, kwargs={"codice": codice or suo})


@pytest.fixture
def lettori(request, amministratore):
    entrati = {"anonimo": Client()}
    for nome in LETTORI[1:]:
        entrati[nome] = Client()
        entrati[nome].force_login(request.getfixturevalue(nome))
    return entrati


@pytest.fixture
def nasconde(tp, redazione, circolare):  # noqa: F811 - the fixtures above
    """Writes one that nobody of these may read, in one of the ways in which it may be hidden."""

    def fa(stato):
        altro = {"circolare_id": circolare.pk} if stato == "sotto embargo" else {}
        bozza = azioni.crea(tp, CAMPI | SEGRETI | altro, da=redazione)
        file = SimpleUploadedFile(f"{CANARINO}.txt", CANARINO.encode())
        azioni.allega(bozza, file, da=redazione)
        if stato == "proposta":
            Iniziativa.objects.filter(pk=bozza.pk).update(stato=Stato.PROPOSTA, proposta_come="confermata")
        elif stato == "sotto embargo":
            azioni.pubblica(bozza, come=Stato.CONFERMATA, da=redazione)
        return Iniziativa.objects.get(pk=bozza.pk)

    return fa


@pytest.mark.parametrize("stato", STATI)
def test_the_world_with_it_and_without_is_the_same(lettori, pubblicata, nasconde, stato):  # noqa: F811
    """E-01: pages, filters, counts, searches, PDF, map, files, addresses: 0 bytes, 0 canaries."""
    pubblicata()
    pubblicata(titolo="Un'altra", inizio="2026-06-17", fine="2026-06-17", settori=["vino"])
    partenze = {"anonimo": [*pagine(), *domande()]}
    prima = {
        nome: {indirizzo: chiedi(client, indirizzo) for indirizzo in partenze.get(nome, DENTRO)}
        for nome, client in lettori.items()
    }
    nascosta = nasconde(stato)
    for nome, client in lettori.items():
        diverse = [indirizzo for indirizzo, era in prima[nome].items() if chiedi(client, indirizzo) != era]
        assert not diverse, f"{nome}: {diverse}"
        _come_una_inventata(client, nascosta)


def test_of_an_announcement_only_the_announcement_is_told(lettori, pubblicata, circolare, redazione):  # noqa: F811
    """E-01: two announcements that differ in all that is hidden are the same bytes."""
    annuncio = {"annuncio": "senza_dettagli", "titolo_annuncio": "In arrivo", "circolare_id": circolare.pk}
    iniziativa = pubblicata(**annuncio)
    client = lettori["anonimo"]
    sue = [reverse(f"calendario:{nome}", args=[iniziativa.codice]) for nome in ("pubblica", "public_event")]
    indirizzi = [*pagine(), *domande(), *sue]
    era = {indirizzo: chiedi(client, indirizzo) for indirizzo in indirizzi}
    altro = {nome: valore for nome, valore in SEGRETI.items() if nome != "tipo"} | {"scadenza": "2026-03-05"}
    azioni.modifica(iniziativa, altro, revisione=iniziativa.revisione, da=redazione)
    assert [indirizzo for indirizzo in indirizzi if chiedi(client, indirizzo) != era[indirizzo]] == []


def _come_una_inventata(client, iniziativa):
    for vero, finto in zip(di(iniziativa), di(iniziativa, INESISTENTE), strict=True):
        for metodo in ("get", "head", "post"):
            una, altra = chiedi(client, vero, metodo), chiedi(client, finto, metodo)
            assert (una.codice, una.corpo) == (altra.codice, altra.corpo), f"{metodo} {vero}"
            assert una.intestazioni[3:] == altra.intestazioni[3:], f"{metodo} {vero}"
