"""The pages of the verbs: they ask, act once, say why not, and lose nothing of what was typed (C8)."""

from datetime import date

import pytest
from django.urls import reverse

from calendario import azioni
from calendario.azioni.moderazione import in_lettura
from calendario.models import Iniziativa, Stato
from tests.calendario.moduli import indirizzo


def fresca(iniziativa):
    return Iniziativa.objects.get(pk=iniziativa.pk)


def premi(lei, nome, iniziativa, **dati):
    return lei.post(indirizzo(nome, iniziativa), {"revisione": fresca(iniziativa).revisione} | dati)


def test_from_the_proposal_to_the_calendar(entra, scritta, camera, partner, redazione):
    bozza = scritta(editore=camera, da=partner)
    assert "entro 5 giorni lavorativi" in entra(partner).get(indirizzo("proponi", bozza)).text
    premi(entra(partner), "proponi", bozza, come="confermata")
    assert fresca(bozza).stato == Stato.PROPOSTA
    lei = entra(redazione)
    assert "La propone Camera di prova" in lei.get(indirizzo("approva", bozza)).text
    risposta = premi(lei, "approva", bozza, letta=in_lettura(fresca(bozza)))
    assert risposta.url == f"{reverse('calendario:elenco')}?lista=da-approvare"
    assert fresca(bozza).stato == Stato.CONFERMATA


def test_sent_back_with_a_note_and_withdrawn(entra, scritta, camera, partner, redazione):
    bozza = scritta(editore=camera, da=partner)
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    assert "Questo campo è obbligatorio" in premi(entra(redazione), "rimanda", bozza).text
    premi(entra(redazione), "rimanda", bozza, nota="Manca la sede")
    assert "Manca la sede" in entra(partner).get(indirizzo("iniziativa", bozza)).text
    azioni.proponi(fresca(bozza), come=Stato.CONFERMATA, da=partner)
    premi(entra(partner), "ritira_proposta", bozza)
    assert fresca(bozza).stato == Stato.BOZZA


def test_what_changed_while_she_read_is_not_approved(entra, scritta, camera, partner, redazione):
    bozza = scritta(editore=camera, da=partner)
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    letta = in_lettura(bozza)
    azioni.modifica(bozza, {"titolo": "Tutt'altro"}, revisione=bozza.revisione, da=partner)
    assert premi(entra(redazione), "approva", bozza, letta=letta).status_code == 409
    assert fresca(bozza).stato == Stato.PROPOSTA


def test_a_change_stands_beside_what_is_public(entra, scritta, camera, partner, redazione):
    uscita = scritta(editore=camera, da=partner)
    azioni.pubblica(uscita, come=Stato.CONFERMATA, da=redazione)
    azioni.modifica(uscita, {"citta": "Milano"}, revisione=uscita.revisione, da=partner)
    risposta = entra(redazione).get(indirizzo("approva", uscita))
    assert risposta.context["cambi"] == {"Città": ["Firenze", "Milano"]}
    premi(entra(redazione), "approva", uscita, letta=in_lettura(fresca(uscita)))
    assert fresca(uscita).citta == "Milano"


def test_what_is_missing_to_publish_is_said_on_the_page(entra, scritta, redazione):
    bozza = scritta(titolo="", inizio=None, fine=None)
    risposta = premi(entra(redazione), "pubblica_ora", bozza, come="confermata")
    assert risposta.status_code == 200
    assert "Scrivi il titolo" in risposta.text
    assert "Scrivi quando" in risposta.text


def test_confirmed_postponed_cancelled_and_confirmed_again(entra, pubblicata, redazione):
    uscita = pubblicata(Stato.PREANNUNCIATA)
    lei = entra(redazione)
    premi(lei, "conferma", uscita)
    assert fresca(uscita).stato == Stato.CONFERMATA
    assert "era già" in premi(lei, "rinvia", uscita, inizio="2026-06-16", motivo="Sciopero").text.replace(
        "aveva già", "era già"
    )
    assert (
        "La fine viene dopo"
        in premi(lei, "rinvia", uscita, inizio="2026-07-16", fine="2026-07-01", motivo="Sciopero").text
    )
    premi(lei, "rinvia", uscita, inizio="2026-07-16", fine="2026-07-18", motivo="Sciopero")
    assert (fresca(uscita).stato, str(fresca(uscita).inizio)) == (Stato.RINVIATA, "2026-07-16")
    premi(lei, "annulla", uscita, motivo="Pochi iscritti")
    assert fresca(uscita).motivo == "Pochi iscritti"
    premi(lei, "conferma", uscita)
    assert fresca(uscita).stato == Stato.CONFERMATA


def test_who_comes_late_reads_what_happened_and_keeps_her_words(entra, pubblicata, redazione):
    uscita = pubblicata()
    azioni.annulla(uscita, motivo="Pochi iscritti", da=redazione)
    risposta = premi(entra(redazione), "rinvia", uscita, motivo="Il padiglione non c'è")
    assert risposta.status_code == 409
    assert "Il padiglione non c&#x27;è" in risposta.text
    assert entra(redazione).get(indirizzo("rinvia", uscita)).status_code == 403


def test_a_copy_has_no_days_and_no_hours(entra, pubblicata, redazione):
    uscita = pubblicata(ora_inizio="09:30", ora_fine="18:00")
    premi(entra(redazione), "duplica", uscita)
    copia = Iniziativa.objects.exclude(pk=uscita.pk).get()
    assert (copia.titolo, copia.inizio, copia.ora_inizio, copia.ora_fine) == (uscita.titolo, None, None, None)


@pytest.mark.parametrize(
    ("dati", "attese"),
    [
        ({"ogni": 2, "unita": "settimane", "volte": 3}, ["2026-06-30", "2026-07-14", "2026-07-28"]),
        ({"ogni": 1, "unita": "mesi", "fino_al": "2026-08-16"}, ["2026-07-16", "2026-08-16"]),
    ],
)
def test_a_series_is_listed_before_it_is_made(entra, pubblicata, redazione, dati, attese):
    uscita = pubblicata()
    lei = entra(redazione)
    risposta = premi(lei, "ripeti", uscita, **dati)
    assert [str(data.inizio) for data in risposta.context["date"]] == attese
    assert Iniziativa.objects.count() == 1
    premi(lei, "ripeti", uscita, **dati, confermate=risposta.context["confermate"])
    nuove = Iniziativa.objects.exclude(pk=uscita.pk).order_by("inizio")
    assert [str(nuova.inizio) for nuova in nuove] == attese
    # The stand lasts four days, and one applies 47 days before.
    assert {(n.fine - n.inizio).days for n in nuove} == {3}
    assert {(n.inizio - n.scadenza).days for n in nuove} == {47}
    assert {n.stato for n in nuove} == {Stato.BOZZA}


def test_dates_that_are_no_longer_those_shown_are_shown_again(entra, pubblicata, redazione):
    uscita = pubblicata()
    lei = entra(redazione)
    vecchie = premi(lei, "ripeti", uscita, ogni=1, unita="mesi", volte=2).context["confermate"]
    risposta = premi(lei, "ripeti", uscita, ogni=1, unita="mesi", volte=3, confermate=vecchie)
    assert len(risposta.context["date"]) == 3
    assert Iniziativa.objects.count() == 1


def test_months_without_that_day_are_left_out(pubblicata):
    from calendario.serie import date_della_serie

    uscita = pubblicata(inizio="2026-01-31", fine="2026-01-31", scadenza=None)
    date = date_della_serie(uscita, ogni=1, unita="mesi", volte=3)
    assert [str(data.inizio) for data in date] == ["2026-03-31", "2026-05-31", "2026-07-31"]


def test_a_draft_is_thrown_away_and_what_was_published_never(entra, scritta, pubblicata, redazione):
    bozza, uscita = scritta(), pubblicata()
    premi(entra(redazione), "cestina", bozza)
    assert not Iniziativa.objects.filter(pk=bozza.pk).exists()
    assert entra(redazione).get(indirizzo("cestina", uscita)).status_code == 403


def test_the_collisions_are_told_to_who_proposes_and_to_who_approves(
    entra, scritta, pubblicata, camera, partner, redazione
):
    pubblicata(titolo="Pitti Filati")
    bozza = scritta(editore=camera, da=partner)
    assert "Pitti Filati" in entra(partner).get(indirizzo("proponi", bozza)).text
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    assert "Pitti Filati" in entra(redazione).get(indirizzo("approva", bozza)).text


# --- Second thoughts ---------------------------------------------------------------------------------------


def detto(riga):
    campi = ("stato", "motivo", "inizio", "fine", "solo_mese", "inizio_prima")
    return [getattr(fresca(riga), nome) for nome in campi]


def si_ripensa(lei, nome, riga, **dati):
    """Does it, and presses the button beside what was done; None when there is no button."""
    risposta = lei.get(premi(lei, nome, riga, **dati).url)
    versi = [messaggio.extra_tags for messaggio in risposta.context["messages"] if messaggio.extra_tags]
    return lei.post(versi[0]) if versi else None


@pytest.mark.parametrize(
    ("nome", "come", "dati"),
    [
        ("annulla", Stato.CONFERMATA, {"motivo": "Pochi iscritti"}),
        ("annulla", Stato.PREANNUNCIATA, {"motivo": "Pochi iscritti"}),
        ("rinvia", Stato.CONFERMATA, {"motivo": "Fiera spostata", "inizio": "2026-09-01"}),
        ("rinvia", Stato.PREANNUNCIATA, {"motivo": "Fiera spostata"}),
        ("conferma", Stato.PREANNUNCIATA, {}),
    ],
)
def test_what_was_just_said_is_taken_back(entra, pubblicata, redazione, nome, come, dati):
    riga = pubblicata(come)
    prima = detto(riga)
    risposta = si_ripensa(entra(redazione), nome, riga, **dati)
    assert risposta.url == riga.get_absolute_url()
    assert detto(riga) == prima


def test_a_month_that_was_given_its_days_is_a_month_again(entra, pubblicata, redazione):
    riga = pubblicata(Stato.PREANNUNCIATA, inizio="2026-06-01", fine="2026-06-30", solo_mese=True)
    prima = detto(riga)
    si_ripensa(entra(redazione), "rinvia", riga, motivo="Fiera spostata", inizio="2026-09-01")
    assert detto(riga) == prima


def test_a_proposal_that_was_withdrawn_is_proposed_again(entra, scritta, camera, partner):
    bozza = scritta(editore=camera, da=partner)
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    si_ripensa(entra(partner), "ritira_proposta", bozza)
    assert (fresca(bozza).stato, fresca(bozza).proposta_come) == (Stato.PROPOSTA, Stato.CONFERMATA)


@pytest.mark.parametrize("giorni", [{}, {"inizio": date(2026, 9, 1)}], ids=["chissà quando", "altri giorni"])
def test_one_that_was_postponed_and_then_cancelled_is_postponed_again(entra, pubblicata, redazione, giorni):
    riga = pubblicata()
    azioni.rinvia(riga, motivo="Fiera spostata", da=redazione, **giorni)
    prima = detto(riga)
    si_ripensa(entra(redazione), "annulla", riga, motivo="Pochi iscritti")
    assert detto(riga) == prima
    assert fresca(riga).stato == Stato.RINVIATA


def test_what_no_verb_leads_back_to_has_no_button(entra, scritta, redazione):
    """What everybody has read is not made a draft again."""
    bozza = scritta()
    assert si_ripensa(entra(redazione), "pubblica_ora", bozza, come="confermata") is None
    assert fresca(bozza).stato == Stato.CONFERMATA
