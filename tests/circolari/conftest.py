"""A circolare ready to go out, and companies of three offices that agreed to receive it."""

import pytest

from circolari import azioni
from circolari.models import Circolare
from nucleo import tempo
from sportelli.models import Consenso, Contatto, Ruolo, Scopo, TestoConsenso
from tests.conftest import azienda_di, persona

TITOLO = "Apertura delle iscrizioni alla collettiva"
TESTO = "Sono aperte le iscrizioni.\n\n- **quota**: 900 euro\n- posti: 42"
MOTIVO = "Il bando chiude prima del previsto"
DOPO = "2026-03-04 10:00"


@pytest.fixture
def consenso(db):
    """The words that companies agree to."""
    return TestoConsenso.objects.get_or_create(
        scopo=Scopo.CIRCOLARI, versione=1, defaults={"testo": "Acconsento.", "in_vigore_dal": "2020-01-01"}
    )[0]


@pytest.fixture
def iscrivi(consenso, orologio):
    """A company of an office, whose person agreed: name, partita IVA, e-mail."""

    def fa(ufficio, nome, iva, email, concesso=True, **altro):
        azienda = azienda_di(ufficio, nome, iva, **altro)
        contatto = Contatto.objects.create(
            azienda=azienda, nome=f"Persona di {nome}", email=email, principale=True
        )
        Consenso.objects.create(contatto=contatto, testo=consenso, concesso=concesso, canale="modulo")
        return contatto

    return fa


@pytest.fixture
def bozza(redazione):
    """A draft to every Sportello and every company."""
    circolare = azioni.nuova(da=redazione)
    return azioni.modifica(circolare, {"titolo": TITOLO, "testo": TESTO}, revisione=1, da=redazione)


@pytest.fixture
def diffusa(orologio, bozza, redazione, firenze, pisa, lucca):
    """Sent out on Monday 2 March 2026 at 10:00: to the companies on Wednesday 4 at 10:00."""
    azioni.diffondi(bozza, da=redazione)
    return Circolare.objects.get(pk=bozza.pk)


@pytest.fixture
def altra_redazione(tabelle):
    """A colleague of the redazione."""
    return persona("Livia", "Conti", Ruolo.REDAZIONE)


@pytest.fixture
def uscita(diffusa, orologio):
    """Released on Wednesday 4 March 2026 at 10:00."""
    orologio(DOPO)
    return diffusa


@pytest.fixture
def pubblica_anche(redazione, orologio, firenze):
    """One more, sent out at `quando` and released two working days later; the clock stands then."""

    def fa(titolo, testo="Un testo.", quando="2026-03-03 11:00", **campi):
        orologio(quando)
        bozza = azioni.nuova(da=redazione)
        azioni.modifica(
            bozza, {"titolo": titolo, "testo": testo, **campi}, revisione=bozza.revisione, da=redazione
        )
        azioni.diffondi(bozza, da=redazione)
        bozza.refresh_from_db()
        orologio(bozza.rilascio.astimezone(tempo.ROMA).strftime("%Y-%m-%d %H:%M"))
        return bozza

    return fa
