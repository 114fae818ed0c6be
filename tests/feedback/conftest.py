"""A completed pratica whose company's person agreed to be asked, the questionnaire in use, a mailbox."""

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse

from feedback import azioni, gettoni
from feedback.compilazione import Detto
from feedback.models import Questionario, Richiesta
from nucleo.posta import spedisci_dovuti
from sportelli.models import Consenso, Scopo, TestoConsenso

LEGAME = re.compile(r"https?://\S+(/questionario/\S+/)")
VOTI = ("accesso", "tempi", "chiarezza", "completezza", "affidabilita", "cortesia", "complessivo")


def voto(numero):
    return Detto(numero=Decimal(numero))


def detti(complessivo=5, consiglio=9, esito="si", **altri):
    """A whole answer; `altri` are Detti by code, or None to leave one out."""
    dati = {codice: voto(4) for codice in VOTI} | {
        "complessivo": voto(complessivo),
        "consiglio": voto(consiglio),
        "esito": Detto(scelte=(esito,)),
    }
    dati |= altri
    return {codice: detto for codice, detto in dati.items() if detto is not None}


def modulo(**altri):
    """The same as a browser sends it."""
    dati = {f"d_{codice}": "4" for codice in VOTI} | {"d_consiglio": "9", "d_esito": "si"}
    return dati | {"azione": "invia"} | altri


def consente(contatto, si=True, scopo=Scopo.QUESTIONARIO):
    testo, _ = TestoConsenso.objects.get_or_create(
        scopo=scopo, versione=1, defaults={"testo": "Acconsento.", "in_vigore_dal": "2020-01-01"}
    )
    return Consenso.objects.create(contatto=contatto, testo=testo, concesso=si, canale="modulo")


@pytest.fixture
def questionario(tabelle, orologio):
    """In use since before anything else here happens."""
    orologio("2026-03-01 09:00")
    azioni.carica_questionario()
    orologio("2026-03-02 10:00")
    return Questionario.objects.in_uso()


@pytest.fixture
def consenziente(contatto):
    consente(contatto)
    consente(contatto, scopo=Scopo.CASI_DI_STUDIO, si=False)
    return contatto


@pytest.fixture
def pronta(questionario, consenziente, completata):
    """Completed, and nobody has been asked yet."""
    return completata


def ronda():
    """What the sweep does about feedback."""
    azioni.prepara_dovute()
    azioni.invia_dovute()
    return azioni.sollecita_dovute()


def consegna():
    """The e-mails that leave now."""
    mail.outbox.clear()
    for _ in range(2):
        spedisci_dovuti()
    return list(mail.outbox)


@pytest.fixture
def chiesta(pronta):
    """Asked, at once, on Monday 2 March 2026 at 10:00."""
    ronda()
    return Richiesta.objects.get(pratica=pronta)


@pytest.fixture
def chiave(chiesta):
    return gettoni.gettone(chiesta)


@pytest.fixture
def pagina(chiave):
    return reverse("feedback:rispondi", args=[chiave])


@pytest.fixture
def risposta(chiesta):
    return azioni.rispondi(chiesta, detti(), lingua="it")
