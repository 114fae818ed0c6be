"""Nothing of few is told, not even by difference: an attacker asks everything that can be asked (C5).

She knows her own office's rows, takes them away, and subtracts any answer from any other.
"""

from collections import Counter
from datetime import date
from itertools import combinations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extranet.risultati import somme
from extranet.risultati.periodo import Periodo, sposta
from feedback.aggregati import FEEDBACK
from feedback.models import CellaFeedback
from nucleo import anonimato
from sportelli.gruppi import partizione
from sportelli.models import Servizio, Settore
from tests.conftest import ufficio

MESI = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
PUNTI = st.tuples(st.sampled_from(MESI), st.integers(0, 2), st.integers(0, 2))
CONTO = st.dictionaries(st.integers(1, 5), st.integers(1, 9), min_size=1, max_size=5)
RETI = st.dictionaries(PUNTI, CONTO.map(lambda conto: {"risposte": conto}), max_size=25)


@given(RETI)
def test_ogni_gruppo_regge_e_nessuno_si_sovrappone(rete):
    """Three offices at least, five rows beside the largest's; each point in one group at most."""
    presi = Counter()
    for mesi, servizi, settori in partizione(rete):
        punti = [p for p in product(mesi, servizi, settori) if p in rete]
        presi.update(punti)
        conto = Counter()
        for punto in punti:
            conto.update(rete[punto]["risposte"])
        assert len(conto) >= 3
        assert sum(conto.values()) - max(conto.values()) >= 5
    assert all(quante == 1 for quante in presi.values())


@given(RETI, st.dictionaries(st.tuples(st.integers(0, 2), st.integers(0, 2)), CONTO, max_size=4))
def test_un_mese_che_si_aggiunge_non_cambia_i_gruppi_di_prima(rete, nuovo):
    """What is read today and what is read next month subtract to whole groups."""
    dopo = rete | {(date(2026, 3, 1), *punto): {"risposte": conto} for punto, conto in nuovo.items()}
    prima = list(partizione(rete))
    assert [g for g in partizione(dopo) if date(2026, 3, 1) not in g[0]] == prima


def test_per_tp_bastano_cinque_risposte():
    assert anonimato.bastano({"risposte": {1: 5}, "voti": {}})
    assert not anonimato.bastano({"risposte": {1: 9}, "voti": {1: 4}})
    assert not anonimato.bastano({})


@pytest.fixture
def risposte_a_caso(tabelle):
    """Cells of five offices over five months: some services with one answer, some with many."""
    caso = Random(11)
    uffici = [ufficio(*voce) for voce in VOCI]
    for mese, sportello, servizio, settore in product(
        MESI, uffici, Servizio.objects.all(), Settore.objects.all()
    ):
        quante = caso.choice([0, 0, 0, 1, 2, 6])
        if quante:
            votate = caso.randint(0, quante)
            CellaFeedback.objects.create(
                mese=mese,
                sportello=sportello,
                servizio=servizio,
                settore=settore,
                risposte=quante,
                voti=votate,
                somma_voti=votate * 3,
            )
    return uffici


VOCI = (("FI", "Firenze"), ("PI", "Pisa"), ("LU", "Lucca"), ("SI", "Siena"), ("AR", "Arezzo"))


def domande():
    """Every period of whole months, with every service and sector, and none."""
    servizi = [None, *Servizio.objects.values_list("pk", flat=True)]
    settori = [None, *Settore.objects.values_list("pk", flat=True)]
    periodi = [Periodo(dal, al) for dal in MESI for al in MESI if dal <= al]
    for periodo, servizio, settore in product(periodi, servizi, settori):
        chiavi = {"servizio": servizio, "settore": settore}
        yield periodo, {nome: chiave for nome, chiave in chiavi.items() if chiave}


def regione(periodo, chiavi):
    """The points that a question is about."""
    servizi = (
        [chiavi.get("servizio")] if "servizio" in chiavi else Servizio.objects.values_list("pk", flat=True)
    )
    settori = [chiavi.get("settore")] if "settore" in chiavi else Settore.objects.values_list("pk", flat=True)
    return frozenset(product(periodo.mesi, servizi, settori))


def differenze(risposte):
    """What one learns by taking an answer away from another about more, or several that lie within it."""
    for fuori, somma in risposte.items():
        dentro = [(altra, valore) for altra, valore in risposte.items() if altra < fuori]
        yield somma
        yield from (somma - valore for _, valore in dentro)
        for (una, prima), (altra, seconda) in combinations(dentro, 2):
            if una.isdisjoint(altra):
                yield somma - prima - seconda


def test_nessuna_differenza_parla_di_meno_di_cinque_risposte(risposte_a_caso, orologio):
    """C5: of the network, answers and votes, whatever is asked and subtracted."""
    FEEDBACK.raggruppa()
    poste = [(regione(*domanda), somme.della_rete(FEEDBACK, *domanda)) for domanda in domande()]
    assert sum(bool(letta) for _, letta in poste) > 10
    for misura in ("risposte", "voti"):
        trovate = set(differenze({dove: letta[misura] for dove, letta in poste}))
        assert len(trovate) > 20
        assert not [quante for quante in trovate if 0 < abs(quante) < 5]


def test_tp_non_legge_giudizi_di_pochi_nemmeno_per_differenza(risposte_a_caso, orologio):
    """C5: office by office, whatever TP asks."""
    FEEDBACK.raggruppa()
    poste = [(regione(*domanda), somme.per_tp(FEEDBACK, *domanda)[0]) for domanda in domande()]
    assert sum(bool(letta) for _, letta in poste) > 10
    for sportello, misura in product(risposte_a_caso, ("risposte", "voti")):
        suoi = {dove: letta[sportello.pk][misura] for dove, letta in poste if sportello.pk in letta}
        assert not [quante for quante in set(differenze(suoi)) if 0 < quante < 5]


def test_il_mese_in_corso_non_e_di_nessun_gruppo(risposte_a_caso, orologio):
    """What arrives today is not the difference between yesterday's mean and today's."""
    orologio("2026-02-20 10:00")
    FEEDBACK.raggruppa()
    solo_febbraio = somme.della_rete(FEEDBACK, Periodo(MESI[-1], sposta(MESI[-1], 3)), {})
    assert not solo_febbraio


def test_con_un_paese_la_rete_tace(risposte_a_caso, orologio):
    """A country cuts across the groups: nothing is told of it."""
    FEEDBACK.raggruppa()
    anno = Periodo(MESI[0], MESI[-1])
    assert somme.della_rete(FEEDBACK, anno, {})
    assert not somme.della_rete(FEEDBACK, anno, {"paese": 1})
    assert somme.per_tp(FEEDBACK, anno, {"paese": 1}) == ({}, None)
