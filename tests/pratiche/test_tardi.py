"""Who comes late reads how the pratica is now, who moved it and when, and gets back what was typed."""

import pytest
from django.urls import reverse

from pratiche import azioni, permessi
from pratiche.models import Nota

pytestmark = pytest.mark.django_db


@pytest.fixture
def entra(client):
    def fai(persona):
        client.force_login(persona)
        return client

    return fai


def via(nome, pratica, **altro):
    return reverse(f"pratiche:{nome}", kwargs={"numero": pratica.numero, **altro})


def test_un_bottone_vecchio_dice_com_e_ora_la_pratica_e_chi_l_ha_mossa(
    entra, orologio, in_lavorazione, operatrice_fi, collega_fi
):
    orologio("2026-03-02 11:15")
    azioni.completa(in_lavorazione, esito="risolta", risposta="Ecco.", da=collega_fi)
    risposta = entra(operatrice_fi).get(via("completa", in_lavorazione))
    pagina = risposta.content.decode()
    assert risposta.status_code == 409
    assert "Ora la pratica è «Completata»: l'ha spostata Marta Neri, <time" in pagina
    assert "oggi 11:15</time>" in pagina
    assert f'href="{in_lavorazione.get_absolute_url()}"' in pagina


@pytest.mark.parametrize("letta", ["", "2026-03-02T09:00:00+00:00"])
def test_chi_scriveva_ritrova_il_testo(entra, aperta, operatrice_fi, collega_fi, letta):
    """Whether or not the page said when it had been drawn."""
    azioni.annulla(aperta, "Doppione", da=collega_fi)
    campi = {"testo": "Hanno richiamato loro.", "pubblico": "ufficio", "letta": letta}
    risposta = entra(operatrice_fi).post(via("nota", aperta), campi)
    assert risposta.status_code == 409
    assert "«Annullata»" in risposta.content.decode()
    assert "Hanno richiamato loro." in risposta.content.decode()
    assert not Nota.objects.exists()


def test_anche_un_motivo_di_una_riga_torna_indietro(entra, aperta, operatrice_fi, collega_fi, lucca):
    azioni.annulla(aperta, "Doppione", da=collega_fi)
    campi = {"con": lucca.pk, "motivo": "Conoscono la dogana", "fino_al": "2026-03-20"}
    pagina = entra(operatrice_fi).post(via("condividi", aperta), campi).content.decode()
    assert "Conoscono la dogana" in pagina


def test_chi_ha_appena_fatto_altro_non_perde_il_testo(entra, aperta, operatrice_fi):
    azioni.annulla(aperta, "Doppione", da=operatrice_fi)
    campi = {"testo": "Hanno richiamato loro.", "pubblico": "ufficio", "letta": "prima"}
    risposta = entra(operatrice_fi).post(via("nota", aperta), campi)
    assert (risposta.status_code, "Hanno richiamato loro." in risposta.content.decode()) == (409, True)


def test_il_referente_che_emenda_una_decisione_chiusa_ritrova_il_testo(
    entra, controproposta, operatrice_fi, referente_moda
):
    azioni.concorda(controproposta, versione=2, da=operatrice_fi)
    campi = {"su_versione": 2, "genere": "emendamento", "testo": "Scriva Tokyo, in giapponese."}
    indirizzo = via("decisione_rispondi", controproposta.pratica, pk=controproposta.pk)
    risposta = entra(referente_moda).post(indirizzo, campi)
    assert risposta.status_code == 409
    assert "Scriva Tokyo, in giapponese." in risposta.content.decode()


def test_chi_era_il_referente_ritrova_il_testo(
    entra, decisione, referente_moda, referente_vino, operatrice_fi
):
    """The page he had open names the moment at which it was drawn."""
    letta = decisione.pratica.aggiornata_il.isoformat()
    azioni.cambia_referente(decisione.pratica, referente_vino, "È in ferie", da=operatrice_fi)
    campi = {"su_versione": 1, "genere": "emendamento", "testo": "Scriva Tokyo.", "letta": f"{letta}-prima"}
    indirizzo = via("decisione_rispondi", decisione.pratica, pk=decisione.pk)
    risposta = entra(referente_moda).post(indirizzo, campi)
    assert risposta.status_code == 409
    assert "Scriva Tokyo." in risposta.content.decode()


@pytest.mark.parametrize("chi", ["redazione", "direzione", "referente_moda", "operatore_lu"])
def test_chi_non_ha_mai_potuto_legge_che_non_gli_spetta(request, entra, condivisione, chi):
    """Even when the page that he claims to have read is old."""
    persona = request.getfixturevalue(chi)
    campi = {"motivo": "Non serve più", "letta": "prima"}
    assert entra(persona).post(via("annulla", condivisione.pratica), campi).status_code == 403
    assert entra(persona).get(via("annulla", condivisione.pratica)).status_code == 403


def test_chi_correggeva_una_scheda_chiusa_ritrova_il_quesito(entra, completata, operatrice_fi):
    risposta = entra(operatrice_fi).post(via("modifica", completata), {"quesito": "E se fosse lana?"})
    assert risposta.status_code == 409
    assert "E se fosse lana?" in risposta.content.decode()
    assert entra(operatrice_fi).get(via("modifica", completata)).status_code == 409


def test_a_chi_non_vede_piu_la_pratica_non_si_dice_nulla(entra, aperta, referente_moda, operatrice_fi):
    """E-01: the same as a number that never was."""
    azioni.annulla(aperta, "Doppione", da=operatrice_fi)
    client = entra(referente_moda)
    campi = {"testo": "Un emendamento lungo", "letta": "prima"}
    mai_esistita = via("nota", aperta).replace(aperta.numero, "FI-2026-99999")
    nascosta, ignota = client.post(via("nota", aperta), campi), client.post(mai_esistita, campi)
    assert nascosta.status_code == ignota.status_code == 404
    assert "emendamento" not in nascosta.content.decode()


def test_chiedere_se_potrebbe_non_tocca_la_riga(decisione, operatrice_fi):
    pratica, prima = decisione.pratica, (decisione.pratica.stato, decisione.stato)
    assert permessi.potrebbe(permessi.puo_completare, operatrice_fi, pratica)
    assert permessi.potrebbe(permessi.puo_ritirare, operatrice_fi, decisione)
    assert (decisione.pratica.stato, decisione.stato) == prima
    assert decisione.pratica is pratica
