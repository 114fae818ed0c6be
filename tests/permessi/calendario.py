"""The situations of an initiative that docs/permessi.md names, each brought about by the verbs themselves."""

from django.core.files.uploadedfile import SimpleUploadedFile

from calendario import azioni
from calendario.models import Editore, Iniziativa, Stato
from circolari.models import Circolare
from tests.permessi.circolari import SCENE as CIRCOLARI

CAMPI = {
    "tipo": "missione",
    "titolo": "Missione a Tokyo",
    "testo": "Incontri con importatori.",
    "inizio": "2030-05-13",
    "fine": "2030-05-17",
    "scadenza": "2030-03-01",
}
SCENE = {}


def scena(funzione):
    SCENE[funzione.__name__.replace("_", " ")] = funzione
    return funzione


def ente(gente):
    """A partner body whose words are approved first, for which one person writes."""
    camera, _ = Editore.objects.get_or_create(codice="camera-di-prova", defaults={"nome": "Camera di prova"})
    camera.persone.add(gente.ruoli["partner"])
    return camera


def _con_file(iniziativa, da):
    programma = SimpleUploadedFile("programma.txt", b"Primo giorno", content_type="text/plain")
    azioni.allega(iniziativa, programma, da=da)
    return Iniziativa.objects.get(pk=iniziativa.pk)


def _di_tp(gente, come, **campi):
    azioni.prepara()
    tp = Editore.objects.get(tipo="tp")
    iniziativa = azioni.crea(tp, CAMPI | campi, da=gente.redazione)
    azioni.pubblica(iniziativa, come=come, da=gente.redazione)
    return _con_file(iniziativa, gente.redazione)


@scena
def bozza(gente):
    """Of Firenze, that publishes by itself."""
    firenze = azioni.dello_sportello(gente.firenze)
    return _con_file(azioni.crea(firenze, CAMPI, da=gente.operatrice), gente.operatrice)


@scena
def bozza_da_approvare(gente):
    partner = gente.ruoli["partner"]
    return _con_file(azioni.crea(ente(gente), CAMPI, da=partner), partner)


@scena
def proposta(gente):
    iniziativa = bozza_da_approvare(gente)
    azioni.proponi(iniziativa, come=Stato.CONFERMATA, da=gente.ruoli["partner"])
    return Iniziativa.objects.get(pk=iniziativa.pk)


@scena
def confermata(gente):
    """Of Toscana Promozione, read by everybody."""
    return _di_tp(gente, Stato.CONFERMATA)


@scena
def sotto_embargo(gente):
    """Preannounced by Toscana Promozione; its circolare went to Firenze alone, and is not released (C7)."""
    circolare = Circolare.objects.get(pk=CIRCOLARI["in anteprima"](gente).pk)
    return _di_tp(gente, Stato.PREANNUNCIATA, circolare_id=circolare.pk)
