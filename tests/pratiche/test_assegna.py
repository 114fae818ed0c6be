"""Who follows a pratica in its office (C1)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.models import Notifica
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.models import Pratica

pytestmark = pytest.mark.django_db


def test_chi_la_prende_in_carico_la_segue(aperta, collega_fi):
    azioni.prendi_in_carico(aperta, da=collega_fi)
    assert (aperta.stato, aperta.assegnata_a) == ("in_lavorazione", collega_fi)
    assert aperta.passi.first().genere == "presa_in_carico"


def test_si_prende_in_carico_una_volta_sola(aperta, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.prendi_in_carico(aperta, da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.prendi_in_carico(letta_prima, da=collega_fi)
    with pytest.raises(PermissionDenied):
        azioni.prendi_in_carico(aperta, da=collega_fi)
    assert Pratica.objects.get().assegnata_a == operatrice_fi


def test_assegnarla_la_mette_in_lavorazione_e_avvisa(aperta, responsabile_fi, collega_fi):
    azioni.assegna(aperta, collega_fi, da=responsabile_fi)
    assert (aperta.stato, aperta.assegnata_a) == ("in_lavorazione", collega_fi)
    assert aperta.passi.first().differenze == {"assegnata a": ["", "Marta Neri"]}
    notifica = Notifica.objects.get()
    assert (notifica.destinatario, notifica.oggetto_id) == (collega_fi, aperta.pk)
    assert notifica.titolo == "FI-2026-00001: è stata assegnata a te"


def test_passa_di_mano_senza_cambiare_stato(in_attesa_tp, operatrice_fi, collega_fi):
    azioni.assegna(in_attesa_tp, collega_fi, da=operatrice_fi)
    assert (in_attesa_tp.stato, in_attesa_tp.assegnata_a) == ("in_attesa_tp", collega_fi)


def test_chi_la_assegna_a_se_non_si_avvisa(aperta, operatrice_fi):
    azioni.assegna(aperta, operatrice_fi, da=operatrice_fi)
    assert not Notifica.objects.exists()


def test_si_assegna_solo_a_chi_lavora_nell_ufficio(
    aperta, operatrice_fi, operatore_pi, disattivato, referente_moda
):
    for persona in (operatore_pi, disattivato, referente_moda):
        with pytest.raises(ValidationError, match="non lavora"):
            azioni.assegna(aperta, persona, da=operatrice_fi)


def test_gli_altri_non_assegnano(aperta, collega_fi, operatore_pi, referente_moda, direzione):
    for persona in (operatore_pi, referente_moda, direzione):
        with pytest.raises(PermissionDenied):
            azioni.assegna(aperta, collega_fi, da=persona)


def test_una_chiusa_non_si_assegna(completata, collega_fi, operatrice_fi):
    with pytest.raises(PermissionDenied):
        azioni.assegna(completata, collega_fi, da=operatrice_fi)
