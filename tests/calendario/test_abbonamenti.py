"""News by mail: confirmed by who owns the mailbox, only what answers the filter, one press to stop (G-01)."""

import pytest
from django.urls import reverse

from calendario import abbonamenti, azioni
from calendario.models import Abbonamento
from nucleo import posta
from nucleo.models import Busta

CASELLA = "ada@canarino.example"


@pytest.fixture
def chiede(client, editori):
    """Sends the form for a filter."""

    def fa(filtro="", email=CASELLA, nome="abbonati", **campi):
        dati = {"email": email, "novita": "on", "scadenze": "on", "informativa": "on"} | campi
        return client.post(f"{reverse(f'calendario:{nome}')}?{filtro}", dati)

    return fa


@pytest.fixture
def abbonata(chiede, client, mailoutbox):
    """A confirmed subscription to a filter; the mailbox is empty again."""

    def fa(filtro="", **campi):
        chiede(filtro, **campi)
        riga = Abbonamento.objects.latest("pk")
        azioni.conferma_abbonamento(riga)
        posta.spedisci_dovuti()
        mailoutbox.clear()
        return Abbonamento.objects.get(pk=riga.pk)

    return fa


def pagina_di(riga):
    return reverse("calendario:abbonamento", args=[abbonamenti.chiave(riga.codice)])


def spedite(mailoutbox):
    posta.spedisci_dovuti()
    return mailoutbox


def test_nothing_is_sent_before_the_owner_of_the_mailbox_agrees(chiede, client, mailoutbox):
    assert chiede("settore=moda").status_code == 302
    riga = Abbonamento.objects.get()
    assert (riga.filtro, riga.confermato_il) == ("settore=moda", None)
    lettera = spedite(mailoutbox)[0]
    assert pagina_di(riga) in lettera.body
    client.get(pagina_di(riga))
    assert Abbonamento.objects.get().confermato_il is None
    client.post(pagina_di(riga), {"scelta": "conferma"})
    assert Abbonamento.objects.get().confermato_il is not None


def test_asked_twice_in_a_day_it_writes_once_and_says_the_same(chiede, mailoutbox):
    prima, dopo = chiede(), chiede(email=CASELLA.upper())
    assert (prima.status_code, prima["Location"]) == (dopo.status_code, dopo["Location"])
    assert len(spedite(mailoutbox)) == 1
    assert Abbonamento.objects.count() == 1


def test_who_is_subscribed_already_is_not_written_to(abbonata, chiede, mailoutbox, orologio):
    abbonata()
    orologio("2026-03-03 10:00")
    chiede()
    assert spedite(mailoutbox) == []


def test_a_key_that_is_not_ours_opens_nothing(client, editori):
    for chiave in ("abc", "a.b", abbonamenti.chiave(Abbonamento().codice), "0" * 200):
        assert client.get(reverse("calendario:abbonamento", args=[chiave])).status_code == 404


def test_one_press_of_the_mail_program_ends_it(client, abbonata):
    riga = abbonata()
    via = reverse("calendario:disiscrivi", args=[abbonamenti.chiave(riga.codice)])
    assert client.get(via).status_code == 302
    assert client.post(via, {}).status_code == 400
    assert Abbonamento.objects.get().finito_il is None
    assert client.post(via, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Abbonamento.objects.get().finito_il is not None


def test_the_digest_tells_what_is_new_and_what_has_changed_of_its_filter(
    abbonata, pubblicata, redazione, orologio, mailoutbox
):
    vecchia = pubblicata(titolo="Già nota")
    orologio("2026-03-02 11:00")
    abbonata("settore=moda")
    orologio("2026-03-05 12:00")
    pubblicata(titolo="Nuova di moda")
    pubblicata(titolo="Nuova di vino", settori=["vino"])
    azioni.annulla(vecchia, motivo="Pochi iscritti", da=redazione)
    azioni.spedisci_novita()
    assert spedite(mailoutbox) == []
    orologio("2026-03-09 08:00")
    azioni.spedisci_novita()
    azioni.spedisci_novita()
    lettera = spedite(mailoutbox)[0]
    assert len(mailoutbox) == 1
    assert "Nuova di moda" in lettera.body
    assert "Pochi iscritti" in lettera.body
    assert "Nuova di vino" not in lettera.body
    assert all(Busta.objects.values_list("all_azienda", flat=True))
    assert lettera.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_week_without_news_is_silent_and_loses_none(abbonata, pubblicata, orologio, mailoutbox):
    abbonata("settore=moda")
    orologio("2026-03-09 08:00")
    azioni.spedisci_novita()
    assert spedite(mailoutbox) == []
    pubblicata(titolo="Del lunedì")
    orologio("2026-03-16 09:30")
    azioni.spedisci_novita()
    assert "Del lunedì" in spedite(mailoutbox)[0].body


def test_what_is_under_embargo_is_news_when_it_is_released(
    abbonata, pubblicata, circolare, orologio, mailoutbox
):
    abbonata()
    pubblicata(titolo="Sotto embargo", circolare_id=circolare.pk)
    # Written on Monday at 10:00, released on Wednesday.
    orologio("2026-03-03 10:00")
    azioni.spedisci_novita()
    assert spedite(mailoutbox) == []
    orologio("2026-03-09 08:00")
    azioni.spedisci_novita()
    assert "Sotto embargo" in spedite(mailoutbox)[0].body


def test_deadlines_are_recalled_a_week_before_once(abbonata, pubblicata, orologio, mailoutbox):
    pubblicata(titolo="In scadenza", scadenza="2026-04-30")
    pubblicata(titolo="Più tardi", scadenza="2026-05-30")
    abbonata(scadenze="on")
    for quando in ("2026-04-22 12:00", "2026-04-23 07:59"):
        orologio(quando)
        azioni.ricorda_scadenze()
    assert spedite(mailoutbox) == []
    orologio("2026-04-23 08:00")
    for _ in range(3):
        azioni.ricorda_scadenze()
    lettera = spedite(mailoutbox)[0]
    assert len(mailoutbox) == 1
    assert "In scadenza" in lettera.body
    assert "Più tardi" not in lettera.body


def test_who_stops_while_a_mail_waits_does_not_get_it(abbonata, pubblicata, orologio, mailoutbox):
    riga = abbonata()
    pubblicata()
    orologio("2026-03-09 08:00")
    azioni.spedisci_novita()
    azioni.disdici(riga)
    assert spedite(mailoutbox) == []


def test_english_readers_are_written_to_in_english(abbonata, pubblicata, orologio, mailoutbox):
    abbonata(nome="subscribe")
    pubblicata()
    orologio("2026-03-09 08:00")
    azioni.spedisci_novita()
    assert "Pitti Uomo, Tuscan joint stand" in spedite(mailoutbox)[0].body


def test_a_mailbox_that_never_confirms_is_forgotten(chiede, orologio):
    chiede()
    orologio("2026-03-17 10:01")
    azioni.dimentica_abbonamenti()
    assert not Abbonamento.objects.exists()


def test_choices_change_and_no_choice_is_the_end(client, abbonata):
    riga = abbonata()
    client.post(pagina_di(riga), {"scelta": "cambia", "novita": "on"})
    riga.refresh_from_db()
    assert (riga.novita, riga.scadenze) == (True, False)
    client.post(pagina_di(riga), {"scelta": "cambia"})
    riga.refresh_from_db()
    assert riga.finito_il is not None


def test_a_program_is_thanked_and_forgotten(chiede):
    assert chiede(indirizzo_web="https://esempio.it").status_code == 302
    assert not Abbonamento.objects.exists()
