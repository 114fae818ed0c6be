"""Publishers of every kind, and initiatives that were written and published by the verbs."""

import pytest

from calendario import azioni
from calendario.models import Editore, Iniziativa, Stato
from circolari import azioni as circolari

CAMPI = {
    "tipo": "collettiva",
    "titolo": "Pitti Uomo, collettiva toscana",
    "titolo_en": "Pitti Uomo, Tuscan joint stand",
    "testo": "Dodici postazioni **in Fortezza**.",
    "testo_en": "Twelve booths **in the Fortezza**.",
    "settori": ["moda"],
    "paesi": ["JP"],
    "citta": "Firenze",
    "sede": "Fortezza da Basso",
    "inizio": "2026-06-16",
    "fine": "2026-06-19",
    "scadenza": "2026-04-30",
    "costo": "1800",
    "posti": 12,
}


@pytest.fixture
def editori(tabelle, orologio):
    """Toscana Promozione and the offices that there are."""
    azioni.prepara()


@pytest.fixture
def tp(editori):
    return Editore.objects.get(tipo="tp")


@pytest.fixture
def editore_fi(firenze, editori):
    return azioni.dello_sportello(firenze)


@pytest.fixture
def camera(editori):
    """A partner that needs approval."""
    return Editore.objects.create(codice="camera-di-prova", nome="Camera di prova", tipo="partner")


@pytest.fixture
def partner(camera, partner):
    """Who writes for it."""
    camera.persone.add(partner)
    return partner


@pytest.fixture
def scritta(tp, redazione):
    """A draft of Toscana Promozione; `scritta(titolo="…")` writes another one."""

    def fa(editore=tp, da=redazione, **campi):
        return azioni.crea(editore, CAMPI | campi, da=da)

    return fa


@pytest.fixture
def pubblicata(scritta, redazione):
    """One that everybody reads, unless its circolare is under embargo."""

    def fa(come=Stato.CONFERMATA, da=redazione, **campi):
        bozza = scritta(da=da, **campi)
        azioni.pubblica(bozza, come=come, da=da)
        return Iniziativa.objects.get(pk=bozza.pk)

    return fa


@pytest.fixture
def circolare(redazione, firenze, orologio):
    """Sent out on Monday 2 March 2026 at 10:00 to Firenze alone: to everybody on Wednesday 4 at 10:00."""
    bozza = circolari.nuova(da=redazione)
    campi = {"titolo": "Missione riservata", "testo": "Testo", "a_tutti": False, "sportelli": [firenze]}
    circolari.modifica(bozza, campi, revisione=bozza.revisione, da=redazione)
    circolari.diffondi(bozza, da=redazione)
    bozza.refresh_from_db()
    return bozza


@pytest.fixture
def entra(client):
    """`entra(persona)`: the browser in which she has signed in."""

    def fa(chi):
        client.force_login(chi)
        return client

    return fa
