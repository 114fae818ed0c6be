"""Second factors, in a real browser under the real CSP: an app's code, a passkey, codes to get back in."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

from tests.veste.conftest import PAROLA
from tests.veste.occhi import controlla


@pytest.fixture
def indirizzo(live_server):
    """WebAuthn wants a name, not a number: `localhost`."""
    return live_server.url.replace("127.0.0.1", "localhost")


def entra(pagina, indirizzo, chi):
    pagina.goto(indirizzo + reverse("account_login"))
    pagina.get_by_label("Email").fill(chi.email)
    pagina.get_by_label("Password", exact=False).first.fill(PAROLA)
    pagina.get_by_role("button", name="Accedi", exact=True).click()
    pagina.wait_for_url(lambda url: "/accesso/login/" not in url)


def riconferma(pagina):
    """allauth asks the password again before any change of the second factor."""
    if "reauthenticate" in pagina.url:
        pagina.get_by_label("Password").fill(PAROLA)
        pagina.get_by_role("button", name="Conferma").click()
        pagina.wait_for_url(lambda url: "reauthenticate" not in url)


def codice(segreto):
    return format_hotp_value(hotp_value(segreto, next(yield_hotp_counters_from_time())))


def attiva_app(pagina, indirizzo):
    pagina.goto(indirizzo + reverse("mfa_activate_totp"))
    riconferma(pagina)
    assert pagina.eval_on_selector(".qr", "i => i.complete && i.naturalWidth > 0"), "il codice QR non si vede"
    controlla(pagina)
    segreto = pagina.locator(".chiave").inner_text()
    pagina.get_by_label("Codice").fill(codice(segreto))
    pagina.get_by_role("button", name="Attiva").click()
    return segreto


def test_l_app_di_autenticazione_si_attiva_e_poi_serve_per_entrare(pagina, indirizzo, operatrice):
    """S-40."""
    entra(pagina, indirizzo, operatrice)
    attiva_app(pagina, indirizzo)
    pagina.get_by_role("heading", name="Codici di recupero").wait_for()
    codici = pagina.locator(".codici li").all_inner_texts()
    assert len(codici) == 10
    controlla(pagina)
    pagina.context.clear_cookies()
    entra(pagina, indirizzo, operatrice)
    assert pagina.locator("h1").inner_text() == "Secondo fattore"
    controlla(pagina)
    pagina.get_by_label("Codice").fill("000000")
    pagina.get_by_role("button", name="Accedi", exact=True).click()
    assert pagina.locator(".riepilogo-errori").is_visible()
    pagina.get_by_label("Codice").fill(codici[0])
    pagina.get_by_role("button", name="Accedi", exact=True).click()
    pagina.locator(".testata summary").wait_for()
    pagina.goto(indirizzo + reverse("mfa_deactivate_totp"))
    riconferma(pagina)
    pagina.get_by_role("button", name="Disattiva").click()
    pagina.get_by_text("L'app di autenticazione non è più attiva.").wait_for()


def test_con_una_passkey_si_entra_senza_password(pagina, indirizzo, operatrice):
    """S-40: the browser's virtual authenticator stands for the fingerprint."""
    cdp = pagina.context.new_cdp_session(pagina)
    cdp.send("WebAuthn.enable")
    chiave = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    opzioni = {**chiave, "isUserVerified": True, "automaticPresenceSimulation": True}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opzioni})
    entra(pagina, indirizzo, operatrice)
    pagina.goto(indirizzo + reverse("mfa_add_webauthn"))
    riconferma(pagina)
    controlla(pagina)
    pagina.locator("#id_name").fill("Portatile dell'ufficio")
    pagina.locator("#id_passwordless").check()
    pagina.get_by_role("button", name="Aggiungi").click()
    pagina.wait_for_url(lambda url: "/add/" not in url)
    pagina.goto(indirizzo + reverse("mfa_list_webauthn"))
    assert pagina.get_by_text("Portatile dell'ufficio").first.is_visible()
    controlla(pagina)
    pagina.goto(indirizzo + reverse("mfa_reauthenticate_webauthn"))
    controlla(pagina)
    pagina.context.clear_cookies()
    pagina.goto(indirizzo + reverse("account_login"))
    pagina.get_by_role("button", name="Entra con una passkey").click()
    pagina.locator(".testata summary").wait_for()
    pagina.goto(indirizzo + reverse("mfa_list_webauthn"))
    pagina.get_by_role("link", name="Rinomina").click()
    riconferma(pagina)
    pagina.locator("#id_name").fill("Chiavetta")
    pagina.get_by_role("button", name="Salva").click()
    pagina.get_by_role("link", name="Togli Chiavetta").click()
    pagina.get_by_role("button", name="Togli").click()
    pagina.get_by_text("Nessuna passkey").wait_for()
