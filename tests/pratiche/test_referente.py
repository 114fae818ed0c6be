"""The Referente is proposed by competence and workload, and can be changed (C2)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo import tempo
from nucleo.models import Notifica
from pratiche import azioni, competenza, permessi
from pratiche.models import Decisione, Pratica
from sportelli.models import Paese, Utente

pytestmark = pytest.mark.django_db


def assenta(persona, giorni=3):
    persona.assente_dal, persona.assente_fino_al = tempo.oggi(), tempo.oggi() + timedelta(days=giorni)
    persona.save()


def test_viene_prima_chi_conosce_settore_e_servizio(in_lavorazione, referente_moda, referente_vino):
    prima, seconda = competenza.proposte(in_lavorazione)
    assert (prima.referente, seconda.referente) == (referente_moda, referente_vino)
    assert prima.perche == (
        "segue il settore «Moda e abbigliamento»",
        "conosce il servizio «Normativa e pratiche doganali»",
        "nessuna decisione da concordare",
    )
    assert seconda.perche == ("nessuna decisione da concordare",)


def test_contano_i_paesi_in_comune(referente_moda, referente_vino, giappone):
    usa = Paese.objects.get(codice="US")
    referente_vino.paesi.set([giappone])
    prima = competenza.proponi(paesi=[giappone, usa])[0]
    assert (prima.referente, prima.punti, prima.perche[0]) == (referente_vino, 1.5, "segue Giappone")


def test_a_parita_viene_prima_chi_ha_meno_da_decidere(
    nuova_pratica, referente_moda, referente_vino, moda, dogane, operatrice_fi
):
    referente_vino.settori.set([moda])
    referente_vino.servizi.set([dogane])
    for _ in range(2):
        azioni.chiedi_intervento(
            nuova_pratica("in_lavorazione"), "Insieme.", referente=referente_moda, da=operatrice_fi
        )
    prima, seconda = competenza.proponi(dogane, moda)
    assert (prima.referente, seconda.referente) == (referente_vino, referente_moda)
    assert (seconda.decisioni_aperte, seconda.pratiche_aperte) == (2, 2)
    assert seconda.perche[-1] == "2 decisioni da concordare"
    azioni.ritira(Decisione.objects.first(), "Da soli", da=operatrice_fi)
    assert competenza.proponi(dogane, moda)[1].perche[-1] == "una decisione da concordare"


def test_chi_e_assente_o_disattivato_non_si_propone(referente_moda, referente_vino, direzione, orologio):
    assenta(referente_moda)
    Utente.objects.filter(pk=referente_vino.pk).update(is_active=False)
    assert competenza.proponi() == []
    orologio("2026-03-06 09:00")
    assert [p.referente for p in competenza.proponi()] == [referente_moda]


def test_le_proposte_costano_sempre_le_stesse_domande(
    referente_moda, referente_vino, django_assert_num_queries
):
    with django_assert_num_queries(4):
        competenza.proponi()


def test_l_ufficio_cambia_il_referente_e_la_decisione_lo_segue(
    decisione, operatrice_fi, referente_moda, referente_vino
):
    azioni.cambia_referente(decisione.pratica, referente_vino, "È una questione di vini", da=operatrice_fi)
    assert Pratica.objects.get().referente == Decisione.objects.get().referente == referente_vino
    passo = Pratica.objects.get().passi.first()
    assert passo.differenze == {"referente": ["Chiara Salvini", "Lorenzo Martelli"]}
    avvisati = {n.destinatario for n in Notifica.objects.filter(titolo__contains="Referente è cambiato")}
    assert avvisati == {referente_moda, referente_vino}
    azioni.concorda(Decisione.objects.get(), versione=1, da=referente_vino)


def test_un_collega_lo_sostituisce_solo_se_e_assente(decisione, referente_moda, referente_vino, direzione):
    pratica = decisione.pratica
    with pytest.raises(PermissionDenied):
        azioni.cambia_referente(pratica, referente_vino, "La prendo io", da=referente_vino)
    assenta(referente_moda)
    pratica = Pratica.objects.get()
    assert not permessi.puo_cambiare_referente(direzione, pratica)
    azioni.cambia_referente(pratica, referente_vino, "Chiara è in ferie", da=referente_vino)
    assert pratica.referente == referente_vino


def test_il_referente_stesso_la_passa(decisione, referente_moda, referente_vino):
    azioni.cambia_referente(decisione.pratica, referente_vino, "Vado in ferie", da=referente_moda)
    assert decisione.pratica.referente == referente_vino


def test_non_a_chi_non_puo(decisione, operatrice_fi, referente_moda, referente_vino, direzione):
    assenta(referente_vino)
    for persona in (referente_vino, referente_moda, direzione):
        with pytest.raises(ValidationError):
            azioni.cambia_referente(decisione.pratica, persona, "Perché sì", da=operatrice_fi)
    with pytest.raises(PermissionDenied):
        azioni.cambia_referente(decisione.pratica, referente_vino, "Perché sì", da=direzione)


def test_dove_non_c_e_referente_non_c_e_da_cambiarlo(in_lavorazione, operatrice_fi, referente_moda):
    with pytest.raises(PermissionDenied):
        azioni.cambia_referente(in_lavorazione, referente_moda, "Perché sì", da=operatrice_fi)
