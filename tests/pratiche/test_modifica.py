"""The scheda is corrected, and nobody's words are lost (C1)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from pratiche import azioni
from pratiche.models import Pratica
from sportelli.models import Paese, Servizio
from tests.conftest import CANARINI

pytestmark = pytest.mark.django_db


def test_le_differenze_restano_nella_storia(bozza, collega_fi, giappone):
    cina = Paese.objects.get(codice="CN")
    cambi = {"oggetto": "Camicie ferme a Kobe", "paesi": [giappone, cina], "priorita": "normale"}
    azioni.modifica(bozza, cambi, versione=1, da=collega_fi)
    passo = bozza.passi.get(genere="modificata")
    assert passo.da == collega_fi
    assert passo.differenze == {
        "oggetto": ["Camicie ferme in dogana a Osaka", "Camicie ferme a Kobe"],
        "paesi": ["Giappone", "Cina, Giappone"],
        "priorità": ["Alta", "Normale"],
    }


def test_anche_le_risposte_e_la_persona_hanno_le_loro_differenze(bozza, operatrice_fi, dogane):
    domanda = dogane.domande.get(obbligatoria=True)
    cambi = {"contatto": None, "risposte": {str(domanda.pk): "HS 6205.30"}}
    azioni.modifica(bozza, cambi, versione=1, da=operatrice_fi)
    assert bozza.passi.get(genere="modificata").differenze == {
        "persona dell'azienda": [CANARINI.nome, ""],
        domanda.testo: ["Camicie di cotone, HS 6205.20", "HS 6205.30"],
    }


def test_una_versione_superata_e_un_conflitto(bozza, operatrice_fi, collega_fi):
    """The second of two people who read version 1 loses nothing of the first one's."""
    letta_prima = Pratica.objects.get()
    azioni.modifica(bozza, {"oggetto": "Prima"}, versione=1, da=operatrice_fi)
    with pytest.raises(VersioneSuperata):
        azioni.modifica(letta_prima, {"oggetto": "Seconda"}, versione=1, da=collega_fi)
    assert Pratica.objects.get().oggetto == "Prima"


def test_chi_scrive_su_una_pratica_chiusa_nel_frattempo_legge_un_conflitto(aperta, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.annulla(aperta, "Doppione", da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.modifica(letta_prima, {"oggetto": "Tardi"}, versione=1, da=collega_fi)


def test_scrivere_le_stesse_parole_non_lascia_passi(bozza, campi, operatrice_fi):
    azioni.modifica(bozza, campi, versione=1, da=operatrice_fi)
    assert not bozza.passi.filter(genere="modificata").exists()


def test_una_chiusa_non_si_modifica(completata, operatrice_fi):
    with pytest.raises(PermissionDenied):
        azioni.modifica(completata, {"oggetto": "Altro"}, versione=1, da=operatrice_fi)


def test_tp_e_gli_altri_uffici_non_scrivono(aperta, referente_moda, direzione, operatore_pi, amministratore):
    for persona in (referente_moda, direzione, operatore_pi, amministratore):
        with pytest.raises(PermissionDenied):
            azioni.modifica(aperta, {"oggetto": "Altro"}, versione=1, da=persona)


def test_una_aperta_non_perde_cio_che_serviva_per_aprirla(aperta, operatrice_fi):
    """C6."""
    with pytest.raises(ValidationError, match="che cosa chiede"):
        azioni.modifica(aperta, {"quesito": "  "}, versione=1, da=operatrice_fi)
    assert Pratica.objects.get().quesito


def test_un_altro_servizio_ha_i_suoi_giorni_dall_apertura(aperta, operatrice_fi, orologio):
    orologio("2026-03-05 10:00")
    partner = Servizio.objects.get(codice="ricerca_partner")
    azioni.modifica(aperta, {"servizio": partner}, versione=1, da=operatrice_fi)
    assert str(aperta.scadenza) == "2026-03-30"


def test_l_azienda_di_un_altro_ufficio_non_entra(bozza, azienda_pi, operatrice_fi):
    with pytest.raises(ValidationError):
        azioni.modifica(bozza, {"azienda": azienda_pi, "contatto": None}, versione=1, da=operatrice_fi)
