"""One row of every kind that a page can show, made by the verbs, and the arguments of its address."""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from circolari import azioni as circolari
from circolari import iscrizioni
from extranet.embedded import casella
from nucleo import posta, tempo
from nucleo.models import Busta
from sportelli import azioni as anagrafe
from sportelli.models import Fornitore, Paese, Ruolo, Servizio
from tests.browser import mondo_calendario, mondo_feedback
from tests.browser.gente import arricchisci
from tests.conftest import persona
from tests.nucleo.campioni import PDF
from tests.permessi.circolari import SCENE as CIRCOLARI
from tests.permessi.scene import SCENE

RELAZIONI = {
    "decisioni/": "decisioni",
    "chiarimenti/": "chiarimenti",
    "allegati/": "allegati",
    "incarichi/": "incarichi",
    "condivisioni/": "condivisioni",
}


class Mondo:
    """`persone` and `argomenti` answer by the names that tests/browser/pagine.py uses."""

    def __init__(self, gente):
        arricchisci(gente)
        self.gente = gente
        self.pratiche = {nome: scena(gente) for nome, scena in SCENE.items()}
        self.righe = _anagrafe(gente) | _elenchi() | _posta() | _chiavi(gente) | _circolari(gente)
        self.righe |= mondo_calendario.righe(gente) | mondo_feedback.righe(gente)
        self.persone = {
            "operatrice": gente.operatrice,
            "responsabile": gente.responsabile,
            "referente": gente.referente,
            "redazione": gente.redazione,
            "direzione": gente.direzione,
            "amministratore": gente.amministratore,
            "partner": gente.partner,
            "senza ufficio": gente.senza_ufficio,
            "pisa": gente.operatore_pi,
            "lucca": persona("Nicola", "Giusti", Ruolo.OPERATORE, gente.lucca),
        }

    def indirizzo(self, nome, riga, query, schema):
        """A whole address; of its query, what stands in braces is of the row."""
        via = reverse(nome, kwargs=self.argomenti(riga, schema))
        return f"{via}?{query.format(**self.righe.get(riga, {}))}" if query else via

    def argomenti(self, riga, schema):
        """The parameters of an address: of the pratica, or of the row of it that the address is about."""
        if riga not in self.pratiche:
            suoi = self.righe.get(riga, {})
            return {nome: suoi[nome] for nome in suoi if f"{nome}>" in schema}
        pratica = self.pratiche[riga]
        argomenti = {"numero": pratica.numero}
        relazione = next((nome for parte, nome in RELAZIONI.items() if parte in schema), None)
        if relazione:
            argomenti["pk"] = getattr(pratica, relazione).latest("pk").pk
        return argomenti


def _anagrafe(gente):
    fornitore = gente.fornitore
    ugo = anagrafe.aggiungi_contatto_fornitore(
        fornitore, {"nome": "Ugo Foschi", "email": "ugo@foschi.example"}, da=gente.operatrice
    )
    polizza = SimpleUploadedFile("polizza.pdf", PDF)
    anagrafe.aggiungi_documento(fornitore, polizza, titolo="Polizza", scade_il=None, da=gente.operatrice)
    nora = {"nome": "Nora", "cognome": "Nuovi", "email": "nora@prova.example", "ruolo": Ruolo.OPERATORE}
    invitata = anagrafe.invita(nora | {"sportello": gente.firenze}, da=gente.amministratore)
    return {
        "azienda": {"pk": gente.azienda.pk},
        "persona dell'azienda": {"pk": gente.contatto.pk},
        "fornitore nostro": {"pk": fornitore.pk},
        "fornitore sospeso": {"pk": _sospeso(gente).pk},
        "fornitore di tp": {"pk": _fornitore("Lingue del Mondo").pk},
        "persona del fornitore": {"pk": ugo.pk},
        "persona invitata": {"pk": invitata.pk},
        "sportello": {"codice": gente.firenze.codice},
        "sportello di admin": {"object_id": gente.firenze.pk},
        "servizio": {"object_id": Servizio.objects.get(codice="dogane").pk},
    }


def _fornitore(nome, **altro):
    italia = Paese.objects.get(codice="IT")
    return Fornitore.objects.create(ragione_sociale=nome, tipo="interprete", paese=italia, **altro)


def _sospeso(gente):
    fornitore = _fornitore("Spedizioni Lente", proprietario=gente.firenze)
    anagrafe.sospendi_fornitore(fornitore, "Polizza scaduta", da=gente.operatrice)
    return fornitore


def _circolari(gente):
    gente.una_settimana_fa = lambda: tempo.fermo(tempo.adesso() - timedelta(days=7))
    tutte = {f"circolare {nome}": scena(gente) for nome, scena in CIRCOLARI.items()}
    tutte["circolare corretta"] = circolari.correggi(
        CIRCOLARI["pubblica"](gente),
        titolo="Collettiva a Düsseldorf e a Colonia",
        testo="Sono aperte le **iscrizioni**, anche per Colonia.",
        perche="Si è aggiunta Colonia.",
        versione=1,
        da=gente.redazione,
    )
    return {nome: {"codice": circolare.codice} for nome, circolare in tutte.items()} | {
        "chiave di un'azienda": {"chiave": iscrizioni.chiave(gente.contatto.pk)}
    }


def _elenchi():
    return {"lista ufficio": {"nome": "ufficio"}, "lista tutte": {"nome": "tutte"}}


def _posta():
    posta.accoda(chiave="prova:1", a="qualcuno@esempio.it", oggetto="Un messaggio di prova", testo="Prova")
    lettera = EmailMultiAlternatives("La risposta", "Buongiorno.", "fi@prova.example", ["anna@ditta.example"])
    lettera.attach_alternative("<p>Buongiorno.</p>", "text/html")
    lettera.attach("listino.txt", "prezzi", "text/plain")
    get_connection("extranet.embedded.casella.Casella").send_messages([lettera])
    return {
        "lettera in coda": {"pk": Busta.objects.get(chiave="prova:1").pk},
        "lettera": {"chiave": casella.buste()[0].chiave},
    }


def _chiavi(gente):
    chi = {"uidb36": user_pk_to_url_str(gente.direzione)}
    return {
        "chiave buona": chi | {"key": default_token_generator.make_token(gente.direzione)},
        "chiave finita": chi | {"key": "abc-123"},
    }
