"""The same words and audience in a new draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circolari import azioni
from circolari.models import Circolare
from tests.circolari.conftest import MOTIVO, TITOLO
from tests.circolari.moduli import indirizzo
from tests.nucleo.campioni import PDF


@pytest.fixture
def lei(client, redazione, firenze, pisa):
    client.force_login(redazione)
    return client


def test_copia_parole_e_pubblico_non_file_ne_urgenza(lei, bozza, redazione, pisa, moda, giappone):
    campi = {
        "a_tutti": False,
        "sportelli": [pisa],
        "settori": [moda],
        "paesi": [giappone],
        "criterio": "tutti",
    }
    azioni.modifica(bozza, campi | {"urgente": True, "motivo_urgenza": MOTIVO}, revisione=2, da=redazione)
    azioni.allega(bozza, SimpleUploadedFile("bando.pdf", PDF), da=redazione)
    risposta = lei.post(indirizzo("duplica", bozza))
    copia = Circolare.objects.exclude(pk=bozza.pk).get()
    assert risposta.url == indirizzo("modifica", copia)
    assert (copia.titolo, copia.html, copia.criterio) == (TITOLO, bozza.html, "tutti")
    assert (copia.a_tutti, list(copia.sportelli.all())) == (False, [pisa])
    assert (list(copia.settori.all()), list(copia.paesi.all())) == ([moda], [giappone])
    assert (copia.urgente, copia.motivo_urgenza, copia.allegati.count()) == (False, "", 0)


def test_di_una_diffusa_a_tutti_resta_a_tutti(lei, diffusa):
    lei.post(indirizzo("duplica", diffusa))
    copia = Circolare.objects.bozze().get()
    assert (copia.a_tutti, copia.sportelli.count(), copia.versione) == (True, 0, 0)


def test_non_la_duplica_chi_non_scrive(client, diffusa, operatrice_fi):
    client.force_login(operatrice_fi)
    assert client.post(indirizzo("duplica", diffusa)).status_code == 403
    assert client.post(reverse("circolari:duplica", args=[diffusa.codice])).status_code == 403
    assert Circolare.objects.count() == 1
