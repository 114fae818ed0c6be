"""The forms of a page, filled in as a browser would send them."""

from html.parser import HTMLParser
from typing import NamedTuple

# What to write where a page leaves a field empty, by the type of the field.
ESEMPI = {
    "email": "prova@prova.example",
    "date": "2026-03-20",
    "month": "2026-03",
    "time": "10:00",
    "datetime-local": "2026-03-20T10:00",
    "number": "1",
    "tel": "055 123456",
    "url": "https://prova.example/",
    "password": "toscana-export-2026",
}
MUTI = {"button", "reset", "file", "image"}


class Modulo(NamedTuple):
    """`campi`: name → what it sends, the first of its buttons pressed. `nomi`: all that it asks for, sent
    or not."""

    azione: str
    campi: dict
    nomi: set


def moduli(pagina):
    """Those of a page (HTML text) that are sent by POST, in their order."""
    lettore = _Lettore()
    lettore.feed(pagina)
    return lettore.trovati


class _Lettore(HTMLParser):
    def __init__(self):
        super().__init__()
        self.trovati, self.aperto, self.scelta = [], None, None

    def handle_starttag(self, tag, attributi):
        qualita = dict(attributi)
        if tag == "form":
            self.aperto = Modulo(qualita.get("action") or "", {}, set())
            if qualita.get("method", "").lower() == "post":
                self.trovati.append(self.aperto)
        elif self.aperto is not None:
            if qualita.get("name"):
                self.aperto.nomi.add(qualita["name"])
            getattr(self, f"_{tag}", lambda qualita: None)(qualita)

    def handle_endtag(self, tag):
        if tag == "form":
            self.aperto = None
        elif tag == "select":
            self.scelta = None

    def _input(self, qualita):
        nome, genere = qualita.get("name"), qualita.get("type", "text")
        if not nome or genere in MUTI or "disabled" in qualita:
            return
        valore = qualita.get("value", "")
        if genere in {"checkbox", "radio"}:
            if "checked" in qualita or "required" in qualita:
                self.aperto.campi.setdefault(nome, valore or "on")
        elif genere == "submit":
            self.aperto.campi.setdefault(nome, valore)
        else:
            self.aperto.campi[nome] = valore if genere == "hidden" else valore or ESEMPI.get(genere, "prova")

    def _button(self, qualita):
        if qualita.get("type", "submit") == "submit" and qualita.get("name"):
            self.aperto.campi.setdefault(qualita["name"], qualita.get("value", ""))

    def _textarea(self, qualita):
        if qualita.get("name"):
            self.aperto.campi[qualita["name"]] = "prova"

    def _select(self, qualita):
        self.scelta = qualita.get("name")

    def _option(self, qualita):
        if not self.scelta:
            return
        valore = qualita.get("value", "")
        if "selected" in qualita or not self.aperto.campi.get(self.scelta):
            self.aperto.campi[self.scelta] = valore
