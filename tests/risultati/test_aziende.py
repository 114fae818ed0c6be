"""Over any period each company is counted once, at each office that followed it (C5)."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extranet.risultati import somme
from extranet.risultati.periodo import Periodo, sposta
from pratiche.aggregati import PRATICHE
from pratiche.models import ContributoPratica
from sportelli import presenze
from sportelli.models import Servizio
from tests.conftest import azienda_di

PRIMO = date(2025, 10, 1)
MESE = st.integers(0, 6)
# Office, company, month, kind: an end is no beginning.
RIGHE = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), MESE, st.sampled_from(["aperta", "aperta", "chiusa"])),
    max_size=25,
)


@pytest.fixture
def rete(firenze, pisa):
    uffici = [firenze, pisa]
    return uffici, [azienda_di(firenze, f"Ditta {n}", f"0000000000{n}") for n in range(3)]


def scrivi(rete, righe):
    uffici, aziende = rete
    servizio = Servizio.objects.first()
    for numero, (ufficio, azienda, mese, genere) in enumerate(righe):
        ContributoPratica.objects.create(
            genere=genere,
            origine=numero,
            mese=sposta(PRIMO, mese),
            sportello=uffici[ufficio],
            azienda=aziende[azienda],
            servizio=servizio,
        )


def a_mano(rete, righe, dal, al):
    uffici, _ = rete
    seguite = {(u, a) for u, a, mese, genere in righe if genere == "aperta" and dal <= mese <= al}
    conti = {ufficio.pk: sum(u == n for u, _ in seguite) for n, ufficio in enumerate(uffici)}
    return {pk: quante for pk, quante in conti.items() if quante}


def contate(dal, al, **chiavi):
    periodo = Periodo(sposta(PRIMO, dal), sposta(PRIMO, al))
    trovate = somme.chiedi(periodo, chiavi)
    uffici = {pk: somma["aziende"] for pk, somma in trovate.per["sportello"].items() if somma["aziende"]}
    assert trovate.totale["aziende"] == sum(uffici.values())
    return uffici


def mesi_prima(dal, al):
    return 2 * dal - al - 1, dal - 1


def prima(rete, dal, al):
    """Of each office in the months before, by the months that are kept and by the contributions."""
    periodo, servizio = Periodo(sposta(PRIMO, dal), sposta(PRIMO, al)), Servizio.objects.first().pk
    conti = {}
    for ufficio in rete[0]:
        suoi = [
            somme.chiedi(periodo, {"sportello": ufficio.pk} | altro).prima["aziende"]
            for altro in ({}, {"servizio": servizio})
        ]
        assert len(set(suoi)) == 1
        conti |= {ufficio.pk: suoi[0]} if suoi[0] else {}
    return conti


def test_ogni_azienda_conta_una_volta_in_ogni_periodo(rete):
    """By the months that are kept, by the contributions, and by hand; also when some rows go."""

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(righe=RIGHE, estremi=st.tuples(MESE, MESE).map(sorted), tolte=st.sets(st.integers(0, 24)))
    def prova(righe, estremi, tolte):
        with transaction.atomic():
            scrivi(rete, righe)
            presenze.scrivi(PRATICHE.presenze, ContributoPratica)
            for restano in (righe, [riga for n, riga in enumerate(righe) if n not in tolte]):
                if restano is not righe:
                    via = ContributoPratica.objects.filter(origine__in=tolte)
                    loro = set(via.values_list("azienda", flat=True))
                    via.delete()
                    presenze.riscrivi(PRATICHE.presenze, ContributoPratica, loro)
                attese = a_mano(rete, restano, *estremi)
                assert contate(*estremi) == attese
                assert contate(*estremi, servizio=Servizio.objects.first().pk) == attese
                assert prima(rete, *estremi) == a_mano(rete, restano, *mesi_prima(*estremi))
            transaction.set_rollback(True)

    prova()
