"""Notes, files, suppliers, shares (C1, C4, C6)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from nucleo import tempo
from nucleo.models import Notifica
from nucleo.stati import PassaggioNonAmmesso
from pratiche import azioni
from pratiche.models import AllegatoPratica, Condivisione, Incarico, Pratica

pytestmark = pytest.mark.django_db


def un_file(nome="listino.txt"):
    return SimpleUploadedFile(nome, b"Camicie: 40 euro l'una", content_type="text/plain")


# Notes


def test_una_nota_e_per_l_ufficio_se_non_si_dice_altro(in_lavorazione, operatrice_fi, referente_moda):
    nota = azioni.annota(in_lavorazione, " Richiamare domani ", da=operatrice_fi)
    assert (nota.testo, nota.pubblico) == ("Richiamare domani", "ufficio")
    assert in_lavorazione.passi.first().pubblico == "ufficio"
    assert not Notifica.objects.exists()


def test_una_nota_per_tp_avvisa_il_referente(in_attesa_tp, operatrice_fi, referente_moda):
    azioni.annota(in_attesa_tp, "È urgente", pubblico="tp", da=operatrice_fi)
    assert Notifica.objects.filter(destinatario=referente_moda, titolo__contains="nuova nota").exists()


def test_la_nota_di_un_referente_la_legge_l_ufficio_e_coinvolge_tp(
    in_lavorazione, referente_vino, operatrice_fi
):
    nota = azioni.annota(in_lavorazione, "Ne so qualcosa", pubblico="ufficio", da=referente_vino)
    assert nota.pubblico == "tp"
    assert Pratica.objects.get().tp_coinvolta
    assert Notifica.objects.get().destinatario == operatrice_fi


@pytest.mark.parametrize("chi", ["redazione", "direzione", "operatore_pi", "amministratore", "estraneo"])
def test_gli_altri_leggono_soltanto(request, in_lavorazione, chi):
    with pytest.raises(PermissionDenied):
        azioni.annota(in_lavorazione, "Io direi", da=request.getfixturevalue(chi))


def test_una_chiusa_non_si_annota(completata, operatrice_fi, referente_moda):
    for persona in (operatrice_fi, referente_moda):
        with pytest.raises(PermissionDenied):
            azioni.annota(completata, "Tardi", da=persona)


def test_chi_annota_una_pratica_chiusa_intanto_legge_un_conflitto(aperta, operatrice_fi, collega_fi):
    letta_prima = Pratica.objects.get()
    azioni.annulla(aperta, "Doppione", da=operatrice_fi)
    with pytest.raises(PassaggioNonAmmesso):
        azioni.annota(letta_prima, "Tardi", da=collega_fi)


def test_una_nota_ha_delle_parole(in_lavorazione, operatrice_fi):
    with pytest.raises(ValidationError):
        azioni.annota(in_lavorazione, "  ", da=operatrice_fi)


# Files


def test_un_file_e_dell_ufficio_finche_non_lo_si_mostra_a_tp(in_attesa_tp, operatrice_fi, referente_moda):
    allegato = azioni.allega(in_attesa_tp, un_file(), da=operatrice_fi)
    assert (allegato.nome, allegato.pubblico, allegato.caricato_da) == (
        "listino.txt",
        "ufficio",
        operatrice_fi,
    )
    assert in_attesa_tp.passi.first().pubblico == "ufficio"
    azioni.cambia_pubblico(allegato, "tp", da=operatrice_fi)
    assert AllegatoPratica.objects.get().pubblico == "tp"
    passo = in_attesa_tp.passi.first()
    assert passo.pubblico == "tp"
    assert passo.differenze["chi lo legge"] == ["Solo il nostro Sportello", "Sportello e Toscana Promozione"]
    azioni.cambia_pubblico(allegato, "tp", da=operatrice_fi)
    assert in_attesa_tp.passi.first().pk == passo.pk


def test_togliere_un_file_lascia_il_nome_l_impronta_e_il_motivo(
    in_lavorazione, operatrice_fi, django_capture_on_commit_callbacks
):
    allegato = azioni.allega(in_lavorazione, un_file(), da=operatrice_fi)
    magazzino, chiave = allegato.file.storage, allegato.file.name
    with django_capture_on_commit_callbacks(execute=True):
        azioni.togli_allegato(allegato, "È di un'altra azienda", da=operatrice_fi)
    assert not AllegatoPratica.objects.exists()
    assert not magazzino.exists(chiave)
    passo = in_lavorazione.passi.first()
    assert (passo.motivo, passo.pubblico) == ("È di un'altra azienda", "ufficio")
    assert passo.differenze["file"] == ["listino.txt", ""]


def test_un_file_non_ammesso_non_lascia_traccia(in_lavorazione, operatrice_fi):
    with pytest.raises(ValidationError):
        azioni.allega(in_lavorazione, un_file("programma.exe"), da=operatrice_fi)
    assert not in_lavorazione.passi.filter(genere="allegato").exists()


def test_solo_l_ufficio_allega_e_toglie(in_lavorazione, operatrice_fi, referente_moda, operatore_pi):
    allegato = azioni.allega(in_lavorazione, un_file(), da=operatrice_fi)
    for persona in (referente_moda, operatore_pi):
        with pytest.raises(PermissionDenied):
            azioni.allega(in_lavorazione, un_file(), da=persona)
        with pytest.raises(PermissionDenied):
            azioni.cambia_pubblico(allegato, "tp", da=persona)
        with pytest.raises(PermissionDenied):
            azioni.togli_allegato(allegato, "Così", da=persona)
    azioni.annulla(in_lavorazione, "Doppione", da=operatrice_fi)
    with pytest.raises(PermissionDenied):
        azioni.allega(in_lavorazione, un_file(), da=operatrice_fi)


# Suppliers


def test_un_fornitore_si_incarica_una_volta(in_lavorazione, fornitore, operatrice_fi):
    incarico = azioni.incarica(
        in_lavorazione, fornitore, costo=Decimal("350.00"), nota="Perizia", da=operatrice_fi
    )
    assert (incarico.esito, incarico.costo) == ("in_corso", Decimal("350.00"))
    assert "Arnolfi" in Pratica.objects.get().testo_ricerca
    with pytest.raises(ValidationError, match="già"):
        azioni.incarica(in_lavorazione, fornitore, da=operatrice_fi)


def test_com_e_andata_resta_nella_storia(in_lavorazione, fornitore, operatrice_fi):
    incarico = azioni.incarica(in_lavorazione, fornitore, da=operatrice_fi)
    azioni.aggiorna_incarico(
        incarico, esito="positivo", costo=Decimal("400"), nota="Puntuale", da=operatrice_fi
    )
    assert Incarico.objects.get().esito == "positivo"
    assert in_lavorazione.passi.first().differenze == {
        "fornitore": ["Studio Doganale Arnolfi", "Studio Doganale Arnolfi"],
        "com'è andata": ["In corso", "Andato bene"],
        "costo": ["", "400,00 euro"],
        "nota": ["", "Puntuale"],
    }
    azioni.aggiorna_incarico(
        incarico, esito="positivo", costo=Decimal("400"), nota="Puntuale", da=operatrice_fi
    )
    assert in_lavorazione.passi.filter(genere="incarico").count() == 2


def test_si_incarica_solo_chi_si_vede_e_non_e_sospeso(
    in_lavorazione, fornitore, fornitore_tp, pisa, operatrice_fi
):
    """C4: another office's supplier, not shared, is not there."""
    azioni.incarica(in_lavorazione, fornitore_tp, da=operatrice_fi)
    type(fornitore).objects.filter(pk=fornitore.pk).update(proprietario=pisa)
    with pytest.raises(ValidationError):
        azioni.incarica(in_lavorazione, fornitore, da=operatrice_fi)
    type(fornitore).objects.update(stato="sospeso", motivo_sospensione="Reclami", condiviso_con_la_rete=True)
    with pytest.raises(ValidationError):
        azioni.incarica(in_lavorazione, fornitore, da=operatrice_fi)


def test_solo_l_ufficio_incarica(in_lavorazione, fornitore_tp, referente_moda, operatore_pi):
    for persona in (referente_moda, operatore_pi):
        with pytest.raises(PermissionDenied):
            azioni.incarica(in_lavorazione, fornitore_tp, da=persona)


# Shares


def test_chi_ha_la_condivisione_la_vede_fino_al_suo_istante(
    condivisione, pratiche, operatore_lu, operatore_pi, orologio
):
    """C4: the expiry is judged by the clock, nothing has to run."""
    assert pratiche.visibili_a(operatore_lu).exists()
    assert not pratiche.visibili_a(operatore_pi)
    orologio("2026-03-12 09:59:59")
    assert pratiche.visibili_a(operatore_lu).exists()
    orologio("2026-03-12 10:00")
    assert not pratiche.visibili_a(operatore_lu)


def test_togliere_la_condivisione_vale_subito(condivisione, pratiche, operatrice_fi, operatore_lu):
    azioni.togli_condivisione(condivisione, da=operatrice_fi)
    assert not pratiche.visibili_a(operatore_lu)
    with pytest.raises(PermissionDenied):
        azioni.togli_condivisione(condivisione, da=operatrice_fi)


def test_condividere_di_nuovo_sposta_il_termine(condivisione, lucca, operatrice_fi, pratiche, operatore_lu):
    fino_al = tempo.adesso() + timedelta(days=2)
    azioni.condividi(condivisione.pratica, lucca, motivo="Meno", fino_al=fino_al, da=operatrice_fi)
    assert Condivisione.objects.filter(tolta_il=None).get().fino_al == fino_al
    assert condivisione.pratica.concessioni.get(group=lucca.gruppo).fino_al == fino_al


def test_la_condivisione_segue_gli_stati_aperti(condivisione, pratiche, operatrice_fi, operatore_lu):
    azioni.attendi_azienda(condivisione.pratica, "Manca la fattura", da=operatrice_fi)
    assert pratiche.visibili_a(operatore_lu).exists()


def test_non_con_se_stessi_ne_nel_passato_ne_con_chi_e_spento(
    in_lavorazione, firenze, lucca, estraneo, operatrice_fi
):
    domani, ieri = tempo.adesso() + timedelta(days=1), tempo.adesso() - timedelta(days=1)
    for con, motivo, fino_al in (
        (firenze, "Così", domani),
        (estraneo.sportello, "Così", domani),
        (lucca, "Così", ieri),
        (lucca, " ", domani),
    ):
        with pytest.raises(ValidationError):
            azioni.condividi(in_lavorazione, con, motivo=motivo, fino_al=fino_al, da=operatrice_fi)


def test_condivide_solo_l_ufficio_e_solo_una_aperta(
    bozza, lucca, operatrice_fi, referente_moda, operatore_lu
):
    domani = tempo.adesso() + timedelta(days=1)
    for persona in (operatrice_fi, referente_moda, operatore_lu):
        with pytest.raises(PermissionDenied):
            azioni.condividi(bozza, lucca, motivo="Così", fino_al=domani, da=persona)


def test_l_ufficio_invitato_legge_e_non_scrive(condivisione, operatore_lu):
    with pytest.raises(PermissionDenied):
        azioni.annota(condivisione.pratica, "Io direi", da=operatore_lu)
    with pytest.raises(PermissionDenied):
        azioni.togli_condivisione(condivisione, da=operatore_lu)


def test_il_nome_di_un_file_arriva_a_tp_senza_le_persone(
    client, aperta, contatto, operatrice_fi, referente_moda
):
    """C6: also in the header that names the download."""
    allegato = azioni.allega(aperta, un_file(f"{contatto.nome}.txt"), pubblico="tp", da=operatrice_fi)
    indirizzo = reverse("pratiche:allegato", args=[aperta.numero, allegato.pk])
    client.force_login(referente_moda)
    assert contatto.nome.split()[-1] not in client.get(indirizzo).headers["Content-Disposition"]
    client.force_login(operatrice_fi)
    assert contatto.nome in client.get(indirizzo).headers["Content-Disposition"]


def test_un_prestito_finisce_entro_un_anno(client, in_lavorazione, lucca, operatrice_fi):
    """C4: a reason and an expiry, and an expiry in nine thousand years is none."""
    client.force_login(operatrice_fi)
    campi = {"con": lucca.pk, "motivo": "Un parere", "fino_al": "9999-12-31"}
    pagina = client.post(reverse("pratiche:condividi", args=[in_lavorazione.numero]), campi)
    assert "entro un anno" in pagina.content.decode()
    assert not Condivisione.objects.exists()
