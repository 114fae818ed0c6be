"""W-01: intake and decision without ever touching the mouse."""

import pytest

from pratiche.models import Decisione, Pratica
from tests.browser import gesti
from tests.browser.gente import arricchisci

PASSI_MASSIMI = 160
# What a screen reader would call the element that has the focus.
NOME = """() => { const e = document.activeElement;
    const testo = e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent;
    return testo.replace(/\\s+/g, " ").trim() }"""
SEGNATO = "() => parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2"
SCELTA = "() => document.activeElement.selectedOptions[0].textContent.trim()"
VOCI_MASSIME = 40


class Tastiera:
    """A person who works with the keyboard alone: Tab until the name she wants, then keys."""

    def __init__(self, finestra):
        self.finestra, self.senza_segno = finestra, []

    def va_a(self, nome):
        for _ in range(PASSI_MASSIMI):
            self.premi("Tab")
            qui = self.finestra.evaluate(NOME)
            if not self.finestra.evaluate(SEGNATO):
                self.senza_segno.append(qui)
            if qui.startswith(nome):
                return
        raise AssertionError(f"con Tab non si arriva a «{nome}»")

    def premi(self, *tasti):
        for tasto in tasti:
            self.finestra.keyboard.press(tasto)

    def scrive(self, nome, testo):
        self.va_a(nome)
        self.premi("ControlOrMeta+a")
        self.finestra.keyboard.type(testo)

    def invia(self, nome, meta):
        self.va_a(nome)
        self.premi("Enter")
        self.finestra.wait_for_url(meta)

    def scorre(self, nome, voce):
        """One voice of a plain list, arrow by arrow: letters typed slowly would begin the word anew."""
        self.va_a(nome)
        self.premi("Home")
        for _ in range(VOCI_MASSIME):
            if self.finestra.evaluate(SCELTA).startswith(voce):
                return
            self.premi("ArrowDown")
        raise AssertionError(f"in «{nome}» non c'è «{voce}»")

    def sceglie(self, nome, lettere):
        """One voice of a choice with a search in it."""
        self.scrive(nome, lettere)
        self.premi("Enter")


@pytest.fixture(scope="module")
def tastiere(casa):
    """The operatrice and the Referente, each at her keyboard, after intake and decision."""
    arricchisci(casa.gente)
    operatrice = Tastiera(casa.finestra(casa.gente.operatrice))
    referente = Tastiera(casa.finestra(casa.gente.referente))
    _accoglie(operatrice)
    _chiede_l_intervento(operatrice)
    _concorda(referente, Pratica.objects.get())
    return operatrice, referente


def _accoglie(lei):
    lei.finestra.goto("/")
    lei.invia("Nuova pratica", "**/pratiche/nuova/")
    lei.scrive("Cerca fra le aziende del tuo Sportello", "Torriandini")
    lei.finestra.get_by_role("option", name="Camiceria Torriandini").wait_for()
    lei.premi("Enter")
    lei.finestra.get_by_role("button", name="Cambia azienda").wait_for()
    lei.scorre("Servizio", "Normativa")
    lei.finestra.get_by_label("Codice HS o descrizione tecnica").wait_for()
    lei.sceglie("Paesi", "Giapp")
    lei.scrive("Codice HS o descrizione tecnica", "Camicie di cotone, HS 6205.20")
    lei.sceglie("Paese di partenza e di destinazione?", "Giapp")
    lei.va_a("Sì")
    lei.premi("Space")
    lei.scrive("Oggetto", gesti.OGGETTO)
    lei.scrive("Quesito", gesti.QUESITO)
    lei.invia("Apri la pratica", "**/pratiche/FI-*/")


def _chiede_l_intervento(lei):
    """Taken in hand in a dialog, then the proposal, found in the menu of the other actions."""
    lei.va_a("Prendi in carico")
    lei.premi("Enter")
    lei.finestra.get_by_role("dialog").get_by_role("button", name="Prendi in carico").wait_for()
    lei.va_a("Prendi in carico")
    with lei.finestra.expect_navigation():
        lei.premi("Enter")
    lei.va_a("Altre azioni")
    lei.premi("Enter")
    lei.invia("Chiedi l'intervento di Toscana Promozione", "**/intervento/")
    lei.scrive("Come proponete di soddisfare la richiesta", gesti.PROPOSTA)
    lei.invia("Invia la proposta", "**/pratiche/FI-*/")


def _concorda(lui, pratica):
    lui.finestra.goto(pratica.get_absolute_url())
    lui.va_a("Concorda su questo testo")
    lui.premi("Enter")
    lui.finestra.get_by_role("dialog").get_by_role("button", name="Concordo su questo testo").wait_for()
    lui.va_a("Concordo su questo testo")
    with lui.finestra.expect_navigation():
        lui.premi("Enter")


def test_la_richiesta_si_scrive_e_si_apre(tastiere):
    pratica = Pratica.objects.get()
    assert (pratica.oggetto, pratica.quesito) == (gesti.OGGETTO, gesti.QUESITO)
    assert [paese.nome for paese in pratica.paesi.all()] == ["Giappone"]


def test_la_decisione_si_propone_e_si_concorda(tastiere):
    decisione = Decisione.objects.get()
    assert (decisione.stato, decisione.versioni.get().testo) == ("concordata", gesti.PROPOSTA)


def test_il_fuoco_si_vede_a_ogni_passo(tastiere):
    """WCAG 2.4.7: each stop of the Tab key is outlined."""
    assert [tastiera.senza_segno for tastiera in tastiere] == [[], []]
