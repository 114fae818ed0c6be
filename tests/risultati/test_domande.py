"""Whatever is chosen, the results are what a hand counts on contributions, row by row (C5)."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extranet.risultati import somme
from extranet.risultati.periodo import Periodo, sposta
from pratiche.aggregati import PRATICHE
from pratiche.models import ContributoPratica
from sportelli import presenze
from sportelli.aggregati import riconta
from sportelli.models import Paese, Servizio, Settore
from tests.conftest import azienda_di

PRIMO = date(2025, 10, 1)
MESE = st.integers(0, 7)
# Office, service, sector or none, countries, month, kind, days.
RIGHE = st.lists(
    st.tuples(
        *(st.integers(0, 1), st.integers(0, 1), st.sampled_from([0, 1, None]), st.sets(st.integers(0, 2))),
        *(MESE, st.sampled_from(["aperta", "chiusa"]), st.integers(0, 9)),
    ),
    max_size=30,
)
GENERI = ("sportello", "servizio", "settore", "paese")
SCELTE = [scelta for quanti in range(len(GENERI) + 1) for scelta in combinations(GENERI, quanti)]


@pytest.fixture
def voci(firenze, pisa):
    """The entries of each kind, and one company for each office."""
    uffici = [firenze, pisa]
    aziende = [azienda_di(ufficio, f"Ditta {n}", f"0000000000{n}") for n, ufficio in enumerate(uffici)]
    tabelle = {
        "sportello": uffici,
        "servizio": Servizio.objects.order_by("pk")[:2],
        "settore": Settore.objects.order_by("pk")[:2],
        "paese": Paese.objects.order_by("pk")[:3],
    }
    return aziende, {genere: [voce.pk for voce in voci] for genere, voci in tabelle.items()}


def contributi(voci, righe):
    aziende, chiavi = voci
    for numero, (ufficio, servizio, settore, paesi, mese, genere, giorni) in enumerate(righe):
        misure = {"aperte": 1} if genere == "aperta" else {"completate": 1, "giorni": giorni}
        yield ContributoPratica(
            genere=genere,
            origine=numero,
            mese=sposta(PRIMO, mese),
            sportello_id=chiavi["sportello"][ufficio],
            servizio_id=chiavi["servizio"][servizio],
            settore_id=None if settore is None else chiavi["settore"][settore],
            paesi=sorted(chiavi["paese"][paese] for paese in paesi),
            azienda=aziende[ufficio],
            **misure,
        )


def somma_tutto(righe):
    """Cells, totals and months, as a round of the worker leaves them."""
    ContributoPratica.objects.bulk_create(righe)
    riconta(PRATICHE, {(r.mese, r.sportello_id, r.servizio_id or 0, r.settore_id or 0) for r in righe})
    presenze.scrivi(PRATICHE.presenze, ContributoPratica)


def scelte_fra(righe, periodo, chiavi):
    for riga in righe:
        uguali = all(getattr(riga, f"{g}_id") == k for g, k in chiavi.items() if g != "paese")
        nel_paese = chiavi.get("paese") in [None, *riga.paesi]
        if uguali and nel_paese and periodo.dal <= riga.mese <= periodo.al:
            yield riga


def a_mano(righe, periodo, chiavi):
    """(all of it, what is behind each month, office, service, sector, country)."""
    totale, per = Counter(), {}
    for riga in scelte_fra(righe, periodo, chiavi):
        misure = Counter({misura: getattr(riga, misura) for misura in ("aperte", "completate", "giorni")})
        totale += misure
        paesi = [p for p in riga.paesi if chiavi.get("paese") in (None, p)]
        voci = [("mese", riga.mese), ("sportello", riga.sportello_id), ("servizio", riga.servizio_id)]
        for chiave in (*voci, ("settore", riga.settore_id or 0), *(("paese", p) for p in paesi)):
            per[chiave] = per.get(chiave, Counter()) + misure
    return totale, {chiave: somma for chiave, somma in per.items() if somma}


def lette(trovate):
    """The same of what was found, without what is nought."""
    per = {
        (genere, chiave): +Counter({m: somma[m] for m in somme.PER_VOCE})
        for genere, voci in trovate.per.items()
        for chiave, somma in voci.items()
    }
    totale = +Counter({misura: trovate.totale[misura] for misura in somme.PER_VOCE})
    return totale, {chiave: somma for chiave, somma in per.items() if somma}


def test_ogni_scelta_da_quello_che_conta_una_mano(voci):
    """Every combination of office, service, sector and country, over any months and those before."""

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(righe=RIGHE, estremi=st.tuples(MESE, MESE).map(sorted))
    def prova(righe, estremi):
        periodo = Periodo(*(sposta(PRIMO, mese) for mese in estremi))
        with transaction.atomic():
            scritti = list(contributi(voci, righe))
            somma_tutto(scritti)
            for generi in SCELTE:
                chiavi = {genere: voci[1][genere][0] for genere in generi}
                trovate = somme.chiedi(periodo, chiavi)
                assert lette(trovate) == a_mano(scritti, periodo, chiavi)
                prima, _ = a_mano(scritti, periodo.precedente, chiavi)
                assert +Counter({m: trovate.prima[m] for m in somme.PER_VOCE}) == prima
                for quando, somma in ((periodo, trovate.totale), (periodo.precedente, trovate.prima)):
                    scelte = scelte_fra(scritti, quando, chiavi)
                    aziende = {(r.sportello_id, r.azienda_id) for r in scelte if r.genere == "aperta"}
                    assert somma["aziende"] == len(aziende)
            transaction.set_rollback(True)

    prova()
