"""The index of the public calendar answers as the database would (C8, E-01)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from calendario import azioni
from calendario.indice import APERTE, Indice, Voce, _Tenuto, indice, insieme
from calendario.models import Editore, Iniziativa
from nucleo import vetrina
from sportelli.models import Paese, Settore

GIORNO = st.integers(1, 40).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


@given(st.sets(st.integers(0, 300)))
def test_a_set_of_positions_is_a_number(posti):
    assert insieme(posti) == sum(1 << posto for posto in posti)


@given(st.lists(st.tuples(GIORNO, st.integers(0, 9)), max_size=12), st.none() | GIORNO, st.none() | GIORNO)
def test_a_period_is_what_a_slow_look_at_each_finds(durate, dal, al):
    voci = [
        Voce(n, UUID(int=n), inizio, inizio + timedelta(days=giorni), False, True, "", "", [])
        for n, (inizio, giorni) in enumerate(sorted(durate))
    ]
    trovate = Indice(voci).nel_periodo(dal, al)
    assert trovate == insieme(
        posto
        for posto, voce in enumerate(voci)
        if (dal is None or voce.fine >= dal) and (al is None or voce.inizio <= al)
    )


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


@pytest.fixture
def ricorda(settings, tmp_path):
    """Processes remember what they have read, from here on and no longer."""
    settings.VETRINA_RICORDA, settings.STATO = True, tmp_path
    _Tenuto.indice = None
    vetrina.memoria.svuota()
    yield
    _Tenuto.indice = None


def test_the_rows_that_pages_have_written_end_with_the_rilascio(
    client, ricorda, pubblicata, circolare, orologio
):
    """E-01: what is kept with the index never outlives a rilascio, nor does it come before one."""
    pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    orologio("2026-03-04 09:59:59")
    for q in ("", "?tipo=collettiva"):
        prima = client.get(f"{reverse('calendario:pubblico')}{q}").text
        assert "In arrivo</a>" in prima
        assert "Pitti Uomo" not in prima
    orologio("2026-03-04 10:00")
    dopo = client.get(reverse("calendario:pubblico")).text
    assert "Pitti Uomo, collettiva toscana</a>" in dopo
    assert "In arrivo</a>" not in dopo


def test_the_index_is_the_same_until_something_that_it_comes_from_changes(ricorda, tre, orologio):
    prima, minuti = indice(), iter(range(1, 60))

    def dopo_un_minuto():
        orologio(f"2026-03-02 11:{next(minuti):02}")
        return indice()

    assert dopo_un_minuto() is prima
    for cambia in (
        lambda: Iniziativa.objects.filter(pk=tre[0].pk).update(titolo="Altra"),
        tre[1].settori.clear,
        tre[2].paesi.clear,
        lambda: Settore.objects.filter(codice="moda").update(nome="Moda e accessori"),
        lambda: Paese.objects.filter(codice="JP").update(ordine=1),
        lambda: Editore.objects.filter(pk=tre[0].organizzatore_id).update(nome="Altro nome"),
        lambda: azioni.annulla(tre[2], motivo="Pochi iscritti", da=tre[2].creata_da),
    ):
        cambia()
        nuovo = dopo_un_minuto()
        assert nuovo is not prima
        assert dopo_un_minuto() is nuovo
        prima = nuovo


def test_the_index_is_another_when_the_clock_lets_something_out_and_when_the_day_ends(
    ricorda, pubblicata, circolare, orologio
):
    pubblicata(circolare_id=circolare.pk)
    annunciata = {"annuncio": "senza_dettagli", "titolo_annuncio": "In arrivo"}
    pubblicata(circolare_id=circolare.pk, **annunciata)
    orologio("2026-03-04 09:59:59")
    prima = indice()
    assert [voce.dettagli for voce in prima.voci] == [False]
    orologio("2026-03-04 10:00")
    uscite = indice()
    assert [voce.dettagli for voce in uscite.voci] == [True, True]
    orologio("2026-03-04 23:59:59")
    assert indice() is uscite
    orologio("2026-03-05 00:00")
    assert indice() is not uscite


def test_a_row_is_written_once_for_all_the_pages_of_its_minute(
    client, ricorda, pubblicata, orologio, django_assert_num_queries
):
    iniziativa = pubblicata()
    orologio("2026-03-02 11:00")
    assert iniziativa.titolo in client.get(reverse("calendario:pubblico")).text
    with django_assert_num_queries(0):
        assert iniziativa.titolo in client.get(f"{reverse('calendario:pubblico')}?settore=moda").text
    with django_assert_num_queries(0):
        assert (
            client.get(f"{reverse('calendario:pubblico_mese', kwargs={'mese': '2026-06'})}").status_code
            == 200
        )
