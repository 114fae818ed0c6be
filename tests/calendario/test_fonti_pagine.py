"""The board of the feeds: who keeps it, what it says, what its buttons do (C8)."""

import pytest
from django.urls import reverse

from calendario import azioni, lettore
from calendario.models import Fonte, Iniziativa
from nucleo import tempo
from tests.calendario.calendari import evento, pagina
from tests.sostegno.sito import aperto, risposta


@pytest.fixture
def sito():
    with aperto() as aperto_qui:
        yield aperto_qui


@pytest.fixture
def fonte(sito, camera):
    camera.fidato = True
    camera.save()
    return Fonte.objects.create(
        editore=camera, nome="Calendario della Camera", indirizzo=sito.indirizzo("/c")
    )


@pytest.fixture
def legge(sito, fonte):
    def fa(*eventi, risponde=None):
        sito["/c"] = risponde or pagina(*eventi)
        Fonte.objects.filter(pk=fonte.pk).update(prossima=tempo.adesso())
        return azioni.leggi(fonte.pk, regole=sito.regole(), lettore=lettore.leggi)

    return fa


@pytest.fixture
def pagina_di(client, redazione):
    client.force_login(redazione)

    def apre(nome, *argomenti):
        risposta_ = client.get(reverse(f"calendario:{nome}", args=argomenti))
        assert risposta_.status_code == 200
        return risposta_.content.decode()

    return apre


def preme(client, nome, pk, **dati):
    return client.post(reverse(f"calendario:{nome}", args=[pk]), dati)


def test_the_board_says_how_each_feed_is(pagina_di, fonte, legge):
    assert "mai letta" in pagina_di("fonti")
    legge(evento(), evento(uid="b", titolo="Altro"))
    assert "2 nuove" in pagina_di("fonti")
    legge(risponde=risposta(b"<html>"))
    assert "porta a una pagina web" in pagina_di("fonti")
    assert "ultima lettura non è riuscita" in pagina_di("fonte", fonte.pk)


def test_the_board_costs_the_same_with_many(pagina_di, fonte, camera, django_assert_max_num_queries):
    for n in range(20):
        Fonte.objects.create(editore=camera, nome=f"Fonte {n}", indirizzo=f"https://camera.example/{n}")
    with django_assert_max_num_queries(12):
        pagina_di("fonti")


@pytest.mark.parametrize("chi", ["operatrice_fi", "direzione", "referente_moda", "partner"])
def test_nobody_else_knows_of_them(request, client, fonte, legge, chi):
    lettura = legge(evento())
    client.force_login(request.getfixturevalue(chi))
    for nome in ("fonti", "fonte_nuova"):
        assert client.get(reverse(f"calendario:{nome}")).status_code == 403
    for nome in ("fonte", "fonte_modifica", "fonte_stato"):
        assert client.get(reverse(f"calendario:{nome}", args=[fonte.pk])).status_code == 404
    for nome in ("fonte_lettura", "fonte_conferma"):
        assert client.get(reverse(f"calendario:{nome}", args=[lettura.pk])).status_code == 404
    for nome in ("fonte_prova", "fonte_leggi", "fonte_accendi", "fonte_spegni"):
        assert preme(client, nome, fonte.pk).status_code == 404
    assert Fonte.objects.get().attiva


def test_a_new_one_is_tried_looked_at_and_then_switched_on(client, pagina_di, camera, sito):
    sito["/nuova"] = pagina(evento(), evento(uid="b", titolo="Rotto", url="javascript:alert(1)"))
    campi = {"editore": camera.pk, "nome": "Nuova", "tipo": "seminario", "ogni_ore": 6}
    verso = reverse("calendario:fonte_nuova")
    for cattivo in ("http://chi:parola@a.example/", "ftp://a.example", "http://a.example:22/", "//a"):
        assert client.post(verso, campi | {"indirizzo": cattivo}).status_code == 200
    assert not Fonte.objects.exists()
    client.post(verso, campi | {"indirizzo": "webcal://camera.example/c.ics"})
    nuova = Fonte.objects.get()
    assert (nuova.indirizzo, nuova.attiva) == ("https://camera.example/c.ics", False)
    assert "comincia entro un minuto" in pagina_di("fonte_stato", nuova.pk)
    Fonte.objects.update(indirizzo=sito.indirizzo("/nuova"))
    azioni.leggi(nuova.pk, regole=sito.regole(), lettore=lettore.leggi)
    detto = pagina_di("fonte", nuova.pk)
    assert "Che cosa cambierebbe" in detto
    assert "Forum del vino" in detto
    assert "Il suo collegamento non è un indirizzo del web" in detto
    assert not Iniziativa.objects.exists()
    preme(client, "fonte_accendi", nuova.pk)
    assert Fonte.objects.get().attiva


def test_a_button_that_cannot_says_why(client, pagina_di, fonte):
    Fonte.objects.update(attiva=False)
    for nome, detto in (("fonte_leggi", "La fonte è spenta"), ("fonte_accendi", "serve una prova riuscita")):
        preme(client, nome, fonte.pk)
        assert detto in pagina_di("fonte", fonte.pk)


def test_reading_now_is_asked_for_and_followed(client, pagina_di, fonte, legge):
    legge(evento())
    assert not Fonte.objects.get().attende
    preme(client, "fonte_leggi", fonte.pk)
    assert Fonte.objects.dovute().exists()
    verso = reverse("calendario:fonte_stato", args=[fonte.pk])
    assert "HX-Refresh" not in client.get(verso).headers
    legge(evento())
    assert client.get(verso).headers["HX-Refresh"] == "true"


def test_a_suspicious_reading_is_looked_at_and_confirmed(client, pagina_di, fonte, legge):
    tutti = [evento(uid=f"{n}", titolo=f"Evento {n}") for n in range(4)]
    legge(*tutti)
    sospetta = legge(tutti[0])
    assert "aspetta la tua conferma" in pagina_di("fonte", fonte.pk)
    assert "Evento 3" in pagina_di("fonte_conferma", sospetta.pk)
    preme(client, "fonte_conferma", sospetta.pk)
    assert legge(tutti[0]).annullate == 3
    assert "Confermata da" in pagina_di("fonte_lettura", sospetta.pk)
    assert preme(client, "fonte_conferma", sospetta.pk).status_code == 409


def test_what_was_thrown_away_may_be_taken_back(client, pagina_di, fonte, legge, redazione):
    fonte.editore.fidato = False
    fonte.editore.save()
    legge(evento())
    azioni.rimanda(Iniziativa.objects.get(), nota="No", da=redazione)
    azioni.cestina(Iniziativa.objects.get(), da=redazione)
    assert "Scartate dalla redazione" in pagina_di("fonte", fonte.pk)
    preme(client, "fonte_riammetti", fonte.escluse.get().pk)
    assert not fonte.escluse.exists()


def test_words_of_others_are_words_on_the_board(pagina_di, fonte, legge):
    lettura = legge(evento(titolo="<img src=x onerror=alert(1)>"))
    for detto in (pagina_di("fonte", fonte.pk), pagina_di("fonte_lettura", lettura.pk)):
        assert "<img src=x" not in detto
