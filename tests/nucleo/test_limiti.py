"""How often the same machine may try: each by itself, all processes together (S-01)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from nucleo.limiti import Limite

TRE = Limite("prova", 3)


def test_ognuno_ha_i_suoi_tentativi():
    assert [TRE.consuma("una") for _ in range(5)] == [True, True, True, False, False]
    assert TRE.raggiunto("una")
    assert not TRE.raggiunto("altra")
    assert TRE.consuma("altra")
    assert Limite("altro", 3).consuma("una")


def test_chi_guarda_non_consuma():
    assert not any(TRE.raggiunto("una") for _ in range(9))
    assert TRE.consuma("una")


def test_il_tratto_comincia_al_primo_e_poi_finisce():
    TRE.consuma("una")
    cache.delete(TRE._chiave("una"))
    assert not TRE.raggiunto("una")
    assert TRE.consuma("una")


@pytest.mark.django_db(transaction=True)
def test_insieme_non_passano_in_piu():
    dieci = Limite("insieme", 10)

    def prova(_):
        try:
            return dieci.consuma("una")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as fili:
        assert sum(fili.map(prova, range(60))) == 10
