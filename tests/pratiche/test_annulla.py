"""Closed without an answer (C1, C4)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.models import Notifica
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.models import Decisione, Pratica

pytestmark = pytest.mark.django_db


def test_tp_che_non_c_entrava_non_la_vede_piu(
    annullata, pratiche, referente_moda, operatrice_fi, operatore_pi
):
    assert pratiche.visibili_a(operatrice_fi).get().stato == "annullata"
    assert not pratiche.visibili_a(referente_moda)
    assert not pratiche.visibili_a(operatore_pi)
    assert annullata.passi.first().motivo == "L'azienda ha rinunciato"


def test_tp_coinvolta_continua_a_vederla(in_attesa_tp, pratiche, referente_moda, direzione, operatrice_fi):
    azioni.annulla(in_attesa_tp, "L'azienda ha chiuso", da=operatrice_fi)
    assert pratiche.visibili_a(referente_moda).exists()
    assert pratiche.visibili_a(direzione).exists()
    assert Notifica.objects.filter(destinatario=referente_moda, titolo__endswith="annullata").exists()


def test_la_decisione_aperta_si_ritira(in_attesa_tp, operatrice_fi):
    azioni.annulla(in_attesa_tp, "L'azienda ha chiuso", da=operatrice_fi)
    assert Decisione.objects.get().stato == "ritirata"
    assert not Pratica.objects.get().decisione_aperta


def test_il_chiarimento_e_la_condivisione_finiscono(condivisione, chiarimento, operatrice_fi):
    azioni.annulla(chiarimento.pratica, "Doppione", da=operatrice_fi)
    chiarimento.refresh_from_db()
    condivisione.refresh_from_db()
    assert (chiarimento.stato, condivisione.tolta_il is None) == ("chiuso", False)


@pytest.mark.parametrize("stato", ["bozza", "aperta", "in_attesa_azienda"])
def test_si_annulla_da_ogni_stato_non_chiuso(request, operatrice_fi, stato):
    pratica = request.getfixturevalue(stato)
    azioni.annulla(pratica, "Doppione", da=operatrice_fi)
    assert (pratica.stato, pratica.sospesa_dal) == ("annullata", None)


def test_serve_il_motivo(aperta, operatrice_fi):
    with pytest.raises(ValidationError):
        azioni.annulla(aperta, "", da=operatrice_fi)


def test_una_chiusa_non_si_annulla(completata, operatrice_fi):
    with pytest.raises(PermissionDenied):
        azioni.annulla(completata, "Doppione", da=operatrice_fi)


def test_due_volte_insieme_e_un_conflitto(aperta, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.annulla(aperta, "Doppione", da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.annulla(letta_prima, "Doppione", da=collega_fi)


def test_solo_il_suo_ufficio(aperta, referente_moda, operatore_pi):
    for persona in (referente_moda, operatore_pi):
        with pytest.raises(PermissionDenied):
            azioni.annulla(aperta, "Doppione", da=persona)
