"""What a browser posts from the pages of the redazione."""

from django.urls import reverse

from circolari.forms.redazione import iniziali


def indirizzo(pagina, circolare):
    return reverse(f"circolari:{pagina}", args=[circolare.codice])


def modulo(circolare, **altro):
    """The editor's form as it was drawn, with some fields changed."""
    circolare.refresh_from_db()
    campi = iniziali(circolare)
    if not campi.pop("urgente"):
        return campi | altro
    return campi | {"urgente": "on"} | altro
