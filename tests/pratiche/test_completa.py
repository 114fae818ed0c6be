"""The answer is given: the pratica goes to the archive, which every office reads (C1, C2, C4)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from nucleo.models import Notifica
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.models import ConcessionePratica, Pratica

pytestmark = pytest.mark.django_db
RISPOSTA = {"esito": "risolta", "risposta": "Serve l'EUR.1."}


def test_non_ha_piu_concessioni_la_legge_tutta_la_rete(completata, pratiche, operatore_pi, direzione):
    assert not ConcessionePratica.objects.exists()
    assert pratiche.visibili_a(operatore_pi).get() == completata
    assert pratiche.visibili_a(direzione).get() == completata
    assert completata.chiusa_il is not None


def test_l_esito_la_risposta_le_fonti_restano(in_lavorazione, operatrice_fi):
    azioni.completa(
        in_lavorazione,
        esito="in_parte",
        risposta=" Serve l'EUR.1. ",
        fonti="Dogane\nICE",
        valida_fino_al=date(2027, 1, 31),
        da=operatrice_fi,
    )
    pratica = Pratica.objects.get()
    assert (pratica.esito, pratica.risposta, pratica.fonti) == ("in_parte", "Serve l'EUR.1.", "Dogane\nICE")
    assert str(pratica.valida_fino_al) == "2027-01-31"
    assert pratica.passi.first().a_stato == "completata"
    assert "EUR.1" in pratica.testo_ricerca


@pytest.mark.parametrize(
    "sbagliata",
    [
        {"esito": "boh"},
        {"esito": ""},
        {"risposta": "  "},
        {"riservata": True, "motivo_riservata": " "},
        {"valida_fino_al": date(2026, 3, 1)},
    ],
)
def test_esito_risposta_e_motivo_non_mancano(in_lavorazione, operatrice_fi, sbagliata):
    with pytest.raises(ValidationError):
        azioni.completa(in_lavorazione, **RISPOSTA | sbagliata, da=operatrice_fi)
    assert Pratica.objects.get().stato == "in_lavorazione"


def test_non_con_una_decisione_aperta(controproposta, operatrice_fi):
    """C2: not even when it is the office's turn and the pratica is in progress."""
    assert controproposta.pratica.stato == "in_lavorazione"
    with pytest.raises(PermissionDenied):
        azioni.completa(controproposta.pratica, **RISPOSTA, da=operatrice_fi)


def test_non_mentre_si_chiede_un_chiarimento(chiarimento_chiesto, operatrice_fi):
    with pytest.raises(PermissionDenied):
        azioni.completa(chiarimento_chiesto, **RISPOSTA, da=operatrice_fi)


def test_un_chiarimento_gia_risposto_si_chiude_con_la_pratica(risposto, operatrice_fi):
    azioni.completa(risposto.pratica, **RISPOSTA, da=operatrice_fi)
    risposto.refresh_from_db()
    assert risposto.stato == "chiuso"


def test_le_condivisioni_finiscono(condivisione, operatrice_fi):
    azioni.completa(condivisione.pratica, **RISPOSTA, da=operatrice_fi)
    condivisione.refresh_from_db()
    assert condivisione.tolta_il is not None


def test_se_intanto_si_chiede_tp_chi_completa_legge_un_conflitto(
    in_lavorazione, referente_moda, operatrice_fi, collega_fi
):
    letta_prima = Pratica.objects.get()
    azioni.chiedi_intervento(in_lavorazione, "Insieme.", referente=referente_moda, da=collega_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.completa(letta_prima, **RISPOSTA, da=operatrice_fi)


def test_il_referente_coinvolto_e_avvisato(controproposta, referente_moda, operatrice_fi, collega_fi):
    azioni.concorda(controproposta, versione=2, da=operatrice_fi)
    azioni.completa(controproposta.pratica, **RISPOSTA, da=collega_fi)
    avvisati = Notifica.objects.filter(titolo__endswith="è stata completata")
    assert {notifica.destinatario for notifica in avvisati} == {referente_moda, operatrice_fi}


def test_gli_altri_non_completano(in_lavorazione, referente_moda, operatore_pi, direzione, amministratore):
    for persona in (referente_moda, operatore_pi, direzione, amministratore):
        with pytest.raises(PermissionDenied):
            azioni.completa(in_lavorazione, **RISPOSTA, da=persona)


@pytest.mark.parametrize("stato", ["bozza", "aperta", "in_attesa_azienda"])
def test_si_completa_solo_in_lavorazione(request, operatrice_fi, stato):
    with pytest.raises(PermissionDenied):
        azioni.completa(request.getfixturevalue(stato), **RISPOSTA, da=operatrice_fi)


def test_una_risposta_dell_archivio_si_riusa_e_dice_da_dove_viene(
    client, completata, nuova_pratica, operatrice_fi
):
    """C4: the archive is there to be used; the form begins with its answer, and cites it."""
    altra = nuova_pratica("in_lavorazione")
    client.force_login(operatrice_fi)
    indirizzo = reverse("pratiche:completa", args=[altra.numero])
    assert f"?riusa={completata.numero}" in client.get(indirizzo).content.decode()
    modulo = client.get(indirizzo, {"riusa": completata.numero}).context["form"]
    assert modulo["risposta"].value() == completata.risposta
    assert (
        modulo["fonti"].value().endswith(f"Risposta di {completata.sportello}, pratica {completata.numero}")
    )


def test_non_si_riusa_cio_che_non_e_in_archivio(client, aperta, nuova_pratica, operatrice_fi):
    altra = nuova_pratica("in_lavorazione")
    client.force_login(operatrice_fi)
    pagina = client.get(reverse("pratiche:completa", args=[altra.numero]), {"riusa": aperta.numero})
    assert not pagina.context["form"]["risposta"].value()
