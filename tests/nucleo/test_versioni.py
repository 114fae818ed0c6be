"""Whoever has read rows knows whether they are still those."""

from datetime import date

import pytest

from nucleo.models import Chiusura
from nucleo.versioni import impronta
from sportelli.models import Paese, Settore

pytestmark = pytest.mark.django_db
GIORNO = date(2026, 3, 2)


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
    ],
    ids=["cambiata", "riscritta", "nuova"],
)
def test_e_un_altra_quando_una_riga_cambia_e_solo_per_la_sua_tavola(tabelle, scrive):
    prima, dei_paesi = impronta(Settore), impronta(Paese)
    scrive()
    assert impronta(Settore) != prima
    assert impronta(Paese) == dei_paesi


def test_e_un_altra_quando_una_riga_va_via():
    vuota = impronta(Chiusura)
    chiusure = [Chiusura.objects.create(dal=GIORNO, al=GIORNO, motivo="Neve") for _ in range(2)]
    prima = impronta(Chiusura)
    chiusure[0].delete()
    assert len({str(vuota), str(prima), str(impronta(Chiusura))}) == 3
    chiusure[1].delete()
    assert impronta(Chiusura) == vuota
