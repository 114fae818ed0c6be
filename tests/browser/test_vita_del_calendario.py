"""The integrated calendar, from the programme of the year to the agenda of who follows it (C8).

With the initiatives of `iniziative.json` in it: a company browses, filters, subscribes, is interested;
another site embeds it; the feed of a partner brings an event, changes it, cancels it. Lived once, by the
fixture `vita`, which writes down what each of them saw; the tests read it.
"""

import re
from calendar import monthrange
from datetime import date, datetime
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.urls import reverse

from calendario import azioni
from calendario.models import Abbonamento, Editore, Fonte
from extranet.dimostrazione.calendario import PROPOSTA, carica_calendario
from extranet.dimostrazione.carica import leggi
from extranet.doveri import DOVERI
from nucleo import tempo
from nucleo.posta import spedisci_dovuti
from nucleo.ronda import compi
from pratiche.models import Pratica
from tests.browser.gesti import preme, va
from tests.calendario.calendari import evento, pagina
from tests.sostegno.sito import aperto, risposta
from tests.veste.occhi import controlla

CALENDARIO = reverse("calendario:pubblico")
OGGI = date(2026, 11, 26)
LEI = "ubaldina.frescovetti@canarino.example"
SCELTA = "ProWein Düsseldorf 2027"
LEGAME = re.compile(r"https?://[^/\s]+(/pubblico/abbonamento/\S+/)")
FORUM, DELL_OLIO = "Forum del vino toscano", "Forum del vino e dell'olio toscano"


@pytest.fixture(scope="module")
def vita(casa):
    """From a Thursday in November to the Monday after, when the week's news leave."""
    casa.ora = datetime(2026, 11, 26, 10, 0, tzinfo=tempo.ROMA)
    righe = leggi("iniziative.json")
    carica_calendario(righe, [])
    vita = SimpleNamespace(
        casa=casa,
        righe=righe,
        impresa=casa.finestra(viewport={"width": 1280, "height": 900}),
        responsabile=casa.finestra(casa.gente.responsabile),
        redattrice=casa.finestra(casa.gente.redazione),
    )
    # What the loading of the calendar has queued is not of this story.
    _posta()
    _sfoglia(vita)
    _si_abbona(vita)
    _altrove(vita)
    _e_interessata(vita)
    with aperto() as camera:
        _la_camera_pubblica(vita, camera)
        _la_camera_cambia(vita, camera)
        vita.lunedi = _arriva_lunedi(vita)
        _la_camera_annulla(vita, camera)
    return vita


def _sfoglia(vita):
    """The list, a kind of wine with it, the month in which it is, and one initiative."""
    lei = vita.impresa
    lei.goto(CALENDARIO)
    vita.tutte = _quante(lei)
    lei.get_by_text("Settore", exact=True).click()
    voce = lei.locator("label", has=lei.locator("[name=settore][value=vino]"))
    vita.promesse = int(voce.locator(".cal-quante").inner_text())
    voce.click()
    preme(lei, "Applica i filtri")
    vita.filtrata, vita.di_vino = lei.url, _quante(lei)
    vita.titoli = lei.locator(".cal-riga h3").all_inner_texts()
    lei.goto(vita.filtrata)
    vita.di_nuovo = lei.locator(".cal-riga h3").all_inner_texts()
    lei.locator(".linguette").get_by_role("link", name="Mese").click()
    lei.wait_for_url("**/mese/**")
    vita.mese = lei.url
    lei.go_back()
    lei.wait_for_url(vita.filtrata)


def _si_abbona(vita):
    """To what she has filtered; whoever follows the links of the mail before her confirms nothing."""
    lei = vita.impresa
    lei.get_by_role("link", name="Novità per e-mail").click()
    lei.get_by_role("textbox", name="E-mail").fill(LEI)
    lei.locator("#id_informativa").check()
    preme(lei, "Abbonami")
    vita.manca_un_passo = lei.locator("main").inner_text()
    (vita.conferma,) = _posta()
    via = LEGAME.search(vita.conferma.body)[1]
    for _ in range(2):
        vita.casa.finestra().goto(via)
    vita.dopo_chi_sbircia = Abbonamento.objects.get().confermato_il
    lei.goto(via)
    preme(lei, "Conferma l'abbonamento")
    vita.abbonata = lei.locator("main").inner_text()


def _altrove(vita):
    """In the page of somebody else, whose policy lets in our script and our frame alone; one goes on here."""
    noi = vita.casa.indirizzo
    script = f'<script src="{noi}{CALENDARIO}calendario.js" data-filtro="settore=vino" async></script>'
    corpo = f"<!doctype html><html lang=it><title>Un altro</title><h1>Un altro sito</h1>{script}".encode()
    with aperto() as altro:
        altro["/"] = risposta(
            corpo,
            content_type="text/html; charset=utf-8",
            content_security_policy=f"default-src 'none'; script-src {noi}; frame-src {noi}",
            connection="close",
        )
        finestra = vita.casa.finestra(viewport={"width": 1000, "height": 2000})
        finestra.goto(f"http://127.0.0.1:{altro.porta}/")
        dentro = finestra.frame_locator("iframe")
        dentro.locator(".incorporata-righe h2").first.wait_for()
        vita.incorporati = dentro.locator(".incorporata-righe h2").all_inner_texts()
        with finestra.expect_popup() as nuova:
            dentro.get_by_role("link", name=SCELTA).click()
        nuova.value.locator("h1", has_text=SCELTA).wait_for()
        vita.aperta_da_altrove, vita.biscotti = nuova.value.url, finestra.context.cookies()


def _e_interessata(vita):
    """She is of Firenze: the request reaches that office, which opens it as one of its own."""
    lei = vita.impresa
    lei.goto(vita.aperta_da_altrove)
    lei.get_by_label("La tua provincia").select_option(label="Firenze")
    preme(lei, "Mostra")
    vita.a_chi_chiedere = lei.locator("#sportello").inner_text()
    va(lei, "Sono interessato")
    vita.provincia = lei.locator("#id_provincia option:checked").inner_text()
    for nome, valore in (
        *(("Azienda", "Fattoria Torriandini srl"), ("Partita IVA", "01234567897"), ("Comune", "Greve")),
        *(("Nome e cognome", "Ubaldina Frescovetti"), ("E-mail", LEI)),
    ):
        lei.get_by_role("textbox", name=nome).fill(valore)
    lei.locator("#id_informativa").check()
    preme(lei, "Manda allo Sportello")
    vita.arrivata = lei.locator("main").inner_text()
    vita.grazie = next(lettera for lettera in _posta() if lettera.to == [LEI])
    _lo_sportello_apre(vita)


def _lo_sportello_apre(vita):
    """Who answers for the office reads the notice, opens the draft, and from it the initiative."""
    lei = vita.responsabile
    lei.goto(reverse("nucleo:notifiche"))
    lei.get_by_role("button", name=re.compile(f"è interessata a «{SCELTA}»")).click()
    lei.wait_for_url("**/pratiche/FI-*/")
    vita.bozza = lei.locator("main").inner_text()
    vita.pratica = urlsplit(lei.url).path
    gente = vita.casa.gente
    altri = (gente.operatore_pi, gente.referente, gente.direzione, gente.redazione)
    vita.all_operatrice = vita.casa.finestra(gente.operatrice).goto(vita.pratica).status
    vita.agli_altri = {vita.casa.finestra(chi).goto(vita.pratica).status for chi in altri}
    lei.get_by_role("region", name="Dal calendario").get_by_role("link", name=SCELTA).click()
    lei.locator("h1", has_text=SCELTA).wait_for()
    vita.iniziativa_dello_sportello = urlsplit(lei.url).path


def _la_camera_pubblica(vita, camera):
    """A source is tried and looked at, then switched on: what its feed says is in the calendar."""
    _dice(camera, evento("forum@camera", FORUM, "20270610", "20270612", categories="Vino,Seminario"))
    editore = Editore.objects.get(codice="camera-firenze")
    nuova = Fonte(editore=editore, nome="Calendario della Camera", indirizzo=camera.indirizzo("/c.ics"))
    fonte = azioni.tieni_fonte(nuova, da=vita.casa.gente.redazione)
    _lavorano(camera)
    lei = vita.redattrice
    lei.goto(reverse("calendario:elenco"))
    va(lei, "Fonti")
    lei.get_by_role("link", name=fonte.nome).click()
    lei.get_by_text("Che cosa cambierebbe").wait_for()
    vita.cambierebbe, vita.prima_di_accenderla = lei.locator("main").inner_text(), _trovate(vita)
    preme(lei, "Accendi")
    _lavorano(camera)
    vita.apparsa = _trovate(vita)
    vita.in_agenda = _in_agenda(vita)


def _la_camera_cambia(vita, camera):
    _dice(camera, evento("forum@camera", DELL_OLIO, "20270611", "20270613", categories="Vino"))
    vita.casa.passano(hours=1)
    _lavorano(camera)
    vita.non_ancora = _trovate(vita)
    vita.casa.passano(hours=6)
    _lavorano(camera)
    vita.cambiata = _trovate(vita)


def _la_camera_annulla(vita, camera):
    _dice(camera, evento("forum@camera", DELL_OLIO, "20270611", "20270613", status="CANCELLED"))
    vita.casa.passano(hours=7)
    _lavorano(camera)
    vita.impresa.get_by_role("link", name=DELL_OLIO).click()
    vita.impresa.reload()
    vita.annullata = vita.impresa.locator("main").inner_text()
    vita.disdetta_in_agenda = _in_agenda(vita)
    vita.redattrice.goto(reverse("calendario:fonti"))
    vita.tabellone = vita.redattrice.locator("main").inner_text()


def _dice(camera, *eventi):
    camera["/c.ics"] = pagina(*eventi)


def _lavorano(camera):
    """What a worker does when it is called (`calendario.tasks`), let into the site of the test."""
    azioni.leggi_dovute(regole=camera.regole())


def _trovate(vita):
    """What a company finds by the words of the feed. The browser's clock has not moved: asked anew."""
    vita.impresa.goto(f"{CALENDARIO}?q=forum")
    vita.impresa.reload()
    righe = vita.impresa.locator(".cal-riga")
    return [" ".join(riga.split()) for riga in righe.all_inner_texts()]


def _in_agenda(vita):
    """What a calendar program that follows the filter receives."""
    return vita.impresa.request.get(f"{CALENDARIO}calendario.ics?settore=vino").text().replace("\r\n ", "")


def _arriva_lunedi(vita):
    """Past eight in the morning of the first working day: the news that leave for her."""
    vita.casa.ora = datetime(2026, 11, 30, 8, 5, tzinfo=tempo.ROMA)
    compi(DOVERI)
    return [lettera for lettera in _posta() if lettera.to == [LEI]]


def _posta():
    """What leaves when the workers are awake."""
    mail.outbox.clear()
    for _ in range(2):
        spedisci_dovuti()
    return list(mail.outbox)


def _quante(finestra):
    return int(re.search(r"\d+", finestra.locator(".cal-conto strong").inner_text())[0])


def _in_arrivo(righe):
    """Titles of the file that everybody may read and that are not over: an oracle of its own."""
    return {riga["titolo"] for riga in righe if riga["id"] != PROPOSTA and _fine(riga) >= OGGI}


def _fine(riga):
    if riga["data_fine"]:
        return date.fromisoformat(riga["data_fine"])
    anno, mese = map(int, riga["mese"].split("-"))
    return date(anno, mese, monthrange(anno, mese)[1])


def test_sfogliando_si_trova_tutto_il_programma(vita):
    assert vita.tutte == len(_in_arrivo(vita.righe)) > 40


def test_ogni_filtro_e_un_indirizzo_e_mantiene_quel_che_conta(vita):
    """The number beside the facet is what one finds; the address alone finds it again."""
    attesi = _in_arrivo(riga for riga in vita.righe if "vino" in riga["settori"])
    assert vita.promesse == vita.di_vino == len(attesi) > 3
    assert {*vita.titoli} == attesi
    assert vita.di_nuovo == vita.titoli
    assert parse_qs(urlsplit(vita.filtrata).query) == {"settore": ["vino"]}
    assert parse_qs(urlsplit(vita.mese).query) == {"settore": ["vino"]}


def test_ci_si_abbona_in_due_passi_e_solo_premendo(vita):
    """G-01: GET changes nothing, because mail scanners follow links."""
    assert "Manca un passo." in vita.manca_un_passo
    assert vita.conferma.to == [LEI]
    assert "Vino" in vita.conferma.body
    assert vita.dopo_chi_sbircia is None
    assert "È attivo." in vita.abbonata
    assert LEI not in vita.abbonata


def test_in_un_altro_sito_si_vede_lo_stesso_senza_un_biscotto(vita):
    """The console of the host page is silent: its policy has refused nothing."""
    assert {*vita.incorporati} <= {*vita.titoli}
    assert SCELTA in vita.incorporati
    assert vita.biscotti == []


def test_l_interesse_arriva_allo_sportello_della_provincia(vita):
    """C1, C6: as a draft of the office, with the initiative attached; never to Toscana Promozione."""
    assert "Sportello territoriale di Firenze" in vita.a_chi_chiedere
    assert vita.provincia == "Firenze"
    assert "Richiesta arrivata" in vita.arrivata
    assert vita.grazie.from_email.startswith("Sportello territoriale di Firenze <")
    pratica = Pratica.objects.get()
    assert (pratica.sportello, pratica.stato, pratica.canale) == (
        vita.casa.gente.firenze,
        "bozza",
        "calendario",
    )
    assert "Fattoria Torriandini srl" in vita.bozza
    assert LEI in vita.bozza
    assert (vita.all_operatrice, vita.agli_altri) == (200, {404})
    assert vita.iniziativa_dello_sportello == urlsplit(vita.aperta_da_altrove).path.replace("/pubblico", "")


def test_la_fonte_di_un_partner_si_guarda_prima_di_accenderla(vita):
    assert FORUM in vita.cambierebbe
    assert vita.prima_di_accenderla == []


def test_quel_che_dice_il_partner_appare_cambia_e_si_annulla(vita):
    (apparsa,), (non_ancora,), (cambiata,) = vita.apparsa, vita.non_ancora, vita.cambiata
    assert FORUM in apparsa
    assert "10-11 giugno 2027" in apparsa
    assert non_ancora == apparsa
    assert DELL_OLIO in cambiata
    assert "11-12 giugno 2027" in cambiata
    assert "Annullata nel calendario di Camera di commercio di Firenze." in vita.annullata
    assert "Calendario della Camera" in vita.annullata
    assert "1 annullata" in vita.tabellone


def test_chi_lo_segue_da_un_agenda_lo_sa(vita):
    """The same event, with a higher number each time: it is not taken away, it is told cancelled."""
    prima, dopo = _del_forum(vita.in_agenda), _del_forum(vita.disdetta_in_agenda)
    assert (prima["SUMMARY"], dopo["SUMMARY"]) == (FORUM, DELL_OLIO)
    assert (prima["STATUS"], dopo["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert prima["UID"] == dopo["UID"]
    assert int(prima["SEQUENCE"]) < int(dopo["SEQUENCE"])


def _del_forum(agenda):
    """The properties of its VEVENT."""
    (suo,) = [testo for testo in agenda.split("BEGIN:VEVENT") if "SUMMARY:Forum" in testo]
    return dict(riga.split(":", 1) for riga in suo.partition("END:VEVENT")[0].splitlines() if ":" in riga)


def test_chi_e_abbonata_lo_legge_lunedi_mattina(vita):
    """Her filter: what is of another sector is not in it."""
    (lettera,) = vita.lunedi
    assert DELL_OLIO in lettera.body
    assert SCELTA not in lettera.body
    assert LEGAME.search(lettera.body)


def test_le_pagine_che_ha_visto_si_leggono_anche_strette(vita):
    """W-01."""
    vita.impresa.set_viewport_size({"width": 360, "height": 740})
    for via in (vita.filtrata, vita.mese, vita.aperta_da_altrove):
        vita.impresa.goto(via)
        controlla(vita.impresa)
