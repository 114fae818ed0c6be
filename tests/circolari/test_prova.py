"""«Mandala solo a me»: both mails to who writes, and to nobody else."""

import pytest
from django.core.exceptions import PermissionDenied

from circolari import azioni
from nucleo.models import Busta
from tests.circolari.conftest import TITOLO
from tests.circolari.moduli import indirizzo, modulo


@pytest.fixture
def lei(client, redazione, firenze, orologio):
    client.force_login(redazione)
    return client


def test_arrivano_tutte_e_due_e_solo_a_chi_scrive(lei, bozza, redazione, iscrivi, firenze):
    iscrivi(firenze, "Camicie Uno", "01234560001", "a@uno.example")
    lei.post(indirizzo("prova", bozza))
    buste = Busta.objects.select_related("lettera").order_by("pk")
    assert {busta.a for busta in buste} == {redazione.email}
    assert [b.lettera.oggetto for b in buste] == [f"[PROVA] Circolare: {TITOLO}", f"[PROVA] {TITOLO}"]
    assert "mercoledì 4 marzo 2026, ore 10:00" in buste[0].lettera.testo
    assert "<strong>quota</strong>" in buste[1].lettera.html


def test_premuto_due_volte_ne_manda_una(lei, bozza, orologio):
    lei.post(indirizzo("prova", bozza))
    lei.post(indirizzo("prova", bozza))
    assert Busta.objects.count() == 2
    orologio("2026-03-02 10:02")
    lei.post(indirizzo("prova", bozza))
    assert Busta.objects.count() == 4


def test_dall_editor_prima_salva(lei, bozza):
    risposta = lei.post(indirizzo("prova", bozza), modulo(bozza, titolo="Appena scritto"), follow=True)
    assert Busta.objects.filter(lettera__oggetto="[PROVA] Appena scritto").exists()
    assert "Prova in partenza per beatrice.landi@prova.example" in risposta.content.decode()


def test_se_un_collega_ha_salvato_non_manda_niente(lei, bozza, altra_redazione):
    mia = modulo(bozza, titolo="La mia")
    azioni.modifica(bozza, {"titolo": "La sua"}, revisione=2, da=altra_redazione)
    assert lei.post(indirizzo("prova", bozza), mia).status_code == 409
    assert not Busta.objects.exists()


def test_un_titolo_su_due_righe_non_rompe_le_intestazioni(lei, bozza, redazione):
    """S-01: mail header injection."""
    campi = {"titolo": "Uno\r\nBcc: tutti@fuori.example"}
    azioni.modifica(bozza, campi, revisione=2, da=redazione)
    lei.post(indirizzo("prova", bozza))
    assert Busta.objects.filter(lettera__oggetto="[PROVA] Uno Bcc: tutti@fuori.example").exists()


def test_e_solo_un_post(lei, bozza):
    assert lei.get(indirizzo("prova", bozza)).status_code == 405
    assert not Busta.objects.exists()


def test_non_si_prova_quel_che_e_gia_uscito(lei, diffusa, redazione):
    assert lei.post(indirizzo("prova", diffusa)).status_code == 403
    with pytest.raises(PermissionDenied):
        azioni.manda_prova(diffusa, da=redazione)
