"""The cast of the browser tests: the real lookup tables, the offices and Toscana Promozione."""

from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group

from nucleo.visibilita import GRUPPO_TP
from sportelli import azioni
from sportelli.models import Contatto, Fornitore, Paese, Provincia, Ruolo, Servizio, Settore, Sportello
from tests.conftest import CANARINI, azienda_di, persona


def raduna():
    """Everybody, in a database that has only been migrated."""
    Group.objects.get_or_create(name=GRUPPO_TP)
    azioni.carica_tabelle()
    firenze, pisa, lucca = (Sportello.objects.get(codice=codice) for codice in ("FI", "PI", "LU"))
    return SimpleNamespace(
        firenze=firenze,
        pisa=pisa,
        lucca=lucca,
        operatrice=persona("Giulia", "Bianchi", Ruolo.OPERATORE, firenze),
        responsabile=persona("Sara", "Innocenti", Ruolo.RESPONSABILE, firenze),
        operatore_pi=persona("Davide", "Cei", Ruolo.OPERATORE, pisa),
        redazione=persona("Beatrice", "Landi", Ruolo.REDAZIONE),
        direzione=persona("Giovanni", "Rossetti", Ruolo.DIREZIONE),
        partner=persona("Viola", "Ripari", Ruolo.EDITORE),
        referente=_referente(),
        amministratore=_amministratore(),
        senza_ufficio=_senza_ufficio(),
    )


def _referente():
    chiara = persona("Chiara", "Salvini", Ruolo.REFERENTE)
    chiara.settori.set(Settore.objects.filter(codice="moda"))
    chiara.servizi.set(Servizio.objects.filter(codice="dogane"))
    return chiara


def _amministratore():
    ada = persona("Ada", "Lippi", Ruolo.AMMINISTRATORE)
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": "ORSXG5A="})
    return ada


def _senza_ufficio():
    spento = Sportello.objects.get(codice="GR")
    spento.attivo = False
    spento.save()
    return persona("Bruna", "Estranea", Ruolo.OPERATORE, spento)


def arricchisci(gente):
    """Adds a company full of canaries, a supplier, and the scheda from which tests/permessi makes scenes."""
    moda = Settore.objects.get(codice="moda")
    camiceria = azienda_di(
        gente.firenze,
        "Camiceria Torriandini S.p.A.",
        "09526490488",
        settore=moda,
        provincia=Provincia.objects.get(codice="FI"),
        email=CANARINI.email_azienda,
        pec=CANARINI.pec,
        telefono=CANARINI.telefono_azienda,
        note="Preferiscono essere sentiti di mattina.",
    )
    camiceria.mercati.set(Paese.objects.filter(codice__in=["US", "DE"]))
    gente.azienda = camiceria
    gente.contatto = Contatto.objects.create(
        azienda=camiceria,
        nome=CANARINI.nome,
        incarico="Export manager",
        email=CANARINI.email,
        telefono=CANARINI.telefono,
        principale=True,
    )
    gente.fornitore = _fornitore(gente.firenze)
    gente.scheda = _scheda(gente, moda)
    return gente


def _fornitore(firenze):
    return Fornitore.objects.create(
        ragione_sociale="Studio Doganale Arnolfi",
        tipo="consulente",
        paese=Paese.objects.get(codice="IT"),
        proprietario=firenze,
        descrizione="Classificazione doganale e origine preferenziale.",
    )


def _scheda(gente, settore):
    dogane = Servizio.objects.get(codice="dogane")
    return {
        "azienda": gente.azienda,
        "contatto": gente.contatto,
        "servizio": dogane,
        "settore": settore,
        "paesi": [Paese.objects.get(codice="JP")],
        "oggetto": "Camicie ferme in dogana a Osaka",
        "quesito": f"Chiede {CANARINI.nome}: risponde al {CANARINI.telefono} o a {CANARINI.email}.",
        "risposte": {str(domanda.pk): "Camicie di cotone, HS 6205.20" for domanda in dogane.domande.all()},
        "canale": "telefono",
        "priorita": "alta",
    }
