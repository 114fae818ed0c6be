"""From draft to open: TP sees it, and the days of its service start (C1, C4)."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.stati import PassaggioNonAmmesso
from nucleo.visibilita import GRUPPO_TP
from pratiche import azioni, scheda
from pratiche.models import Pratica
from sportelli.models import Servizio

pytestmark = pytest.mark.django_db


def test_da_ora_la_vede_tp_e_la_storia_lo_dice(aperta, operatrice_fi):
    gruppi = {concessione.group for concessione in aperta.concessioni.all()}
    assert gruppi == {operatrice_fi.sportello.gruppo, Group.objects.get(name=GRUPPO_TP)}
    passo = aperta.passi.get(genere="aperta")
    assert (passo.da, passo.da_stato, passo.a_stato) == (operatrice_fi, "bozza", "aperta")


@pytest.mark.parametrize(
    ("apertura", "giorni", "scadenza"),
    [
        ("2026-03-02 10:00", 10, "2026-03-16"),
        ("2026-03-07 11:00", 5, "2026-03-13"),  # a Saturday
        ("2026-04-01 09:00", 5, "2026-04-09"),  # Easter Monday is no working day
        ("2026-06-22 17:30", 5, "2026-06-30"),  # nor is San Giovanni, in Firenze
    ],
)
def test_la_scadenza_salta_i_giorni_non_lavorativi(
    bozza, operatrice_fi, orologio, apertura, giorni, scadenza
):
    Servizio.objects.update(giorni_lavorativi=giorni)
    orologio(apertura)
    azioni.apri(bozza, da=operatrice_fi)
    assert str(bozza.scadenza) == scadenza


def test_a_pisa_san_giovanni_si_lavora(campi, azienda_pi, operatore_pi, orologio):
    orologio("2026-06-22 17:30")
    Servizio.objects.update(giorni_lavorativi=5)
    pratica = azioni.crea(campi | {"azienda": azienda_pi, "contatto": None}, da=operatore_pi)
    azioni.apri(pratica, da=operatore_pi)
    assert str(pratica.scadenza) == "2026-06-29"


def test_senza_cio_che_serve_non_si_apre(campi, operatrice_fi, orologio):
    """C6: the office fills in the scheda quesito."""
    bozza = azioni.crea(campi | {"quesito": " ", "risposte": {}}, da=operatrice_fi)
    domanda = bozza.servizio.domande.get(obbligatoria=True)
    assert set(scheda.mancanze(bozza)) == {"quesito", f"domanda_{domanda.pk}"}
    with pytest.raises(ValidationError, match="Codice HS"):
        azioni.apri(bozza, da=operatrice_fi)
    assert Pratica.objects.get().stato == "bozza"


def test_solo_il_suo_ufficio_la_apre(bozza, operatore_pi, referente_moda, amministratore, disattivato):
    for persona in (operatore_pi, referente_moda, amministratore, disattivato):
        with pytest.raises(PermissionDenied):
            azioni.apri(bozza, da=persona)


def test_chi_la_apre_per_secondo_legge_un_conflitto(bozza, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.apri(bozza, da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.apri(letta_prima, da=collega_fi)
    assert bozza.passi.filter(genere="aperta").count() == 1
