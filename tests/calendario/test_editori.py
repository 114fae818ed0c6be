"""Who publishes, and the people of the partner bodies: what they see and what does not exist for them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from calendario import azioni
from calendario.models import Editore, Stato
from sportelli.models import Ruolo, Utente
from tests.conftest import persona


@pytest.fixture
def lei(client, redazione, editori):
    client.force_login(redazione)
    return client


def test_the_redazione_adds_a_publisher_and_its_people(lei, partner):
    dati = {"nome": "ICE Agenzia", "sito": "ice.example", "attivo": "on", "persone": [partner.pk]}
    lei.post(reverse("calendario:editore_nuovo"), dati)
    ente = Editore.objects.get(nome="ICE Agenzia")
    assert (ente.codice, ente.tipo, ente.fidato, ente.sito) == (
        "ice-agenzia",
        "partner",
        False,
        "https://ice.example",
    )
    assert list(ente.persone.all()) == [partner]
    lei.post(reverse("calendario:editore", args=[ente.codice]), dati | {"nome": "ICE", "fidato": "on"})
    ente.refresh_from_db()
    assert (ente.codice, ente.nome, ente.fidato) == ("ice-agenzia", "ICE", True)


def test_two_publishers_have_not_one_name(lei, camera):
    risposta = lei.post(reverse("calendario:editore_nuovo"), {"nome": "Camera di Prova"})
    assert "già un ente" in risposta.text


def test_only_who_was_invited_for_it_writes_for_a_partner(lei, camera, operatrice_fi, redazione):
    dati = {"nome": camera.nome, "persone": [operatrice_fi.pk]}
    assert lei.post(reverse("calendario:editore", args=[camera.codice]), dati).context["form"].errors
    with pytest.raises(ValidationError):
        azioni.tieni_editore(camera, [operatrice_fi], da=redazione)
    assert not camera.persone.exists()


def test_the_name_of_an_office_is_not_changed_here(lei, editore_fi):
    nome = editore_fi.nome
    lei.post(reverse("calendario:editore", args=[editore_fi.codice]), {"nome": "Altro", "fidato": ""})
    editore_fi.refresh_from_db()
    assert (editore_fi.nome, editore_fi.fidato) == (nome, False)


@pytest.mark.parametrize("chi", ["partner", "operatrice_fi", "direzione", "amministratore"])
@pytest.mark.parametrize("pagina", ["editori", "editore_nuovo"])
def test_publishers_are_kept_by_the_redazione_alone(client, chi, pagina, camera, request):
    client.force_login(request.getfixturevalue(chi))
    assert client.get(reverse(f"calendario:{pagina}")).status_code == 403
    assert client.get(reverse("calendario:editore", args=[camera.codice])).status_code == 403


def test_the_list_says_how_many_each_has_published(lei, pubblicata, scritta, django_assert_max_num_queries):
    pubblicata()
    scritta()
    with django_assert_max_num_queries(12):
        risposta = lei.get(reverse("calendario:editori"))
    assert {e.codice: e.quante for e in risposta.context["elenco"].mostrate}["toscana-promozione"] == 1


# --- The people of a partner -------------------------------------------------------------------------------


def test_an_administrator_invites_who_publishes_for_a_partner(client, amministratore, editori, mailoutbox):
    client.force_login(amministratore)
    dati = {"nome": "Elio", "cognome": "Ente", "email": "elio@ente.example", "ruolo": Ruolo.EDITORE}
    client.post(reverse("sportelli:persona_nuova"), dati)
    assert Utente.objects.get(email="elio@ente.example").ruolo == Ruolo.EDITORE


def test_a_partner_has_a_home_and_a_menu_of_its_own(client, partner, pubblicata, scritta, camera, redazione):
    pubblicata(titolo="Già nel calendario")
    bozza = scritta(editore=camera, da=partner, titolo="Da rivedere")
    azioni.proponi(bozza, come=Stato.CONFERMATA, da=partner)
    azioni.rimanda(bozza, nota="Manca la sede", da=redazione)
    client.force_login(partner)
    risposta = client.get("/")
    assert [voce.etichetta for voce in risposta.context["menu"]] == ["Inizio", "Calendario"]
    for parola in ("Camera di prova", "Già nel calendario", "Da rivedere", "Manca la sede"):
        assert parola in risposta.text


def test_who_has_no_publisher_yet_is_told(client, editori):
    client.force_login(persona("Nina", "Nuova", Ruolo.EDITORE))
    assert "Non scrivi ancora per nessun ente" in client.get("/").text
    assert client.get(reverse("calendario:elenco")).status_code == 200
    assert client.get(reverse("calendario:nuova")).status_code == 403


@pytest.mark.parametrize(
    "pagina",
    [
        *(
            "pratiche:elenco",
            "pratiche:archivio",
            "pratiche:nuova",
            "sportelli:aziende",
            "sportelli:fornitori",
        ),
        *("sportelli:persone", "circolari:elenco", "nucleo:posta", "nucleo:registro", "cerca"),
    ],
)
def test_nothing_else_is_theirs(client, partner, pagina):
    client.force_login(partner)
    assert client.get(reverse(pagina)).status_code in (403, 404)


def test_a_partner_finds_no_circolare_and_no_pratica(client, partner, circolare, aperta):
    client.force_login(partner)
    assert client.get(circolare.get_absolute_url()).status_code == 404
    assert client.get(aperta.get_absolute_url()).status_code == 404
