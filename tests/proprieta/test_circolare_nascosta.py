"""E-01: an embargoed circolare changes no byte of any answer, on any channel, for whom it is not for yet."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from circolari import azioni
from nucleo import posta
from sportelli.models import Scopo, TestoConsenso
from tests.circolari.conftest import consenso, iscrivi  # noqa: F401 - fixtures
from tests.proprieta.esplora import cammina, chiedi, schemi

CANARINO = "Zqxcanarino"
# Who runs the post office sees that mail is queued, by key and domain: never what it says.
DELL_UFFICIO_POSTALE = ("/posta/", "/admin/")
# Who may not know yet: whoever passes by, an office it was not sent to, an administrator.
NON_ANCORA = ("anonimo", "operatore_pi", "responsabile_pi", "amministratore", "estraneo")
INESISTENTE = "00000000-0000-4000-8000-000000000000"
CONDIZIONI = (
    {},
    {"HTTP_IF_NONE_MATCH": '"qualunque"'},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 02 Mar 2026 08:00:00 GMT"},
    {"HTTP_RANGE": "bytes=0-9"},
)
MODI = [(metodo, condizione) for condizione in CONDIZIONI for metodo in ("get", "head", "post")]


def _circolare(redazione, parola, **altro):
    bozza = azioni.nuova(da=redazione)
    campi = {"titolo": f"{parola} titolo", "testo": f"{parola} testo"} | altro
    azioni.modifica(bozza, campi, revisione=1, da=redazione)
    file = SimpleUploadedFile(f"{parola}.txt", f"{parola} nel file".encode(), content_type="text/plain")
    azioni.allega(bozza, file, da=redazione)
    return bozza


def _partenze():
    """The addresses without parameters, and the searches that would find the canary."""
    for nome, _ in schemi():
        try:
            indirizzo = reverse(nome)
        except NoReverseMatch:
            continue
        if not indirizzo.startswith(("/accesso/", "/stile/")):
            yield indirizzo
    for nome in ("circolari:elenco", "circolari:pubbliche", "cerca"):
        for parametro in ("q", "testo"):
            yield f"{reverse(nome)}?{parametro}={CANARINO}"


def _di(circolare, codice=None):
    """Every address of one circolare, and of its file."""
    for nome, schema in schemi():
        if "circolari" in schema and "codice" in schema:
            suo = circolare.allegati.get().codice if "allegati/<uuid" in schema else circolare.codice
            argomenti = {"codice": codice or suo}
            argomenti |= {"pk": circolare.allegati.get().pk} if "<int:pk>" in schema else {}
            argomenti |= {"iniziativa": suo} if "<uuid:iniziativa>" in schema else {}
            yield reverse(nome, kwargs=argomenti | ({"formato": "csv"} if "formato" in schema else {}))


@pytest.fixture
def entra_come(request):
    """The browser of one of them."""

    def fa(chi):
        client = Client()
        if chi != "anonimo":
            client.force_login(request.getfixturevalue(chi))
        return client

    return fa


@pytest.fixture
def mondo(redazione, firenze, pisa, lucca, operatrice_fi, iscrivi, orologio):  # noqa: F811 - the fixture above
    """A network that has had a circolare already, and a company for each of the offices."""
    for scopo in Scopo:
        TestoConsenso.objects.get_or_create(
            scopo=scopo, versione=1, defaults={"testo": "Acconsento.", "in_vigore_dal": "2020-01-01"}
        )
    iscrivi(firenze, "Alfa srl", "02345678901", "export@alfa.example")
    iscrivi(pisa, "Beta srl", "01234567897", "export@beta.example")
    orologio("2026-03-02 10:00")
    azioni.diffondi(_circolare(redazione, "Collettiva"), da=redazione)
    orologio("2026-03-16 10:30")
    posta.spedisci_dovuti()
    orologio("2026-03-16 10:31")
    posta.spedisci_dovuti()
    return orologio


@pytest.mark.parametrize(
    ("per_forma", "ogni"),
    [(1, 12), pytest.param(6, 1, marks=[pytest.mark.lungo, pytest.mark.timeout(3600)])],
    ids=["campione", "tutto"],
)
@pytest.mark.parametrize("stato", ["bozza", "in anteprima", "ritirata prima"])
@pytest.mark.parametrize("chi", NON_ANCORA)
def test_il_mondo_con_e_senza_la_circolare_e_lo_stesso(
    mondo, entra_come, redazione, firenze, mailoutbox, caplog, stato, chi, per_forma, ogni
):
    """E-01: pages, lists, counts, searches, feed, sitemap, files, mail, logs: 0 bytes, 0 canaries."""
    client = entra_come(chi)
    prima = cammina(client, _partenze(), per_forma)
    caplog.clear()
    nascosta = _circolare(redazione, CANARINO, a_tutti=False, sportelli=[firenze])
    if stato != "bozza":
        azioni.diffondi(nascosta, da=redazione)
    if stato == "ritirata prima":
        azioni.ritira(nascosta, f"{CANARINO} motivo", da=redazione)
    mailoutbox.clear()
    posta.spedisci_dovuti()
    assert CANARINO not in caplog.text
    restano = {via: era for via, era in prima.items() if not _conta_la_posta(chi, via)}
    assert [via for via, era in restano.items() if chiedi(client, via) != era] == []
    _come_una_inventata(client, nascosta, NON_ANCORA.index(chi), ogni)
    for_fi = {"sportello.fi@prova.example", "giulia.bianchi@prova.example"}
    assert {m.to[0] for m in mailoutbox if CANARINO in m.subject + m.body} <= for_fi


def _conta_la_posta(chi, indirizzo):
    """The home page of an administrator begins with the queue."""
    return chi == "amministratore" and (indirizzo == "/" or indirizzo.startswith(DELL_UFFICIO_POSTALE))


def _come_una_inventata(client, circolare, inizio, ogni):
    """The addresses of the hidden one answer exactly as those of one that never was.

    Each is asked in one of `ogni` ways, the next one in the next way; each reader begins from another.
    """
    vere, finte = _di(circolare), _di(circolare, INESISTENTE)
    for quale, (vero, finto) in enumerate(zip(vere, finte, strict=True), inizio):
        for metodo, condizione in MODI[quale % ogni :: ogni]:
            una, altra = (chiedi(client, via, metodo, **condizione) for via in (vero, finto))
            assert (una.codice, una.corpo) == (altra.codice, altra.corpo), f"{metodo} {vero}"
            assert una.intestazioni[3:] == altra.intestazioni[3:], f"{metodo} {vero}"


def test_un_istante_prima_niente_un_istante_dopo_tutto(mondo, entra_come, redazione, firenze):
    """E-02 on every public channel: the clock alone opens it."""
    nascosta = _circolare(redazione, CANARINO, a_tutti=False, sportelli=[firenze])
    azioni.diffondi(nascosta, da=redazione)
    canali = [
        reverse("circolari:pubbliche"),
        reverse("circolari:feed"),
        reverse("mappa"),
        nascosta.indirizzo_pubblico,
        nascosta.allegati.get().indirizzo_pubblico,
    ]
    cerca = str(nascosta.codice), CANARINO

    def si_vede(indirizzo):
        risposta = entra_come("anonimo").get(indirizzo)
        corpo = b"".join(risposta.streaming_content) if risposta.streaming else risposta.content
        return risposta.status_code == 200 and any(parola.encode() in corpo for parola in cerca)

    mondo("2026-03-18 10:30:59")
    assert [si_vede(canale) for canale in canali] == [False] * 5
    mondo("2026-03-18 10:31:01")
    assert [si_vede(canale) for canale in canali] == [True] * 5
