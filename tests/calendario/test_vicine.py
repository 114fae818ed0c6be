"""The radar of collisions: what stands near, and nothing of what its reader may not read (C7, C8)."""

import pytest

from calendario.models import Iniziativa
from calendario.vicine import ACCANTO, GIORNI, STESSA, vicine_a
from sportelli.models import Paese
from tests.calendario.moduli import indirizzo, modulo


@pytest.fixture
def mia(scritta):
    return scritta(inizio="2026-06-16", fine="2026-06-17", scadenza="2026-05-01", paesi=["JP"], citta="Osaka")


def trovate(mia, chi):
    return [(v.iniziativa.titolo, v.perche) for v in vicine_a(Iniziativa.objects.get(pk=mia.pk), chi)]


@pytest.mark.parametrize(
    ("inizio", "fine", "quanto"),
    [
        ("2026-06-17", "2026-06-20", GIORNI),
        ("2026-06-19", "2026-06-20", STESSA),
        ("2026-06-15", "2026-06-15", STESSA),
        ("2026-06-22", "2026-06-28", ACCANTO),
        ("2026-06-08", "2026-06-08", ACCANTO),
        ("2026-06-29", "2026-06-30", None),
        ("2026-06-01", "2026-06-07", None),
    ],
)
def test_how_near_is_said_in_weeks_from_monday(mia, pubblicata, redazione, inizio, fine, quanto):
    pubblicata(titolo="Altra", inizio=inizio, fine=fine, scadenza=None, citta="", paesi=[])
    atteso = [("Altra", f"{quanto}, stesso settore: Moda e abbigliamento")] if quanto else []
    assert trovate(mia, redazione) == atteso


def test_the_worst_comes_first_and_says_all_the_reasons(mia, pubblicata, redazione):
    dati = {"inizio": "2026-06-16", "fine": "2026-06-16", "scadenza": None}
    pubblicata(titolo="Solo paese", settori=["vino"], citta="Tokyo", **dati)
    pubblicata(titolo="Tutto", citta="OSAKA", **dati)
    pubblicata(titolo="Niente", settori=["vino"], paesi=[], citta="", **dati)
    titoli = trovate(mia, redazione)
    assert [titolo for titolo, _ in titoli] == ["Tutto", "Solo paese"]
    assert "stesso settore" in titoli[0][1]
    assert "stesso paese: Giappone" in titoli[0][1]
    assert "stessa città: OSAKA" in titoli[0][1]


def test_that_two_take_place_in_italy_is_said_last_and_is_not_grave(scritta, pubblicata, redazione):
    """The sector or the town would be, a week away too."""
    Paese.objects.get_or_create(codice="IT", defaults={"nome": "Italia"})
    in_italia = {"inizio": "2026-06-16", "fine": "2026-06-16", "scadenza": None, "paesi": ["IT"]}
    mia = scritta(citta="Pisa", **in_italia)
    accanto = in_italia | {"inizio": "2026-06-23", "fine": "2026-06-23"}
    pubblicata(titolo="Altro settore, altra città", settori=["vino"], citta="Siena", **in_italia)
    pubblicata(titolo="Stessa città", settori=["vino"], citta="Pisa", **in_italia)
    pubblicata(titolo="Stesso settore", citta="Siena", **accanto)
    viste = [(v.iniziativa.titolo, v.grave) for v in vicine_a(Iniziativa.objects.get(pk=mia.pk), redazione)]
    assert viste == [
        ("Stessa città", True),
        ("Stesso settore", False),
        ("Altro settore, altra città", False),
    ]
    assert trovate(mia, redazione)[-1][1] == f"{GIORNI}, stesso paese: Italia"


def test_of_what_is_hidden_there_is_no_sign(
    scritta, pubblicata, circolare, camera, partner, editore_fi, operatrice_fi, redazione, orologio
):
    mia = scritta(editore=camera, da=partner)
    scritta(titolo="Bozza di TP")
    scritta(titolo="Bozza di Firenze", editore=editore_fi, da=operatrice_fi)
    pubblicata(titolo="Nascosta", circolare_id=circolare.pk)
    pubblicata(
        titolo="Coperta", circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo"
    )
    assert trovate(mia, partner) == []
    assert len(trovate(mia, redazione)) == 4
    orologio("2026-03-04 10:00")
    assert [titolo for titolo, _ in trovate(mia, partner)] == ["Nascosta", "Coperta"]


def test_the_editor_asks_with_what_is_being_typed(client, mia, pubblicata, redazione):
    client.force_login(redazione)
    pubblicata(titolo="Vinitaly", settori=["vino"], paesi=[], inizio="2027-04-11", fine="2027-04-14")
    dati = modulo(mia, redazione)
    assert "Vinitaly" not in client.post(indirizzo("radar", mia), dati).text
    dati |= {"inizio": "2027-04-12", "fine": "", "settori": ["vino"]}
    assert "Vinitaly" in client.post(indirizzo("radar", mia), dati).text
    assert "Scrivi i giorni" in client.post(indirizzo("radar", mia), {"inizio": "boh"}).text


def test_the_cancelled_and_those_without_a_date_are_not_near(mia, pubblicata, redazione, client):
    from calendario import azioni

    azioni.annulla(pubblicata(titolo="Annullata"), motivo="Pochi iscritti", da=redazione)
    azioni.rinvia(pubblicata(titolo="Rinviata"), motivo="Sciopero", da=redazione)
    assert trovate(mia, redazione) == []
