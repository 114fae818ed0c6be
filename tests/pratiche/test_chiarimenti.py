"""TP asks the responsabile of the office, and nobody else (C6)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from nucleo import tempo
from nucleo.models import Notifica
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni, permessi
from pratiche.competenza import responsabile_di
from pratiche.models import Chiarimento, Pratica
from sportelli.models import Utente

pytestmark = pytest.mark.django_db
ENTRO = date(2026, 3, 9)


def assenta(persona):
    persona.assente_dal = persona.assente_fino_al = tempo.oggi()
    persona.save()


def avvisati(parole):
    return {n.destinatario for n in Notifica.objects.filter(titolo__contains=parole)}


def test_chiedere_ferma_la_pratica_e_coinvolge_tp(
    chiarimento, responsabile_fi, referente_moda, operatrice_fi
):
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.referente) == ("chiarimento_chiesto", referente_moda)
    assert (pratica.tp_coinvolta, pratica.chiarimento_aperto) == (True, True)
    assert pratica.sospesa_dal == tempo.oggi()
    assert (chiarimento.destinatario, chiarimento.chiesto_da) == (responsabile_fi, referente_moda)
    assert avvisati("chiede un chiarimento") == {responsabile_fi, operatrice_fi}


def test_se_la_responsabile_e_assente_si_chiede_al_vice(
    in_lavorazione, referente_moda, responsabile_fi, vice_fi
):
    assenta(responsabile_fi)
    chiarimento = azioni.chiedi_chiarimento(in_lavorazione, "Quanto?", entro_il=ENTRO, da=referente_moda)
    assert chiarimento.destinatario == vice_fi


def test_se_nessuno_dei_due_c_e_lo_trovera_la_responsabile(firenze, responsabile_fi, vice_fi, orologio):
    assenta(responsabile_fi)
    assenta(vice_fi)
    assert responsabile_di(firenze) == responsabile_fi


def test_un_vice_passato_ad_altro_ufficio_non_risponde_piu(firenze, vice_fi, pisa, orologio):
    Utente.objects.filter(pk=vice_fi.pk).update(sportello=pisa)
    firenze.refresh_from_db()
    assert responsabile_di(firenze) is None


def test_senza_un_responsabile_non_si_puo_chiedere(in_lavorazione, referente_moda):
    with pytest.raises(ValidationError, match="responsabile"):
        azioni.chiedi_chiarimento(in_lavorazione, "Quanto?", entro_il=ENTRO, da=referente_moda)
    assert Pratica.objects.get().stato == "in_lavorazione"


def test_rispondono_la_responsabile_o_il_vice_e_nessun_altro(
    chiarimento, responsabile_fi, vice_fi, operatrice_fi, responsabile_pi, referente_moda, direzione
):
    """The deputy may answer too, whoever was asked: the responsabile may be away later."""
    chiarimento = Chiarimento.objects.get()
    for persona in (operatrice_fi, responsabile_pi, referente_moda, direzione):
        with pytest.raises(PermissionDenied):
            azioni.rispondi_chiarimento(chiarimento, "Tanto.", da=persona)
    assert permessi.puo_rispondere_chiarimento(responsabile_fi, chiarimento)
    azioni.rispondi_chiarimento(chiarimento, "Tanto.", da=vice_fi)
    assert [i.testo for i in chiarimento.interventi.all()] == ["Qual è il valore della merce?", "Tanto."]
    assert avvisati("ha risposto") == {referente_moda}


def test_la_risposta_rimette_in_lavorazione(risposto):
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.chiarimento_aperto) == ("in_lavorazione", False)
    assert (risposto.stato, pratica.passi.first().genere) == ("risposto", "chiarimento_dato")


def test_se_la_decisione_attende_tp_si_torna_ad_attendere_tp(
    decisione, chiarimento, responsabile_fi, orologio
):
    orologio("2026-03-04 10:00")
    azioni.rispondi_chiarimento(chiarimento, "Tanto.", da=responsabile_fi)
    pratica = Pratica.objects.get()
    assert (pratica.stato, str(pratica.sospesa_dal)) == ("in_attesa_tp", "2026-03-02")


def test_se_nessuno_la_seguiva_torna_aperta(aperta, referente_moda, responsabile_fi):
    chiarimento = azioni.chiedi_chiarimento(aperta, "Quanto?", entro_il=ENTRO, da=referente_moda)
    azioni.rispondi_chiarimento(chiarimento, "Tanto.", da=responsabile_fi)
    assert Pratica.objects.get().stato == "aperta"


def test_si_risponde_una_volta_sola(chiarimento, responsabile_fi, vice_fi):
    letto_prima = Chiarimento.objects.get()
    azioni.rispondi_chiarimento(chiarimento, "Tanto.", da=responsabile_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.rispondi_chiarimento(letto_prima, "Poco.", da=vice_fi)


def test_la_replica_riapre_lo_stesso_filo(risposto, referente_moda, responsabile_fi):
    azioni.replica_chiarimento(risposto, "In dollari?", entro_il=ENTRO, da=referente_moda)
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.chiarimento_aperto) == ("chiarimento_chiesto", True)
    assert (risposto.stato, risposto.entro_il, risposto.interventi.count()) == ("aperto", ENTRO, 3)
    azioni.rispondi_chiarimento(risposto, "In dollari.", da=responsabile_fi)
    azioni.chiudi_chiarimento(risposto, da=referente_moda)
    assert (risposto.stato, risposto.chiuso_il) == ("chiuso", tempo.adesso())


def test_chiudere_senza_risposta_libera_la_pratica(chiarimento, referente_moda, responsabile_fi):
    azioni.chiudi_chiarimento(chiarimento, da=referente_moda)
    assert (Pratica.objects.get().stato, chiarimento.stato) == ("in_lavorazione", "chiuso")
    with pytest.raises(PermissionDenied):
        azioni.rispondi_chiarimento(chiarimento, "Tardi.", da=responsabile_fi)


def test_un_altro_referente_chiede_solo_se_il_primo_non_puo(
    decisione, referente_moda, referente_vino, responsabile_fi
):
    pratica = Pratica.objects.get()
    with pytest.raises(PermissionDenied):
        azioni.chiedi_chiarimento(pratica, "Quanto?", entro_il=ENTRO, da=referente_vino)
    assenta(referente_moda)
    pratica = Pratica.objects.get()
    azioni.chiedi_chiarimento(pratica, "Quanto?", entro_il=ENTRO, da=referente_vino)
    assert pratica.referente == referente_moda


def test_un_chiarimento_per_volta(chiarimento, referente_moda):
    with pytest.raises(PermissionDenied):
        azioni.chiedi_chiarimento(chiarimento.pratica, "E poi?", entro_il=ENTRO, da=referente_moda)


def test_non_per_ieri_e_non_senza_parole(in_lavorazione, referente_moda, responsabile_fi):
    ieri = tempo.oggi() - timedelta(days=1)
    for testo, entro in (("Quanto?", ieri), ("  ", ENTRO)):
        with pytest.raises(ValidationError):
            azioni.chiedi_chiarimento(in_lavorazione, testo, entro_il=entro, da=referente_moda)


@pytest.mark.parametrize("chi", ["operatrice_fi", "redazione", "direzione", "operatore_pi", "amministratore"])
def test_solo_un_referente_chiede(request, in_lavorazione, responsabile_fi, chi):
    with pytest.raises(PermissionDenied):
        azioni.chiedi_chiarimento(in_lavorazione, "Quanto?", entro_il=ENTRO, da=request.getfixturevalue(chi))


def test_su_una_chiusa_o_in_bozza_non_si_chiede(nuova_pratica, referente_moda, responsabile_fi):
    for stato in ("bozza", "completata"):
        with pytest.raises(PermissionDenied):
            azioni.chiedi_chiarimento(nuova_pratica(stato), "Quanto?", entro_il=ENTRO, da=referente_moda)


def test_una_risposta_si_aspetta_al_piu_due_mesi(client, in_lavorazione, referente_moda):
    """C6: the deadline of the pratica waits with it."""
    client.force_login(referente_moda)
    campi = {"testo": "Quante bottiglie?", "entro_il": "9999-12-31"}
    pagina = client.post(reverse("pratiche:chiarimento", args=[in_lavorazione.numero]), campi)
    assert "entro due mesi" in pagina.content.decode()
    assert not Chiarimento.objects.exists()
