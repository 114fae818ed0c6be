"""One verb on many initiatives: row by row, with what was skipped and why (C8)."""

import pytest
from django.urls import reverse

from calendario import azioni
from calendario.models import Editore, Iniziativa, Modifica, Stato
from calendario.views.ripensamenti import TARDI

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


# --- «Annulla» ---------------------------------------------------------------------------------------------


def annulla_quel_che_ha_fatto(client, risposta):
    """Presses the button that stands beside what was just done."""
    (verso,) = [m.extra_tags for m in risposta.context["messages"] if m.extra_tags]
    assert f'action="{verso}"' in risposta.text
    return client.post(verso, follow=True)


def com_e(riga):
    ora = Iniziativa.objects.get(pk=riga.pk)
    campi = ("stato", "motivo", "inizio", "fine", "solo_mese", "inizio_prima", "organizzatore_id")
    return {nome: getattr(ora, nome) for nome in campi} | {
        nome: codici(ora, nome) for nome in ("settori", "paesi")
    }


@pytest.mark.parametrize(
    ("che", "valore"),
    [
        ("aggiungi_settore", {"settore": "vino"}),
        ("togli_settore", {"settore": "moda"}),
        ("togli_paese", {"paese": "JP"}),
        ("affida", {}),
        ("conferma", {}),
        ("annulla", {"motivo": "Pochi iscritti"}),
    ],
)
def test_what_was_done_to_many_is_taken_back(client, redazione, pubblicata, editore_fi, che, valore):
    """Each as it was: the sector of who had it already stays."""
    client.force_login(redazione)
    righe = [
        pubblicata(Stato.PREANNUNCIATA, titolo="Senza", settori=["moda"]),
        pubblicata(Stato.PREANNUNCIATA, titolo="Con", settori=["moda", "vino"]),
    ]
    prima = [com_e(riga) for riga in righe]
    valore = valore | ({"organizzatore": editore_fi.pk} if che == "affida" else {})
    fatto = client.post(PAGINA, scelte(che, *righe, **valore), follow=True)
    assert [com_e(riga) for riga in righe] != prima
    assert frasi(annulla_quel_che_ha_fatto(client, fatto)) == ["Tutto come prima."]
    assert [com_e(riga) for riga in righe] == prima
    # What everybody has read meanwhile is not denied.
    assert Iniziativa.objects.get(pk=righe[0].pk).versioni.count() == 3


def test_what_somebody_has_touched_since_stays(client, redazione, pubblicata):
    client.force_login(redazione)
    toccata, altra = pubblicata(titolo="Toccata"), pubblicata(titolo="Altra")
    fatto = client.post(PAGINA, scelte("aggiungi_settore", toccata, altra, settore="vino"), follow=True)
    ora = Iniziativa.objects.get(pk=toccata.pk)
    azioni.modifica(ora, {"posti": 99}, revisione=ora.revisione, da=redazione)
    risposta = annulla_quel_che_ha_fatto(client, fatto)
    assert frasi(risposta) == [
        "Tutto come prima.",
        "«Toccata» resta com'è: qualcuno l'ha cambiata nel frattempo.",
    ]
    assert (codici(toccata, "settori"), codici(altra, "settori")) == (["moda", "vino"], ["moda"])


def test_only_the_last_thing_is_taken_back_and_once(client, redazione, pubblicata):
    client.force_login(redazione)
    riga = pubblicata()
    prima = client.post(PAGINA, scelte("aggiungi_settore", riga, settore="vino"), follow=True)
    dopo = client.post(PAGINA, scelte("togli_settore", riga, settore="moda"), follow=True)
    assert frasi(annulla_quel_che_ha_fatto(client, prima)) == [TARDI]
    assert frasi(annulla_quel_che_ha_fatto(client, dopo)) == ["Tutto come prima."]
    assert frasi(annulla_quel_che_ha_fatto(client, dopo)) == [TARDI]
    assert codici(riga, "settori") == ["moda", "vino"]


def test_nobody_takes_back_what_a_colleague_has_done(client, redazione, pubblicata, operatrice_fi):
    client.force_login(redazione)
    riga = pubblicata()
    fatto = client.post(PAGINA, scelte("aggiungi_settore", riga, settore="vino"), follow=True)
    client.logout()
    client.force_login(operatrice_fi)
    assert frasi(annulla_quel_che_ha_fatto(client, fatto)) == [TARDI]
    assert codici(riga, "settori") == ["moda", "vino"]


def test_a_change_that_waits_is_asked_no_more(client, camera, partner, scritta, redazione):
    """Of a publisher whose words are approved first."""
    bozza = scritta(editore=camera, da=partner)
    azioni.pubblica(bozza, come=Stato.CONFERMATA, da=redazione)
    client.force_login(partner)
    fatto = client.post(PAGINA, scelte("aggiungi_settore", bozza, settore="vino"), follow=True)
    assert Modifica.objects.count() == 1
    assert frasi(annulla_quel_che_ha_fatto(client, fatto)) == ["Tutto come prima."]
    assert not Modifica.objects.exists()
