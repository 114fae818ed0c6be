"""S-40: signing in, and what ends it. Codes, passkeys and recovery codes in a browser: tests/veste."""

import re
import statistics
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse

from nucleo import posta
from nucleo.models import Busta
from sportelli import azioni
from sportelli.models import Ruolo, Utente
from sportelli.posta import collegamento
from tests.conftest import PAROLA

pytestmark = pytest.mark.django_db


@pytest.fixture
def persone_senza_ricordo():
    """What other parts of the program do when a person leaves is not this test's matter."""
    chiamate = []
    azioni.registra_uscita(chiamate.append)
    yield chiamate
    azioni.persone._uscite.remove(chiamate.append)


def dentro(client):
    return client.get(reverse("sportelli:profilo")).status_code == 200


def test_si_entra_con_e_mail_e_password(client, entra, operatrice_fi):
    assert entra(operatrice_fi.email.upper()).status_code == 302
    assert dentro(client)


def test_l_errore_e_lo_stesso_per_chi_c_e_e_per_chi_non_c_e(entra, operatrice_fi):
    """No enumeration: the same words for a wrong password and for an unknown address."""
    sbagliata = entra(operatrice_fi.email, "un'altra-parola-2026")
    sconosciuta = entra("nessuno@prova.example", "un'altra-parola-2026")
    parole = [re.sub(r"\s+|value=\S+|csrf\S+", "", r.content.decode()) for r in (sbagliata, sconosciuta)]
    pulite = [re.sub(r'"X-CSRFToken":"\w+"', "", p) for p in parole]
    assert (sbagliata.status_code, pulite[0]) == (sconosciuta.status_code, pulite[1])


def test_anche_il_tempo_e_simile(settings, entra, operatrice_fi):
    """With the real hasher: an unknown address costs a hash too."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    operatrice_fi.set_password(PAROLA)
    operatrice_fi.save()

    def tempo(email):
        inizio = time.perf_counter()
        entra(email, "un'altra-parola-2026")
        return time.perf_counter() - inizio

    noto = statistics.median(tempo(operatrice_fi.email) for _ in range(5))
    ignoto = statistics.median(tempo("nessuno@prova.example") for _ in range(5))
    assert 0.2 < noto / ignoto < 5


def test_chi_chiede_una_nuova_password_riceve_sempre_la_stessa_risposta(client, operatrice_fi):
    risposte = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in (operatrice_fi.email, "nessuno@prova.example")
    ]
    assert {(r.status_code, r["Location"]) for r in risposte} == {
        (302, reverse("account_reset_password_done"))
    }
    assert Busta.objects.count() == 2


def test_dopo_troppi_tentativi_ci_si_ferma(entra, client, operatrice_fi):
    """Rate limited: even the right password waits."""
    for _ in range(5):
        entra(operatrice_fi.email, "sbagliata-sbagliata")
    entra(operatrice_fi.email)
    assert not dentro(client)


def test_troppe_richieste_dallo_stesso_posto_ricevono_la_pagina_429(client):
    indirizzo = reverse("account_reset_password")
    codici = [client.post(indirizzo, {"email": f"p{n}@prova.example"}).status_code for n in range(21)]
    assert codici[-1] == 429
    assert "Troppe richieste" in client.post(indirizzo, {"email": "x@prova.example"}).content.decode()


def test_nessuno_si_iscrive_da_se(client):
    pagina = client.get(reverse("account_signup"))
    assert b"<input" not in pagina.content or b"password1" not in pagina.content
    client.post(reverse("account_signup"), {"email": "x@x.example", "password1": PAROLA, "password2": PAROLA})
    assert not Utente.objects.exists()


def test_la_propria_e_mail_non_si_cambia(client, operatrice_fi):
    client.force_login(operatrice_fi)
    altra = {"email": "altra@prova.example", "action_add": ""}
    assert client.post("/accesso/email/", altra).status_code == 404
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize(
    ("parola", "detto"),
    [
        ("corta", "12"),
        ("123456789012", "numeric"),
        ("password1234", "comune"),
        ("bianchi12345", "simile"),
    ],
)
def test_una_parola_debole_si_rifiuta_in_italiano(client, operatrice_fi, parola, detto):
    client.force_login(operatrice_fi)
    dati = {"oldpassword": PAROLA, "password1": parola, "password2": parola}
    pagina = client.post(reverse("account_change_password"), dati).content.decode()
    assert detto in pagina
    operatrice_fi.refresh_from_db()
    assert operatrice_fi.check_password(PAROLA)


def invita_nora(da, **altro):
    campi = {"nome": "Nora", "cognome": "Nuovi", "email": "Nora@Prova.example", "ruolo": Ruolo.OPERATORE}
    return azioni.invita(campi | {"sportello": da.sportello} | altro, da=da)


def test_chi_e_invitato_sceglie_la_sua_password(client, entra, responsabile_fi):
    nora = invita_nora(responsabile_fi)
    assert nora.email == "nora@prova.example"
    posta.spedisci_dovuti()
    (lettera,) = mail.outbox
    indirizzo = re.search(r"http\S+", lettera.body)[0]
    pagina = client.get(indirizzo, follow=True)
    dati = {"password1": "cipresso-lento-77", "password2": "cipresso-lento-77"}
    assert client.post(pagina.request["PATH_INFO"], dati).status_code == 302
    assert not dentro(client)
    entra("nora@prova.example", "cipresso-lento-77")
    assert dentro(client)
    assert "non più valido" in client.get(indirizzo, follow=True).content.decode()


def test_il_collegamento_vale_una_volta_e_non_si_conserva(responsabile_fi, client):
    """The key is made when the mail leaves; it is nowhere in the database."""
    nora = invita_nora(responsabile_fi)
    busta = Busta.objects.get()
    assert (busta.genere, busta.oggetto_id, busta.lettera) == ("sportelli.invito", nora.pk, None)
    indirizzo = collegamento(nora)
    nora.set_password(PAROLA)
    nora.save()
    assert "password1" not in client.get(indirizzo, follow=True).content.decode()


def test_il_collegamento_non_segue_un_host_falso(client, operatrice_fi, settings):
    """S-01: host header."""
    client.post(
        reverse("account_reset_password"), {"email": operatrice_fi.email}, HTTP_HOST="cattivo.example"
    )
    posta.spedisci_dovuti()
    assert "cattivo" not in mail.outbox[0].body
    assert settings.INDIRIZZO in mail.outbox[0].body


def test_chi_ha_gia_una_password_non_riceve_altri_inviti(responsabile_fi, operatrice_fi):
    with pytest.raises(PermissionDenied):
        azioni.invita_di_nuovo(operatrice_fi, da=responsabile_fi)


@pytest.mark.parametrize("ruolo", [Ruolo.RESPONSABILE, Ruolo.REFERENTE, Ruolo.AMMINISTRATORE])
def test_un_responsabile_invita_solo_operatori(responsabile_fi, ruolo):
    with pytest.raises(PermissionDenied):
        invita_nora(responsabile_fi, ruolo=ruolo)


def test_un_responsabile_invita_solo_nel_suo_ufficio(responsabile_fi, pisa):
    with pytest.raises(PermissionDenied):
        invita_nora(responsabile_fi, sportello=pisa)


def test_il_modulo_di_un_responsabile_non_si_lascia_convincere(client, responsabile_fi, pisa):
    """S-01: mass assignment."""
    client.force_login(responsabile_fi)
    dati = {"nome": "N", "cognome": "N", "email": "n@prova.example", "ruolo": "amministratore"}
    client.post(reverse("sportelli:persona_nuova"), dati | {"sportello": pisa.pk})
    nuova = Utente.objects.get(email="n@prova.example")
    assert (nuova.ruolo, nuova.sportello) == (Ruolo.OPERATORE, responsabile_fi.sportello)


def test_chi_e_disattivato_e_fuori_alla_richiesta_dopo(client, entra, operatrice_fi, responsabile_fi):
    """A-05."""
    entra(operatrice_fi.email)
    assert dentro(client)
    azioni.disattiva_persona(operatrice_fi, da=responsabile_fi)
    assert not dentro(client)
    entra(operatrice_fi.email)
    assert not dentro(client)


@pytest.mark.parametrize("cambio", [{"ruolo": Ruolo.REFERENTE, "sportello": None}, {"sportello": "pisa"}])
def test_un_nuovo_ruolo_o_ufficio_chiude_le_sessioni(
    client, entra, operatrice_fi, amministratore, pisa, cambio
):
    """A-05, S-40."""
    entra(operatrice_fi.email)
    campi = {nome: pisa if valore == "pisa" else valore for nome, valore in cambio.items()}
    azioni.cambia_persona(operatrice_fi, campi, da=amministratore)
    assert not dentro(client)
    entra(operatrice_fi.email)
    assert dentro(client)


def test_una_nuova_password_chiude_le_altre_sessioni(client, entra, operatrice_fi):
    entra(operatrice_fi.email)
    operatrice_fi.set_password("cipresso-lento-77")
    operatrice_fi.save()
    assert not dentro(client)


def test_chi_esce_lascia_cio_che_aveva_in_mano(operatrice_fi, vice_fi, amministratore, persone_senza_ricordo):
    azioni.disattiva_persona(vice_fi, da=amministratore)
    operatrice_fi.sportello.refresh_from_db()
    assert operatrice_fi.sportello.vice is None
    assert persone_senza_ricordo == [vice_fi]


def test_un_nuovo_nome_non_la_fa_uscire(operatrice_fi, responsabile_fi, persone_senza_ricordo):
    azioni.cambia_persona(operatrice_fi, {"cognome": "Verdi"}, da=responsabile_fi)
    assert persone_senza_ricordo == []


def test_l_ultimo_amministratore_non_si_toglie(amministratore, operatrice_fi):
    altra = azioni.invita(
        {"nome": "B", "cognome": "B", "email": "b@x.example", "ruolo": Ruolo.AMMINISTRATORE},
        da=amministratore,
    )
    Utente.objects.filter(pk=altra.pk).update(is_active=False)
    with pytest.raises(ValidationError, match="ultimo"):
        azioni.disattiva_persona(amministratore, da=altra.__class__(pk=altra.pk, ruolo="amministratore"))


def test_nessuno_gestisce_se_stesso(amministratore, responsabile_fi):
    for chi in (amministratore, responsabile_fi):
        with pytest.raises(PermissionDenied):
            azioni.cambia_persona(chi, {"ruolo": Ruolo.AMMINISTRATORE, "sportello": None}, da=chi)


@pytest.mark.parametrize("pagina", ["/", "/admin/", "/persone/", "/posta/"])
def test_un_amministratore_senza_secondo_fattore_arriva_solo_ad_attivarlo(client, amministratore, pagina):
    """S-40: compulsory for administrators."""
    Authenticator.objects.all().delete()
    client.force_login(amministratore)
    risposta = client.get(pagina)
    assert (risposta.status_code, risposta.get("Location")) == (302, reverse("mfa_index"))
    assert client.get(reverse("mfa_index")).status_code == 200
    Authenticator.objects.create(user=amministratore, type="recovery_codes", data={})
    assert client.get(pagina).status_code == 302
    Authenticator.objects.create(user=amministratore, type="totp", data={"secret": "x"})
    assert client.get(pagina).status_code == 200


def test_la_password_sola_non_basta_a_chi_ha_un_secondo_fattore(client, entra, amministratore):
    assert entra(amministratore.email).url == reverse("mfa_authenticate")
    assert not dentro(client)
    assert client.get("/admin/").status_code == 302


def test_l_esenzione_della_dimostrazione_vale_solo_nella_dimostrazione(client, amministratore, settings):
    Authenticator.objects.all().delete()
    Utente.objects.update(email="ada@dimostrazione.example")
    client.force_login(amministratore)
    assert client.get("/persone/").status_code == 302
    settings.LOCALE = True
    assert client.get("/persone/").status_code == 200
    Utente.objects.update(email="ada@dimostrazione.example.cattivo.example")
    assert client.get("/persone/").status_code == 302


def test_agli_altri_il_secondo_fattore_si_consiglia(client, entra, operatrice_fi):
    entra(operatrice_fi.email)
    assert "secondo fattore" in client.get(reverse("sportelli:profilo")).content.decode()


def test_chi_cambia_un_ruolo_dice_di_nuovo_chi_e(client, entra, operatrice_fi, responsabile_fi):
    """Re-authentication before what gives sight and power."""
    entra(responsabile_fi.email)
    indirizzo = reverse("sportelli:persona_modifica", args=[operatrice_fi.pk])
    risposta = client.get(indirizzo)
    assert risposta.url.startswith(reverse("account_reauthenticate"))
    client.post(risposta.url, {"password": PAROLA})
    assert client.get(indirizzo).status_code == 200


def test_uscendo_nel_browser_non_resta_nulla(client, operatrice_fi):
    client.force_login(operatrice_fi)
    risposta = client.post(reverse("account_logout"))
    assert '"cache"' in risposta["Clear-Site-Data"]
    assert not dentro(client)
    assert "Clear-Site-Data" not in client.get(reverse("account_login")).headers


def test_il_profilo_non_da_poteri(client, operatrice_fi, pisa):
    """S-01: mass assignment."""
    client.force_login(operatrice_fi)
    dati = {"nome": "Giulia", "cognome": "Neri", "ruolo": "amministratore", "sportello": pisa.pk}
    client.post(reverse("sportelli:profilo"), dati | {"email": "altra@x.example"})
    operatrice_fi.refresh_from_db()
    assert (operatrice_fi.cognome, operatrice_fi.ruolo) == ("Neri", Ruolo.OPERATORE)
    assert (operatrice_fi.sportello.codice, operatrice_fi.email) == ("FI", "giulia.bianchi@prova.example")


def test_una_assenza_ha_un_primo_e_un_ultimo_giorno(client, operatrice_fi):
    client.force_login(operatrice_fi)
    dati = {"nome": "Giulia", "cognome": "Bianchi", "assente_dal": "2026-08-10"}
    assert "un primo e un ultimo giorno" in client.post(reverse("sportelli:profilo"), dati).content.decode()
    dati |= {"assente_fino_al": "2026-08-01"}
    assert "non può venire prima" in client.post(reverse("sportelli:profilo"), dati).content.decode()
    assert (
        client.post(reverse("sportelli:profilo"), dati | {"assente_fino_al": "2026-08-21"}).status_code == 302
    )


def test_il_primo_amministratore_si_crea_dal_terminale(db):
    chi = {"email": "Prima@X.example", "nome": "P", "cognome": "A", "ruolo": "amministratore"}
    call_command("createsuperuser", interactive=False, **chi)
    assert Utente.objects.get(email="prima@x.example").is_staff
