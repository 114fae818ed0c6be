"""Given names of people and companies, hidden in a free text however they are written there."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pratiche.recapiti import lessico
from pratiche.recapiti.piano import Piano, appiana

Tratto = tuple[int, int]
Forma = tuple[str, ...]

_PAROLA = re.compile(r"[^\W_]+")
_FRA_PAROLE = re.compile(r"[\s.,'\-&()/\"]{1,4}")
_FORME = r"""(?<!\w)(?:s\.?\s?r\.?\s?l\.?(?:\s?s\.?)?|s\.?\s?(?:a\.?\s?)?p\.?\s?a\.?|s\.?\s?n\.?\s?c\.?
    |s\.?\s?a\.?\s?s\.?|s\.\s?s\.|s\.?\s?c\.?\s?(?:a\.?\s?)?r\.?\s?l\.?
    |soc(?:ieta|\.)?\scoop(?:erativa|\.)?(?:\s(?:agricola|sociale))?
    |societa\s(?:semplice|agricola|benefit|per\sazioni|a\sresponsabilita\slimitata)|unipersonale|in\sliquidazione
    |gmbh|ltd|llc|inc|sarl|s\.?a\.?r\.?l|kg|ag|bv|oy|ab|sagl|plc|co|corp|&\s?c)(?!\w)\.?"""
_FORME_GIURIDICHE = re.compile(_FORME, re.IGNORECASE | re.VERBOSE)
_FORMA_DOPO = re.compile(rf"[\s,]{{1,2}}(?:{_FORME})", re.IGNORECASE | re.VERBOSE)
_TITOLO = re.compile(
    rf"(?<!\w)(?:{'|'.join(lessico.TITOLI)})\.?(?:\s?(?:ra|ssa))?\.?\s{{1,2}}$", re.IGNORECASE
)
_VUOTE = frozenset(lessico.PAROLE_VUOTE)


class Cercati(NamedTuple):
    """Every way to write the names, by first word, longest first; and the words that a title makes a name."""

    forme: dict[str, list[Forma]]
    sole: set[str]


def nascondi_nomi(testo: str, nomi: Iterable[str], segno: str) -> str:
    """The text with `segno` in place of every given name of a person or company.

    Whole words, whatever the capitals and accents; also surname first, with the first name cut to its
    initial, after a title («sig. Rossi»), and a company without its legal form or written in one word.
    """
    cercati = _cercati(nomi)
    if not cercati.forme:
        return testo
    piano = appiana(testo)
    pezzi, letto = [], 0
    for inizio, fine in _tratti(piano, cercati):
        pezzi += [testo[letto:inizio], segno]
        letto = fine
    return "".join(pezzi) + testo[letto:]


def _cercati(nomi: Iterable[str]) -> Cercati:
    forme: set[Forma] = set()
    sole: set[str] = set()
    for nome in nomi:
        piatto = appiana(nome).testo
        intero = _parole(piatto)
        parole = _parole(_FORME_GIURIDICHE.sub(" ", piatto)) or intero
        forme |= set(_varianti(parole)) | ({intero} if intero[:1] != parole[:1] else set())
        sole |= {parola for parola in parole if len(parola) > 2 and parola not in _VUOTE}
    per_prima: dict[str, list[Forma]] = {}
    for forma in sorted(forme, key=len, reverse=True):
        per_prima.setdefault(forma[0], []).append(forma)
    return Cercati(per_prima, sole)


def _parole(piatto: str) -> Forma:
    return tuple(parola.group().casefold() for parola in _PAROLA.finditer(piatto))


def _varianti(parole: Forma) -> Iterator[Forma]:
    if not parole or (len(parole) == 1 and len(parole[0]) < 2):
        return
    yield parole
    if len(parole) == 1:
        return
    for giro in range(1, len(parole)):
        yield parole[giro:] + parole[:giro]
    unita = "".join(parole)
    if len(unita) >= 8:
        yield (unita,)
    if len(parole) <= 4 and all(map(str.isalpha, parole)):
        yield from _con_iniziale(parole)


def _con_iniziale(parole: Forma) -> Iterator[Forma]:
    """«M. Rossi», «Rossi M.»."""
    for altra in (parole[-1], parole[0]):
        for parola in parole:
            if parola != altra and len(altra) > 2:
                yield parola[0], altra
                yield altra, parola[0]


def _tratti(piano: Piano, cercati: Cercati) -> Iterator[Tratto]:
    parole = list(_PAROLA.finditer(piano.testo))
    indice = 0
    while indice < len(parole):
        quante = _lungo(piano, parole, indice, cercati)
        if quante:
            fine = parole[indice + quante - 1].end()
            forma_giuridica = _FORMA_DOPO.match(piano.testo, fine)
            fine = forma_giuridica.end() if forma_giuridica else fine
            yield piano.originale(parole[indice].start(), fine)
            while indice < len(parole) and parole[indice].start() < fine:
                indice += 1
        else:
            indice += 1


def _lungo(piano: Piano, parole: list[re.Match[str]], indice: int, cercati: Cercati) -> int:
    """How many words of a name begin here."""
    parola = parole[indice].group().casefold()
    for forma in cercati.forme.get(parola, ()):
        if _segue(piano, parole, indice, forma):
            return len(forma)
    inizio = parole[indice].start()
    if parola in cercati.sole and _TITOLO.search(piano.testo, max(0, inizio - 16), inizio):
        return 1
    return 0


def _segue(piano: Piano, parole: list[re.Match[str]], indice: int, forma: Forma) -> bool:
    """Whether the words of the form stand here, with little between them."""
    qui = parole[indice : indice + len(forma)]
    if tuple(parola.group().casefold() for parola in qui) != forma:
        return False
    return all(
        _FRA_PAROLE.fullmatch(piano.testo, prima.end(), dopo.start())
        for prima, dopo in zip(qui, qui[1:], strict=False)
    )
