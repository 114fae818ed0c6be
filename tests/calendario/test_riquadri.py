"""What the calendar shows in the pages of the floors below (C7, C8)."""

from django.urls import reverse


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
