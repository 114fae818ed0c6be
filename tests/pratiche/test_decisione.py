"""The decision shared by the office and TP: asked, answered, agreed (C2)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo import tempo
from nucleo.models import Notifica
from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from pratiche import azioni
from pratiche.models import Decisione, Pratica
from sportelli.models import Ruolo, Utente

pytestmark = pytest.mark.django_db


def avvisati(parole):
    return {notifica.destinatario for notifica in Notifica.objects.filter(titolo__contains=parole)}


def test_chiedere_l_intervento_mette_la_pratica_in_attesa_di_tp(decisione, operatrice_fi, referente_moda):
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.referente) == ("in_attesa_tp", referente_moda)
    assert (pratica.tp_coinvolta, pratica.decisione_aperta) == (True, True)
    assert str(pratica.sospesa_dal) == "2026-03-02"
    versione = decisione.versioni.get()
    assert (versione.numero, versione.parte, versione.genere) == (1, "sportello", "proposta")
    assert versione.autore == operatrice_fi
    assert pratica.passi.first().genere == "intervento_chiesto"
    assert avvisati("chiede il tuo intervento") == {referente_moda}


def test_da_una_pratica_che_nessuno_seguiva_la_segue_chi_chiede(aperta, referente_moda, collega_fi):
    azioni.chiedi_intervento(aperta, "Insieme.", referente=referente_moda, da=collega_fi)
    assert Pratica.objects.get().assegnata_a == collega_fi


def test_una_sola_decisione_aperta_per_volta(in_attesa_tp, controproposta, referente_moda, operatrice_fi):
    with pytest.raises(PermissionDenied):
        azioni.chiedi_intervento(
            controproposta.pratica, "Ancora.", referente=referente_moda, da=operatrice_fi
        )


def test_due_richieste_insieme_sono_un_conflitto(in_lavorazione, referente_moda, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.chiedi_intervento(in_lavorazione, "Una.", referente=referente_moda, da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.chiedi_intervento(letta_prima, "Due.", referente=referente_moda, da=collega_fi)
    assert Decisione.objects.count() == 1


def test_il_referente_deve_essere_al_lavoro(in_lavorazione, referente_moda, direzione, operatrice_fi):
    referente_moda.assente_dal = referente_moda.assente_fino_al = tempo.oggi()
    for persona in (referente_moda, direzione, operatrice_fi):
        with pytest.raises(ValidationError):
            azioni.chiedi_intervento(in_lavorazione, "Insieme.", referente=persona, da=operatrice_fi)
    with pytest.raises(ValidationError):
        azioni.chiedi_intervento(in_lavorazione, "  ", referente=referente_moda, da=operatrice_fi)
    assert not Decisione.objects.exists()


def test_solo_l_ufficio_chiede(in_lavorazione, referente_moda, operatore_pi, direzione):
    for persona in (referente_moda, operatore_pi, direzione):
        with pytest.raises(PermissionDenied):
            azioni.chiedi_intervento(in_lavorazione, "Insieme.", referente=referente_moda, da=persona)


@pytest.mark.parametrize("genere", ["emendamento", "controproposta"])
def test_la_risposta_di_tp_rimette_in_lavorazione(decisione, referente_moda, operatrice_fi, orologio, genere):
    orologio("2026-03-04 11:00")
    azioni.rispondi(
        decisione,
        "Con l'ufficio di Tokyo.",
        genere=genere,
        commento="Costa meno",
        su_versione=1,
        da=referente_moda,
    )
    pratica = Pratica.objects.get()
    assert (pratica.stato, str(pratica.scadenza)) == ("in_lavorazione", "2026-03-18")
    decisione.refresh_from_db()
    assert (decisione.stato, decisione.versione) == ("attende_sportello", 2)
    assert decisione.turno_dal == tempo.adesso()
    assert avvisati("un altro testo") == {operatrice_fi}


def test_si_risponde_finche_serve(controproposta, operatrice_fi, referente_moda):
    azioni.rispondi(controproposta, "A metà.", genere="proposta", su_versione=2, da=operatrice_fi)
    assert Pratica.objects.get().stato == "in_attesa_tp"
    azioni.rispondi(controproposta, "No.", genere="emendamento", su_versione=3, da=referente_moda)
    assert [v.numero for v in controproposta.versioni.all()] == [1, 2, 3, 4]


def test_ognuno_al_suo_turno(decisione, operatrice_fi, referente_moda):
    with pytest.raises(PermissionDenied):
        azioni.rispondi(decisione, "Ancora io.", genere="proposta", su_versione=1, da=operatrice_fi)
    azioni.rispondi(decisione, "Così.", genere="emendamento", su_versione=1, da=referente_moda)
    with pytest.raises(PermissionDenied):
        azioni.rispondi(decisione, "Anzi così.", genere="emendamento", su_versione=2, da=referente_moda)


def test_il_genere_e_quello_della_parte(decisione, referente_moda):
    with pytest.raises(ValidationError):
        azioni.rispondi(decisione, "Così.", genere="proposta", su_versione=1, da=referente_moda)


def test_chi_risponde_a_una_versione_superata_legge_un_conflitto(controproposta, operatrice_fi, collega_fi):
    letta_prima = Decisione.objects.get()
    azioni.rispondi(controproposta, "Così.", genere="proposta", su_versione=2, da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.rispondi(letta_prima, "Cosà.", genere="proposta", su_versione=2, da=collega_fi)


def test_solo_il_referente_della_pratica_parla_per_tp(decisione, referente_vino, direzione, redazione):
    for persona in (referente_vino, direzione, redazione):
        with pytest.raises(PermissionDenied):
            azioni.concorda(decisione, versione=1, da=persona)


def test_concordare_congela_i_due_nomi_e_i_due_momenti(decisione, operatrice_fi, referente_moda, orologio):
    """C2: the agreed text is frozen with both names and times."""
    proposto, concordato = tempo.adesso(), orologio("2026-03-03 12:00")
    azioni.concorda(decisione, versione=1, da=referente_moda)
    decisione.refresh_from_db()
    assert (decisione.stato, decisione.versione) == ("concordata", 1)
    assert (decisione.per_sportello, decisione.per_sportello_il) == (operatrice_fi, proposto)
    assert (decisione.per_tp, decisione.per_tp_il) == (referente_moda, concordato)
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.decisione_aperta) == ("in_lavorazione", False)
    assert avvisati("la decisione è concordata") == {operatrice_fi}


def test_anche_lo_sportello_concorda(controproposta, collega_fi, referente_moda, operatrice_fi):
    azioni.concorda(controproposta, versione=2, da=collega_fi)
    assert (controproposta.per_sportello, controproposta.per_tp) == (collega_fi, referente_moda)
    assert avvisati("la decisione è concordata") == {referente_moda}


def test_si_concorda_solo_sull_ultima_versione(controproposta, operatrice_fi):
    with pytest.raises(VersioneSuperata):
        azioni.concorda(controproposta, versione=1, da=operatrice_fi)


def test_nessuno_concorda_con_se_stesso(controproposta, referente_moda, firenze):
    """Two distinct people: who wrote for TP and works in the office now does not agree to her own text."""
    Utente.objects.filter(pk=referente_moda.pk).update(ruolo=Ruolo.OPERATORE, sportello=firenze)
    with pytest.raises(ValidationError, match="tuo"):
        azioni.concorda(controproposta, versione=2, da=Utente.objects.get(pk=referente_moda.pk))


def test_una_decisione_concordata_non_si_tocca_piu(controproposta, operatrice_fi):
    azioni.concorda(controproposta, versione=2, da=operatrice_fi)
    with pytest.raises(PermissionDenied):
        azioni.rispondi(controproposta, "Anzi.", genere="proposta", su_versione=2, da=operatrice_fi)
    with pytest.raises(PermissionDenied):
        azioni.ritira(controproposta, "Anzi", da=operatrice_fi)


def test_ritirare_rimette_in_lavorazione(decisione, operatrice_fi, referente_moda):
    azioni.ritira(decisione, "Facciamo da soli", da=operatrice_fi)
    assert (decisione.stato, Pratica.objects.get().stato) == ("ritirata", "in_lavorazione")
    assert avvisati("è stata ritirata") == {referente_moda}
    with pytest.raises(PermissionDenied):
        azioni.concorda(decisione, versione=1, da=referente_moda)


def test_chi_concorda_su_una_ritirata_intanto_legge_un_conflitto(decisione, operatrice_fi, referente_moda):
    letta_prima = Decisione.objects.get()
    azioni.ritira(decisione, "Facciamo da soli", da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.concorda(letta_prima, versione=1, da=referente_moda)


def test_ritirare_vuole_un_motivo_e_tocca_all_ufficio(decisione, operatrice_fi, referente_moda):
    with pytest.raises(ValidationError):
        azioni.ritira(decisione, "", da=operatrice_fi)
    with pytest.raises(PermissionDenied):
        azioni.ritira(decisione, "No", da=referente_moda)


def test_mentre_si_chiede_un_chiarimento_la_decisione_va_avanti(decisione, chiarimento, referente_moda):
    """The pratica goes on waiting for the clarification, and does not come out of it into progress."""
    decisione.refresh_from_db()
    azioni.concorda(decisione, versione=1, da=referente_moda)
    assert Pratica.objects.get().stato == "chiarimento_chiesto"


def test_chi_ritira_mentre_aspetta_l_azienda_continua_ad_aspettarla(controproposta, operatrice_fi):
    azioni.attendi_azienda(controproposta.pratica, "Manca la fattura", da=operatrice_fi)
    azioni.ritira(controproposta, "Facciamo da soli", da=operatrice_fi)
    assert Pratica.objects.get().stato == "in_attesa_azienda"
