"""TP does not answer: a reminder, then the office may go on (C2)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from nucleo.models import Chiusura, Notifica
from pratiche import azioni, permessi
from pratiche.models import Decisione, Pratica

pytestmark = pytest.mark.django_db


def solleciti():
    return Notifica.objects.filter(titolo__contains="attende il tuo riscontro")


@pytest.mark.parametrize(
    ("quando", "quanti"),
    [
        ("2026-03-04 09:59", 0),  # asked on Monday 2 March at 10:00
        ("2026-03-04 10:00", 1),
        ("2026-03-04 13:00", 0),  # not in the afternoon
        ("2026-03-05 09:00", 1),
        ("2026-03-07 10:00", 0),  # not on a Saturday
    ],
)
def test_dopo_due_giorni_lavorativi_si_sollecita_al_mattino(
    decisione, referente_moda, orologio, quando, quanti
):
    orologio(quando)
    assert azioni.sollecita_dovute() == quanti
    assert [n.destinatario for n in solleciti()] == [referente_moda] * quanti
    assert Pratica.objects.get().passi.filter(genere="sollecito", da=None).count() == quanti


def test_si_sollecita_una_volta_per_turno(decisione, referente_moda, operatrice_fi, orologio):
    orologio("2026-03-04 10:00")
    assert [azioni.sollecita_dovute(), azioni.sollecita_dovute()] == [1, 0]
    azioni.rispondi(decisione, "Così.", genere="emendamento", su_versione=1, da=referente_moda)
    azioni.rispondi(decisione, "Cosà.", genere="proposta", su_versione=2, da=operatrice_fi)
    orologio("2026-03-06 10:00")
    assert [azioni.sollecita_dovute(), azioni.sollecita_dovute()] == [1, 0]


def test_non_si_sollecita_quando_tocca_all_ufficio(controproposta, orologio):
    orologio("2026-03-11 10:00")
    assert azioni.sollecita_dovute() == 0


@pytest.mark.parametrize(
    ("quando", "si_puo"),
    [("2026-03-09 09:59", False), ("2026-03-09 10:00", True), ("2026-03-20 10:00", True)],
)
def test_dopo_cinque_giorni_lavorativi_l_ufficio_puo_procedere(
    decisione, operatrice_fi, orologio, quando, si_puo
):
    orologio(quando)
    assert permessi.puo_procedere_in_assenza(operatrice_fi, decisione) is si_puo


def test_una_chiusura_allunga_il_silenzio(decisione, operatrice_fi, orologio):
    Chiusura.objects.create(dal="2026-03-05", al="2026-03-06", motivo="Sede chiusa", provincia="FI")
    orologio("2026-03-10 10:00")
    assert not permessi.puo_procedere_in_assenza(operatrice_fi, decisione)
    orologio("2026-03-11 10:00")
    assert permessi.puo_procedere_in_assenza(operatrice_fi, decisione)


def test_procedere_resta_scritto(decisione, operatrice_fi, referente_moda, orologio):
    orologio("2026-03-09 10:00")
    azioni.procedi_in_assenza(decisione, "L'azienda non può attendere", da=operatrice_fi)
    assert Decisione.objects.get().stato == "in_assenza"
    pratica = Pratica.objects.get()
    assert (pratica.stato, pratica.decisione_aperta) == ("in_lavorazione", False)
    passo = pratica.passi.first()
    assert (passo.genere, passo.motivo) == ("in_assenza", "L'azienda non può attendere")
    assert Notifica.objects.filter(destinatario=referente_moda, titolo__contains="in assenza").exists()


def test_prima_non_si_procede_e_mai_senza_motivo(decisione, operatrice_fi, orologio):
    with pytest.raises(PermissionDenied):
        azioni.procedi_in_assenza(decisione, "Ho fretta", da=operatrice_fi)
    orologio("2026-03-09 10:00")
    with pytest.raises(ValidationError):
        azioni.procedi_in_assenza(decisione, " ", da=operatrice_fi)


def test_se_tocca_all_ufficio_non_c_e_silenzio(controproposta, operatrice_fi, orologio):
    orologio("2026-03-20 10:00")
    with pytest.raises(PermissionDenied):
        azioni.procedi_in_assenza(controproposta, "TP tace", da=operatrice_fi)
