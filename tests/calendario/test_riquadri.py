"""What the calendar shows in the pages of the floors below (C7, C8)."""

from django.urls import reverse

from calendario import azioni
from calendario.models import Iniziativa, Interesse


def test_a_released_circolare_leads_to_its_initiatives_that_everybody_may_read(
    client, pubblicata, scritta, circolare, orologio
):
    pubblicata(titolo="Missione a Tokyo", circolare_id=circolare.pk)
    scritta(titolo="Ancora in bozza", circolare_id=circolare.pk)
    orologio("2026-03-04 10:00")
    pagina = client.get(reverse("circolari:pubblica", args=[circolare.codice])).content.decode()
    assert "In calendario" in pagina
    assert "Missione a Tokyo" in pagina
    assert "Ancora in bozza" not in pagina


def test_a_circolare_without_initiatives_says_nothing_of_the_calendar(client, circolare, orologio, db):
    orologio("2026-03-04 10:00")
    pagina = client.get(reverse("circolari:pubblica", args=[circolare.codice])).content.decode()
    assert "In calendario" not in pagina


def test_an_initiative_hidden_since_is_not_told_on_the_page_of_the_pratica_that_it_brought(
    client, pubblicata, redazione, responsabile_pi, operatore_pi, circolare, orologio, tabelle
):
    """Its circolare went to Firenze alone (C7): Pisa keeps who wrote, and reads nothing of the rest."""
    uscita = pubblicata(titolo="Missione a Tokyo")
    azioni.segnala_interesse(
        uscita,
        operatore_pi.sportello,
        {
            "ragione_sociale": "Cuoio di prova srl",
            "partita_iva": "01234567897",
            "comune": "Pisa",
            "nome": "Ada Prova",
            "email": "ada@prova.example",
            "telefono": "",
            "messaggio": "",
        },
    )
    azioni.modifica(
        uscita,
        {"circolare_id": circolare.pk, "titolo": "Missione a Osaka"},
        revisione=Iniziativa.objects.get().revisione,
        da=redazione,
    )
    client.force_login(operatore_pi)
    pagina = client.get(Interesse.objects.get().pratica.get_absolute_url()).content.decode()
    assert "ada@prova.example" in pagina
    assert "Osaka" not in pagina
    orologio("2026-03-04 10:00")
    client.force_login(operatore_pi)
    pagina = client.get(Interesse.objects.get().pratica.get_absolute_url()).content.decode()
    assert "Osaka" in pagina
