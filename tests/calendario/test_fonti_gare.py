"""Two workers on one feed, a worker that dies in the middle, our own feed read back (C8, R-10)."""

import threading
from datetime import date, time, timedelta

import pytest
from django.db import connection, connections
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calendario import azioni, ics, lettore
from calendario.models import Editore, Fonte, Iniziativa, Lettura
from nucleo import tempo
from tests.calendario.calendari import evento, pagina
from tests.calendario.calendari import ics as ics_di
from tests.sostegno.sito import aperto


@pytest.fixture
def sito():
    with aperto() as aperto_qui:
        yield aperto_qui


@pytest.fixture
def fonte(sito, camera):
    camera.fidato = True
    camera.save()
    sito["/c.ics"] = pagina(*(evento(uid=f"{n}", titolo=f"Evento {n}") for n in range(9)))
    return Fonte.objects.create(editore=camera, nome="Prova", indirizzo=sito.indirizzo("/c.ics"))


def legge(fonte, sito, chi=lettore.leggi):
    return azioni.leggi(fonte.pk, regole=sito.regole(), lettore=chi)


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_reads_and_each_event_is_born_once(fonte, sito):
    via, letture = threading.Barrier(6), []

    def lavora():
        try:
            via.wait()
            letture.append(legge(fonte, sito))
        finally:
            connections.close_all()

    fili = [threading.Thread(target=lavora) for _ in range(6)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert len([lettura for lettura in letture if lettura]) == Lettura.objects.count() == 1
    assert Iniziativa.objects.count() == 9


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_network_is_spoken_to(fonte, sito):
    visto = []

    def guarda(byte, oggi, tipo):
        visto.append(connection.in_atomic_block)
        return lettore.leggi(byte, oggi, tipo)

    legge(fonte, sito, chi=guarda)
    assert visto == [False]


class Ucciso(BaseException):
    """What no program catches: its process is gone."""


def muore(*_):
    raise Ucciso


def test_who_dies_while_reading_loses_nothing_and_another_does_it_later(fonte, sito, orologio):
    with pytest.raises(Ucciso):
        legge(fonte, sito, chi=muore)
    assert not Lettura.objects.exists()
    assert legge(fonte, sito) is None
    orologio("2026-03-02 10:13")
    assert legge(fonte, sito).nuove == 9


@pytest.mark.django_db(transaction=True)
def test_who_dies_while_writing_has_written_nothing(fonte, sito, orologio, monkeypatch):
    nasce, quante = azioni.raccolta._nasci, iter(range(9))

    def poi_muore(*args):
        if next(quante) == 4:
            raise Ucciso
        return nasce(*args)

    with monkeypatch.context() as adesso:
        adesso.setattr(azioni.raccolta, "_nasci", poi_muore)
        with pytest.raises(Ucciso):
            legge(fonte, sito)
    assert not Iniziativa.objects.exists()
    orologio("2026-03-02 10:13")
    assert legge(fonte, sito).nuove == 9


def test_who_comes_back_after_her_lease_writes_nothing(fonte, sito, orologio):
    def lenta(byte, oggi, tipo):
        orologio("2026-03-02 10:30")
        assert legge(fonte, sito).nuove == 9
        return lettore.leggi(byte, oggi, tipo)

    assert legge(fonte, sito, chi=lenta) is None
    assert Lettura.objects.count() == 1
    assert Iniziativa.objects.count() == 9


def test_the_sweep_reads_what_is_due_and_then_nothing(fonte, sito, orologio):
    altra = Fonte.objects.create(
        editore=fonte.editore, nome="Spenta", indirizzo="http://x.example", attiva=False
    )
    assert azioni.leggi_dovute(regole=sito.regole()) == 1
    assert azioni.leggi_dovute(regole=sito.regole()) == 0
    assert not altra.letture.exists()
    orologio("2026-03-02 16:01")
    assert azioni.leggi_dovute(regole=sito.regole()) == 1
    assert Iniziativa.objects.count() == 9


GIORNI = st.dates(date(2026, 3, 2), date(2028, 2, 1))
ORE = st.times(time(0, 1), time(23, 59)).map(lambda ora: ora.replace(second=0, microsecond=0))


@pytest.mark.django_db
@settings(max_examples=150, deadline=None)
@given(
    inizio=GIORNI,
    durata=st.integers(0, 20),
    ore=st.one_of(st.just((None, None)), st.tuples(ORE, st.one_of(st.none(), ORE))),
    titolo=st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=150),
    stato=st.sampled_from(["confermata", "preannunciata", "annullata"]),
)
def test_what_we_export_is_read_back_with_the_same_days(inizio, durata, ore, titolo, stato):
    """Every day of two years, both odd nights among them."""
    fine, (da, a) = inizio + timedelta(days=durata), ore
    assume(titolo.strip() and "<" not in titolo)
    noi = Editore(nome="Noi")
    nostra = Iniziativa(
        pk=1,
        titolo_annuncio=titolo,
        inizio=inizio,
        fine=fine,
        ora_inizio=da,
        ora_fine=a,
        stato=stato,
        editore=noi,
        organizzatore=noi,
        pubblicata_il=tempo.adesso(),
    )
    scritta = ics.annuncio(nostra, "it").replace("\r\n", "\n")
    (letta,) = lettore.leggi(ics_di(scritta), date(2026, 3, 2)).occorrenze
    assert (letta.inizio, letta.fine) == (inizio.isoformat(), fine.isoformat())
    assert letta.ora_inizio == (da.isoformat("minutes") if da else "")
    assert letta.titolo == " ".join(titolo.split())
    assert letta.stato == {"confermata": "CONFIRMED", "preannunciata": "TENTATIVE"}.get(stato, "CANCELLED")
