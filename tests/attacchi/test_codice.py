"""S-01, stored XSS: whatever is written in the database, no element and no attribute is born from it."""

import re
from html.parser import HTMLParser

import pytest

from calendario import azioni as calendario
from calendario.models import Iniziativa
from pratiche import azioni
from pratiche.models import Pubblico
from tests.attacchi.veleni import CODICE, avvelena

PARTI = 4
# What the program writes itself; any other element can only come from a text.
ESEGUIBILI = {
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "math",
    "applet",
    "frame",
    "marquee",
    "audio",
    "video",
}
INDIRIZZI = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "xlink:href",
    "srcset",
    "hx-get",
    "hx-post",
}
VUOTI = {"hx-on", "srcdoc", "style"}
# Where the texts that matter most must have been written.
COLONNE = {
    "sportelli.azienda.ragione_sociale",
    "sportelli.azienda.note",
    "sportelli.contatto.nome",
    "sportelli.fornitore.ragione_sociale",
    "sportelli.utente.nome",
    "sportelli.sportello.nome",
    "sportelli.servizio.nome",
    "pratiche.pratica.oggetto",
    "pratiche.pratica.quesito",
    "pratiche.pratica.risposta",
    "pratiche.allegatopratica.nome",
    "sportelli.documentofornitore.nome",
    "nucleo.notifica.titolo",
    "circolari.circolare.titolo",
    "calendario.editore.nome",
    "calendario.iniziativa.titolo",
    "calendario.iniziativa.titolo_en",
    "calendario.iniziativa.citta",
    "calendario.iniziativa.sede",
    "calendario.iniziativa.motivo",
    "calendario.allegatoiniziativa.nome",
    "calendario.allegatoiniziativa.descrizione",
    "calendario.fonte.nome",
    "calendario.lettura.errore",
    "calendario.esclusa.titolo",
    "feedback.domanda.testo",
    "feedback.valore.testo",
}


# Scripts of the program: the last is the calendar's, at an address that other sites may keep.
NOSTRI = ("/static/", "/admin/jsi18n/", "/pubblico/calendario/calendario.js")


class Ostile(HTMLParser):
    """Reads a page as a browser does, and remembers every element or attribute that is not the program's."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.trovati = []

    def handle_starttag(self, nome, attributi):
        # The local mailbox shows the HTML of a letter in a frame that may do nothing; the configurator of the
        # calendar what it makes.
        chiuso = not dict(attributi).get("sandbox", "tutto")
        di_qui = (dict(attributi).get("src") or "").startswith("/pubblico/calendario/incorpora/?")
        innocuo = nome == "iframe" and (chiuso or di_qui)
        if nome in ESEGUIBILI and not innocuo or "canarino" in nome:
            self.trovati.append(nome)
        if nome == "script":
            self._script(dict(attributi))
        if nome == "meta" and dict(attributi).get("http-equiv"):
            self.trovati.append("meta http-equiv")
        for attributo, valore in attributi:
            if _cattivo(attributo, valore or ""):
                self.trovati.append(f"<{nome} {attributo}={valore!r}>")

    def _script(self, attributi):
        nostro = attributi.get("src", "").startswith(NOSTRI)
        # Data for search engines runs nothing: what could end the block early would show as other tags.
        if not nostro and attributi.get("type") not in ("application/json", "application/ld+json"):
            self.trovati.append(f"<script {attributi}>")

    def handle_comment(self, testo):
        if "canarino" in testo:
            self.trovati.append(f"<!--{testo}-->")

    def handle_decl(self, dichiarazione):
        if dichiarazione.lower() != "doctype html":
            self.trovati.append(dichiarazione)


def _cattivo(nome, valore):
    if (
        nome.startswith("on")
        or nome in VUOTI
        or "canarino" in nome
        or not re.fullmatch(r"[a-z0-9:_.-]+", nome)
    ):
        return True
    letto = re.sub(r"[\x00-\x20]", "", valore).lower()
    dati = letto.startswith("data:") and not letto.startswith("data:image/")
    fuori = letto.startswith(("javascript:", "vbscript:", "//", "https://canarino"))
    return nome in INDIRIZZI and (fuori or dati)


def ostili(corpo):
    lettore = Ostile()
    lettore.feed(corpo)
    lettore.close()
    return lettore.trovati


def test_il_lettore_riconosce_ogni_attacco():
    """What finds nothing must be able to find: each of these, unescaped, is seen."""
    ciechi = [testo for testo in CODICE if testo.isascii() and "<" in testo and not ostili(f"<p>{testo}</p>")]
    # These two only break out of the element in which they stand, or change a form.
    assert {testo[:5] for testo in ciechi} <= {"<form", "</tex", "</tit"}


def _con_i_verbi(mondo):
    """Notes and the timeline only grow: their texts come in by the verbs."""
    gente, pratica = mondo.gente, mondo.pratiche["in lavorazione"]
    for testo in CODICE:
        azioni.annota(pratica, testo, pubblico=Pubblico.TP, da=gente.operatrice)
        azioni.attendi_azienda(pratica, testo, da=gente.operatrice)
        azioni.riprendi(pratica, motivo=testo, da=gente.operatrice)


def _nel_calendario(mondo):
    """Markdown is made into HTML by the verb, versions and changes that wait hold the words of the verb."""
    tutti = "\n\n".join(CODICE)
    for riga, chi in (("iniziativa ricca", "redazione"), ("iniziativa con una modifica", "partner")):
        for testo in CODICE[::4]:
            iniziativa = Iniziativa.objects.get(codice=mondo.righe[riga]["codice"])
            campi = dict.fromkeys(("titolo", "titolo_en", "citta", "sede"), testo[:120])
            campi |= {"testo": tutti, "testo_en": tutti}
            calendario.modifica(iniziativa, campi, revisione=iniziativa.revisione, da=mondo.persone[chi])


@pytest.mark.parametrize("turno", range(PARTI))
def test_da_nessun_testo_nasce_codice(mondo, finestra, pagine, turno):
    """Every page, as everybody who opens it, with an attack in every free text of every row."""
    _con_i_verbi(mondo)
    _nel_calendario(mondo)
    assert not COLONNE - avvelena(CODICE)
    guai, lette = {}, 0
    for pagina, indirizzo in pagine[turno::PARTI]:
        risposta = finestra(pagina.chi).get(indirizzo)
        corpo = risposta.content.decode() if not risposta.streaming else ""
        lette += "canarino" in corpo
        if trovati := ostili(corpo):
            guai[str(pagina)] = trovati
    assert not guai, guai
    # The texts are really on the pages: as text.
    assert lette > 35, lette
