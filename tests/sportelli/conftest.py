"""What the tests of this app add to the cast: consents, a company made by its verb, a door to sign in by."""

from datetime import date

import pytest
from django.urls import reverse

from sportelli import azioni
from sportelli.models import Ateco, Paese, Provincia, Scopo, TestoConsenso
from tests.conftest import PAROLA


@pytest.fixture
def tabelle(tabelle):
    """A few rows of the real tables; all of them are loaded in test_tabelle alone."""
    Paese.objects.get_or_create(codice="IT", defaults={"nome": "Italia"})
    Ateco.objects.get_or_create(codice="14.21.10", defaults={"descrizione": "Abbigliamento esterno"})
    for scopo in Scopo:
        nuovo = {"testo": f"Acconsento a {scopo.label}.", "in_vigore_dal": date(2026, 1, 1)}
        TestoConsenso.objects.get_or_create(scopo=scopo, versione=1, defaults=nuovo)


@pytest.fixture
def campi_azienda(tabelle):
    return {
        "ragione_sociale": "Camiceria Torriandini S.p.A.",
        "partita_iva": "09526490488",
        "codice_fiscale": "09526490488",
        "comune": "Castelfiorentino",
        "provincia": Provincia.objects.get(codice="FI"),
        "mercati": list(Paese.objects.filter(codice__in=["US", "JP"])),
    }


@pytest.fixture
def camiceria(operatrice_fi, campi_azienda):
    lapo = {"nome": "Lapo Berlodori", "email": "lapo@camiceria.example", "telefono": "331 0005158"}
    return azioni.crea_azienda(campi_azienda, da=operatrice_fi, contatti=[lapo])


@pytest.fixture
def lapo(camiceria):
    return camiceria.contatti.get()


@pytest.fixture
def entra(client):
    """Signs in by the real page; what it answers."""

    def prova(email, parola=PAROLA):
        return client.post(reverse("account_login"), {"login": email, "password": parola})

    return prova
