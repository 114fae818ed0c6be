"""The breach button: a strong warning, a reason that will be read, and it stays in the report (C7)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from circolari import azioni
from circolari.models import Circolare
from tests.circolari.conftest import MOTIVO
from tests.circolari.moduli import indirizzo


@pytest.fixture
def lei(client, redazione):
    client.force_login(redazione)
    return client


def apri(lei, circolare, motivo=MOTIVO):
    return lei.post(indirizzo("apri_a_tutti", circolare), {"versione": 1, "motivo": motivo})


def test_avverte_prima_e_guardare_non_apre(lei, diffusa):
    pagina = lei.get(indirizzo("apri_a_tutti", diffusa)).content.decode()
    assert "Così si rompe l&#x27;impegno" in pagina or "Così si rompe l'impegno" in pagina
    assert "mercoledì 4 marzo 2026, ore 10:00" in pagina
    assert not Circolare.objects.get().pubblica


def test_apre_e_resta_scritto_chi_e_perche(lei, diffusa, redazione, orologio):
    risposta = apri(lei, diffusa)
    assert risposta.url == indirizzo("registro", diffusa)
    diffusa.refresh_from_db()
    assert (diffusa.aperta_da, diffusa.motivo_apertura, diffusa.pubblica) == (redazione, MOTIVO, True)


@pytest.mark.parametrize("motivo", ["", "Serve subito", " " * 40, "a b" + " " * 30 + "c"])
def test_un_motivo_che_non_spiega_si_rifiuta(lei, diffusa, redazione, motivo):
    risposta = apri(lei, diffusa, motivo)
    assert risposta.status_code == 200
    assert risposta.context["form"].errors["motivo"]
    with pytest.raises(ValidationError):
        azioni.apri_a_tutti(diffusa, motivo, da=redazione)
    assert not Circolare.objects.get().pubblica


def test_dice_quanti_caratteri_mancano(lei, diffusa):
    assert "servono ancora 8 caratteri" in apri(lei, diffusa, "Serve subito").content.decode()


def test_se_intanto_e_stata_rilasciata_lo_dice(lei, diffusa, orologio):
    orologio("2026-03-04 10:00")
    lei.force_login(diffusa.diffusa_da)
    risposta = apri(lei, diffusa)
    assert risposta.status_code == 409
    assert "Rilasciata alle imprese" in risposta.content.decode()
    assert MOTIVO in risposta.content.decode()
    assert lei.get(indirizzo("apri_a_tutti", diffusa)).status_code == 403


def test_il_secondo_clic_non_apre_due_volte(lei, diffusa):
    apri(lei, diffusa)
    assert apri(lei, diffusa).url == indirizzo("registro", diffusa)


def test_non_apre_chi_non_scrive(client, diffusa, operatrice_fi, direzione):
    for altri in (operatrice_fi, direzione):
        client.force_login(altri)
        assert apri(client, diffusa).status_code == 403
        with pytest.raises(PermissionDenied):
            azioni.apri_a_tutti(diffusa, MOTIVO, da=altri)
