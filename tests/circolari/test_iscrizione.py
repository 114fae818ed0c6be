"""A company's person chooses for herself, by the key in her mail (G-01, RFC 8058)."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from circolari import azioni, iscrizioni
from circolari.iscrizioni import chiave
from nucleo import posta
from sportelli.models import Consenso

UN_CLIC = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def persona(orologio, iscrivi, firenze):
    """She agreed before anything else here happens."""
    orologio("2026-03-02 09:30")
    return iscrivi(firenze, "Camiceria Torriandini", "09526490488", "ubaldina.f@canarino.example")


@pytest.fixture
def pagina(persona):
    return reverse("circolari:iscrizione", args=[chiave(persona.pk)])


@pytest.fixture
def un_clic(persona):
    return reverse("circolari:disiscrivi", args=[chiave(persona.pk)])


def leggi(risposta):
    return risposta.content.decode()


def risposte(persona):
    """All her answers, the last one first: what she said, by which channel, to which text, told by whom."""
    return list(persona.consensi.values_list("concesso", "canale", "testo__versione", "raccolto_da"))


def test_la_pagina_dice_che_le_riceve_e_di_chi_e_poco_altro(client, pagina, persona):
    """C6, G-01."""
    risposta = client.get(pagina)
    detta = leggi(risposta)
    assert "Le ricevi." in detta
    assert "Camiceria Torriandini" in detta
    assert "•••@canarino.example" in detta
    for altro in ("ubaldina", persona.nome, persona.azienda.partita_iva, persona.azienda.comune + " "):
        assert altro not in detta


def test_nessuno_la_conserva_e_nessuno_la_indicizza(client, pagina):
    risposta = client.get(pagina)
    assert {"private", "no-store"} <= set(risposta.headers["Cache-Control"].split(", "))
    assert '<meta name="robots" content="noindex, nofollow">' in leggi(risposta)
    assert risposta.headers["Referrer-Policy"] == "same-origin"


def test_chi_guarda_non_cambia_niente(client, pagina, un_clic, persona):
    """Mail scanners follow links."""
    for via in (pagina, un_clic, f"{un_clic}?List-Unsubscribe=One-Click", f"{pagina}?scelta=no"):
        for metodo in (client.get, client.head):
            metodo(via)
    assert len(risposte(persona)) == 1


def test_l_indirizzo_del_bottone_aperto_con_il_browser_porta_alla_pagina(client, un_clic, pagina):
    risposta = client.get(un_clic)
    assert (risposta.status_code, risposta.headers["Location"]) == (302, pagina)


def test_si_disiscrive_e_riprende_e_ogni_scelta_resta_scritta(client, pagina, persona, orologio):
    """G-01: channel, text version, instant; nobody collected it for her."""
    orologio("2026-03-02 10:00")
    dopo = client.post(pagina, {"scelta": "no"}, follow=True)
    assert "Non le ricevi più." in leggi(dopo)
    assert "lunedì 2 marzo 2026, ore 10:00" in leggi(dopo)
    assert risposte(persona)[0] == (False, Consenso.Canale.WEB, 1, None)
    orologio("2026-03-02 10:05")
    assert "Le ricevi." in leggi(client.post(pagina, {"scelta": "si"}, follow=True))
    assert [concesso for concesso, *_ in risposte(persona)] == [True, False, True]


def test_dirlo_due_volte_e_dirlo_una_volta(client, pagina, un_clic, persona):
    for _ in range(2):
        client.post(pagina, {"scelta": "no"})
        client.post(un_clic, UN_CLIC)
    assert len(risposte(persona)) == 2


@pytest.mark.parametrize("scelta", ["", "forse", "no\x01", "SI"])
def test_una_scelta_che_non_c_e_non_cambia_niente(client, pagina, persona, scelta):
    client.post(pagina, {"scelta": scelta})
    assert len(risposte(persona)) == 1


def test_chi_si_e_disiscritta_non_riceve_e_chi_riprende_si(
    client, pagina, persona, bozza, redazione, orologio
):
    client.post(pagina, {"scelta": "no"})
    orologio("2026-03-02 10:00")
    azioni.diffondi(bozza, da=redazione)
    assert not bozza.destinatari.delle_aziende().exists()
    client.post(pagina, {"scelta": "si"})
    altra = azioni.duplica(bozza, da=redazione)
    azioni.diffondi(altra, da=redazione)
    assert altra.destinatari.delle_aziende().count() == 1


def test_chi_riprende_torna_raggiungibile_anche_dopo_un_rifiuto(client, pagina, persona):
    posta.soppressioni.sopprimi(persona.email, "550 casella piena")
    assert "Non le ricevi." in leggi(client.get(pagina))
    client.post(pagina, {"scelta": "si"})
    assert "Le ricevi." in leggi(client.get(pagina))
    assert not posta.soppressi([persona.email])


# --- The mail program's own button


def test_un_solo_post_senza_biscotti_disiscrive(un_clic, persona):
    """RFC 8058: no page, no token, no cookie."""
    risposta = Client(enforce_csrf_checks=True).post(un_clic, UN_CLIC)
    assert risposta.status_code == 200
    assert risposta.headers["Content-Type"].startswith("text/plain")
    assert not risposta.cookies
    assert risposte(persona)[0] == (False, Consenso.Canale.WEB, 1, None)


def test_vale_anche_scritto_come_un_modulo_semplice(client, un_clic, persona):
    client.post(un_clic, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert risposte(persona)[0][0] is False


@pytest.mark.parametrize(
    "corpo", [{}, {"List-Unsubscribe": "one-click"}, {"List-Unsubscribe": ""}, {"a": "b"}]
)
def test_un_post_che_non_lo_chiede_non_cambia_niente(client, un_clic, persona, corpo):
    assert client.post(un_clic, corpo).status_code == 400
    assert len(risposte(persona)) == 1


def test_il_bottone_della_pagina_vuole_il_suo_gettone(pagina, persona):
    """CSRF: only the mail program's address does without."""
    browser = Client(enforce_csrf_checks=True)
    assert browser.post(pagina, {"scelta": "no"}).status_code == 403
    gettone = re.search(r'csrfmiddlewaretoken" value="(\w+)"', leggi(browser.get(pagina)))[1]
    risposta = browser.post(pagina, {"scelta": "no", "csrfmiddlewaretoken": gettone})
    assert (risposta.status_code, risposte(persona)[0][0]) == (302, False)


# --- Keys


@pytest.mark.parametrize("metodo", ["get", "head", "post"])
@pytest.mark.parametrize("nome", ["iscrizione", "disiscrivi"])
def test_una_chiave_non_nostra_e_404(client, persona, nome, metodo):
    vera = chiave(persona.pk)
    numero, _, firma = vera.partition(".")
    storte = [
        "x",
        numero,
        f"{numero}.",
        f"{numero}.{firma[:-1]}",
        f"{numero}.{firma[::-1]}",
        f"{persona.pk + 1}.{firma}",
        f"0{numero}.{firma}",
        f"{numero}:{firma}.",
        "9" * 400,
        "²." + firma,
        "%00",
    ]
    for storta in storte:
        risposta = getattr(client, metodo)(
            f"/pubblico/iscrizione/{storta}/" + "disiscrivi/" * (nome[0] == "d"), UN_CLIC
        )
        assert risposta.status_code in (400, 404), storta
    assert len(risposte(persona)) == 1


def test_una_persona_cancellata_e_404(client, pagina, persona):
    persona.delete()
    assert client.get(pagina).status_code == 404


def test_la_chiave_di_una_non_serve_a_un_altra(client, pagina, persona, iscrivi, pisa):
    altra = iscrivi(pisa, "Podere Olmaia", "01234560506", "amerigo@olmaia.example")
    client.post(pagina, {"scelta": "no", "contatto": altra.pk, "chiave": chiave(altra.pk)})
    assert [concesso for concesso, *_ in risposte(altra)] == [True]


# --- Too many


def test_troppe_richieste_alla_stessa_chiave_si_fermano_e_le_altre_no(client, pagina, un_clic, iscrivi, pisa):
    """A big provider presses for many people from one machine: the limit is of the key."""
    codici = [client.post(pagina, {"scelta": "no"}).status_code for _ in range(12)]
    assert codici == [302] * 10 + [429] * 2
    assert "Troppe richieste" in leggi(client.post(pagina, {"scelta": "si"}))
    assert [client.post(un_clic, UN_CLIC).status_code for _ in range(12)][-1] == 429
    for n in range(12):
        altra = iscrivi(pisa, f"Ditta {n}", f"0123456{n:04}", f"a{n}@ditta.example")
        assert (
            client.post(reverse("circolari:disiscrivi", args=[chiave(altra.pk)]), UN_CLIC).status_code == 200
        )


# --- Who has such a key


def test_la_posta_alle_imprese_ha_il_bottone_e_il_collegamento(
    client, persona, bozza, redazione, pisa, orologio
):
    orologio("2026-03-02 10:00")
    azioni.diffondi(bozza, da=redazione)
    posta.spedisci_dovuti()
    orologio("2026-03-04 10:02")
    posta.spedisci_dovuti()
    (lettera,) = [m for m in mail.outbox if persona.email in m.to]
    disiscrivi = lettera.extra_headers["List-Unsubscribe"].strip("<>")
    assert lettera.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert iscrizioni.indirizzo(chiave(persona.pk)) in lettera.body
    assert client.post("/" + disiscrivi.split("/", 3)[3], UN_CLIC).status_code == 200
    assert risposte(persona)[0][0] is False


def test_gli_sportelli_non_possono_rinunciare(persona, bozza, redazione, operatrice_fi, orologio):
    """C7: their mail has no such button and no such link."""
    orologio("2026-03-02 10:00")
    azioni.diffondi(bozza, da=redazione)
    posta.spedisci_dovuti()
    lettere = [m for m in mail.outbox if operatrice_fi.email in m.to]
    assert lettere
    for lettera in lettere:
        assert "List-Unsubscribe" not in lettera.extra_headers
        assert "/iscrizione/" not in lettera.body
