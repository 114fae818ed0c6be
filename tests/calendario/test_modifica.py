"""The editor of an initiative: begun, written, saved by itself, its files, what is near (C8)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from calendario import azioni
from calendario.models import Editore, Iniziativa, Stato
from tests.calendario.moduli import indirizzo, modulo
from tests.nucleo.campioni import PDF, png


@pytest.fixture
def lei(client, redazione):
    client.force_login(redazione)
    return client


@pytest.fixture
def del_partner(client, partner):
    client.force_login(partner)
    return client


def fresca(iniziativa):
    return Iniziativa.objects.get(pk=iniziativa.pk)


# --- A new one ---------------------------------------------------------------------------------------------


def test_who_has_one_publisher_begins_with_one_press(client, operatrice_fi, editore_fi):
    client.force_login(operatrice_fi)
    risposta = client.post(reverse("calendario:nuova"), {"editore": editore_fi.codice})
    bozza = Iniziativa.objects.get()
    assert risposta.url == indirizzo("modifica", bozza)
    assert (bozza.editore, bozza.creata_da, bozza.stato) == (editore_fi, operatrice_fi, Stato.BOZZA)


def test_nobody_begins_for_somebody_else(del_partner, tp):
    risposta = del_partner.post(reverse("calendario:nuova"), {"editore": tp.codice})
    assert risposta.status_code == 200
    assert not Iniziativa.objects.exists()


@pytest.mark.parametrize("chi", ["direzione", "referente_moda", "amministratore", "estraneo"])
def test_who_writes_for_nobody_begins_nothing(client, chi, editori, request):
    client.force_login(request.getfixturevalue(chi))
    assert client.get(reverse("calendario:nuova")).status_code == 403


# --- Writing -----------------------------------------------------------------------------------------------


def test_what_is_typed_is_what_is_kept(lei, scritta, redazione):
    bozza = scritta()
    dati = modulo(
        bozza, redazione, titolo="Vinitaly", ora_inizio="09:30", ora_fine="18:00", settori=["vino"], costo="0"
    )
    assert lei.post(indirizzo("modifica", bozza), dati).status_code == 302
    ora = fresca(bozza)
    assert (ora.titolo, ora.costo, f"{ora.ora_inizio:%H:%M}") == ("Vinitaly", 0, "09:30")
    assert [settore.codice for settore in ora.settori.all()] == ["vino"]


def test_a_month_is_its_first_and_its_last_day(lei, scritta, redazione):
    bozza = scritta()
    lei.post(
        indirizzo("modifica", bozza), modulo(bozza, redazione, quando="mese", mese="2028-02", scadenza="")
    )
    ora = fresca(bozza)
    assert (ora.inizio, ora.fine, ora.solo_mese) == (date(2028, 2, 1), date(2028, 2, 29), True)


@pytest.mark.parametrize(
    ("sbagli", "frase"),
    [
        ({"fine": "2026-06-01"}, "La fine viene dopo"),
        ({"ora_inizio": "", "ora_fine": "10:00"}, "a che ora comincia"),
        ({"fine": "2026-06-16", "ora_inizio": "10:00", "ora_fine": "09:00"}, "ora più tarda"),
        ({"scadenza": "2026-07-01"}, "prima che l&#x27;iniziativa finisca"),
        ({"inizio": "", "fine": "2026-06-19"}, "da quale giorno"),
        ({"inizio": "0001-01-01"}, "L&#x27;anno va dal"),
        ({"quando": "mese", "mese": "giugno"}, "come 2027-02"),
        ({"costo": "-1"}, "maggiore o uguale a 0"),
        ({"collegamento": "javascript:alert(1)"}, "URL valido"),
        ({"settori": ["canarino"]}, "canarino"),
        ({"annuncio": "senza_dettagli", "circolare": "@"}, "bisogno di un suo titolo"),
    ],
)
def test_what_cannot_be_is_refused_in_words(lei, scritta, redazione, circolare, sbagli, frase):
    bozza = scritta()
    sbagli = {nome: circolare.pk if valore == "@" else valore for nome, valore in sbagli.items()}
    risposta = lei.post(indirizzo("modifica", bozza), modulo(bozza, redazione, **sbagli))
    assert risposta.status_code == 200
    assert frase in risposta.text
    assert fresca(bozza).revisione == bozza.revisione


def test_what_is_public_stays_whole(lei, pubblicata, redazione):
    uscita = pubblicata()
    for sbaglio in ({"titolo": ""}, {"inizio": "", "fine": ""}, {"quando": "mese", "mese": "2026-06"}):
        risposta = lei.post(indirizzo("modifica", uscita), modulo(uscita, redazione, **sbaglio))
        assert risposta.status_code == 200
    assert fresca(uscita).sequenza == uscita.sequenza


def test_who_saves_second_loses_nothing_and_sees_the_differences(lei, scritta, redazione):
    bozza = scritta()
    mio = modulo(bozza, redazione, titolo="Il mio titolo")
    azioni.modifica(bozza, {"titolo": "Il tuo titolo"}, revisione=bozza.revisione, da=redazione)
    risposta = lei.post(indirizzo("modifica", bozza), mio)
    assert risposta.status_code == 409
    assert "Il mio titolo" in risposta.text
    assert "Il tuo titolo" in risposta.text
    assert fresca(bozza).titolo == "Il tuo titolo"
    assert (
        lei.post(indirizzo("modifica", bozza), mio | {"revisione": fresca(bozza).revisione}).status_code
        == 302
    )
    assert fresca(bozza).titolo == "Il mio titolo"


def test_a_draft_saves_itself_and_says_its_revision(lei, scritta, redazione):
    bozza = scritta()
    dati = modulo(bozza, redazione, titolo="Da sola")
    assert lei.post(indirizzo("salva", bozza), dati).json()["revisione"] == 2
    # The same that arrives twice is no conflict.
    assert lei.post(indirizzo("salva", bozza), dati).json()["revisione"] == 2
    assert lei.post(indirizzo("salva", bozza), dati | {"titolo": "Altra"}).status_code == 409
    assert fresca(bozza).titolo == "Da sola"


def test_what_is_published_never_saves_itself(lei, pubblicata, redazione):
    uscita = pubblicata()
    dati = modulo(uscita, redazione, titolo="Di nascosto")
    assert lei.post(indirizzo("salva", uscita), dati).json() == {"errore": "pubblicata"}
    assert fresca(uscita).titolo == uscita.titolo


def test_of_a_partner_what_is_public_waits_and_its_editor_goes_on_from_there(
    del_partner, scritta, camera, partner, redazione
):
    uscita = scritta(editore=camera, da=partner)
    azioni.pubblica(uscita, come=Stato.CONFERMATA, da=redazione)
    del_partner.post(indirizzo("modifica", uscita), modulo(uscita, partner, titolo="Nuovo titolo"))
    assert fresca(uscita).titolo == uscita.titolo
    assert uscita.modifiche.get().campi == {"titolo": "Nuovo titolo"}
    assert 'value="Nuovo titolo"' in del_partner.get(indirizzo("modifica", uscita)).text


def test_the_circolare_is_not_even_asked_to_others(del_partner, scritta, camera, partner, circolare):
    bozza = scritta(editore=camera, da=partner)
    assert 'name="circolare"' not in del_partner.get(indirizzo("modifica", bozza)).text
    dati = modulo(bozza, partner) | {"circolare": circolare.pk, "annuncio": "nascosta"}
    del_partner.post(indirizzo("modifica", bozza), dati)
    assert fresca(bozza).circolare is None


def test_one_field_is_checked_while_one_types(lei, scritta, redazione):
    bozza = scritta()
    dati = modulo(bozza, redazione, fine="2026-06-01")
    assert "La fine viene dopo" in lei.post(indirizzo("campo", bozza, "fine"), dati).text
    assert lei.post(indirizzo("campo", bozza, "stato"), dati).status_code == 404


def test_the_text_is_shown_as_it_will_be_read(lei, scritta):
    bozza = scritta()
    dati = {"testo": "**forte** <script>alert(1)</script>", "testo_en": "*soft*"}
    assert "<strong>forte</strong> &lt;script" in lei.post(indirizzo("testo", bozza), dati).text
    assert "<em>soft</em>" in lei.post(indirizzo("testo", bozza) + "?in=en", dati).text


@pytest.mark.parametrize("pagina", ["modifica", "salva", "testo", "radar", "allega", "anteprima", "cestina"])
def test_somebody_elses_draft_does_not_exist(client, scritta, operatore_pi, pagina):
    client.force_login(operatore_pi)
    bozza = scritta()
    assert client.post(indirizzo(pagina, bozza)).status_code in (404, 405)
    assert client.get(indirizzo(pagina, bozza)).status_code in (404, 405)


# --- Files -------------------------------------------------------------------------------------------------


def test_a_picture_wants_words_and_takes_the_place_of_the_one_before(lei, scritta, redazione):
    bozza = scritta()
    dati = modulo(bozza, redazione)
    muta = lei.post(indirizzo("allega", bozza), dati | {"immagine": SimpleUploadedFile("a.png", png())})
    assert "che cosa si vede" in muta.text
    for che in ("Uno stand", "Due stand"):
        foto = SimpleUploadedFile("a.png", png())
        lei.post(indirizzo("allega", bozza), dati | {"immagine": foto, "descrizione_immagine": che})
    assert [file.descrizione for file in bozza.allegati.all()] == ["Due stand"]
    # Files move no revision: who is typing is not overtaken.
    assert fresca(bozza).revisione == bozza.revisione


def test_a_file_of_a_draft_is_read_by_who_reads_the_draft(client, scritta, redazione, operatore_pi):
    bozza = scritta()
    file = azioni.allega(bozza, SimpleUploadedFile("bando.pdf", PDF), da=redazione)
    client.force_login(redazione)
    assert client.get(file.get_absolute_url()).status_code == 200
    client.force_login(operatore_pi)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_a_file_under_embargo_is_not_read_with_the_announcement(
    client, pubblicata, circolare, redazione, operatrice_fi, operatore_pi, orologio
):
    uscita = pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo")
    file = azioni.allega(uscita, SimpleUploadedFile("bando.pdf", PDF), da=redazione)
    client.force_login(operatore_pi)
    assert client.get(file.get_absolute_url()).status_code == 404
    assert "bando.pdf" not in client.get(indirizzo("iniziativa", uscita)).text
    client.force_login(operatrice_fi)
    assert "bando.pdf" in client.get(indirizzo("iniziativa", uscita)).text
    assert client.get(file.get_absolute_url()).status_code == 200
    orologio("2026-03-04 10:00")
    client.force_login(operatore_pi)
    assert client.get(file.get_absolute_url()).status_code == 200


# --- The redazione's choice of publisher -------------------------------------------------------------------


def test_the_redazione_begins_for_whom_it_wants(lei, camera, redazione):
    assert "Camera di prova" in lei.get(reverse("calendario:nuova")).text
    lei.post(reverse("calendario:nuova"), {"editore": camera.codice})
    assert Iniziativa.objects.get().editore == Editore.objects.get(codice=camera.codice)
