"""The sums of requests and answers against a count by hand (C3, C5)."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from feedback.aggregati import FEEDBACK
from feedback.models import CellaFeedback, FeedbackDaContare, Questionario, Richiesta, Risposta
from nucleo import tempo
from pratiche import azioni
from pratiche.models import Pratica
from sportelli.aggregati import aggiorna, rifai
from sportelli.models import Paese


@pytest.fixture
def questionario(tabelle, orologio):
    adesso = tempo.adesso()
    return Questionario.objects.create(
        versione=7, titolo="Com'è andata", ringraziamento="Grazie", stato="in_uso", adottato_il=adesso
    )


def richiesta(pratica, questionario, **campi):
    adesso = tempo.adesso()
    inviata = {"stato": "inviata", "inviata_il": adesso, "scade_il": adesso + timedelta(days=45)}
    return Richiesta.objects.create(
        pratica=pratica,
        sportello=pratica.sportello,
        questionario=questionario,
        dal=adesso,
        impronta=f"impronta {pratica.pk}",
        **inviata | campi,
    )


def risposta(questionario, numero, **campi):
    """As the Chamber's own questionnaire brings them."""
    return Risposta.objects.create(
        questionario=questionario,
        fonte="importata",
        stato="data",
        sistema="Camera",
        identificativo_esterno=str(numero),
        **campi,
    )


def a_mano():
    celle = {}
    for riga in Richiesta.objects.exclude(inviata_il=None):
        pratica = riga.pratica
        misure = {"richieste": 1, "accolte": int(riga.stato == "risposta")}
        aggiungi(
            celle,
            riga.inviata_il,
            (riga.sportello_id, pratica.servizio_id, pratica.settore_id),
            pratica,
            misure,
        )
    for riga in Risposta.objects.filter(stato="data"):
        chiave = (riga.sportello_id, riga.servizio_id, riga.settore_id)
        senza = [riga.paese_id] if riga.paese_id and not riga.pratica else []
        aggiungi(celle, riga.data_il, chiave, riga.pratica, della_risposta(riga), senza)
    return {chiave: +misure for chiave, misure in celle.items()}


def aggiungi(celle, quando, chiave, pratica, misure, senza=()):
    mese = quando.astimezone(tempo.ROMA).date().replace(day=1)
    paesi = pratica.paesi.values_list("pk", flat=True) if pratica else senza
    for paese in [None, *paesi]:
        celle.setdefault((mese, *chiave, paese), Counter()).update(misure)


def della_risposta(riga):
    return {
        "risposte": 1,
        "voti": int(riga.complessivo is not None),
        "somma_voti": riga.complessivo or 0,
        "soddisfazioni": int(riga.soddisfazione is not None),
        "somma_soddisfazioni": int((riga.soddisfazione or 0) * 100),
        "consigli": int(riga.consiglio is not None),
        "promotori": int(riga.consiglio in (9, 10)),
        "detrattori": int(riga.consiglio in range(7)),
        "esiti": int(riga.risolto != ""),
        "risolti": int(riga.risolto == "si"),
        "risolti_in_parte": int(riga.risolto == "in_parte"),
    }


def nelle_celle():
    chiave = ("mese", "sportello_id", "servizio_id", "settore_id", "paese_id")
    trovate = {}
    for cella in CellaFeedback.objects.all():
        misure = Counter({misura: getattr(cella, misura) for misura in FEEDBACK.misure})
        trovate[tuple(getattr(cella, campo) for campo in chiave)] = +misure
    return trovate


def test_le_somme_sono_quelle_di_un_conto_a_mano(
    questionario, nuova_pratica, pisa, moda, dogane, operatrice_fi, orologio
):
    """Answers drawn by lot over a year's end, with and without a pratica, service, votes."""
    caso = Random(3)
    pratica = nuova_pratica("completata")
    richiesta(pratica, questionario)
    for numero in range(40):
        orologio(f"202{caso.choice('56')}-{caso.choice(['01', '12'])}-{caso.choice(['01', '31'])} 00:30")
        sua = caso.random() < 0.5
        risposta(
            questionario,
            numero,
            sportello=pratica.sportello if sua else pisa,
            pratica=pratica if sua else None,
            servizio=dogane if sua else None,
            settore=caso.choice([moda, None]),
            paese=None if sua else caso.choice([None, Paese.objects.get(codice="FR")]),
            data_il=tempo.adesso(),
            complessivo=caso.choice([None, 1, 5]),
            soddisfazione=caso.choice([None, Decimal("3.33"), Decimal(5)]),
            consiglio=caso.choice([None, 0, 6, 7, 8, 9, 10]),
            risolto=caso.choice(["", "si", "in_parte", "no"]),
        )
    aggiorna(FEEDBACK)
    assert nelle_celle() == a_mano()
    assert rifai(FEEDBACK).nessuna


def test_una_risposta_arrivata_conta_per_il_mese_in_cui_fu_chiesta(questionario, nuova_pratica, orologio):
    """The rate is of those who were asked, whenever they answer."""
    chiesta = richiesta(nuova_pratica("completata"), questionario)
    orologio("2026-05-04 10:00")
    chiesta.passa_a("risposta", conclusa_il=tempo.adesso())
    aggiorna(FEEDBACK)
    cella = CellaFeedback.objects.get(paese=None)
    assert (cella.mese, cella.richieste, cella.accolte) == (date(2026, 3, 1), 1, 1)


def test_una_pratica_che_cambia_paese_sposta_la_sua_richiesta(
    questionario, nuova_pratica, campi, operatrice_fi
):
    """Reopened and corrected: what was asked about it is summed where the pratica is now."""
    pratica = nuova_pratica("completata")
    richiesta(pratica, questionario)
    aggiorna(FEEDBACK)
    pratica = Pratica.objects.get(pk=pratica.pk)
    azioni.riapri(pratica, "Il Paese era un altro", da=operatrice_fi)
    nuovi = campi | {"paesi": [Paese.objects.get(codice="DE")]}
    azioni.modifica(pratica, nuovi, versione=pratica.versione, da=operatrice_fi)
    assert FeedbackDaContare.objects.exists()
    aggiorna(FEEDBACK)
    assert nelle_celle() == a_mano()
    assert CellaFeedback.objects.filter(paese__codice="DE", richieste=1).exists()
