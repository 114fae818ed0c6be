"""A draft is thrown away after a question, with its files; what was sent out never."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from circolari import azioni
from circolari.models import AllegatoCircolare, Circolare
from tests.circolari.moduli import indirizzo
from tests.nucleo.campioni import PDF


@pytest.fixture
def lei(client, redazione, firenze):
    client.force_login(redazione)
    return client


def test_prima_chiede_poi_butta(lei, bozza, redazione):
    azioni.allega(bozza, SimpleUploadedFile("bando.pdf", PDF), da=redazione)
    assert "con i suoi allegati (1)" in lei.get(indirizzo("cestina", bozza)).content.decode()
    assert Circolare.objects.exists()
    lei.post(indirizzo("cestina", bozza), {"revisione": 2})
    assert not Circolare.objects.exists()
    assert not AllegatoCircolare.objects.exists()


def test_se_intanto_e_uscita_resta_e_si_dice(lei, bozza, altra_redazione, orologio):
    azioni.diffondi(bozza, da=altra_redazione)
    risposta = lei.post(indirizzo("cestina", bozza), {"revisione": 2})
    assert risposta.status_code == 409
    assert "Diffusa agli Sportelli" in risposta.content.decode()
    assert Circolare.objects.exists()


def test_quel_che_e_uscito_non_si_butta(lei, diffusa, redazione):
    assert lei.post(indirizzo("cestina", diffusa)).status_code == 403
    with pytest.raises(PermissionDenied):
        azioni.cestina(diffusa, da=redazione)
