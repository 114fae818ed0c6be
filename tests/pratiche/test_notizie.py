"""Who is told of what, and in which words (C4, C6)."""

from datetime import timedelta

import pytest

from nucleo import notifiche, posta, tempo
from nucleo.models import Notifica
from pratiche import azioni
from pratiche.models import Passo
from pratiche.posta import NOTIZIE
from sportelli.models import Utente
from tests.conftest import CANARINI

pytestmark = pytest.mark.django_db


def test_ogni_notizia_ha_un_argomento_che_si_puo_scegliere(operatrice_fi, referente_moda):
    scelti = {argomento.chiave for argomento in notifiche.argomenti_di(operatrice_fi)}
    assert {notizia.argomento for notizia in NOTIZIE.values()} <= scelti
    assert {a.chiave for a in notifiche.argomenti_di(referente_moda)} >= {"decisioni", "chiarimenti"}


def test_chi_amministra_non_ha_notizie_di_pratiche(amministratore, direzione):
    for persona in (amministratore, direzione):
        chiavi = {argomento.chiave for argomento in notifiche.argomenti_di(persona)}
        assert not chiavi & {"pratiche", "decisioni", "chiarimenti", "condivise"}


def test_le_notizie_dicono_il_numero_e_che_cosa_e_successo_e_nient_altro(
    controproposta, chiarimento, responsabile_fi, operatrice_fi, referente_moda
):
    """C6: no contact and no typed word leaves in a notice or in its mail."""
    azioni.rispondi_chiarimento(
        chiarimento, f"Sentite {CANARINI.nome}, {CANARINI.telefono}", da=responsabile_fi
    )
    titoli = set(Notifica.objects.values_list("titolo", flat=True))
    parole = {notizia.titolo for notizia in NOTIZIE.values()}
    assert titoli <= {f"FI-2026-00001: {titolo}" for titolo in parole}
    assert not Notifica.objects.exclude(testo="").exists()


def test_la_lettera_porta_il_numero_e_mai_un_recapito(
    decisione, referente_moda, mailoutbox, operatrice_fi, django_capture_on_commit_callbacks
):
    azioni.ritira(decisione, f"Chiama {CANARINI.telefono}", da=operatrice_fi)
    posta.spedisci_dovuti()
    corpo = " ".join(f"{m.subject} {m.body}" for m in mailoutbox)
    assert {m.to[0] for m in mailoutbox} == {referente_moda.email}
    assert "FI-2026-00001" in corpo
    for segreto in (CANARINI.cifre, "Frescovetti", "Osaka", "Torriandini"):
        assert segreto not in corpo


def test_chi_non_vede_piu_la_pratica_non_ne_ha_notizie(decisione, referente_moda, mailoutbox, operatrice_fi):
    """C4: judged when the mail leaves and when the page is read, not when it was written."""
    assert Notifica.objects.visibili_a(referente_moda).count() == 1
    Utente.objects.filter(pk=referente_moda.pk).update(ruolo="amministratore")
    ex = Utente.objects.get(pk=referente_moda.pk)
    assert not Notifica.objects.visibili_a(ex).exists()
    posta.spedisci_dovuti()
    assert mailoutbox == []


def test_la_condivisione_e_annunciata_a_chi_guida_l_ufficio_invitato(
    condivisione, lucca, operatore_lu, operatrice_fi
):
    assert not Notifica.objects.exists()
    lucca.vice = operatore_lu
    lucca.save()
    fino_al = tempo.adesso() + timedelta(days=3)
    azioni.condividi(condivisione.pratica, lucca, motivo="Anche a te", fino_al=fino_al, da=operatrice_fi)
    assert Notifica.objects.get().destinatario == operatore_lu


def test_se_nessuno_la_segue_lo_sa_chi_guida_l_ufficio(aperta, referente_vino, responsabile_fi, vice_fi):
    azioni.annota(aperta, "Ne so qualcosa", da=referente_vino)
    assert {n.destinatario for n in Notifica.objects.all()} == {responsabile_fi, vice_fi}


def test_chi_fa_non_viene_avvisato_di_cio_che_ha_fatto(risposto, responsabile_fi, referente_moda):
    for passo in Passo.objects.exclude(da=None):
        assert not Notifica.objects.filter(destinatario=passo.da, chiave=f"pratica:passo:{passo.pk}").exists()
