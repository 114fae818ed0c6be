"""The words a pratica is found by never say what a reader may not read (C4, C6); similar answers."""

import pytest
from django.contrib.postgres.search import SearchQuery

from pratiche import azioni
from pratiche.models import Pratica
from sportelli.models import Azienda, Contatto, Paese, Servizio
from tests.conftest import azienda_di, numeri

pytestmark = pytest.mark.django_db


def trovate(parole):
    return numeri(Pratica.objects.filter(ricerca=SearchQuery(parole, config="italiano")))


def test_di_una_riservata_non_si_trova_l_azienda(completata, operatrice_fi):
    """C4: a search that matches what it does not show would say whose it is."""
    assert trovate("Torriandini") == {completata.numero}
    azioni.cambia_riservatezza(completata, True, "Marchio", da=operatrice_fi)
    for parola in ("Torriandini", "Camiceria", "09526490488"):
        assert trovate(parola) == set()
    assert trovate("camicie moda Firenze") == {completata.numero}
    azioni.cambia_riservatezza(completata, False, "Marchio depositato", da=operatrice_fi)
    assert trovate("Torriandini") == {completata.numero}


def test_note_e_decisioni_non_si_cercano(in_lavorazione, operatrice_fi, referente_moda):
    """The other offices do not read them: they cannot find by them either."""
    azioni.annota(in_lavorazione, "parolasegreta", pubblico="tp", da=operatrice_fi)
    azioni.chiedi_intervento(in_lavorazione, "parolasegreta", referente=referente_moda, da=operatrice_fi)
    azioni.riscrivi_testi_di_ricerca()
    assert trovate("parolasegreta") == set()


def test_una_persona_nuova_si_nasconde_anche_nelle_pratiche_vecchie(campi, azienda, operatrice_fi, orologio):
    """C6: until the sweep has written the text again, nobody finds the pratica by its words at all."""
    pratica = azioni.crea(campi | {"oggetto": "Sentire Ranuccio Bencivenni"}, da=operatrice_fi)
    assert trovate("Bencivenni") == {pratica.numero}
    nuovo = Contatto.objects.create(azienda=azienda, nome="Ranuccio Bencivenni")
    assert trovate("Bencivenni") == set()
    assert azioni.riscrivi_testi_di_ricerca() == 1
    assert (trovate("Bencivenni"), trovate("sentire")) == (set(), {pratica.numero})
    nuovo.incarico = "Titolare"
    nuovo.save()
    assert azioni.riscrivi_testi_di_ricerca() == 0


def test_il_nome_nuovo_dell_azienda_si_trova_dopo_la_ronda(completata, azienda):
    Azienda.objects.filter(pk=azienda.pk).update(ragione_sociale="Sartoria Novella")
    assert trovate("Torriandini") == set()
    azioni.riscrivi_testi_di_ricerca()
    assert trovate("Novella") == {completata.numero}
    assert azioni.riscrivi_testi_di_ricerca() == 0


def test_riscrivere_i_testi_non_muove_la_pratica(completata, azienda):
    prima = Pratica.objects.values("aggiornata_il", "versione", "stato").get()
    eventi = Pratica.pgh_event_model.objects.count()
    Azienda.objects.filter(pk=azienda.pk).update(comune="Empoli")
    azioni.riscrivi_testi_di_ricerca()
    assert Pratica.objects.values("aggiornata_il", "versione", "stato").get() == prima
    assert Pratica.pgh_event_model.objects.count() == eventi


# Similar answers


@pytest.fixture
def archivio(nuova_pratica, vino):
    partner = Servizio.objects.get(codice="ricerca_partner")
    senza = {"servizio": partner, "risposte": {}}
    return {
        "camicie": nuova_pratica("completata"),
        "vino": nuova_pratica("completata", oggetto="Importatori di Chianti", settore=vino, **senza),
        "aperta": nuova_pratica("aperta", oggetto="Camicie in dogana"),
    }


def test_le_risposte_piu_vicine_vengono_prima(archivio, dogane, moda, vino, giappone):
    simili = Pratica.objects.simili("Camicie bloccate alla dogana giapponese", dogane, moda, [giappone])
    assert list(simili) == [archivio["camicie"]]
    partner = archivio["vino"].servizio
    assert list(Pratica.objects.simili("Cerco importatori", partner, vino))[0] == archivio["vino"]


def test_bastano_le_parole_o_il_servizio_con_il_settore(archivio, dogane, moda):
    assert list(Pratica.objects.simili("camicie osaka")) == [archivio["camicie"]]
    assert list(Pratica.objects.simili("", dogane, moda)) == [archivio["camicie"]]
    assert list(Pratica.objects.simili("niente che somigli")) == []
    assert list(Pratica.objects.simili("' & | ! <-> :*")) == []


def test_a_parita_di_parole_vincono_servizio_settore_e_paesi(nuova_pratica, dogane, moda):
    prima = nuova_pratica("completata")
    altrove = nuova_pratica("completata", paesi=[Paese.objects.get(codice="CN")])
    simili = Pratica.objects.simili("camicie", dogane, moda, prima.paesi.all())
    assert list(simili) == [prima, altrove]


def test_chi_non_vede_l_archivio_non_ha_risposte_simili(archivio, amministratore, operatore_pi):
    assert not Pratica.objects.visibili_a(amministratore).simili("camicie")
    assert Pratica.objects.visibili_a(operatore_pi).simili("camicie").exists()


# The same company


def test_della_stessa_impresa_ognuno_trova_le_sue_e_l_archivio(
    nuova_pratica, campi, pisa, operatrice_fi, operatore_pi, pratiche
):
    """Nothing is told of what another office has open; of the archive, no riservata of others (C4)."""
    mia = azienda_di(pisa, "Camiceria Torriandini", "09526490488")
    aperta, chiusa = nuova_pratica("aperta"), nuova_pratica("completata")
    sua = azioni.crea(campi | {"azienda": mia, "contatto": None}, da=operatore_pi)

    def di_pisa():
        return numeri(pratiche.visibili_a(operatore_pi).della_stessa_impresa(mia))

    assert di_pisa() == {sua.numero, chiusa.numero}
    azioni.cambia_riservatezza(chiusa, True, "Marchio", da=operatrice_fi)
    assert di_pisa() == {sua.numero}
    di_firenze = pratiche.visibili_a(operatrice_fi).della_stessa_impresa(campi["azienda"])
    assert numeri(di_firenze) == {aperta.numero, chiusa.numero}
