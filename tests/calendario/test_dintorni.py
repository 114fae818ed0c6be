"""The calendar on the pages that gather several apps: home, search (C7, C8)."""

from django.urls import reverse

from calendario import azioni
from calendario.attese import attese
from calendario.models import Stato


def titoli(righe):
    return [riga.vista.titolo for riga in righe]


def test_what_waits_is_each_ones_own(
    scritta, pubblicata, camera, partner, redazione, editore_fi, operatrice_fi, direzione
):
    proposta = scritta(titolo="Proposta", editore=camera, da=partner)
    azioni.proponi(proposta, come=Stato.CONFERMATA, da=partner)
    rimandata = scritta(titolo="Rimandata", editore=camera, da=partner)
    azioni.proponi(rimandata, come=Stato.CONFERMATA, da=partner)
    azioni.rimanda(rimandata, nota="Manca la sede", da=redazione)
    vicina = scritta(titolo="Vicina", editore=editore_fi, da=operatrice_fi, inizio="2026-04-01", fine="2026-04-01", scadenza=None)  # fmt: skip  # noqa: E501
    azioni.pubblica(vicina, come=Stato.PREANNUNCIATA, da=operatrice_fi)
    pubblicata(Stato.PREANNUNCIATA, titolo="Lontana")
    della_redazione, dell_ente, dell_ufficio = (attese(chi) for chi in (redazione, partner, operatrice_fi))
    assert titoli(della_redazione.da_approvare) == ["Proposta"]
    assert titoli(della_redazione.da_confermare) == []
    assert titoli(dell_ente.rimandate) == ["Rimandata"]
    assert titoli(dell_ente.da_approvare) == []
    assert titoli(dell_ufficio.da_confermare) == ["Vicina"]
    assert not attese(direzione)


def test_what_waits_costs_few_questions(scritta, camera, partner, redazione, django_assert_max_num_queries):
    for numero in range(8):
        proposta = scritta(titolo=f"Numero {numero}", editore=camera, da=partner)
        azioni.proponi(proposta, come=Stato.CONFERMATA, da=partner)
    with django_assert_max_num_queries(6):
        assert len(attese(redazione).da_approvare) == 8


def test_the_home_of_the_redazione_tells_what_to_approve(entra, scritta, camera, partner, redazione):
    proposta = scritta(titolo="Corso di etichettatura", editore=camera, da=partner)
    azioni.proponi(proposta, come=Stato.CONFERMATA, da=partner)
    testo = entra(redazione).get("/").text
    assert "Da approvare nel calendario" in testo
    assert "Corso di etichettatura" in testo


def test_the_search_finds_what_one_may_read_in_full(
    entra, pubblicata, scritta, circolare, operatrice_fi, operatore_pi, redazione, orologio
):
    pubblicata(
        titolo="Vinoteca segreta",
        circolare_id=circolare.pk,
        annuncio="senza_dettagli",
        titolo_annuncio="In arrivo",
    )
    scritta(titolo="Vinoteca in bozza")

    def trovate(chi):
        risposta = entra(chi).get(reverse("cerca"), {"q": "vinoteca"})
        return titoli(risposta.context["esito"].iniziative)

    assert trovate(operatore_pi) == []
    assert trovate(operatrice_fi) == ["Vinoteca segreta"]
    assert sorted(trovate(redazione)) == ["Vinoteca in bozza", "Vinoteca segreta"]
    orologio("2026-03-04 10:00")
    assert trovate(operatore_pi) == ["Vinoteca segreta"]


def test_beside_a_circolare_stand_the_initiatives_that_come_with_it(
    entra, pubblicata, circolare, operatrice_fi, operatore_pi, partner, orologio
):
    pubblicata(titolo="Legata", circolare_id=circolare.pk)
    pubblicata(titolo="Sciolta")
    pezzo = reverse("calendario:legate", args=[circolare.codice])
    assert pezzo in entra(operatrice_fi).get(circolare.get_absolute_url()).text
    risposta = entra(operatrice_fi).get(pezzo, headers={"HX-Request": "true"})
    assert titoli(risposta.context["righe"]) == ["Legata"]
    for chi in (operatore_pi, partner):
        assert entra(chi).get(pezzo).status_code == 404
    orologio("2026-03-04 10:00")
    assert titoli(entra(operatore_pi).get(pezzo).context["righe"]) == ["Legata"]
