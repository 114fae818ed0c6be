"""«Sono interessato» reaches the Sportello of the company's province as a draft, and nobody else (C1, C6)."""

import pytest
from django.urls import reverse

from calendario.models import Interesse
from nucleo import posta
from pratiche.models import Pratica
from sportelli.models import Azienda
from tests.conftest import azienda_di

CHI = {
    "provincia": "FI",
    "ragione_sociale": "Pelletterie di prova srl",
    "partita_iva": "01234567897",
    "comune": "Scandicci",
    "nome": "Ubaldina Frescovetti",
    "email": "ubaldina@canarino.example",
    "telefono": "+39 055 7719423",
    "messaggio": "Vendiamo borse in Francia. Chiamatemi al 055 7719423.",
    "informativa": "on",
}


@pytest.fixture
def uscita(pubblicata):
    return pubblicata()


@pytest.fixture
def scrive(client, uscita, tabelle):
    """Sends the form; `scrive(email="…")` changes a field."""

    def fa(iniziativa=uscita, **campi):
        return client.post(reverse("calendario:interesse", args=[iniziativa.codice]), CHI | campi)

    return fa


def test_the_request_becomes_a_draft_of_the_right_office(scrive, uscita, responsabile_fi, responsabile_pi):
    risposta = scrive()
    assert risposta.status_code == 302
    assert risposta["Location"].endswith("fatto/?provincia=FI")
    pratica = Pratica.objects.get()
    assert (pratica.sportello.codice, pratica.stato, pratica.canale) == ("FI", "bozza", "calendario")
    assert pratica.azienda.ragione_sociale == "Pelletterie di prova srl"
    assert pratica.contatto.email == CHI["email"]
    assert uscita.titolo in pratica.quesito
    assert [paese.codice for paese in pratica.paesi.all()] == ["JP"]
    assert pratica.passi.get().da is None
    assert responsabile_fi.notifiche.count() == 1
    assert responsabile_pi.notifiche.count() == 0


def test_toscana_promozione_never_hears_of_it(scrive, responsabile_fi, referente_moda, redazione, direzione):
    scrive()
    for chi in (referente_moda, redazione, direzione):
        assert not Pratica.objects.visibili_a(chi).exists()
        assert not chi.notifiche.filter(genere="pratica").exists()


def test_the_company_is_answered_in_the_name_of_its_sportello(scrive, responsabile_fi, mailoutbox, firenze):
    scrive()
    posta.spedisci_dovuti()
    lettera = mailoutbox[-1]
    assert lettera.to == [CHI["email"]]
    assert lettera.from_email.startswith(f'"{firenze.nome}"') or firenze.nome in lettera.from_email
    assert firenze.email in lettera.reply_to[0]
    assert "Toscana Promozione" not in lettera.from_email + lettera.body


def test_asked_twice_it_is_one_request(scrive, responsabile_fi):
    scrive()
    scrive(email=CHI["email"].upper())
    assert (Pratica.objects.count(), Interesse.objects.count()) == (1, 1)


def test_a_company_that_the_office_knows_keeps_its_scheda_and_gets_no_stranger(
    scrive, firenze, responsabile_fi
):
    nota = azienda_di(firenze, "Nome vero srl", CHI["partita_iva"])
    scrive()
    pratica = Pratica.objects.get()
    assert (pratica.azienda, pratica.contatto) == (nota, None)
    assert Azienda.objects.get().ragione_sociale == "Nome vero srl"
    assert not nota.contatti.exists()


def test_an_office_without_anybody_answers_so_and_keeps_nothing(scrive, firenze):
    risposta = scrive()
    assert risposta.status_code == 409
    assert "non lavora nessuno" in risposta.content.decode()
    assert not Interesse.objects.exists()
    assert not Azienda.objects.exists()


@pytest.mark.parametrize(
    ("campo", "valore", "detto"),
    [
        ("partita_iva", "01234567890", "cifra di controllo"),
        ("informativa", "", "accordo"),
        ("provincia", "RM", "valida"),
        ("email", "non-è-una-casella", "email valido"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(scrive, responsabile_fi, campo, valore, detto):
    risposta = scrive(**{campo: valore})
    pagina = risposta.content.decode()
    assert risposta.status_code == 200
    assert detto in pagina
    assert "Pelletterie di prova srl" in pagina
    assert not Interesse.objects.exists()


def test_what_is_not_public_or_is_over_cannot_be_asked_for(
    scrive, scritta, pubblicata, circolare, orologio, responsabile_fi
):
    altre = [
        scritta(),
        pubblicata(circolare_id=circolare.pk),
        pubblicata(circolare_id=circolare.pk, annuncio="senza_dettagli", titolo_annuncio="In arrivo"),
    ]
    for altra in altre:
        assert scrive(altra).status_code == 404
    passata = pubblicata(inizio="2026-03-03", fine="2026-03-03")
    orologio("2026-03-04 00:00")
    assert scrive(passata).status_code == 404
    assert not Interesse.objects.exists()


def test_a_program_is_thanked_and_forgotten(scrive, responsabile_fi):
    assert scrive(indirizzo_web="https://esempio.it").status_code == 302
    assert not Interesse.objects.exists()


def test_a_mailbox_is_not_filled_by_strangers(scrive, pubblicata, responsabile_fi):
    esiti = [scrive(pubblicata(titolo=f"Altra {n}")).status_code for n in range(7)]
    assert esiti[-1] == 429


def test_a_get_changes_nothing(client, uscita, responsabile_fi):
    assert client.get(reverse("calendario:interesse", args=[uscita.codice])).status_code == 200
    assert client.get(reverse("calendario:interest", args=[uscita.codice])).status_code == 200
    assert not Interesse.objects.exists()


def test_the_office_reads_who_wrote_and_toscana_promozione_does_not(
    client, scrive, uscita, operatrice_fi, responsabile_fi, redazione, direzione
):
    from pratiche import azioni as pratiche

    scrive()
    pratica = Pratica.objects.get()
    client.force_login(operatrice_fi)
    pagina = client.get(pratica.get_absolute_url()).content.decode()
    assert "Dal calendario" in pagina
    assert CHI["email"] in pagina
    pratiche.modifica(
        pratica,
        {"risposte": {str(d.pk): "Sì" for d in pratica.servizio.domande.all()}},
        versione=pratica.versione,
        da=operatrice_fi,
    )
    pratiche.apri(pratica, da=operatrice_fi)
    client.force_login(direzione)
    pagina = client.get(pratica.get_absolute_url()).content.decode()
    assert uscita.titolo in pagina
    for canarino in (CHI["email"], "7719423", "Frescovetti"):
        assert canarino not in pagina
