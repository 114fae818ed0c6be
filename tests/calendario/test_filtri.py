"""The parameters of every page, feed and file of the calendar (C8, E-01, S-01)."""

import pytest
from django.http import QueryDict

from calendario.filtri import PARAMETRI, Filtri
from calendario.indice import indice
from calendario.models import Iniziativa


def filtri(domanda="", lingua="it"):
    return Filtri(QueryDict(domanda), lingua)


def titoli(domanda, lingua="it"):
    tutto = indice()
    trovate = tutto.in_ordine(filtri(domanda, lingua).insieme(tutto))
    return [Iniziativa.objects.get(pk=voce.pk).titolo for voce in trovate]


@pytest.fixture
def tre(pubblicata):
    """Today is Monday 2 March 2026."""
    pubblicata(titolo="Passata", inizio="2026-02-01", fine="2026-02-03", scadenza="2026-01-10")
    pubblicata(titolo="Vicina", inizio="2026-03-02", fine="2026-03-04", scadenza=None, paesi=["DE"])
    pubblicata(titolo="Lontana", inizio="2026-05-01", fine="2026-05-02", settori=["vino"], tipo="corso")


@pytest.mark.parametrize(
    ("domanda", "attese"),
    [
        ("", ["Vicina", "Lontana"]),
        ("passate=1", ["Passata", "Vicina", "Lontana"]),
        ("dal=2026-02-01", ["Passata", "Vicina", "Lontana"]),
        ("dal=2026-03-04&al=2026-04-01", ["Vicina"]),
        ("al=2026-03-02", ["Vicina"]),
        ("tipo=corso", ["Lontana"]),
        ("tipo=corso&tipo=collettiva", ["Vicina", "Lontana"]),
        ("paese=DE&settore=vino", []),
        ("adesioni=aperte", ["Vicina", "Lontana"]),
        ("q=postazioni&settore=vino", ["Lontana"]),
        ("q=booths", []),
    ],
)
def test_what_is_asked_is_what_is_found(tre, domanda, attese):
    assert titoli(domanda) == attese


def test_words_are_looked_for_in_the_language_of_the_page(tre):
    assert titoli("q=booths&settore=vino", "en") == ["Lontana"]


def test_one_question_has_one_address(tre):
    domanda = "adesioni=aperte&settore=vino&settore=moda&settore=vino&q=+a++b+&estraneo=1&dal=2026-03-01"
    assert filtri(domanda).querystring == "q=a+b&settore=moda&settore=vino&adesioni=aperte&dal=2026-03-01"
    assert list(filtri("&".join(f"{nome}=1" for nome in reversed(PARAMETRI))).con()) == ["q", "passate"]


def test_it_is_said_in_words(tre):
    domanda = "q=seta&tipo=corso&settore=vino&paese=DE&adesioni=aperte&dal=2026-03-01"
    assert filtri(domanda).descrizione == (
        "«seta» · Corso · Vino · Germania · Adesioni aperte · dal 1 mar 2026"
    )


@pytest.mark.parametrize(
    "domanda",
    [
        "tipo=fiera",
        "settore=' OR 1=1--",
        "paese=JP%00",
        "ente=mai-vista",
        "dal=2026-13-01",
        "dal=٢٠٢٦-01-01",
        "al=0001-01-01",
        "dal=2026-W09",
        "dal=2026-05-01&al=2026-04-01",
        "passate=2",
        "q=" + "a" * 300,
    ],
)
def test_what_it_does_not_know_is_left_out_and_said(tre, domanda):
    assert not filtri(domanda).valido
    assert filtri(filtri(domanda).querystring).valido


def test_a_body_without_public_initiatives_has_no_name(tre, camera, scritta, partner, tp):
    scritta(editore=camera, da=partner)
    assert not filtri("ente=camera-di-prova").valido
    assert filtri(f"ente={tp.codice}").descrizione == "Toscana Promozione"


def test_one_value_is_taken_away(tre):
    chiesto = filtri("settore=vino&settore=moda&q=x")
    assert chiesto.senza("settore", "vino").urlencode() == "q=x&settore=moda"
    assert chiesto.con(q=None, dal="2026-03-01").urlencode() == "settore=moda&settore=vino&dal=2026-03-01"
