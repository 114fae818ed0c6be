"""Who reads which initiative, and when: drafts, proposals, embargo (C7, C8, E-01)."""

import pytest

from calendario.models import Iniziativa
from circolari import azioni as circolari

RILASCIO = "2026-03-04 10:00"


def viste(insieme):
    return set(insieme.values_list("pk", flat=True))


def da(chi):
    return viste(Iniziativa.objects.visibili_a(chi))


def test_a_draft_is_read_by_its_publisher_and_by_the_redazione(
    scritta, editore_fi, operatrice_fi, operatore_pi, redazione, direzione, partner
):
    bozza = scritta(editore=editore_fi, da=operatrice_fi)
    assert da(operatrice_fi) == da(redazione) == {bozza.pk}
    assert da(operatore_pi) == da(direzione) == da(partner) == set()
    assert not Iniziativa.objects.pubbliche().exists()


def test_what_is_published_is_read_by_everybody(pubblicata, operatrice_fi, direzione, partner, estraneo):
    uscita = pubblicata()
    assert viste(Iniziativa.objects.pubbliche()) == {uscita.pk}
    assert da(operatrice_fi) == da(direzione) == da(partner) == {uscita.pk}
    assert da(estraneo) == set()


def test_under_embargo_only_who_reads_the_circolare_reads_the_initiative(
    pubblicata, circolare, operatrice_fi, operatore_pi, direzione, partner, orologio
):
    nascosta = pubblicata(circolare_id=circolare.pk)
    assert da(operatrice_fi) == da(direzione) == {nascosta.pk}
    assert da(operatore_pi) == da(partner) == viste(Iniziativa.objects.pubbliche()) == set()
    orologio(RILASCIO)
    assert da(operatore_pi) == da(partner) == viste(Iniziativa.objects.dettagliate()) == {nascosta.pk}


def test_an_announcement_is_public_and_its_details_are_not(
    pubblicata, circolare, operatrice_fi, operatore_pi, orologio
):
    annunciata = pubblicata(
        circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo una missione"
    )
    assert viste(Iniziativa.objects.pubbliche()) == {annunciata.pk}
    assert not Iniziativa.objects.dettagliate().exists()
    assert not Iniziativa.objects.pubbliche().con_dettagli().get().dettagli
    assert Iniziativa.objects.con_dettagli_per(operatrice_fi).get().dettagli
    assert not Iniziativa.objects.con_dettagli_per(operatore_pi).get().dettagli
    orologio(RILASCIO)
    assert Iniziativa.objects.pubbliche().con_dettagli().get().dettagli


@pytest.mark.parametrize("annuncio", ["nascosta", "senza_dettagli"])
def test_of_a_circolare_withdrawn_before_its_release_nobody_outside_ever_hears(
    pubblicata, circolare, redazione, orologio, annuncio
):
    pubblicata(circolare_id=circolare.pk, annuncio=annuncio, titolo_annuncio="In arrivo una missione")
    circolari.ritira(circolare, "Missione non più prevista", da=redazione)
    orologio("2026-03-10 10:00")
    assert not Iniziativa.objects.pubbliche().exists()
