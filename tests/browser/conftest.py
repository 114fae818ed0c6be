"""One server over one world of rows for each file, and windows that remember what goes wrong in them."""

from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from nucleo import tempo
from tests.browser.gente import raduna

# Later than whatever hour the machine thinks it is.
DOPO_OGNI_ORA = 10**10
MARTEDI = datetime(2026, 3, 3, 10, 0, tzinfo=tempo.ROMA)
# Tells the window about what the policy refused: the browser alone would only write it in its console.
SPIA = """addEventListener("securitypolicyviolation",
    e => console.error(`securitypolicyviolation: ${e.violatedDirective} ${e.blockedURI}`))"""


class Casa:
    """The running Extranet: its address, its people, its clock, and a window for whoever signs in."""

    def __init__(self, indirizzo, browser):
        self.indirizzo, self.browser, self.ora = indirizzo, browser, MARTEDI
        self.lamentele, self.contesti = [], []

    def popola(self):
        """Brings everybody in: the rows that the whole file lives with."""
        self.gente = raduna()

    def adesso(self):
        """The clock of the whole process; a test that lives in the past has its own."""
        return tempo._fermo.get() or self.ora

    def passano(self, **quanto):
        self.ora += timedelta(**quanto)

    def finestra(self, persona=None, **opzioni):
        """A new window of the browser, already signed in as that person."""
        contesto = self.browser.new_context(base_url=self.indirizzo, locale="it-IT", **opzioni)
        contesto.set_default_timeout(30_000)
        contesto.add_init_script(SPIA)
        self.contesti.append(contesto)
        if persona is not None:
            contesto.add_cookies([{"name": "sessione", "value": _sessione(persona), "url": self.indirizzo}])
        finestra = contesto.new_page()
        finestra.on("console", self._console)
        finestra.on("pageerror", lambda errore: self.lamentele.append(f"{finestra.url}: {errore}"))
        return finestra

    def _console(self, messaggio):
        # That an answer was a 404 is not a fault of the page.
        if messaggio.type == "error" and "status of" not in messaggio.text:
            self.lamentele.append(f"{messaggio.page.url}: {messaggio.text}")

    def chiudi(self):
        for contesto in self.contesti:
            contesto.close()


def _sessione(persona):
    """The key of a session in which the password, which allauth asks again before some pages, is fresh."""
    client = Client()
    client.force_login(persona)
    sessione = client.session
    sessione["account_authentication_methods"] = [
        {"method": "password", "at": DOPO_OGNI_ORA, "reauthenticated": True}
    ]
    sessione["account_authentication_methods_user"] = str(persona.pk)
    sessione.save()
    return sessione.session_key


@pytest.fixture(scope="module")
def casa(django_db_setup, django_db_blocker, browser):
    """Rows are made once for the file: they are committed, for the server to see, and flushed at the end."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as toppa, _servita(browser) as casa:
        toppa.setattr(tempo, "adesso", casa.adesso)
        yield casa


@contextmanager
def _servita(browser):
    """The server, its people and its windows; whatever fails, nothing is left to the next file."""
    server = LiveServer("localhost")
    casa = Casa(server.url, browser)
    try:
        casa.popola()
        yield casa
    finally:
        casa.chiudi()
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def _senza_lamentele(casa):
    """No script error, nothing refused by the content security policy, on any page of any test."""
    casa.lamentele.clear()
    yield
    assert casa.lamentele == []


def entra(finestra, persona, parola):
    """Signs in by the page, as people do."""
    finestra.goto(reverse("account_login"))
    finestra.get_by_label("Email").fill(persona.email)
    finestra.get_by_label("Password").first.fill(parola)
    finestra.get_by_role("button", name="Accedi", exact=True).click()
    finestra.wait_for_url("**/")
