"""Django's admin: offices and tables, kept by administrators alone; no company, no supplier, no pratica."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from sportelli.models import Paese, Sportello

pytestmark = pytest.mark.django_db
TABELLE = ["servizio", "settore", "paese", "provincia", "ateco", "testoconsenso", "sportello", "utente"]


@pytest.fixture
def dentro(client, amministratore):
    client.force_login(amministratore)
    return client


@pytest.mark.parametrize("tabella", TABELLE)
def test_ogni_tabella_si_apre_e_non_si_cancella(dentro, firenze, tabella):
    assert dentro.get(reverse(f"admin:sportelli_{tabella}_changelist")).status_code == 200
    modello = next(m for m in admin.site._registry if m._meta.model_name == tabella)
    riga = modello._default_manager.first()
    assert dentro.get(reverse(f"admin:sportelli_{tabella}_change", args=[riga.pk])).status_code == 200
    assert dentro.post(reverse(f"admin:sportelli_{tabella}_delete", args=[riga.pk])).status_code == 403


@pytest.mark.parametrize("chi", ["responsabile_fi", "direzione", "redazione"])
def test_ci_entrano_solo_gli_amministratori(request, client, chi):
    client.force_login(request.getfixturevalue(chi))
    risposta = client.get(reverse("admin:sportelli_paese_changelist"))
    assert risposta.status_code in (302, 403)


def test_i_gruppi_delle_concessioni_e_gli_indirizzi_non_si_toccano():
    """E-01: the page that deletes a group would count the pratiche it sees."""
    nomi = {modello._meta.label for modello in admin.site._registry}
    assert not nomi & {"auth.Group", "account.EmailAddress"}


def test_un_secondo_fattore_si_toglie_ma_non_si_legge_ne_si_aggiunge(dentro, operatrice_fi):
    """S-40: a lost telephone is replaced by its owner, and no administrator enters in her name."""
    fattore = Authenticator.objects.create(
        user=operatrice_fi, type=Authenticator.Type.TOTP, data={"secret": "SEGRETISSIMO"}
    )
    pagina = dentro.get(reverse("admin:mfa_authenticator_change", args=[fattore.pk]))
    assert pagina.status_code == 200
    assert "SEGRETISSIMO" not in pagina.content.decode()
    assert dentro.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    dentro.post(reverse("admin:mfa_authenticator_delete", args=[fattore.pk]), {"post": "yes"})
    assert not Authenticator.objects.filter(pk=fattore.pk).exists()


def test_le_aziende_e_i_fornitori_non_sono_nell_admin():
    """C4, C6: an administrator sees none of them."""
    nomi = {modello._meta.label for modello in admin.site._registry}
    assert not nomi & {"sportelli.Azienda", "sportelli.Contatto", "sportelli.Fornitore", "pratiche.Pratica"}


def test_una_voce_si_spegne_e_resta_scritto_chi(dentro, tabelle):
    riga = Paese.objects.get(codice="JP")
    dentro.post(reverse("admin:sportelli_paese_change", args=[riga.pk]), {"nome": "Giappone", "ordine": 1})
    riga.refresh_from_db()
    assert not riga.attiva
    assert LogEntry.objects.filter(object_id=str(riga.pk)).exists()


def test_un_nuovo_ufficio_ha_subito_il_suo_gruppo(dentro, tabelle):
    campi = {"codice": "SI", "nome": "Sportello territoriale di Siena", "camera": "Camera di Siena"}
    campi |= {"comune": "Siena", "indirizzo": "Piazza 1", "email": "si@x.example", "telefono": "0577 1"}
    dentro.post(reverse("admin:sportelli_sportello_add"), campi | {"attivo": "on"})
    assert Sportello.objects.get(codice="SI").gruppo.name == "Sportello territoriale di Siena"
