"""The page of an initiative in the Extranet: to each what she may read, and what she may do."""

import re

import pytest
from django.urls import reverse

from calendario import azioni
from calendario.models import Iniziativa, Stato
from circolari import azioni as circolari
from tests.calendario.moduli import indirizzo


def mosse(risposta):
    return [mossa.nome for mossa in risposta.context["mosse"]]


def test_the_buttons_are_the_verbs_that_one_may_do(entra, scritta, camera, partner, redazione, operatrice_fi):
    bozza = scritta(editore=camera, da=partner)
    pagina = indirizzo("iniziativa", bozza)
    assert mosse(entra(partner).get(pagina)) == ["proponi", "modifica", "duplica", "ripeti", "cestina"]
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    assert mosse(entra(partner).get(pagina)) == ["modifica", "ritira_proposta", "duplica", "ripeti"]
    assert mosse(entra(redazione).get(pagina))[:2] == ["approva", "modifica"]
    azioni.approva(bozza, da=redazione)
    assert mosse(entra(partner).get(pagina)) == ["modifica", "rinvia", "annulla", "duplica", "ripeti"]
    assert mosse(entra(operatrice_fi).get(pagina)) == []


def test_its_workings_are_for_who_writes_it(entra, pubblicata, redazione, operatrice_fi):
    pagina = indirizzo("iniziativa", pubblicata())
    assert "Quanto dice" in entra(redazione).get(pagina).text
    altrui = entra(operatrice_fi).get(pagina)
    assert "Pitti Uomo" in altrui.text
    assert "Quanto dice" not in altrui.text


@pytest.mark.parametrize("pagina", ["versioni", "anteprima", "modifica", "annulla", "duplica"])
def test_who_only_reads_it_is_refused(entra, pubblicata, operatrice_fi, pagina):
    assert entra(operatrice_fi).get(indirizzo(pagina, pubblicata())).status_code == 403


def test_under_embargo_one_reads_the_announcement_and_nothing_else(
    entra, pubblicata, circolare, operatore_pi, operatrice_fi, partner
):
    uscita = pubblicata(
        circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo una missione"
    )
    for chi in (operatore_pi, partner):
        testo = entra(chi).get(indirizzo("iniziativa", uscita)).text
        assert "In arrivo una missione" in testo
        assert not any(canarino in testo for canarino in ("Pitti", "Fortezza", "Moda", "Missione riservata"))
    assert "Missione riservata" in entra(operatrice_fi).get(indirizzo("iniziativa", uscita)).text


def test_a_publisher_does_not_read_the_title_of_a_circolare_that_is_not_hers(
    entra, scritta, camera, partner, circolare, redazione
):
    uscita = scritta(editore=camera, da=partner, titolo="Nostra")
    azioni.modifica(uscita, {"circolare_id": circolare.pk}, revisione=1, da=redazione)
    azioni.pubblica(uscita, come=Stato.CONFERMATA, da=redazione)
    azioni.modifica(uscita, {"circolare_id": None}, revisione=uscita.revisione, da=redazione)
    azioni.modifica(uscita, {"circolare_id": circolare.pk}, revisione=uscita.revisione, da=redazione)
    for nome in ("iniziativa", "versioni", "anteprima", "annulla", "modifica"):
        risposta = entra(partner).get(indirizzo(nome, uscita))
        assert risposta.status_code == 200
        assert "Missione riservata" not in risposta.text
    assert "non è ancora pubblica" in entra(partner).get(indirizzo("iniziativa", uscita)).text
    assert "Missione riservata" in entra(redazione).get(indirizzo("iniziativa", uscita)).text


def test_the_notice_counts_from_when_everybody_could_read(entra, pubblicata, circolare, redazione, orologio):
    subito = pubblicata(inizio="2026-04-01", fine="2026-04-01", scadenza="2026-03-22")
    testo = entra(redazione).get(indirizzo("iniziativa", subito)).text
    assert "30 giorni prima dell&#x27;inizio, 20 giorni per aderire" in testo
    dopo = pubblicata(circolare_id=circolare.pk, inizio="2026-04-01", fine="2026-04-01", scadenza=None)
    assert "28 giorni prima dell&#x27;inizio" in entra(redazione).get(indirizzo("iniziativa", dopo)).text


def test_what_is_missing_is_said_and_counted(entra, scritta, redazione):
    bozza = scritta(posti=None, titolo_en="", costo=None)
    risposta = entra(redazione).get(indirizzo("iniziativa", bozza))
    compiutezza = risposta.context["compiutezza"]
    mancano = {voce.nome for voce in compiutezza.mancano}
    assert mancano == {"Inglese", "Costo", "Posti", "Immagine", "Pagina per le adesioni"}
    assert compiutezza.punti == 100 - 10 - 5 - 5 - 5 - 10


def test_every_version_says_what_changed(entra, pubblicata, redazione):
    uscita = pubblicata()
    azioni.modifica(uscita, {"citta": "Milano"}, revisione=uscita.revisione, da=redazione)
    azioni.rinvia(uscita, motivo="Sciopero dei treni", da=redazione)
    risposta = entra(redazione).get(indirizzo("versioni", uscita))
    cambi = [cambi for _, cambi in risposta.context["versioni"]]
    assert cambi == [{"Stato": ["Confermata", "Rinviata"]}, {"Città": ["Firenze", "Milano"]}, {}]
    assert "Sciopero dei treni" in risposta.text


def test_the_preview_is_what_the_public_reads_before_and_after(entra, pubblicata, circolare, redazione):
    uscita = pubblicata(
        circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo una missione"
    )
    lei = entra(redazione)
    dopo = lei.get(indirizzo("anteprima", uscita)).text
    assert "Pitti Uomo, Tuscan joint stand" in dopo
    assert "<strong>in the Fortezza</strong>" in dopo
    prima = lei.get(indirizzo("anteprima", uscita) + "?annuncio=1")
    assert prima.text.count("<h3>In arrivo una missione</h3>") == 2
    assert "Pitti Uomo" not in prima.text.partition('class="anteprima')[2]


@pytest.mark.parametrize("lingua", ["it", "en"])
def test_the_preview_is_drawn_by_the_pieces_of_the_public_page(client, entra, pubblicata, redazione, lingua):
    """Byte by byte: the line under the title, the notices, the words, what it says in short."""
    uscita = pubblicata(Stato.PREANNUNCIATA)
    nome = "calendario:pubblica" if lingua == "it" else "calendario:public_event"
    pubblica = client.get(reverse(nome, args=[uscita.codice])).text
    anteprima = _senza_spazi(entra(redazione).get(indirizzo("anteprima", uscita)).text)
    pezzi = re.findall(
        r'<p class="pubblico-quando">.*?</p>|<div class="nota .*?</div>\s*</div>'
        r'|<div class="prosa">.*?</div>|<dl class="cal-voci">.*?</dl>',
        pubblica,
        re.DOTALL,
    )
    assert len(pezzi) == 4
    assert [pezzo for pezzo in pezzi if _senza_spazi(pezzo) not in anteprima] == []


def _senza_spazi(html):
    return " ".join(html.split())


def test_a_deadline_to_come_is_not_past_because_it_is_still_a_draft(entra, scritta, redazione):
    testo = entra(redazione).get(indirizzo("anteprima", scritta())).text
    assert "Adesioni entro il 30 apr 2026 (mancano 59 giorni)" in testo
    assert "Adesioni chiuse" not in testo


def test_a_draft_without_days_is_previewed(entra, scritta, redazione):
    bozza = scritta(inizio=None, fine=None, scadenza=None, titolo="")
    assert "Da definire" in entra(redazione).get(indirizzo("anteprima", bozza)).text


def test_a_withdrawn_circolare_is_said(entra, pubblicata, circolare, redazione):
    uscita = pubblicata(circolare_id=circolare.pk)
    circolari.ritira(circolare, "Non più prevista", da=redazione)
    assert "è stata ritirata" in entra(redazione).get(indirizzo("iniziativa", uscita)).text


def test_the_page_asks_few_questions(entra, pubblicata, partner, redazione, django_assert_max_num_queries):
    uscita = pubblicata()
    for chi in (redazione, partner):
        lei = entra(chi)
        with django_assert_max_num_queries(32):
            assert lei.get(indirizzo("iniziativa", uscita)).status_code == 200


def test_somebody_elses_draft_is_like_one_that_never_was(entra, scritta, operatore_pi):
    bozza = scritta()
    pagina = indirizzo("iniziativa", bozza)
    di_altri = entra(operatore_pi).get(pagina)
    Iniziativa.objects.all().delete()
    assert di_altri.status_code == entra(operatore_pi).get(pagina).status_code == 404
