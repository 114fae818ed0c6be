"""The situations of a circolare that docs/permessi.md names, each brought about by the verbs themselves."""

from django.core.files.uploadedfile import SimpleUploadedFile

from circolari import azioni
from circolari.models import Circolare

MOTIVO = "Il bando chiude prima del previsto"
SCENE = {}


def scena(funzione):
    SCENE[funzione.__name__.replace("_", " ")] = funzione
    return funzione


def _riletta(circolare):
    return Circolare.objects.get(pk=circolare.pk)


@scena
def bozza(gente):
    """To Firenze alone, with a file."""
    circolare = azioni.nuova(da=gente.redazione)
    campi = {"titolo": "Collettiva a Düsseldorf", "testo": "Sono aperte le **iscrizioni**."}
    azioni.modifica(
        circolare, campi | {"a_tutti": False, "sportelli": [gente.firenze]}, revisione=1, da=gente.redazione
    )
    bando = SimpleUploadedFile("bando.txt", b"Posti: 42", content_type="text/plain")
    azioni.allega(circolare, bando, da=gente.redazione)
    return _riletta(circolare)


@scena
def in_anteprima(gente):
    return _riletta(azioni.diffondi(bozza(gente), da=gente.redazione))


@scena
def ritirata_prima(gente):
    return _riletta(azioni.ritira(in_anteprima(gente), "Evento rinviato.", da=gente.redazione))


@scena
def aperta_a_tutti(gente):
    return _riletta(azioni.apri_a_tutti(in_anteprima(gente), MOTIVO, da=gente.redazione))


@scena
def pubblica(gente):
    """A week later than its diffusione."""
    with gente.una_settimana_fa():
        return in_anteprima(gente)


@scena
def ritirata_dopo(gente):
    return _riletta(azioni.ritira(pubblica(gente), "Evento rinviato.", da=gente.redazione))
