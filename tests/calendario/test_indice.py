"""The index of the public calendar answers as the database would (C8, E-01)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendario.indice import APERTE, indice, insieme
from calendario.models import Iniziativa


@given(st.sets(st.integers(0, 300)))
def test_a_set_of_positions_is_a_number(posti):
    assert insieme(posti) == sum(1 << posto for posto in posti)


@pytest.fixture
def tre(pubblicata):
    return [
        pubblicata(titolo="Prima", inizio="2026-03-10", fine="2026-03-12", scadenza="2026-03-01"),
        pubblicata(titolo="Seconda", inizio="2026-05-01", fine="2026-05-02", settori=["vino"], paesi=[]),
        pubblicata(
            titolo="Terza", inizio="2026-05-02", fine="2026-05-02", tipo="corso", settori=["vino", "moda"]
        ),
    ]


def titoli(quali, tutto):
    return [Iniziativa.objects.get(pk=voce.pk).titolo for voce in tutto.in_ordine(quali)]


def test_choices_combine_and_each_facet_is_counted_without_itself(tre):
    tutto = indice()
    scelte = {"settore": ["vino"], "tipo": ["corso"]}
    assert titoli(tutto.scelte(scelte), tutto) == ["Terza"]
    assert tutto.conti("tipo", tutto.scelte(scelte, tranne="tipo")) == {"collettiva": 1, "corso": 1}
    assert tutto.conti("settore", tutto.tutte) == {"moda": 2, "vino": 2}
    assert titoli(tutto.con("adesioni", [APERTE]), tutto) == ["Seconda", "Terza"]


def test_a_period_holds_what_touches_it(tre):
    tutto = indice()
    assert titoli(tutto.nel_periodo(date(2026, 3, 12), date(2026, 5, 1)), tutto) == ["Prima", "Seconda"]
    assert titoli(tutto.nel_periodo(date(2026, 5, 2), None), tutto) == ["Seconda", "Terza"]


def test_pages_go_on_and_back(tre):
    tutto = indice()
    posto = tutto.posto_del_codice[tre[1].codice]
    assert [voce.pk for voce in tutto.in_ordine(tutto.tutte, da=posto + 1)] == [tre[2].pk]
    assert [voce.pk for voce in tutto.all_indietro(tutto.tutte, prima_di=posto)] == [tre[0].pk]


def test_an_announcement_answers_no_question_about_its_details(pubblicata, circolare):
    pubblicata(
        circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo", tipo="missione"
    )
    tutto = indice()
    assert tutto.conti("tipo", tutto.tutte) == {"missione": 1}
    assert tutto.conti("settore", tutto.tutte) == tutto.conti("paese", tutto.tutte) == {}
    assert tutto.conti("adesioni", tutto.tutte) == {}


def test_what_is_hidden_is_not_there(pubblicata, circolare, scritta, orologio):
    scritta()
    pubblicata(circolare_id=circolare.pk)
    assert indice().tutte == 0
    orologio("2026-03-04 10:00")
    assert len(indice().voci) == 1
