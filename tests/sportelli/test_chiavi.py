"""S-01, keys: what opens a password is found by who has the mail, and by nobody who tries."""

from datetime import timedelta

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from sportelli import azioni

NUOVA = "ponte-vecchio-arno-1345"


@pytest.fixture
def invitata(responsabile_fi):
    campi = {"nome": "Nora", "cognome": "Nuovi", "email": "nora@prova.example", "ruolo": "operatore"}
    return azioni.invita(campi | {"sportello": responsabile_fi.sportello}, da=responsabile_fi)


def _di(persona):
    return user_pk_to_url_str(persona), default_token_generator.make_token(persona)


def _prova(uid, chiave):
    """As a browser would: the address of the mail, then the form behind it."""
    cache.clear()
    client = Client()
    via = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": chiave})
    risposta = client.get(via)
    if risposta.status_code == 302:
        via = risposta.url
    client.post(via, {"password1": NUOVA, "password2": NUOVA})


def _tentativi(uid, chiave, altro_uid, altra_chiave):
    """What who has seen one key may try in order to make another."""
    istante, segno = chiave.split("-")
    yield from ((uid, altra_chiave), (altro_uid, chiave), (uid, f"{altra_chiave.split('-')[0]}-{segno}"))
    yield from ((uid, f"{istante}-{segno[:n]}") for n in (0, 1, 8, 16, len(segno) - 1))
    yield from ((uid, f"{istante}-{segno[:n]}{_altra(segno[n])}{segno[n + 1 :]}") for n in (0, 9, 31))
    for diverso in (segno[::-1], segno.upper(), segno * 2, "0" * len(segno), f"-{segno}"):
        yield uid, f"{istante}-{diverso}"
    for diversa in (f"0-{segno}", f"zzzzzz-{segno}", f"-{segno}", f"{chiave}-set-password", "set-password"):
        yield uid, diversa
    yield from ((diverso, chiave) for diverso in ("0", "zzzzzzzz", f"0{uid}0", "1" * 20))


def _altra(cifra):
    return "0" if cifra != "0" else "1"


@pytest.mark.parametrize("chi", ["operatrice_fi", "invitata"])
def test_nessuna_chiave_si_indovina(request, db, chi, operatore_pi):
    """Pieces, mixtures and mirrors of true keys: the password stays; the true one opens, once."""
    persona = request.getfixturevalue(chi)
    prima = persona.password
    uid, chiave = _di(persona)
    provate = set(_tentativi(uid, chiave, *_di(operatore_pi))) - {(uid, chiave)}
    assert len(provate) >= 20
    for tentativo in provate:
        _prova(*tentativo)
    persona.refresh_from_db()
    operatore_pi.refresh_from_db()
    assert persona.password == prima
    assert not operatore_pi.check_password(NUOVA)
    _prova(uid, chiave)
    persona.refresh_from_db()
    assert persona.check_password(NUOVA)
    scelta = persona.password
    _prova(uid, chiave)
    persona.refresh_from_db()
    assert persona.password == scelta


def test_una_chiave_scade(db, orologio, operatrice_fi):
    orologio("2026-03-02 10:00")
    uid, chiave = _di(operatrice_fi)
    prima = operatrice_fi.password
    giorni = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days
    orologio(f"2026-03-{2 + giorni + 1:02} 10:00")
    _prova(uid, chiave)
    operatrice_fi.refresh_from_db()
    assert operatrice_fi.password == prima


@pytest.mark.parametrize("cambio", ["password", "email", "uscita"])
def test_una_chiave_muore_con_cio_che_cambia(db, cambio, operatrice_fi, amministratore):
    """A key sent before the password or the address changed, or the person was put out, opens nothing."""
    uid, chiave = _di(operatrice_fi)
    if cambio == "password":
        operatrice_fi.set_password("un-altra-scelta-1345")
        operatrice_fi.save()
    elif cambio == "email":
        azioni.cambia_persona(operatrice_fi, {"email": "nuova@prova.example"}, da=amministratore)
    else:
        azioni.disattiva_persona(operatrice_fi, da=amministratore)
    _prova(uid, chiave)
    operatrice_fi.refresh_from_db()
    assert not operatrice_fi.check_password(NUOVA)
