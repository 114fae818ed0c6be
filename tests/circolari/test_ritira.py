"""A withdrawal: with a reason, to who had it; before the rilascio companies never hear of it (C7)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from circolari import azioni
from circolari.models import Circolare
from nucleo.models import Busta
from tests.circolari.moduli import indirizzo


@pytest.fixture
def lei(client, redazione):
    client.force_login(redazione)
    return client


def test_prima_del_rilascio_dice_che_le_imprese_non_ne_sapranno_niente(lei, diffusa):
    pagina = lei.get(indirizzo("ritira", diffusa)).content.decode()
    assert "Le imprese non ne sapranno niente" in pagina
    assert "<dt>Sportelli, subito</dt><dd>3</dd>" in pagina


def test_dopo_dice_che_possono_averla_letta(lei, diffusa, orologio):
    orologio("2026-03-05 10:00")
    lei.force_login(diffusa.diffusa_da)
    assert "Le imprese possono averla già letta" in lei.get(indirizzo("ritira", diffusa)).content.decode()


def test_ritira_con_il_motivo(lei, diffusa, redazione):
    risposta = lei.post(
        indirizzo("ritira", diffusa), {"versione": 1, "perche": "Fiera annullata"}, follow=False
    )
    assert risposta.url == indirizzo("registro", diffusa)
    diffusa.refresh_from_db()
    assert (diffusa.stato, diffusa.motivo_ritiro, diffusa.ritirata_da) == (
        "ritirata",
        "Fiera annullata",
        redazione,
    )
    assert diffusa.mai_uscita
    assert Busta.objects.filter(chiave__contains=":uffici:ritiro:").count() == 3


@pytest.mark.parametrize("perche", ["", "   \n "])
def test_senza_motivo_no(lei, diffusa, redazione, perche):
    pagina = lei.post(indirizzo("ritira", diffusa), {"versione": 1, "perche": perche}).content.decode()
    assert "Questo campo è obbligatorio" in pagina
    with pytest.raises(ValidationError):
        azioni.ritira(diffusa, perche, da=redazione)
    assert Circolare.objects.get().stato == "diffusa"


def test_due_insieme_la_seconda_lo_sa(lei, diffusa, altra_redazione):
    azioni.ritira(diffusa, "Fiera annullata", da=altra_redazione)
    risposta = lei.post(indirizzo("ritira", diffusa), {"versione": 1, "perche": "Il mio motivo"})
    assert risposta.status_code == 409
    assert "Il mio motivo" in risposta.content.decode()
    assert str(altra_redazione) in risposta.content.decode()


def test_il_secondo_clic_porta_al_registro(lei, diffusa):
    lei.post(indirizzo("ritira", diffusa), {"versione": 1, "perche": "Fiera annullata"})
    seconda = lei.post(indirizzo("ritira", diffusa), {"versione": 1, "perche": "Fiera annullata"})
    assert seconda.url == indirizzo("registro", diffusa)
    assert Busta.objects.filter(chiave__contains=":ritiro:").count() == 3


def test_non_ritira_chi_non_scrive(client, diffusa, operatrice_fi, direzione):
    for altri in (operatrice_fi, direzione):
        client.force_login(altri)
        assert client.get(indirizzo("ritira", diffusa)).status_code == 403
        assert client.post(indirizzo("ritira", diffusa), {"versione": 1, "perche": "x"}).status_code == 403
        with pytest.raises(PermissionDenied):
            azioni.ritira(diffusa, "Perché sì", da=altri)


def test_una_bozza_non_si_ritira(lei, bozza):
    assert lei.get(indirizzo("ritira", bozza)).status_code == 403
