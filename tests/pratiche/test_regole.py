"""What the database refuses, whoever writes: the rules that hold even where no verb is asked."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from nucleo import tempo
from pratiche import azioni
from pratiche.models import (
    AllegatoPratica,
    Chiarimento,
    Condivisione,
    Decisione,
    Incarico,
    Intervento,
    Nota,
    Passo,
    Pratica,
    VersioneDecisione,
)

pytestmark = pytest.mark.django_db
DOMANI = timedelta(days=1)


@pytest.fixture
def rifiutata():
    """`rifiutata(azione, "parole")`: the database refuses it, saying so."""

    def prova(azione, parole=""):
        with pytest.raises(DatabaseError, match=parole), transaction.atomic():
            azione()

    return prova


def tutte():
    return Pratica.objects.all()


def test_una_pratica_non_si_cancella(bozza, rifiutata):
    rifiutata(lambda: Pratica.objects.filter(pk=bozza.pk)._raw_delete("default"), "Cannot delete")


def test_numero_sportello_e_nascita_non_cambiano(bozza, pisa, collega_fi, rifiutata):
    for campo in ({"numero": "FI-2026-99999"}, {"sportello": pisa}, {"creata_da": collega_fi}):
        rifiutata(lambda campo=campo: tutte().update(**campo))


def test_si_passa_da_uno_stato_all_altro_solo_per_i_passi_previsti(bozza, rifiutata):
    rifiutata(
        lambda: tutte().update(stato="completata", chiusa_il=tempo.adesso(), esito="risolta", risposta="x"),
        "Invalid transition",
    )


@pytest.mark.parametrize(
    "cambio",
    [
        {"scadenza": None},
        {"aperta_il": None},
        {"quesito": ""},
        {"assegnata_a": None},
        {"sospesa_dal": "2026-03-02"},
        {"chiusa_il": "2026-03-02T10:00Z"},
        {"riservata": True},
        {"stato": "in_attesa_azienda"},
    ],
)
def test_una_pratica_in_lavorazione_e_intera(in_lavorazione, rifiutata, cambio):
    rifiutata(lambda: tutte().update(**cambio), "check constraint")


def test_non_si_completa_senza_esito_e_risposta(in_lavorazione, rifiutata):
    adesso = tempo.adesso()
    rifiutata(lambda: tutte().update(stato="completata", chiusa_il=adesso, esito="risolta"), "intera")


@pytest.mark.parametrize("aperto", ["controproposta", "chiarimento"])
def test_non_si_completa_con_qualcosa_di_aperto(request, aperto, rifiutata):
    """C2, C6: not by any way, even with the flag put down by hand."""
    request.getfixturevalue(aperto)
    tutte().update(stato="in_lavorazione", sospesa_dal=None)
    completa = {"stato": "completata", "chiusa_il": tempo.adesso(), "esito": "risolta", "risposta": "Ecco"}
    rifiutata(lambda: tutte().update(**completa), "pratica_ferma_senza_sospesi")


def test_i_segni_sulla_pratica_seguono_le_righe(
    in_lavorazione, referente_moda, operatrice_fi, responsabile_fi
):
    """The triggers keep the two flags, whoever writes the rows."""

    def segni():
        return tutte().values_list("decisione_aperta", "chiarimento_aperto").get()

    decisione = Decisione.objects.create(pratica=in_lavorazione, referente=referente_moda)
    assert segni() == (True, False)
    Chiarimento.objects.create(
        pratica=in_lavorazione, chiesto_da=referente_moda, destinatario=responsabile_fi, entro_il=tempo.oggi()
    )
    assert segni() == (True, True)
    Decisione.objects.filter(pk=decisione.pk).update(stato="ritirata")
    Chiarimento.objects.update(stato="risposto")
    assert segni() == (False, False)


def test_cio_che_si_e_risposto_non_cambia_in_archivio(completata, rifiutata):
    for campo in ("oggetto", "quesito", "risposta", "fonti"):
        rifiutata(lambda campo=campo: tutte().update(**{campo: "Altro"}), "scheda_chiusa|Cannot update")
    tutte().update(riservata=True, motivo_riservata="Marchio")


def test_nel_fascicolo_di_una_chiusa_non_entra_e_non_esce_niente(
    in_lavorazione, operatrice_fi, lucca, fornitore, fornitore_tp, referente_moda, responsabile_fi, rifiutata
):
    incarico = azioni.incarica(in_lavorazione, fornitore, da=operatrice_fi)
    azioni.completa(in_lavorazione, esito="risolta", risposta="Ecco", da=operatrice_fi)
    sua = {"pratica": in_lavorazione}
    persona = {"chiesto_da": referente_moda, "destinatario": responsabile_fi, "entro_il": tempo.oggi()}
    for azione in (
        lambda: Nota.objects.create(**sua, autore=operatrice_fi, testo="Tardi"),
        lambda: Incarico.objects.create(**sua, fornitore=fornitore_tp, da=operatrice_fi),
        lambda: Incarico.objects.filter(pk=incarico.pk).update(esito="negativo"),
        lambda: Incarico.objects.filter(pk=incarico.pk).delete(),
        lambda: AllegatoPratica.objects.create(
            **sua, file="x", nome="x", tipo="x", dimensione=1, impronta="x", caricato_da=operatrice_fi
        ),
        lambda: Condivisione.objects.create(
            **sua, con=lucca, motivo="x", da=operatrice_fi, fino_al=tempo.adesso() + DOMANI
        ),
        lambda: Decisione.objects.create(**sua, referente=referente_moda),
        lambda: Chiarimento.objects.create(**sua, **persona),
    ):
        rifiutata(azione, "chiusa")


def test_l_azienda_e_dello_sportello_e_la_persona_dell_azienda(bozza, azienda_pi, rifiutata):
    rifiutata(lambda: tutte().update(azienda=azienda_pi, contatto=None), "altro Sportello")
    rifiutata(lambda: tutte().update(contatto=azienda_pi.contatti.get()), "altra azienda")


def test_non_si_condivide_con_se_stessi(aperta, firenze, operatrice_fi, rifiutata):
    rifiutata(
        lambda: Condivisione.objects.create(
            pratica=aperta, con=firenze, motivo="x", da=operatrice_fi, fino_al=tempo.adesso() + DOMANI
        ),
        "già di quello",
    )


@pytest.mark.parametrize("modello", [Passo, VersioneDecisione, Intervento, Nota])
def test_la_storia_si_aggiunge_e_basta(
    controproposta, referente_moda, responsabile_fi, operatrice_fi, modello, rifiutata
):
    azioni.annota(controproposta.pratica, "Nota", da=operatrice_fi)
    entro = tempo.oggi()
    azioni.chiedi_chiarimento(controproposta.pratica, "Che?", entro_il=entro, da=referente_moda)
    riga = modello.objects.first()
    rifiutata(lambda: modello.objects.filter(pk=riga.pk).update(id=F("id")), "Cannot update")
    rifiutata(riga.delete, "Cannot update or delete")


def test_non_si_fa_senza_dire_perche(aperta, operatrice_fi, rifiutata):
    for genere in ("annullata", "riaperta", "ritirata", "in_assenza", "condivisa", "referente"):
        rifiutata(lambda g=genere: Passo.objects.create(pratica=aperta, genere=g, da=operatrice_fi), "motivo")


# The agreement of two parties (C2, A-04)


def accordo(**firme):
    return Decisione.objects.filter(stato__in=Decisione.APERTE).update(
        stato="concordata", chiusa_il=tempo.adesso(), **firme
    )


def firma(ufficio, tp):
    adesso = tempo.adesso()
    return {"per_sportello": ufficio, "per_sportello_il": adesso, "per_tp": tp, "per_tp_il": adesso}


def test_un_accordo_ha_due_firme_di_due_persone_e_due_parti(
    decisione, operatrice_fi, collega_fi, referente_moda, referente_vino, direzione, operatore_pi, rifiutata
):
    """On the office's proposal: who wrote it, and a Referente."""
    for ufficio, tp in (
        (operatrice_fi, None),
        (None, referente_moda),
        (operatrice_fi, operatrice_fi),
        (collega_fi, referente_moda),  # did not write the proposal
        (operatrice_fi, direzione),
        (operatrice_fi, collega_fi),
        (operatore_pi, referente_moda),
    ):
        rifiutata(lambda u=ufficio, t=tp: accordo(**firma(u, t)))
    accordo(**firma(operatrice_fi, referente_vino))


def test_sulla_controproposta_firma_chi_l_ha_scritta(
    controproposta, collega_fi, referente_moda, referente_vino, operatore_pi, rifiutata
):
    rifiutata(lambda: accordo(**firma(collega_fi, referente_vino)), "ultima versione")
    rifiutata(lambda: accordo(**firma(operatore_pi, referente_moda)), "ultima versione")
    rifiutata(lambda: accordo(**firma(collega_fi, referente_moda), versione=1), "ultima versione")
    accordo(**firma(collega_fi, referente_moda))


def test_un_accordo_non_si_tocca_piu(controproposta, operatrice_fi, rifiutata):
    azioni.concorda(controproposta, versione=2, da=operatrice_fi)
    rifiutata(lambda: Decisione.objects.update(per_tp_il=tempo.adesso() + DOMANI), "Cannot update")
    rifiutata(lambda: Decisione.objects.update(stato="attende_tp"))


def scrivi(decisione, autore, parte, genere, numero):
    return VersioneDecisione.objects.create(
        decisione=decisione, numero=numero, parte=parte, genere=genere, testo="Testo", autore=autore
    )


def test_un_testo_entra_al_suo_turno_e_con_il_suo_numero(decisione, operatrice_fi, referente_moda, rifiutata):
    tp, ufficio = (referente_moda, "tp", "emendamento"), (operatrice_fi, "sportello", "proposta")
    rifiutata(lambda: scrivi(decisione, *tp, 2), "turno")
    rifiutata(lambda: scrivi(decisione, *ufficio, 2), "turno")
    Decisione.objects.update(stato="attende_sportello", versione=2)
    rifiutata(lambda: scrivi(decisione, *ufficio, 2), "turno")
    rifiutata(lambda: scrivi(decisione, *tp, 1))
    rifiutata(lambda: scrivi(decisione, referente_moda, "tp", "proposta", 2), "check constraint")
    scrivi(decisione, *tp, 2)


def test_in_una_decisione_chiusa_non_entra_un_altro_testo(decisione, operatrice_fi, rifiutata):
    azioni.ritira(decisione, "Da soli", da=operatrice_fi)
    rifiutata(lambda: scrivi(decisione, operatrice_fi, "sportello", "proposta", 2), "turno")


def test_una_decisione_e_un_chiarimento_aperti_per_volta(
    decisione, chiarimento, referente_moda, responsabile_fi, rifiutata
):
    sua = {"pratica": decisione.pratica}
    rifiutata(lambda: Decisione.objects.create(**sua, referente=referente_moda), "aperta_una_sola")
    rifiutata(
        lambda: Chiarimento.objects.create(
            **sua, chiesto_da=referente_moda, destinatario=responsabile_fi, entro_il=tempo.oggi()
        ),
        "aperto_uno_solo",
    )
