"""When a person leaves her office, what she followed is the office's again."""

import pytest

from sportelli import azioni as persone
from sportelli.models import Ruolo

pytestmark = pytest.mark.django_db


def test_le_pratiche_di_chi_e_disattivato_tornano_in_coda(in_lavorazione, operatrice_fi, responsabile_fi):
    assert in_lavorazione.assegnata_a == operatrice_fi
    persone.disattiva_persona(operatrice_fi, da=responsabile_fi)
    in_lavorazione.refresh_from_db()
    assert in_lavorazione.assegnata_a is None
    assert in_lavorazione.stato == "aperta"
    passo = in_lavorazione.passi.first()
    assert (passo.da, passo.differenze) == (None, {"assegnata a": ["Giulia Bianchi", ""]})


def test_anche_di_chi_cambia_ufficio(in_lavorazione, operatrice_fi, amministratore, pisa):
    persone.cambia_persona(operatrice_fi, {"sportello": pisa}, da=amministratore)
    in_lavorazione.refresh_from_db()
    assert in_lavorazione.assegnata_a is None


def test_cio_che_attende_altri_passa_al_responsabile(in_attesa_azienda, operatrice_fi, responsabile_fi):
    persone.disattiva_persona(operatrice_fi, da=responsabile_fi)
    in_attesa_azienda.refresh_from_db()
    assert (in_attesa_azienda.assegnata_a, in_attesa_azienda.stato) == (responsabile_fi, "in_attesa_azienda")


def test_una_pratica_completata_resta_di_chi_l_ha_chiusa(completata, operatrice_fi, amministratore):
    campi = {"ruolo": Ruolo.REFERENTE, "sportello": None}
    persone.cambia_persona(operatrice_fi, campi, da=amministratore)
    completata.refresh_from_db()
    assert completata.assegnata_a == operatrice_fi
