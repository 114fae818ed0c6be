"""The rows of the feedback, made by its verbs: asked, answered, refused; a draft to be written."""

from types import SimpleNamespace

from feedback import azioni, gettoni
from feedback.compilazione import Detto
from feedback.models import Questionario
from nucleo import tempo
from sportelli.models import Consenso, Contatto, Scopo, TestoConsenso
from tests.conftest import azienda_di
from tests.feedback.conftest import detti
from tests.permessi import scene

MANCATO = "Aspettavamo i costi del trasporto fino a Osaka."


def righe(gente):
    """Name of a row → the arguments of its address."""
    azioni.carica_questionario()
    aperta = _chiesta(gente, "Tessitura Bisenzio", "01111110481", scene.completata)
    risposta = _risposta(gente)
    return {
        "questionario da riempire": {"gettone": gettoni.gettone(aperta)},
        "questionario riempito": {"gettone": gettoni.gettone(risposta.richiesta)},
        "chiave di nessuno": {"gettone": "A" * 22},
        "risposta": {"pk": risposta.pk},
        "seguito": {"pk": risposta.seguito.pk},
        "pratica con una risposta": {"numero": risposta.pratica.numero},
        "pratica già chiesta": {"numero": aperta.pratica.numero},
        "questionario in uso": {"versione": Questionario.objects.in_uso().versione},
        **_bozza(gente),
    }


def _chiesta(gente, nome, partita_iva, scena):
    """Completed for a company whose person agreed to be asked, and asked now."""
    azienda = azienda_di(gente.firenze, nome, partita_iva)
    contatto = Contatto.objects.create(azienda=azienda, nome="Pia Doni", email=f"pia@{partita_iva}.example")
    testo = TestoConsenso.objects.in_vigore(Scopo.QUESTIONARIO)
    Consenso.objects.create(
        contatto=contatto, testo=testo, concesso=True, canale="modulo", quando=tempo.adesso()
    )
    scheda = gente.scheda | {"azienda": azienda, "contatto": contatto}
    pratica = scena(SimpleNamespace(**vars(gente) | {"scheda": scheda}))
    return azioni.chiedi(pratica, contatto, da=gente.operatrice)


def _risposta(gente):
    """Of a pratica in which TP took part; somebody has to be called back."""
    richiesta = _chiesta(gente, "Calzaturificio Era", "02222220501", scene.completata_con_tp)
    altri = {"mancato": Detto(testo=MANCATO), "contattatemi": Detto(scelte=("si",))}
    return azioni.rispondi(richiesta, detti(complessivo=2, esito="in_parte", **altri), lingua="it")


def _bozza(gente):
    bozza = azioni.nuova_versione(da=gente.redazione)
    versione = {"versione": bozza.versione}
    return {
        "questionario in bozza": versione,
        "sezione in bozza": versione | {"pk": bozza.sezioni.first().pk},
        "domanda in bozza": versione | {"pk": bozza.domande.get(codice="esito").pk},
    }
