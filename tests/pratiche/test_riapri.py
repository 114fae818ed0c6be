"""Out of the archive again, within thirty days and with a reason (C1)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.models import Pratica

pytestmark = pytest.mark.django_db


def test_esce_dall_archivio_e_torna_in_lavorazione(
    completata, pratiche, operatrice_fi, operatore_pi, direzione
):
    azioni.riapri(completata, "L'azienda chiede ancora", da=operatrice_fi)
    assert (completata.stato, completata.chiusa_il) == ("in_lavorazione", None)
    assert not pratiche.visibili_a(operatore_pi)
    assert pratiche.visibili_a(direzione).exists()
    assert completata.passi.first().motivo == "L'azienda chiede ancora"


def test_il_tempo_in_cui_era_chiusa_non_conta(completata, operatrice_fi, orologio):
    orologio("2026-03-12 09:00")
    azioni.riapri(completata, "Manca un pezzo", da=operatrice_fi)
    assert (completata.giorni_attesi, str(completata.scadenza)) == (8, "2026-03-26")


@pytest.mark.parametrize(("quando", "si_puo"), [("2026-04-01 23:59", True), ("2026-04-02 00:01", False)])
def test_entro_trenta_giorni(completata, operatrice_fi, orologio, quando, si_puo):
    orologio(quando)
    if si_puo:
        azioni.riapri(completata, "Manca un pezzo", da=operatrice_fi)
    else:
        with pytest.raises(PermissionDenied):
            azioni.riapri(completata, "Manca un pezzo", da=operatrice_fi)


def test_una_bozza_annullata_torna_bozza(bozza, pratiche, operatrice_fi, referente_moda):
    azioni.annulla(bozza, "Doppione", da=operatrice_fi)
    azioni.riapri(bozza, "Non era un doppione", da=operatrice_fi)
    assert bozza.stato == "bozza"
    assert not pratiche.visibili_a(referente_moda)


def test_una_aperta_annullata_torna_in_lavorazione_a_chi_riapre(annullata, collega_fi):
    azioni.riapri(annullata, "Ci ripensano", da=collega_fi)
    assert (annullata.stato, annullata.assegnata_a) == ("in_lavorazione", collega_fi)


def test_chi_la_seguiva_e_se_n_e_andato_lascia_il_posto(completata, operatrice_fi, collega_fi):
    operatrice_fi.is_active = False
    operatrice_fi.save()
    completata = Pratica.objects.get()
    azioni.riapri(completata, "Manca un pezzo", da=collega_fi)
    assert completata.assegnata_a == collega_fi


def test_chi_la_seguiva_la_segue_ancora(completata, operatrice_fi, collega_fi):
    azioni.riapri(completata, "Manca un pezzo", da=collega_fi)
    assert completata.assegnata_a == operatrice_fi


def test_serve_il_motivo(completata, operatrice_fi):
    with pytest.raises(ValidationError):
        azioni.riapri(completata, " ", da=operatrice_fi)


def test_solo_il_suo_ufficio(completata, operatore_pi, referente_moda, direzione):
    for persona in (operatore_pi, referente_moda, direzione):
        with pytest.raises(PermissionDenied):
            azioni.riapri(completata, "Manca un pezzo", da=persona)


def test_chi_arriva_secondo_legge_un_conflitto(completata, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.riapri(completata, "Manca un pezzo", da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.riapri(letta_prima, "Anche a me", da=collega_fi)


def test_una_riaperta_si_completa_di_nuovo(completata, operatrice_fi):
    azioni.riapri(completata, "Manca un pezzo", da=operatrice_fi)
    azioni.completa(completata, esito="risolta", risposta="Ora sì.", da=operatrice_fi)
    assert Pratica.objects.get().risposta == "Ora sì."
