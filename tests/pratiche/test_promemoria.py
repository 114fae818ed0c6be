"""The office is reminded of what is due, late, or standing still (C1)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nucleo.models import Chiusura, Notifica
from nucleo.notifiche import prepara_riepiloghi
from nucleo.posta import spedisci_dovuti
from pratiche import azioni
from pratiche.models import Promemoria

pytestmark = pytest.mark.django_db


def ricordati():
    """Who was reminded of what, in the order of the persons' names."""
    righe = Notifica.objects.filter(argomento="promemoria").order_by("destinatario__cognome")
    return [(riga.destinatario, riga.titolo.partition(": ")[2]) for riga in righe]


@pytest.fixture
def in_mano(in_lavorazione):
    """Opened on Monday 2 March: due on Monday 16."""
    assert str(in_lavorazione.scadenza) == "2026-03-16"
    return in_lavorazione


@pytest.mark.parametrize(
    ("quando", "quanti"),
    [
        ("2026-03-11 10:00", 0),
        ("2026-03-12 06:59", 0),
        ("2026-03-12 07:00", 1),  # Thursday: Friday and Monday are left
        ("2026-03-12 13:00", 0),
        ("2026-03-14 10:00", 0),  # Saturday
        ("2026-03-16 10:00", 1),  # the very day
    ],
)
def test_due_giorni_lavorativi_prima_si_ricorda_al_mattino(in_mano, operatrice_fi, orologio, quando, quanti):
    orologio(quando)
    assert azioni.ricorda_dovute() == quanti
    assert ricordati() == [(operatrice_fi, "la scadenza è vicina (lun 16/03)")] * quanti


def test_si_ricorda_una_volta_per_scadenza(in_mano, orologio):
    orologio("2026-03-12 10:00")
    assert [azioni.ricorda_dovute(), azioni.ricorda_dovute()] == [1, 0]
    orologio("2026-03-13 10:00")
    assert azioni.ricorda_dovute() == 0


def test_una_scadenza_passata_la_sa_anche_il_responsabile(in_mano, operatrice_fi, responsabile_fi, orologio):
    orologio("2026-03-17 10:00")
    azioni.ricorda_dovute()
    detto = "la scadenza è passata (lun 16/03)"
    assert ricordati() == [(operatrice_fi, detto), (responsabile_fi, detto)]


def test_quella_che_nessuno_ha_preso_la_ricorda_chi_risponde(aperta, responsabile_fi, orologio):
    orologio("2026-03-16 10:00")
    azioni.ricorda_dovute()
    assert (responsabile_fi, "la scadenza è vicina (lun 16/03)") in ricordati()


def test_chi_aspetta_l_azienda_non_ha_scadenze_ma_puo_essere_ferma(
    in_attesa_azienda, operatrice_fi, orologio
):
    orologio("2026-03-13 10:00")
    assert azioni.ricorda_dovute() == 0
    orologio("2026-03-16 10:00")
    assert [azioni.ricorda_dovute(), azioni.ricorda_dovute()] == [1, 0]
    assert ricordati() == [(operatrice_fi, "è ferma da dieci giorni lavorativi")]


def test_quando_tocca_a_toscana_promozione_l_ufficio_non_e_sollecitato(in_attesa_tp, orologio):
    orologio("2026-04-16 10:00")
    assert azioni.ricorda_dovute() == 0


def test_nel_giorno_di_chiusura_si_tace(in_mano, orologio):
    Chiusura.objects.create(dal="2026-03-12", al="2026-03-12", motivo="Sede chiusa", provincia="FI")
    orologio("2026-03-12 10:00")
    assert azioni.ricorda_dovute() == 0


def test_di_una_chiusa_non_si_ricorda_niente(completata, orologio):
    orologio("2026-04-16 10:00")
    assert azioni.ricorda_dovute() == 0
    assert not Promemoria.objects.exists()


def test_il_promemoria_arriva_nel_riepilogo_della_stessa_mattina(
    in_mano, operatrice_fi, orologio, mailoutbox
):
    orologio("2026-03-12 07:00")
    azioni.ricorda_dovute()
    orologio("2026-03-12 08:00")
    prepara_riepiloghi()
    spedisci_dovuti()
    [lettera] = [m for m in mailoutbox if m.to == [operatrice_fi.email]]
    assert "la scadenza è vicina" in lettera.body


def test_le_domande_di_una_ronda_senza_novita_non_crescono(in_mano, nuova_pratica, orologio):
    """A-07: what was already said is not read again."""

    def domande():
        with CaptureQueriesContext(connection) as contesto:
            azioni.ricorda_dovute()
        return len(contesto)

    orologio("2026-03-12 10:00")
    azioni.ricorda_dovute()
    con_una = domande()
    for _ in range(3):
        nuova_pratica("aperta")
    orologio("2026-03-27 10:00")
    assert azioni.ricorda_dovute() > 3
    assert domande() == con_una
