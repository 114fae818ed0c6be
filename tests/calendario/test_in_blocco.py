"""One verb on many initiatives: row by row, with what was skipped and why (C8)."""

import pytest
from django.urls import reverse

from calendario.models import Editore, Iniziativa, Stato

PAGINA = reverse("calendario:in_blocco")


@pytest.fixture
def lei(client, operatrice_fi):
    client.force_login(operatrice_fi)
    return client


@pytest.fixture
def sua(scritta, editore_fi, operatrice_fi):
    return scritta(titolo="Sua", editore=editore_fi, da=operatrice_fi)


@pytest.fixture
def altrui(pubblicata):
    return pubblicata(titolo="Altrui")


def scelte(che, *righe, **altro):
    return {"che": che, "iniziativa": [str(riga.codice) for riga in righe]} | altro


def frasi(risposta):
    return [str(messaggio) for messaggio in risposta.context["messages"]]


def codici(riga, nome):
    return sorted(voce.codice for voce in getattr(Iniziativa.objects.get(pk=riga.pk), nome).all())


def test_it_asks_first_and_does_it_to_each_that_may_have_it_done(lei, sua, altrui):
    chiesta = lei.get(PAGINA, scelte("aggiungi_settore", sua, altrui))
    assert "Per 2 iniziative" in chiesta.text
    risposta = lei.post(PAGINA, scelte("aggiungi_settore", sua, altrui, settore="vino"), follow=True)
    assert frasi(risposta) == ["Fatto per 1 iniziativa.", "«Altrui»: è di un altro ente."]
    assert (codici(sua, "settori"), codici(altrui, "settori")) == (["moda", "vino"], ["moda"])


@pytest.mark.parametrize(
    ("che", "valore", "nome", "attesi"),
    [
        ("togli_settore", {"settore": "moda"}, "settori", []),
        ("aggiungi_paese", {"paese": "DE"}, "paesi", ["DE", "JP"]),
        ("togli_paese", {"paese": "JP"}, "paesi", []),
    ],
)
def test_sectors_and_countries_come_and_go(lei, sua, che, valore, nome, attesi):
    lei.post(PAGINA, scelte(che, sua, **valore))
    assert codici(sua, nome) == attesi


def test_another_organiser(lei, sua, tp):
    lei.post(PAGINA, scelte("affida", sua, organizzatore=tp.pk))
    assert Iniziativa.objects.get(pk=sua.pk).organizzatore == Editore.objects.get(tipo="tp")


def test_confirmed_and_cancelled_with_a_reason(client, redazione, pubblicata, scritta):
    client.force_login(redazione)
    incerta, bozza = pubblicata(Stato.PREANNUNCIATA, titolo="Incerta"), scritta(titolo="Bozza")
    risposta = client.post(PAGINA, scelte("conferma", incerta, bozza), follow=True)
    assert frasi(risposta) == ["Fatto per 1 iniziativa.", "«Bozza»: è «Bozza», e così non si può."]
    assert "obbligatorio" in client.post(PAGINA, scelte("annulla", incerta)).text
    client.post(PAGINA, scelte("annulla", incerta, motivo="Pochi iscritti"))
    assert Iniziativa.objects.get(pk=incerta.pk).motivo == "Pochi iscritti"


def test_what_one_does_not_see_cannot_be_picked(lei, sua, scritta):
    nascosta = scritta(titolo="Segreta")
    risposta = lei.post(PAGINA, scelte("aggiungi_settore", sua, nascosta, settore="vino"), follow=True)
    assert frasi(risposta) == ["Una delle iniziative scelte non c'è più."]
    assert codici(sua, "settori") == ["moda"]


@pytest.mark.parametrize("dati", [{}, {"che": "canarino"}, {"che": "conferma", "iniziativa": "canarino"}])
def test_nothing_picked_is_said(lei, sua, dati):
    assert frasi(lei.post(PAGINA, dati, follow=True))


def test_the_list_lets_one_pick_ones_own(lei, sua, altrui):
    testo = lei.get(reverse("calendario:elenco"), {"lista": "tutte"}).text
    assert f'value="{sua.codice}"' in testo
    assert f'value="{altrui.codice}"' not in testo


@pytest.mark.parametrize("chi", ["direzione", "amministratore", "estraneo"])
def test_who_writes_for_nobody_does_nothing(client, chi, editori, request):
    client.force_login(request.getfixturevalue(chi))
    assert client.post(PAGINA).status_code == 403
