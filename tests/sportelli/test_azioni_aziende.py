"""The verbs of the scheda aziendale."""

import pghistory
import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError

from nucleo.stati import VersioneSuperata
from sportelli import azioni
from sportelli.models import Azienda, Consenso, Contatto, Paese, Provincia, Scopo

pytestmark = pytest.mark.django_db


def test_la_scheda_nasce_nell_ufficio_di_chi_la_scrive(camiceria, operatrice_fi):
    assert camiceria.sportello == operatrice_fi.sportello
    assert camiceria.versione == 1
    assert set(camiceria.mercati.values_list("codice", flat=True)) == {"US", "JP"}
    assert camiceria.contatti.get().principale


@pytest.mark.parametrize("chi", ["referente_moda", "redazione", "direzione", "amministratore"])
def test_chi_non_ha_uno_sportello_non_scrive_schede(request, chi, campi_azienda):
    """C6."""
    with pytest.raises(PermissionDenied):
        azioni.crea_azienda(campi_azienda, da=request.getfixturevalue(chi))


def test_un_altro_ufficio_non_tocca_la_scheda(camiceria, lapo, operatore_pi):
    """C4: the scheda is the office's own."""
    with pytest.raises(PermissionDenied):
        azioni.modifica_azienda(camiceria, {"comune": "Pisa"}, versione=1, da=operatore_pi)
    with pytest.raises(PermissionDenied):
        azioni.aggiungi_contatto(camiceria, {"nome": "X"}, da=operatore_pi)
    with pytest.raises(PermissionDenied):
        azioni.modifica_contatto(lapo, {"nome": "X"}, versione=1, da=operatore_pi)
    with pytest.raises(PermissionDenied):
        azioni.disattiva_contatto(lapo, da=operatore_pi)
    with pytest.raises(PermissionDenied):
        azioni.registra_consenso(lapo, Scopo.CIRCOLARI, concesso=True, canale="email", da=operatore_pi)


def test_due_uffici_tengono_ciascuno_la_sua_scheda_della_stessa_ditta(camiceria, operatore_pi, campi_azienda):
    assert azioni.crea_azienda(campi_azienda, da=operatore_pi).pk != camiceria.pk


def test_lo_stesso_ufficio_non_ha_due_volte_la_stessa_ditta(camiceria, operatrice_fi, campi_azienda):
    with pytest.raises(ValidationError):
        azioni.crea_azienda(campi_azienda, da=operatrice_fi)
    assert Azienda.objects.count() == 1


def test_serve_un_codice(operatrice_fi, campi_azienda):
    senza = campi_azienda | {"partita_iva": "", "codice_fiscale": ""}
    with pytest.raises(ValidationError, match="Serve la partita IVA"):
        azioni.crea_azienda(senza, da=operatrice_fi)


def test_chi_salva_per_secondo_non_cancella_il_primo(camiceria, operatrice_fi, responsabile_fi):
    azioni.modifica_azienda(camiceria, {"comune": "Empoli"}, versione=1, da=operatrice_fi)
    with pytest.raises(VersioneSuperata):
        azioni.modifica_azienda(camiceria, {"comune": "Prato"}, versione=1, da=responsabile_fi)
    camiceria.refresh_from_db()
    assert (camiceria.comune, camiceria.versione) == ("Empoli", 2)


def test_il_contatto_principale_e_uno_solo(camiceria, lapo, operatrice_fi):
    neri = azioni.aggiungi_contatto(camiceria, {"nome": "Neri Orlanducchini"}, da=operatrice_fi)
    assert not neri.principale
    azioni.modifica_contatto(neri, {"principale": True}, versione=1, da=operatrice_fi)
    assert list(camiceria.contatti.filter(principale=True)) == [neri]


def test_un_contatto_disattivato_resta_con_i_suoi_consensi(lapo, operatrice_fi):
    azioni.registra_consenso(lapo, Scopo.CIRCOLARI, concesso=True, canale="modulo", da=operatrice_fi)
    azioni.disattiva_contatto(lapo, da=operatrice_fi)
    lapo.refresh_from_db()
    assert (lapo.attivo, lapo.principale, lapo.consensi.count()) == (False, False, 1)
    azioni.attiva_contatto(lapo, da=operatrice_fi)
    assert Contatto.objects.get().attivo


def test_vale_l_ultimo_consenso_e_i_precedenti_restano(lapo, operatrice_fi):
    """G-01."""
    for concesso in (True, False):
        azioni.registra_consenso(lapo, Scopo.CIRCOLARI, concesso=concesso, canale="email", da=operatrice_fi)
    assert [c.concesso for c in Consenso.objects.in_vigore()] == [False]
    assert Consenso.objects.count() == 2
    assert Consenso.objects.first().testo.versione == 1
    with pytest.raises(DatabaseError, match="Cannot update"):
        Consenso.objects.update(concesso=True)


def test_la_storia_ricorda_anche_i_mercati(camiceria, operatrice_fi):
    francia = Paese.objects.get(codice="FR")
    azioni.modifica_azienda(camiceria, {"mercati": [francia]}, versione=1, da=operatrice_fi)
    fatti = apps.get_model("sportelli", "MercatoAziendaEvent").objects.values_list(
        "pgh_label", "paese__codice"
    )
    tolti, aggiunti = {("tolto", "US"), ("tolto", "JP")}, {("aggiunto", "FR")}
    assert set(fatti) == {("aggiunto", "US"), ("aggiunto", "JP")} | tolti | aggiunti


def test_l_archivio_della_camera_crea_una_volta_sola(firenze, campi_azienda):
    """I-01."""
    lapo = {"nome": "Lapo Berlodori"}
    scheda = azioni.SchedaAziendale(campi_azienda, [lapo])
    [prima] = azioni.importa_schede([scheda], sportello=firenze)
    assert prima.creata
    assert prima.azienda.origine == "camera"
    for _ in range(3):
        [ancora] = azioni.importa_schede([scheda], sportello=firenze)
        assert (ancora.creata, ancora.cambiati, ancora.diversi) == (False, (), ())
    azienda = Azienda.objects.get()
    assert (azienda.versione, azienda.contatti.count()) == (1, 1)


def test_l_archivio_della_camera_riempie_i_vuoti_e_non_tocca_cio_che_c_e(camiceria, campi_azienda, firenze):
    arriva = campi_azienda | {"comune": "Empoli", "addetti": 15}
    [esito] = azioni.importa_schede([azioni.SchedaAziendale(arriva)], sportello=firenze)
    assert esito.cambiati == ("addetti",)
    assert esito.diversi == (("comune", "Castelfiorentino", "Empoli"),)
    camiceria.refresh_from_db()
    assert (camiceria.comune, camiceria.addetti, camiceria.versione) == ("Castelfiorentino", 15, 2)


def test_cio_che_un_importazione_ha_scritto_segue_l_archivio(operatrice_fi, campi_azienda, firenze):
    """C5: nobody types the Chamber's news; what a person has corrected since then stays."""
    [prima] = azioni.importa_schede([azioni.SchedaAziendale(campi_azienda)], sportello=firenze)
    with pghistory.context(utente=operatrice_fi.pk):
        azioni.modifica_azienda(prima.azienda, {"cap": "50051", "addetti": 9}, versione=1, da=operatrice_fi)
    pisa = Provincia.objects.get(codice="PI")
    arriva = campi_azienda | {"comune": "Empoli", "provincia": pisa, "addetti": 15, "cap": "50053"}
    [esito] = azioni.importa_schede([azioni.SchedaAziendale(arriva)], sportello=firenze)
    assert set(esito.cambiati) == {"comune", "provincia"}
    assert {nome for nome, _, _ in esito.diversi} == {"cap", "addetti"}
    azienda = Azienda.objects.get()
    assert (azienda.comune, azienda.provincia, azienda.addetti, azienda.versione) == ("Empoli", pisa, 9, 3)


def test_la_stessa_ditta_si_riconosce_dal_codice_fiscale(operatrice_fi, firenze, campi_azienda):
    senza_iva = campi_azienda | {"partita_iva": "", "codice_fiscale": "BRLRNR58A09D612M"}
    azioni.crea_azienda(senza_iva, da=operatrice_fi)
    trovate = Azienda.objects.con_codice(codice_fiscale="BRLRNR58A09D612M")
    assert trovate.count() == 1
    assert not Azienda.objects.con_codice(partita_iva="09526490488").exists()
