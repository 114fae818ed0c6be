"""The whole life of a request, lived by five people at their browsers: C1, C2, C4, C6 and A-03.

It is lived once, by the fixture `vita`, which writes down what each of them received and saw; every test
reads one promise of the convention in what was written down.
"""

import re
from email import message_from_bytes, policy
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.core import mail

from extranet.doveri import DOVERI
from nucleo.posta import spedisci_dovuti
from nucleo.ronda import compi
from pratiche.models import Decisione, Pratica
from tests.browser import gesti
from tests.browser.gesti import altra_azione, conferma, entrano, preme, va
from tests.browser.raccolta import Raccolta, leggibile, spie
from tests.conftest import CANARINI
from tests.proprieta.esplora import CASUALI

SPIA = spie(
    parole=["canarino", "ubaldina", "frescovetti", "lapo berlodori"],
    telefoni=["055 7719423", CANARINI.telefono_azienda],
)
# What an office that did not enter the pratica could find it with.
RICERCHE = ("Osaka", "Torriandini", "Frescovetti", "FI-2026-00001", gesti.CODICE_FISCALE)
LUOGHI = (
    *("/", "/notifiche/", "/pratiche/", "/pratiche/archivio/", "/pratiche/elenco/attendono/"),
    *("/pratiche/elenco/condivise/", "/pratiche/elenco/ufficio/", "/fornitori/", "/aziende/"),
    *(f"/cerca/?q={parola}" for parola in RICERCHE),
    *(f"/pratiche/archivio/?testo={parola}" for parola in RICERCHE),
    *(f"/pratiche/elenco/ufficio/?testo={parola}" for parola in RICERCHE),
    *("/pratiche/elenco/ufficio/esporta.csv", "/pratiche/archivio/esporta.csv", "/aziende/esporta.csv"),
)


@pytest.fixture(scope="module")
def vita(casa):
    """The story, from the call of the company to the archive."""
    gente, tp = casa.gente, []
    operatrice, responsabile, referente, direzione, pisa = entrano(
        casa, gente.operatrice, gente.responsabile, gente.referente, gente.direzione, gente.operatore_pi
    )
    tp += [Raccolta(referente), Raccolta(direzione)]
    tutto = SimpleNamespace(casa=casa, tp=tp, pisa={}, pagine={}, lettere=[])
    tutto.pisa["prima di tutto"] = _sguardo(pisa)

    tutto.numero = _nasce(operatrice)
    tutto.pratica = f"/pratiche/{tutto.numero}/"
    tutto.pisa["bozza"], tutto.bozza_a_tp = _sguardo(pisa), referente.goto(tutto.pratica).status

    _si_apre(operatrice)
    tutto.pisa["aperta"] = _sguardo(pisa)
    _chiede_l_intervento(operatrice)
    _posta(tutto)

    _gira(tp[0], tutto.pratica)
    _gira(tp[1], tutto.pratica)
    va(referente, "Emenda o proponi altro")
    referente.get_by_label("Controproposta").check()
    referente.get_by_label("Il nuovo testo").fill(gesti.CONTROPROPOSTA)
    preme(referente, "Invia la nuova versione")

    operatrice.goto(tutto.pratica)
    conferma(operatrice, "Concorda su questo testo", "Concordo su questo testo")
    tutto.pagine["concordata"] = operatrice.locator("#decisione").inner_text()
    tutto.pisa["decisa"] = _sguardo(pisa)
    _posta(tutto)

    _chiarimento(referente, responsabile, tutto.pratica)
    _posta(tutto)
    _gira(tp[0], tutto.pratica)
    _gira(tp[1], tutto.pratica)
    tutto.pisa["chiarita"] = _sguardo(pisa)
    # In a window of its own: a page of results repeats the words that were looked for.
    tutto.cercati = _cerca_le_persone(casa.finestra(gente.referente))

    _si_completa(operatrice, tutto.pratica)
    tutto.pagine["completata"] = operatrice.locator("main").inner_text()
    _posta(tutto)
    _gira(tp[0], tutto.pratica)
    tutto.pisa_dopo = _trova_in_archivio(pisa)
    return tutto


def _nasce(operatrice):
    """The company calls: it is typed, with its person and its request, and kept as a draft."""
    operatrice.goto("/pratiche/nuova/")
    gesti.scrive_l_azienda(operatrice)
    gesti.scrive_la_richiesta(operatrice)
    allegato = {"name": "rubrica Frescovetti.txt", "mimeType": "text/plain", "buffer": b"055 7719423"}
    operatrice.get_by_label("Aggiungi file").set_input_files(allegato)
    operatrice.get_by_role("button", name="Togli rubrica Frescovetti.txt").wait_for()
    preme(operatrice, "Salva bozza")
    assert operatrice.locator("h1, .riepilogo-errori").all_inner_texts() == [gesti.OGGETTO]
    return operatrice.url.rstrip("/").rpartition("/")[2]


def _si_apre(operatrice):
    conferma(operatrice, "Apri la pratica", "Apri la pratica")
    conferma(operatrice, "Prendi in carico", "Prendi in carico")
    operatrice.get_by_label("Nuova nota").fill("Frescovetti richiama domani allo 055 7719423.")
    operatrice.get_by_role("button", name="Anche per Toscana Promozione").click()
    operatrice.locator(".nota-pratica").get_by_text("richiama domani").wait_for()


def _chiede_l_intervento(operatrice):
    altra_azione(operatrice, "Chiedi l'intervento di Toscana Promozione")
    operatrice.get_by_label("Come proponete di soddisfare la richiesta").fill(
        f"{gesti.PROPOSTA} In azienda risponde {CANARINI.nome}, {CANARINI.telefono}."
    )
    preme(operatrice, "Invia la proposta")


def _chiarimento(referente, responsabile, pratica):
    referente.goto(pratica)
    altra_azione(referente, "Chiedi chiarimento al responsabile")
    referente.get_by_label("Che cosa serve sapere").fill(gesti.DOMANDA)
    preme(referente, "Invia la domanda")
    responsabile.goto(pratica)
    va(responsabile, "Rispondi")
    responsabile.get_by_label("La risposta").fill(gesti.RISPOSTA_CHIARIMENTO)
    preme(responsabile, "Invia la risposta")
    referente.goto(pratica)
    conferma(referente, "Chiudi il chiarimento", "Chiudi il chiarimento")


def _si_completa(operatrice, pratica):
    operatrice.goto(pratica)
    va(operatrice, "Completa")
    operatrice.get_by_label("Risolta", exact=True).check()
    operatrice.get_by_label("Risposta data all'azienda").fill(gesti.RISPOSTA)
    operatrice.get_by_label("Fonti").fill("Regolamento UE 952/2013")
    preme(operatrice, "Completa la pratica")
    operatrice.wait_for_url(f"**{pratica}")


def _gira(raccolta, pratica):
    """A person of TP looks for the pratica wherever she can, exports every list, and opens it."""
    finestra = raccolta.finestra
    for luogo in ("/", "/notifiche/", "/fornitori/", "/cerca/?q=Torriandini", "/cerca/?q=Osaka"):
        finestra.goto(luogo)
    for elenco in ("/pratiche/elenco/tutte/", "/pratiche/archivio/"):
        finestra.goto(elenco)
        for legame in finestra.locator(".esporta a[download]").all():
            raccolta.scarica(legame.get_attribute("href"))
    finestra.goto(pratica)


def _posta(tutto):
    """A day goes by: everything that had to be sent is sent, digests too."""
    tutto.casa.passano(days=1)
    compi(DOVERI)
    spedisci_dovuti()
    tutto.lettere += mail.outbox
    mail.outbox.clear()


def _cerca_le_persone(finestra):
    """What TP finds with the words that only the company's people are known by."""
    trovati = []
    for parola in ("Frescovetti", "canarino.example", "7719423", "8823617"):
        for luogo in ("/cerca/?q=", "/pratiche/elenco/tutte/?testo="):
            finestra.goto(f"{luogo}{parola}")
            trovati += finestra.locator("main a[href*='/pratiche/FI-']").all_inner_texts()
    return trovati


def _sguardo(finestra):
    """What an office receives in every place where a pratica could turn up, and the answer of its page."""
    viste = {luogo: _senza_caso(finestra.request.get(luogo).body()) for luogo in LUOGHI}
    viste["la sua pagina"] = finestra.goto("/pratiche/FI-2026-00001/").status
    return viste


def _senza_caso(corpo):
    for casuale in CASUALI:
        corpo = casuale.sub(b"", corpo)
    return corpo


def _trova_in_archivio(pisa):
    pisa.goto("/pratiche/archivio/?testo=certificato di origine")
    pisa.get_by_role("link", name=gesti.OGGETTO).click()
    pisa.wait_for_url("**/pratiche/FI-*/")
    return leggibile(pisa.content().encode())


def test_ogni_passo_dice_chi_e_quando(vita):
    """C1: the timeline tells the whole story, from the draft to the answer."""
    passi = Pratica.objects.get(numero=vita.numero).passi.order_by("pk").values_list("genere", flat=True)
    assert list(passi) == [
        *("creata", "allegato", "aperta", "presa_in_carico", "nota", "intervento_chiesto"),
        *("proposta", "concordata", "chiarimento_chiesto", "chiarimento_dato", "chiarimento_chiuso"),
        "completata",
    ]


def test_la_decisione_concordata_porta_i_due_nomi_sullo_stesso_testo(vita):
    """C2: agreed on the Referente's version, frozen with both names."""
    assert "Concordata da Giulia Bianchi" in vita.pagine["concordata"]
    assert "Chiara Salvini, Toscana Promozione" in vita.pagine["concordata"]
    decisione = Decisione.objects.get(pratica__numero=vita.numero)
    assert (decisione.stato, decisione.versioni.latest("numero").testo) == (
        "concordata",
        gesti.CONTROPROPOSTA,
    )


@pytest.mark.parametrize("quando", ["bozza", "aperta", "decisa", "chiarita"])
def test_pisa_non_ne_sa_nulla_finche_non_e_completata(vita, quando):
    """C4: no list, count, search or export of another office changes by a byte; its page is not there."""
    prima, dopo = vita.pisa["prima di tutto"], vita.pisa[quando]
    assert [luogo for luogo, letto in prima.items() if dopo[luogo] != letto] == []
    assert dopo["la sua pagina"] == 404


def test_la_bozza_e_solo_dello_sportello(vita):
    """C4: a draft is not there for TP either."""
    assert vita.bozza_a_tp == 404


def test_completata_pisa_la_trova_in_archivio_senza_le_persone(vita):
    """C4: request, answer and sources for the whole network; never the company's people."""
    assert gesti.RISPOSTA in vita.pisa_dopo
    assert "Regolamento UE 952/2013" in vita.pisa_dopo
    assert SPIA.findall(vita.pisa_dopo) == []


def test_tp_lavora_alla_pratica_senza_mai_ricevere_un_recapito(vita):
    """C6, A-03: in no page, fragment, header, file or file name that a browser of TP received."""
    for raccolta in vita.tp:
        assert raccolta.dove_compare(SPIA) == []


def test_tp_non_trova_la_pratica_cercando_le_persone_dell_azienda(vita):
    """C6: what TP may not read, TP cannot guess by searching."""
    assert vita.cercati == []


def test_tp_ha_ricevuto_davvero_la_pratica(vita):
    """What was searched for canaries did hold the request: page, lists, and both kinds of file."""
    for raccolta in vita.tp:
        dove = {
            re.sub(r"\?.*|.*localhost:\d+", "", url) for url, _ in raccolta.dove_compare(re.compile("Osaka"))
        }
        assert dove >= {vita.pratica, "/pratiche/elenco/tutte/", "/cerca/"}
        assert {"/pratiche/elenco/tutte/esporta.csv", "/pratiche/elenco/tutte/esporta.xlsx"} <= dove
    # The page itself: after it the browser asks for what the company said of the service.
    pagine = [testo for url, testo in vita.tp[0].testi if urlsplit(url).path == vita.pratica]
    assert "la dogana chiede la scheda tecnica" in pagine[-1]


def test_la_spia_vede_i_recapiti_dove_ci_sono(vita):
    """The search itself works: the office's own page is full of them."""
    assert len(set(SPIA.findall(vita.pagine["completata"]))) > 3


def test_le_lettere_a_tp_non_portano_recapiti(vita):
    """C6: subject, body, headers; whatever a mail to TP says, it says it without the company's people."""
    di_tp = {vita.casa.gente.referente.email, vita.casa.gente.direzione.email}
    loro = [lettera for lettera in vita.lettere if di_tp & set(lettera.to)]
    assert [lettera.subject for lettera in loro if vita.numero in lettera.subject + lettera.body]
    assert [lettera.subject for lettera in loro if SPIA.search(_tutta(lettera))] == []


def _tutta(lettera):
    """Headers and texts, decoded."""
    messaggio = message_from_bytes(lettera.message().as_bytes(), policy=policy.default)
    parti = [str(parte.get_content()) for parte in messaggio.walk() if not parte.is_multipart()]
    return "\n".join([*(f"{nome}: {valore}" for nome, valore in messaggio.items()), *parti])


def test_all_azienda_e_a_pisa_non_arriva_nessuna_lettera(vita):
    """C3, C6: nobody writes to the company while the request is worked on; C4: nor to other offices."""
    attesi = {vita.casa.gente.operatrice.email, vita.casa.gente.responsabile.email}
    attesi |= {vita.casa.gente.referente.email}
    assert {chi for lettera in vita.lettere for chi in lettera.to} <= attesi
