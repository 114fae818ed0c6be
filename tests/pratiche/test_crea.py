"""A request enters the network (C1, C6)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from pratiche import azioni
from pratiche.models import ConcessionePratica, Pratica, Stato
from tests.conftest import CANARINI

pytestmark = pytest.mark.django_db


def test_nasce_in_bozza_con_il_numero_e_il_suo_sportello(bozza, operatrice_fi):
    assert (bozza.numero, bozza.stato) == ("FI-2026-00001", Stato.BOZZA)
    assert (bozza.sportello, bozza.creata_da) == (operatrice_fi.sportello, operatrice_fi)
    passo = bozza.passi.get()
    assert (passo.genere, passo.da, passo.a_stato) == ("creata", operatrice_fi, "bozza")
    assert ConcessionePratica.objects.get().group == operatrice_fi.sportello.gruppo


def test_solo_chi_lavora_in_uno_sportello_crea(
    campi, referente_moda, redazione, direzione, amministratore, estraneo, disattivato
):
    for persona in (referente_moda, redazione, direzione, amministratore, estraneo, disattivato):
        with pytest.raises(PermissionDenied):
            azioni.crea(campi, da=persona)
    assert not Pratica.objects.exists()


def test_l_azienda_deve_essere_del_proprio_sportello(campi, azienda_pi, operatrice_fi, orologio):
    """C4: another office's scheda aziendale is not to be used, nor seen."""
    with pytest.raises(ValidationError, match="non è del tuo Sportello"):
        azioni.crea(campi | {"azienda": azienda_pi, "contatto": None}, da=operatrice_fi)


def test_la_persona_deve_essere_dell_azienda(campi, azienda_pi, operatrice_fi, orologio):
    with pytest.raises(ValidationError, match="non è dell'azienda"):
        azioni.crea(campi | {"contatto": azienda_pi.contatti.get()}, da=operatrice_fi)


def test_una_bozza_puo_essere_a_meta(campi, operatrice_fi, orologio):
    pratica = azioni.crea(campi | {"quesito": "", "risposte": {}, "contatto": None}, da=operatrice_fi)
    assert pratica.stato == Stato.BOZZA


def test_chi_crea_non_sceglie_ne_stato_ne_numero_ne_sportello(campi, pisa, operatrice_fi, orologio):
    """S-01: mass assignment."""
    troppo = {"stato": "completata", "numero": "PI-2026-00001", "sportello": pisa, "tp_coinvolta": True}
    pratica = azioni.crea(campi | troppo, da=operatrice_fi)
    pratica.refresh_from_db()
    assert (pratica.stato, pratica.numero) == ("bozza", "FI-2026-00001")
    assert (pratica.sportello, pratica.tp_coinvolta) == (operatrice_fi.sportello, False)


def test_restano_solo_le_risposte_alle_domande_del_servizio(campi, operatrice_fi, orologio):
    altre = campi["risposte"] | {"999999": "di un altro servizio", "x": "non è una domanda"}
    pratica = azioni.crea(campi | {"risposte": altre}, da=operatrice_fi)
    assert pratica.risposte == campi["risposte"]


def test_si_cerca_senza_recapiti_ne_persone(bozza):
    """C6."""
    bozza.refresh_from_db()
    for segreto in (CANARINI.nome, CANARINI.cognome, CANARINI.cifre, CANARINI.email):
        assert segreto not in bozza.testo_ricerca
    for parola in ("Torriandini", "Osaka", "6205.20", "Giappone", bozza.numero):
        assert parola in bozza.testo_ricerca
