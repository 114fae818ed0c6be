"""What office and TP asked each other, against a count by hand, after lives drawn by lot (C2, C6).

The oracle reads decisions and clarifications one at a time and asks the calendar day by day.
"""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nucleo import chiusure, tempo
from nucleo.models import Chiusura
from pratiche import azioni
from pratiche.aggregati import SCAMBI
from pratiche.models import CellaScambi, Chiarimento, Decisione, ScambioDaContare
from sportelli.aggregati import aggiorna, rifai
from tests.risultati.test_somme import INIZI, PASSI, giorno, lavorativi, vivi


def a_mano():
    celle = {}
    for decisione in Decisione.objects.all():
        conto = celle.setdefault(chiave(decisione.pratica, decisione.aperta_il), Counter())
        conto["decisioni"] += 1
        conto["in_assenza"] += decisione.stato == "in_assenza"
        conto["ritirate"] += decisione.stato == "ritirata"
        if decisione.stato == "concordata":
            dal, al = giorno(decisione.aperta_il), giorno(decisione.chiusa_il)
            conto.update(concordate=1, giorni_concordate=lavorativi(decisione.pratica, dal, al))
    for chiarimento in Chiarimento.objects.all():
        conto = celle.setdefault(chiave(chiarimento.pratica, chiarimento.aperto_il), Counter())
        conto["chiarimenti"] += 1
        if chiarimento.stato == "chiuso":
            dal, al = giorno(chiarimento.aperto_il), giorno(chiarimento.chiuso_il)
            conto.update(chiariti=1, giorni_chiariti=lavorativi(chiarimento.pratica, dal, al))
    return {dove: +conto for dove, conto in celle.items()}


def chiave(pratica, quando):
    return giorno(quando).replace(day=1), pratica.sportello_id


def nelle_celle():
    return {
        (cella.mese, cella.sportello_id): +Counter({m: getattr(cella, m) for m in SCAMBI.misure})
        for cella in CellaScambi.objects.all()
    }


@pytest.mark.parametrize("quante", [12, pytest.param(400, marks=pytest.mark.lungo)])
def test_gli_scambi_sono_quelli_di_un_conto_a_mano(mondo, quante):
    """C2, C6: incremental = by hand = from nothing, also after closure days of the past."""

    @settings(max_examples=quante, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(inizio=st.sampled_from(INIZI), passi=PASSI)
    def prova(inizio, passi):
        with transaction.atomic():
            vivi(mondo, inizio, passi)
            aggiorna(SCAMBI)
            assert nelle_celle() == a_mano()
            assert rifai(SCAMBI).nessuna
            transaction.set_rollback(True)

    prova()


def test_una_decisione_dura_giorni_lavorativi_del_suo_sportello(decisione, referente_moda, orologio):
    """Asked on Monday 2 March, agreed the Monday after: five, not seven."""
    orologio("2026-03-09 10:00")
    azioni.concorda(decisione, versione=1, da=referente_moda)
    aggiorna(SCAMBI)
    assert CellaScambi.objects.get().giorni_concordate == 5


def test_una_chiusura_aggiunta_dopo_si_toglie_dai_giorni(decisione, referente_moda, orologio):
    orologio("2026-03-09 10:00")
    azioni.concorda(decisione, versione=1, da=referente_moda)
    aggiorna(SCAMBI)
    giovedi = tempo.oggi().replace(day=5)
    chiusure.salva(Chiusura(dal=giovedi, al=giovedi, motivo="Neve", provincia="FI"))
    aggiorna(SCAMBI)
    assert CellaScambi.objects.get().giorni_concordate == 4


def test_un_chiarimento_chiuso_dopo_il_fine_settimana(risposto, referente_moda, orologio):
    """C6: asked on a Monday, closed on the Tuesday after."""
    orologio("2026-03-10 10:00")
    azioni.chiudi_chiarimento(risposto, da=referente_moda)
    aggiorna(SCAMBI)
    cella = CellaScambi.objects.get(chiarimenti=1)
    assert (cella.chiariti, cella.giorni_chiariti) == (1, 6)
    assert not ScambioDaContare.objects.exists()
