"""The named cast: the offices of Firenze, Pisa and Lucca, Toscana Promozione, a company full of canaries.

Every pratica here has lived: it is in its state because somebody did the verbs that lead there.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db import OperationalError
from django.test.utils import setup_databases, teardown_databases

from nucleo import tempo
from nucleo.visibilita import GRUPPO_TP
from pratiche import azioni
from pratiche.models import Pratica
from sportelli.models import (
    Azienda,
    Contatto,
    DomandaServizio,
    Fornitore,
    Paese,
    Provincia,
    Ruolo,
    Servizio,
    Settore,
    Sportello,
    Utente,
)
from tests.sostegno import vuota
from tests.sostegno.servizi import nostro

PAROLA = "montagna-verde-2026"
# What nobody outside the company's own office may ever read (C6).
CANARINI = SimpleNamespace(
    nome="Ubaldina Frescovetti",
    cognome="Frescovetti",
    email="ubaldina.frescovetti@canarino.example",
    telefono="+39 055 7719423",
    cifre="7719423",
    email_azienda="segreteria@canarino.example",
    pec="canarino@pec.canarino.example",
    telefono_azienda="0571 8823617",
)
LUNEDI = "2026-03-02 10:00"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """A test database for each process, also where no test asks for one by a name pytest-django knows."""
    with django_db_blocker.unblock():
        vere = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    vuota.installa()
    yield
    # Ours dies with its cluster. Elsewhere a server's thread may still hold it: that spoils no test.
    if not nostro("DATABASE_URL"):
        with django_db_blocker.unblock(), suppress(OperationalError):
            teardown_databases(vere, verbosity=0)


@pytest.fixture
def orologio():
    """Stops the clock of Rome: `orologio("2026-03-02 10:00")`; calling it again moves it."""
    with time_machine.travel(istante(LUNEDI), tick=False) as viaggio:

        def ferma(quando):
            viaggio.move_to(istante(quando))
            return istante(quando)

        yield ferma


def istante(quando):
    return datetime.fromisoformat(quando).replace(tzinfo=tempo.ROMA)


# Lookup tables: a few rows of the real ones


@pytest.fixture
def tabelle(db):
    """Sectors, services and questions, countries, provinces; and TP's group, which a flush takes away."""
    Group.objects.get_or_create(name=GRUPPO_TP)
    if Servizio.objects.filter(codice__in=SERVIZI).exists():
        return
    for modello, voci in ((Settore, SETTORI), (Paese, PAESI), (Provincia, PROVINCE)):
        righe = [modello(codice=codice, nome=nome) for codice, nome in voci.items()]
        modello.objects.bulk_create(righe, ignore_conflicts=True)
    Servizio.objects.bulk_create(
        Servizio(codice=codice, nome=nome, giorni_lavorativi=giorni)
        for codice, (nome, giorni) in SERVIZI.items()
    )
    dogane = Servizio.objects.get(codice="dogane")
    DomandaServizio.objects.bulk_create(
        [
            DomandaServizio(servizio=dogane, testo="Codice HS o descrizione della merce?", obbligatoria=True),
            DomandaServizio(
                servizio=dogane, testo="Paesi di destinazione?", tipo=DomandaServizio.Tipo.PAESI, ordine=2
            ),
        ]
    )


SETTORI = {"moda": "Moda e abbigliamento", "vino": "Vino", "meccanica": "Meccanica"}
PROVINCE = {"FI": "Firenze", "PI": "Pisa", "LU": "Lucca"}
PAESI = {
    "US": "Stati Uniti",
    "JP": "Giappone",
    "DE": "Germania",
    "FR": "Francia",
    "CN": "Cina",
    "GB": "Regno Unito",
}
SERVIZI = {
    "dogane": ("Normativa e pratiche doganali", 10),
    "ricerca_partner": ("Ricerca partner commerciali", 20),
    "orientamento": ("Primo orientamento all'export", 5),
}


@pytest.fixture
def moda(tabelle):
    return Settore.objects.get(codice="moda")


@pytest.fixture
def vino(tabelle):
    return Settore.objects.get(codice="vino")


@pytest.fixture
def dogane(tabelle):
    return Servizio.objects.get(codice="dogane")


@pytest.fixture
def giappone(tabelle):
    return Paese.objects.get(codice="JP")


# Offices


def ufficio(codice, citta):
    nome = f"Sportello territoriale di {citta}"
    gruppo, _ = Group.objects.get_or_create(name=nome)
    return Sportello.objects.get_or_create(
        codice=codice,
        defaults={
            "nome": nome,
            "camera": f"Camera di commercio di {citta}",
            "comune": citta,
            "indirizzo": f"Piazza del Mercato 1, {citta}",
            "email": f"sportello.{codice.lower()}@prova.example",
            "telefono": "055 000 0001",
            "gruppo": gruppo,
        },
    )[0]


@pytest.fixture
def firenze(tabelle):
    return ufficio("FI", "Firenze")


@pytest.fixture
def pisa(tabelle):
    return ufficio("PI", "Pisa")


@pytest.fixture
def lucca(tabelle):
    return ufficio("LU", "Lucca")


# People


def persona(nome, cognome, ruolo, sportello=None, **altro):
    email = f"{nome}.{cognome}@prova.example".lower()
    return Utente.objects.create_user(
        email, PAROLA, nome=nome, cognome=cognome, ruolo=ruolo, sportello=sportello, **altro
    )


@pytest.fixture
def operatrice_fi(firenze):
    return persona("Giulia", "Bianchi", Ruolo.OPERATORE, firenze)


@pytest.fixture
def collega_fi(firenze):
    return persona("Marta", "Neri", Ruolo.OPERATORE, firenze)


@pytest.fixture
def responsabile_fi(firenze):
    return persona("Sara", "Innocenti", Ruolo.RESPONSABILE, firenze)


@pytest.fixture
def vice_fi(firenze):
    vice = persona("Paolo", "Vannucci", Ruolo.OPERATORE, firenze)
    firenze.vice = vice
    firenze.save()
    return vice


@pytest.fixture
def operatore_pi(pisa):
    return persona("Davide", "Cei", Ruolo.OPERATORE, pisa)


@pytest.fixture
def responsabile_pi(pisa):
    return persona("Francesca", "Barsotti", Ruolo.RESPONSABILE, pisa)


@pytest.fixture
def operatore_lu(lucca):
    """The office that pratiche are shared with."""
    return persona("Nicola", "Giusti", Ruolo.OPERATORE, lucca)


@pytest.fixture
def referente_moda(moda, dogane):
    referente = persona("Chiara", "Salvini", Ruolo.REFERENTE)
    referente.settori.add(moda)
    referente.servizi.add(dogane)
    return referente


@pytest.fixture
def referente_vino(vino):
    """Another Referente: not the one of the pratica."""
    referente = persona("Lorenzo", "Martelli", Ruolo.REFERENTE)
    referente.settori.add(vino)
    return referente


@pytest.fixture
def redazione(tabelle):
    return persona("Beatrice", "Landi", Ruolo.REDAZIONE)


@pytest.fixture
def direzione(tabelle):
    return persona("Giovanni", "Rossetti", Ruolo.DIREZIONE)


@pytest.fixture
def partner(tabelle):
    """Writes in the calendar for a partner body, when one says that she does."""
    return persona("Viola", "Ripari", Ruolo.EDITORE)


@pytest.fixture
def amministratore(tabelle):
    """With the second factor that an administrator must have."""
    ada = persona("Ada", "Lippi", Ruolo.AMMINISTRATORE)
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": "ORSXG5A="})
    return ada


@pytest.fixture
def estraneo(tabelle):
    """Active, but her office is switched off."""
    spento = ufficio("GR", "Grosseto")
    spento.attivo = False
    spento.save()
    return persona("Bruna", "Estranea", Ruolo.OPERATORE, spento)


@pytest.fixture
def disattivato(firenze):
    return persona("Ezio", "Andato", Ruolo.OPERATORE, firenze, is_active=False)


# Companies and suppliers


def azienda_di(sportello, ragione_sociale, partita_iva, **altro):
    campi = {"codice_fiscale": partita_iva, "comune": sportello.comune, "addetti": 15}
    return Azienda.objects.create(
        sportello=sportello, ragione_sociale=ragione_sociale, partita_iva=partita_iva, **campi | altro
    )


@pytest.fixture
def azienda(firenze, moda):
    """A company of Firenze, whose people and numbers are canaries."""
    azienda = azienda_di(
        firenze,
        "Camiceria Torriandini S.p.A.",
        "09526490488",
        settore=moda,
        provincia=Provincia.objects.get(codice="FI"),
        email=CANARINI.email_azienda,
        pec=CANARINI.pec,
        telefono=CANARINI.telefono_azienda,
    )
    azienda.mercati.set(Paese.objects.filter(codice__in=["US", "DE"]))
    return azienda


@pytest.fixture
def contatto(azienda):
    return Contatto.objects.create(
        azienda=azienda,
        nome=CANARINI.nome,
        incarico="Export manager",
        email=CANARINI.email,
        telefono=CANARINI.telefono,
        principale=True,
    )


@pytest.fixture
def azienda_pi(pisa, vino):
    azienda = azienda_di(pisa, "Podere Olmaia", "01234560506", settore=vino)
    Contatto.objects.create(azienda=azienda, nome="Amerigo Pancaldi", email="amerigo@olmaia.example")
    return azienda


@pytest.fixture
def fornitore(firenze, tabelle):
    """A supplier of Firenze, not shared with the network."""
    italia, _ = Paese.objects.get_or_create(codice="IT", defaults={"nome": "Italia"})
    return Fornitore.objects.create(
        ragione_sociale="Studio Doganale Arnolfi", tipo="consulente", paese=italia, proprietario=firenze
    )


@pytest.fixture
def fornitore_tp(tabelle):
    italia, _ = Paese.objects.get_or_create(codice="IT", defaults={"nome": "Italia"})
    return Fornitore.objects.create(ragione_sociale="Lingue del Mondo", tipo="interprete", paese=italia)


# Pratiche


@pytest.fixture
def campi(azienda, contatto, dogane, moda, giappone):
    """What an operatrice of Firenze types: a whole scheda quesito, with canaries in its words."""
    domanda = dogane.domande.get(obbligatoria=True)
    return {
        "azienda": azienda,
        "contatto": contatto,
        "servizio": dogane,
        "settore": moda,
        "paesi": [giappone],
        "oggetto": "Camicie ferme in dogana a Osaka",
        "quesito": f"Chiede {CANARINI.nome}: risponde al {CANARINI.telefono} o a {CANARINI.email}.",
        "risposte": {str(domanda.pk): "Camicie di cotone, HS 6205.20"},
        "canale": "telefono",
        "priorita": "alta",
    }


@pytest.fixture
def bozza(campi, operatrice_fi, orologio):
    return azioni.crea(campi, da=operatrice_fi)


@pytest.fixture
def aperta(bozza, operatrice_fi):
    azioni.apri(bozza, da=operatrice_fi)
    return bozza


@pytest.fixture
def in_lavorazione(aperta, operatrice_fi):
    azioni.prendi_in_carico(aperta, da=operatrice_fi)
    return aperta


@pytest.fixture
def in_attesa_azienda(in_lavorazione, operatrice_fi):
    azioni.attendi_azienda(in_lavorazione, "Manca la fattura", da=operatrice_fi)
    return in_lavorazione


@pytest.fixture
def decisione(in_lavorazione, operatrice_fi, referente_moda):
    """An open decision that waits for TP."""
    return azioni.chiedi_intervento(
        in_lavorazione, "Scriviamo noi alla dogana di Osaka.", referente=referente_moda, da=operatrice_fi
    )


@pytest.fixture
def in_attesa_tp(decisione):
    return decisione.pratica


@pytest.fixture
def controproposta(decisione, referente_moda):
    """An open decision that waits for the office."""
    azioni.rispondi(
        decisione,
        "Scriva l'ufficio di Tokyo.",
        genere="controproposta",
        su_versione=1,
        da=referente_moda,
    )
    return decisione


@pytest.fixture
def chiarimento(in_lavorazione, referente_moda, responsabile_fi):
    """A clarification that waits for the responsabile of Firenze."""
    entro = tempo.oggi() + timedelta(days=7)
    return azioni.chiedi_chiarimento(
        in_lavorazione, "Qual è il valore della merce?", entro_il=entro, da=referente_moda
    )


@pytest.fixture
def chiarimento_chiesto(chiarimento):
    return chiarimento.pratica


@pytest.fixture
def risposto(chiarimento, responsabile_fi):
    azioni.rispondi_chiarimento(chiarimento, "Dodicimila euro.", da=responsabile_fi)
    return chiarimento


@pytest.fixture
def completata(in_lavorazione, operatrice_fi):
    azioni.completa(
        in_lavorazione,
        esito="risolta",
        risposta="La merce passa con il certificato EUR.1.",
        fonti="Regolamento UE 952/2013\nhttps://www.adm.gov.it/portale/dogane",
        da=operatrice_fi,
    )
    return in_lavorazione


@pytest.fixture
def riservata(completata, operatrice_fi):
    azioni.cambia_riservatezza(completata, True, "Il marchio non è ancora depositato", da=operatrice_fi)
    return completata


@pytest.fixture
def annullata(aperta, operatrice_fi):
    azioni.annulla(aperta, "L'azienda ha rinunciato", da=operatrice_fi)
    return aperta


@pytest.fixture
def condivisione(in_lavorazione, lucca, operatrice_fi):
    """An open pratica of Firenze lent to Lucca for ten days."""
    return azioni.condividi(
        in_lavorazione,
        lucca,
        motivo="Conoscono la dogana di Osaka",
        fino_al=tempo.adesso() + timedelta(days=10),
        da=operatrice_fi,
    )


@pytest.fixture
def nuova_pratica(campi, operatrice_fi, orologio):
    """`nuova_pratica(fino_a="completata", **campi)`: another pratica of Firenze, lived up to a state."""

    def crea(fino_a="bozza", **altri):
        pratica = azioni.crea(campi | altri, da=operatrice_fi)
        for stato, verbo in VITA.items():
            if pratica.stato != fino_a:
                verbo(pratica, operatrice_fi)
            if stato == fino_a:
                return pratica
        return pratica

    return crea


VITA = {
    "bozza": lambda pratica, da: None,
    "aperta": lambda pratica, da: azioni.apri(pratica, da=da),
    "in_lavorazione": lambda pratica, da: azioni.prendi_in_carico(pratica, da=da),
    "completata": lambda pratica, da: azioni.completa(
        pratica, esito="risolta", risposta="Ecco la risposta.", da=da
    ),
}


def numeri(pratiche):
    """The numbers of the pratiche, in a set: what most questions about sight compare."""
    return {pratica.numero for pratica in pratiche}


@pytest.fixture
def pratiche(db):
    return Pratica.objects
