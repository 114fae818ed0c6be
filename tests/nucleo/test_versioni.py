"""Whoever has read rows knows whether they are still those."""

import pytest

from nucleo.versioni import impronta
from sportelli.models import Paese, Settore

pytestmark = pytest.mark.django_db


def test_e_la_stessa_finche_nessuno_scrive(tabelle, django_assert_num_queries):
    with django_assert_num_queries(1):
        prima = impronta(Settore, Paese)
    assert impronta(Settore, Paese) == prima


@pytest.mark.parametrize(
    "scrive",
    [
        lambda: Settore.objects.filter(codice="moda").update(nome="Moda"),
        # Also with the same words: who wrote it is another.
        lambda: Settore.objects.filter(codice="moda").update(codice="moda"),
        lambda: Settore.objects.create(codice="nuovo", nome="Nuovo"),
        lambda: Settore.objects.filter(codice="vino").delete(),
    ],
    ids=["cambiata", "riscritta", "nuova", "tolta"],
)
def test_e_un_altra_quando_una_riga_cambia_e_solo_per_la_sua_tavola(tabelle, scrive):
    prima, dei_paesi = impronta(Settore), impronta(Paese)
    scrive()
    assert impronta(Settore) != prima
    assert impronta(Paese) == dei_paesi


def test_una_tavola_vuota_ha_la_sua(db):
    assert impronta(Settore) != impronta(Paese)
    assert impronta(Settore) == {Settore._meta.db_table: None}
