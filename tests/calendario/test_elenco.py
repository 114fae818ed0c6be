"""The lists of the back office: whose rows, in what order, in a file; a month of them (C7, C8, A-02)."""

import pytest
from django.urls import reverse

from calendario import azioni
from calendario.models import Iniziativa, Stato

ELENCO = reverse("calendario:elenco")


@pytest.fixture
def tante(pubblicata, scritta, camera, partner, redazione):
    """One of each: to come, over, cancelled, a draft, a proposal, a change that waits."""
    proposta = scritta(titolo="Proposta", editore=camera, da=partner)
    azioni.proponi(proposta, come=Stato.CONFERMATA, da=partner)
    cambia = scritta(titolo="Cambia", editore=camera, da=partner, scadenza="2026-05-10")
    azioni.pubblica(cambia, come=Stato.CONFERMATA, da=redazione)
    azioni.modifica(cambia, {"titolo": "Cambiata"}, revisione=cambia.revisione, da=partner)
    azioni.annulla(pubblicata(titolo="Annullata"), motivo="Pochi iscritti", da=redazione)
    pubblicata(titolo="Futura")
    pubblicata(titolo="Passata", inizio="2026-01-10", fine="2026-01-12", scadenza=None)
    scritta(titolo="Bozza")


LISTE = {
    "in-programma": {"Futura", "Cambia"},
    "bozze": {"Bozza"},
    "da-approvare": {"Proposta", "Cambia"},
    "passate": {"Passata"},
    "annullate": {"Annullata"},
    "tutte": {"Futura", "Passata", "Annullata", "Bozza", "Proposta", "Cambia"},
}


def titoli(risposta):
    return {riga.vista.titolo for riga in risposta.context["elenco"].mostrate}


@pytest.mark.parametrize("lista", LISTE)
def test_each_list_holds_its_own(entra, redazione, tante, lista):
    risposta = entra(redazione).get(ELENCO, {"lista": lista})
    assert titoli(risposta) == LISTE[lista]
    assert str(risposta.context["elenco"].conta) == str(len(LISTE[lista]))


def test_a_partner_has_its_own_and_what_is_public(entra, partner, tante):
    lei = entra(partner)
    assert titoli(lei.get(ELENCO, {"lista": "bozze"})) == {"Proposta"}
    assert titoli(lei.get(ELENCO, {"lista": "tutte"})) == LISTE["tutte"] - {"Bozza"}
    assert lei.get(ELENCO, {"lista": "da-approvare"}).status_code == 404


@pytest.mark.parametrize("chi", ["amministratore", "estraneo"])
def test_who_works_nowhere_has_no_list(entra, chi, request, editori):
    assert entra(request.getfixturevalue(chi)).get(ELENCO).status_code == 403


def test_the_page_of_the_list_costs_the_same_for_many_rows(
    entra, redazione, operatrice_fi, partner, pubblicata, django_assert_max_num_queries
):
    """A-07. A partner's publishers are looked for each time that it matters whether she writes."""
    for numero in range(12):
        pubblicata(titolo=f"Numero {numero}")
    for chi, massimo in ((redazione, 12), (operatrice_fi, 12), (partner, 15)):
        lei = entra(chi)
        with django_assert_max_num_queries(massimo):
            assert len(titoli(lei.get(ELENCO))) == 12


@pytest.mark.parametrize(
    "filtri", [{"settore": "moda"}, {"paese": "JP"}, {"testo": "Pitti"}, {"modalita": "presenza"}]
)
def test_what_is_hidden_answers_no_filter(
    entra, operatore_pi, operatrice_fi, pubblicata, circolare, orologio, filtri
):
    pubblicata(
        circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo", tipo="missione"
    )
    lui = entra(operatore_pi)
    assert titoli(lui.get(ELENCO)) == titoli(lui.get(ELENCO, {"tipo": "missione"})) == {"In arrivo"}
    assert titoli(lui.get(ELENCO, filtri)) == set()
    assert titoli(entra(operatrice_fi).get(ELENCO, filtri)) == {"Pitti Uomo, collettiva toscana"}
    orologio("2026-03-04 10:00")
    assert titoli(entra(operatore_pi).get(ELENCO, filtri)) == {"Pitti Uomo, collettiva toscana"}


def test_a_file_says_no_more_than_the_page(entra, operatore_pi, pubblicata, circolare):
    pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    csv = entra(operatore_pi).get(reverse("calendario:elenco_esporta", args=["csv"])).getvalue().decode()
    assert "In arrivo" in csv
    assert not any(parola in csv for parola in ("Pitti", "Fortezza", "Moda", "30/04/2026", "1800"))


def test_how_long_the_redazione_has_let_somebody_wait(entra, redazione, scritta, camera, partner, orologio):
    proposta = scritta(editore=camera, da=partner)
    azioni.proponi(proposta, come=Stato.CONFERMATA, da=partner)
    # Five working days are the custom: Monday 2 to Monday 9 March, then the sixth.
    for quando, detto, in_ritardo in (
        ("2026-03-02 12:00", "da oggi", False),
        ("2026-03-09 12:00", "da 5 giorni lavorativi", False),
        ("2026-03-10 12:00", "da 6 giorni lavorativi", True),
    ):
        orologio(quando)
        risposta = entra(redazione).get(ELENCO, {"lista": "da-approvare"})
        assert detto in risposta.text
        assert risposta.context["elenco"].mostrate[0].in_ritardo is in_ritardo


def test_who_waits_longest_comes_first(entra, redazione, scritta, camera, partner, orologio):
    for titolo, quando in (("Prima", "2026-03-02 10:00"), ("Seconda", "2026-03-03 10:00")):
        orologio(quando)
        proposta = scritta(titolo=titolo, editore=camera, da=partner)
        azioni.proponi(proposta, come=Stato.CONFERMATA, da=partner)
    orologio("2026-03-04 10:00")
    azioni.modifica(Iniziativa.objects.get(titolo="Prima"), {"sede": "Altra"}, revisione=1, da=partner)
    righe = entra(redazione).get(ELENCO, {"lista": "da-approvare"}).context["elenco"].mostrate
    assert [riga.vista.titolo for riga in righe] == ["Prima", "Seconda"]


def test_a_month_shows_each_day_and_what_has_no_day_yet(entra, redazione, pubblicata):
    pubblicata(titolo="Tre giorni", inizio="2026-05-31", fine="2026-06-02", scadenza=None)
    pubblicata(
        Stato.PREANNUNCIATA, titolo="Solo mese", solo_mese=True, inizio="2026-06-01", fine="2026-06-30"
    )
    pubblicata(titolo="Altrove", inizio="2026-07-01", fine="2026-07-01", scadenza=None)
    risposta = entra(redazione).get(ELENCO, {"vista": "mese", "mese": "2026-06"})
    mese = risposta.context["mese"]
    giorni = {g.data.day: [r.vista.titolo for r in g.righe] for s in mese.settimane for g in s if g.del_mese}
    assert [giorno for giorno, sue in giorni.items() if sue] == [1, 2]
    assert len(giorni) == 30
    assert [riga.vista.titolo for riga in mese.da_precisare] == ["Solo mese"]
    assert "mese=2026-05" in risposta.text
    assert "mese=2026-07" in risposta.text


@pytest.mark.parametrize("mese", ["", "2026-13", "0000-01", "9999-12", "canarino"])
def test_a_month_that_is_none_is_this_one(entra, redazione, editori, orologio, mese):
    risposta = entra(redazione).get(ELENCO, {"vista": "mese", "mese": mese})
    assert risposta.context["mese"].nome == "marzo 2026"
