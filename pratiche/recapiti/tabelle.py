"""Contacts in a table: under «Cell» a number is a telephone, whatever stands around it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pratiche.recapiti import lessico, lessico_reti
from pratiche.recapiti.piano import SEGNO

Tratto = tuple[int, int]
Cella = tuple[int, str]  # where it begins in the text, and what it holds

_CELLE = {segno: re.compile(rf'(?:"[^"\n]*+"|[^{segno}\n])*+') for segno in (r"\|", ";", "\t", ",")}
_PAROLA = re.compile(r"[^\W\d_]+")
_TELEFONO = frozenset(lessico.TELEFONO)
_TELEFONO_DEBOLE = frozenset(("mobile", "fisso", "contatto", "contatti", "wa"))
_POSTA = frozenset(("mail", "email", "pec", "posta", "courriel", "correo"))
_RETI = frozenset(lessico_reti.RETI)
_ALTRO = frozenset(lessico.CODICE)
_INTESTAZIONE_LUNGA = 40  # a longer cell is a sentence
_DATI = re.compile(rf"\d{{5}}|@|{re.escape(SEGNO)}")  # no heading has them
_NUMERO = re.compile(r"(?<![\d.,])[+(]{0,2}[\dOoIlSZB](?:[ .\-/()]{0,2}[\dOoIlSZB]){4,15}(?![\d.,]*\d)")
_DATA = re.compile(r"\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}|\d{4}[./\-]\d\d[./\-]\d\d")
_CASELLA = re.compile(r"[^\s\"']*[^\W_][@._\d][^\s\"']+")
_PROFILO = re.compile(r"@?[^\W\d_][\w.\-#]{3,40}")
_PROSA = re.compile(r"[^\W\d_]{3}")  # a comma may be that of a sentence: «12345 pezzi»
_CIFRE = {"telefono": 5, "debole": 8}  # as many figures at least


class _Tabella(NamedTuple):
    """The sign between the cells, how many of them, and what some columns hold."""

    segno: str
    quante: int
    colonne: dict[int, str]


def tabelle(testo: str) -> tuple[list[Tratto], list[int]]:
    """The spans of the contacts under a heading that says so, and where the rows of headings end.

    In the text as it was written: nothing of a row of headings speaks of the first cell of the next row.
    """
    tratti: list[Tratto] = []
    fini: list[int] = []
    tabella, inizio, fine = None, 0, 0
    for riga in testo.splitlines(keepends=True):
        nuova = _intestazione(riga)
        if nuova:
            tabella, fine = nuova, inizio + len(riga)
        elif tabella:
            celle = _celle(riga, inizio, tabella.segno)
            if len(celle) == tabella.quante or (tabella.segno != "," and len(celle) > 1):
                tratti += _recapiti(celle, tabella)
                fini += [fine] if fine == inizio else []
            elif riga.strip():
                tabella = None
        inizio += len(riga)
    return tratti, fini


def _intestazione(riga: str) -> _Tabella | None:
    for segno in _CELLE:
        if segno[-1] not in riga or _DATI.search(riga):
            continue
        celle = _celle(riga, 0, segno)
        colonne = {numero: _genere(cella) for numero, (_, cella) in enumerate(celle)}
        colonne = {numero: genere for numero, genere in colonne.items() if genere}
        if colonne and len(celle) > 1 and all(len(cella) <= _INTESTAZIONE_LUNGA for _, cella in celle):
            return _Tabella(segno, len(celle), colonne)
    return None


def _genere(cella: str) -> str:
    """What a column holds, by the words of its heading."""
    parole = {parola.lower() for parola in _PAROLA.findall(cella)}
    if parole & _ALTRO:
        return ""
    generi = (("telefono", _TELEFONO), ("posta", _POSTA), ("rete", _RETI), ("debole", _TELEFONO_DEBOLE))
    return next((genere for genere, sue in generi if parole & sue), "")


def _celle(riga: str, inizio: int, segno: str) -> list[Cella]:
    celle, punto = [], 0
    riga = riga.rstrip("\r\n")
    while punto <= len(riga):
        cella = _CELLE[segno].match(riga, punto)
        fine = cella.end() if cella else punto
        celle.append((inizio + punto, riga[punto:fine]))
        punto = fine + 1
    return celle


def _recapiti(celle: list[Cella], tabella: _Tabella) -> Iterator[Tratto]:
    for numero, (inizio, cella) in enumerate(celle):
        genere = tabella.colonne.get(numero, "")
        prosa = tabella.segno == "," and genere in _CIFRE and _PROSA.search(cella)
        for trovato in _trovati(cella, genere) if genere and not prosa and SEGNO not in cella else ():
            yield inizio + trovato.start(), inizio + trovato.end()


def _trovati(cella: str, genere: str) -> Iterator[re.Match[str]]:
    if genere in _CIFRE:
        for numero in _NUMERO.finditer(cella):
            if sum(map(str.isdigit, numero.group())) >= _CIFRE[genere] and not _DATA.fullmatch(
                numero.group()
            ):
                yield numero
    else:
        modello = _CASELLA if genere == "posta" else _PROFILO
        yield from filter(None, [modello.fullmatch(cella.strip("\"' ")) and modello.search(cella)])
