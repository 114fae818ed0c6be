"""Sends again what bounced or was put aside, and nothing else."""

import pytest

from circolari.models import Destinatario
from nucleo.models import Busta
from tests.circolari.moduli import indirizzo


@pytest.fixture
def lei(client, redazione):
    client.force_login(redazione)
    return client


def detti(lei):
    return [str(messaggio) for messaggio in lei.get("/").context["messages"]]


def test_rimette_in_coda_solo_quel_che_non_e_arrivato(lei, diffusa):
    prima, seconda, _ = Destinatario.objects.degli_uffici().order_by("pk")
    Busta.objects.filter(pk=prima.busta_id).update(stato="respinto")
    risposta = lei.post(indirizzo("riprova", diffusa))
    assert risposta.url == indirizzo("registro", diffusa)
    assert detti(lei) == ["1 messaggio torna in coda."]
    assert set(Busta.objects.values_list("stato", flat=True)) == {"in_coda"}


def test_se_e_arrivato_tutto_lo_dice(lei, diffusa):
    lei.post(indirizzo("riprova", diffusa))
    assert detti(lei) == ["Non c'è niente da riprovare."]


def test_e_un_post_della_redazione(client, lei, diffusa, operatrice_fi):
    assert lei.get(indirizzo("riprova", diffusa)).status_code == 405
    client.force_login(operatrice_fi)
    assert client.post(indirizzo("riprova", diffusa)).status_code == 403
