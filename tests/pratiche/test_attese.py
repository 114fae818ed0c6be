"""While the office waits for others the deadline stops, and starts again where it was (C1)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.models import Pratica

pytestmark = pytest.mark.django_db


def test_l_attesa_dell_azienda_ferma_la_scadenza(in_attesa_azienda):
    assert (in_attesa_azienda.stato, str(in_attesa_azienda.sospesa_dal)) == (
        "in_attesa_azienda",
        "2026-03-02",
    )
    assert in_attesa_azienda.passi.first().motivo == "Manca la fattura"


@pytest.mark.parametrize(
    ("ripresa", "attesi", "scadenza"),
    [
        ("2026-03-02 16:00", 0, "2026-03-16"),
        ("2026-03-05 09:00", 3, "2026-03-19"),
        ("2026-03-08 12:00", 4, "2026-03-20"),  # a Sunday: Tuesday to Friday were waited
        ("2026-04-07 09:00", 25, "2026-04-21"),  # across Easter Monday
    ],
)
def test_riprendendo_la_scadenza_si_sposta_dei_giorni_attesi(
    in_attesa_azienda, operatrice_fi, orologio, ripresa, attesi, scadenza
):
    orologio(ripresa)
    azioni.riprendi(in_attesa_azienda, motivo="È arrivata la fattura", da=operatrice_fi)
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.sospesa_dal) == ("in_lavorazione", None)
    assert (pratica.giorni_attesi, str(pratica.scadenza)) == (attesi, scadenza)
    assert pratica.passi.first().motivo == "È arrivata la fattura"


def test_le_attese_si_sommano(in_attesa_azienda, operatrice_fi, orologio):
    orologio("2026-03-04 09:00")
    azioni.riprendi(in_attesa_azienda, da=operatrice_fi)
    azioni.attendi_azienda(in_attesa_azienda, "Manca il listino", da=operatrice_fi)
    orologio("2026-03-09 09:00")
    azioni.riprendi(in_attesa_azienda, da=operatrice_fi)
    assert (in_attesa_azienda.giorni_attesi, str(in_attesa_azienda.scadenza)) == (5, "2026-03-23")


def test_un_attesa_che_segue_un_altra_conta_dal_primo_giorno(
    in_attesa_azienda, referente_moda, responsabile_fi, operatrice_fi, orologio
):
    orologio("2026-03-04 09:00")
    entro = orologio("2026-03-04 09:00").date()
    chiarimento = azioni.chiedi_chiarimento(in_attesa_azienda, "Quanto?", entro_il=entro, da=referente_moda)
    assert str(in_attesa_azienda.sospesa_dal) == "2026-03-02"
    orologio("2026-03-06 09:00")
    azioni.rispondi_chiarimento(chiarimento, "Tanto.", da=responsabile_fi)
    assert str(Pratica.objects.get().scadenza) == "2026-03-20"


def test_serve_un_motivo_per_attendere(in_lavorazione, operatrice_fi):
    with pytest.raises(ValidationError):
        azioni.attendi_azienda(in_lavorazione, "  ", da=operatrice_fi)


def test_si_riprende_una_volta_sola(in_attesa_azienda, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.riprendi(in_attesa_azienda, da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.riprendi(letta_prima, da=collega_fi)


def test_solo_l_ufficio_attende_e_riprende(in_attesa_azienda, referente_moda, operatore_pi):
    for persona in (referente_moda, operatore_pi):
        with pytest.raises(PermissionDenied):
            azioni.riprendi(in_attesa_azienda, da=persona)


def test_una_sospesa_non_e_in_ritardo(in_attesa_azienda, nuova_pratica, orologio, operatrice_fi):
    altra = nuova_pratica("in_lavorazione")
    orologio("2026-03-17 09:00")
    assert list(Pratica.objects.in_ritardo()) == [altra]
    orologio("2026-03-16 23:00")
    assert not Pratica.objects.in_ritardo()
