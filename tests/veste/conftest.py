"""Somebody of every role to look at the pages, and addresses at which every error happens."""

import pytest
from django.contrib.auth.models import Group

from sportelli.models import Ruolo, Sportello, Utente

PAROLA = "una-parola-lunga-26"


@pytest.fixture
def firenze(db):
    return Sportello.objects.create(
        codice="FI",
        nome="Sportello territoriale di Firenze",
        camera="Camera di commercio di Firenze",
        comune="Firenze",
        indirizzo="Piazza dei Giudici 3",
        email="firenze@esempio.it",
        telefono="055 000000",
        gruppo=Group.objects.create(name="Sportello FI"),
    )


@pytest.fixture
def persona(firenze):
    """`persona(Ruolo.REFERENTE)`: somebody who may sign in with PAROLA."""

    def crea(ruolo):
        ufficio = firenze if ruolo in (Ruolo.OPERATORE, Ruolo.RESPONSABILE) else None
        chi = Utente(
            email=f"{ruolo}@esempio.it", nome="Giulia", cognome="Bianchi", ruolo=ruolo, sportello=ufficio
        )
        chi.set_password(PAROLA)
        chi.save()
        return chi

    return crea


@pytest.fixture
def operatrice(persona):
    return persona(Ruolo.OPERATORE)


@pytest.fixture
def guasti(settings):
    """`/prova/<code>/` answers with that error, as in production."""
    settings.ROOT_URLCONF = "tests.veste.guasti"


@pytest.fixture
def pagina(page):
    """A page that fails the test if the browser complains: a broken script, a refused style, a lost file."""
    lamentele = []
    page.on("console", lambda m: m.type == "error" and "status of" not in m.text and lamentele.append(m.text))
    page.on("pageerror", lambda errore: lamentele.append(str(errore)))
    page.on("requestfailed", lambda r: lamentele.append(f"{r.url}: {r.failure}"))
    yield page
    assert lamentele == []
