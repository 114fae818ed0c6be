"""Contacts written into free text, hidden before Toscana Promozione reads it (C6).

TP has promised not to reach the companies directly, and the software keeps the promise: every e-mail address,
telephone number and messaging handle of a text gives way to a mark, and the rest stays as it was.
"""

from collections.abc import Iterable

from pratiche.recapiti.cifre import gruppi_detti, gruppi_in_cifre, numeri_detti
from pratiche.recapiti.collegamenti import collegamenti
from pratiche.recapiti.descrizioni import descrizioni
from pratiche.recapiti.indirizzi import indirizzi
from pratiche.recapiti.interni import interni
from pratiche.recapiti.nomi import nascondi_nomi
from pratiche.recapiti.numeri import Numeri
from pratiche.recapiti.parlanti import parlanti
from pratiche.recapiti.piano import BARRIERA, SEGNO, Piano, appiana
from pratiche.recapiti.profili import profili
from pratiche.recapiti.spie import Spie
from pratiche.recapiti.tabelle import tabelle
from pratiche.recapiti.tutele import Tutele

__all__ = ["SEGNO", "contiene_recapiti", "maschera", "nascondi_nomi"]

Tratto = tuple[int, int]
_LETTERE = (indirizzi, descrizioni, collegamenti, profili, parlanti)  # what is known by its letters
_STACCO = "\u00b6"
_LETTURE = 8
_PAROLE_MINIME = 2  # fewer number words than this are prose, not a number said aloud


def maschera(testo: str) -> str:
    """The text with a mark in place of every contact; all the rest is kept to the last character.

    Masking twice changes nothing more. Never raises; takes time in proportion to the length: a text that
    still shows contacts after so many readings as no prose needs loses the whole paragraph that they are in.
    """
    for _ in range(_LETTURE):
        tratti = recapiti(testo)
        if not tratti:
            return testo
        testo = _con_i_segni(testo, tratti)
    while tratti := recapiti(testo):
        testo = _con_i_segni(testo, _uniti(_capoverso(testo, *tratto) for tratto in tratti))
    return testo


def contiene_recapiti(testo: str) -> bool:
    """Whether `maschera` would hide anything."""
    return bool(recapiti(testo))


def recapiti(testo: str) -> list[Tratto]:
    """The spans of the contacts in the text, in order and apart from each other."""
    nelle_celle, fini = tabelle(testo)
    piano = appiana(_con_gli_stacchi(testo, fini))
    return _uniti([*nelle_celle, *(piano.originale(inizio, fine) for inizio, fine in _tratti(piano))])


def _con_gli_stacchi(testo: str, fini: list[int]) -> str:
    """The text with a sign that nothing reads across in place of the end of these lines, length unchanged."""
    pezzi = [testo[inizio : fine - 1] for inizio, fine in zip([0, *fini], fini, strict=False)]
    return _STACCO.join([*pezzi, testo[fini[-1] if fini else 0 :]])


def _tratti(piano: Piano) -> list[Tratto]:
    testo = piano.testo
    tratti = [tratto for cerca in _LETTERE for tratto in cerca(testo)]
    tratti += _numeri(_coperti(testo, tratti))
    return [*tratti, *interni(_coperti(testo, tratti))]


def _numeri(testo: str) -> list[Tratto]:
    in_cifre, a_parole = gruppi_in_cifre(testo), numeri_detti(testo) >= _PAROLE_MINIME
    if not in_cifre and not a_parole:
        return []
    spie, tutele = Spie(testo), Tutele(testo, (gruppo.inizio for gruppo in in_cifre))
    tratti = list(Numeri(testo, in_cifre, spie, tutele).tratti())
    if not a_parole:
        return tratti
    coperto = _coperti(testo, tratti)
    return tratti + list(Numeri(coperto, gruppi_detti(coperto), spie, tutele, _PAROLE_MINIME).tratti())


def _capoverso(testo: str, inizio: int, fine: int) -> Tratto:
    prima, dopo = testo.rfind("\n\n", 0, inizio), testo.find("\n\n", fine)
    return prima + 2 if prima >= 0 else 0, dopo if dopo >= 0 else len(testo)


def _coperti(testo: str, tratti: list[Tratto]) -> str:
    """The flat text with the spans already found blotted out, length unchanged."""
    pezzi, letto = [], 0
    for inizio, fine in _uniti(tratti):
        pezzi += [testo[letto:inizio], BARRIERA * (fine - inizio)]
        letto = fine
    return "".join(pezzi) + testo[letto:]


def _uniti(tratti: Iterable[Tratto]) -> list[Tratto]:
    uniti: list[Tratto] = []
    for inizio, fine in sorted(tratti):
        if uniti and inizio <= uniti[-1][1]:
            uniti[-1] = uniti[-1][0], max(fine, uniti[-1][1])
        else:
            uniti.append((inizio, fine))
    return uniti


def _con_i_segni(testo: str, tratti: list[Tratto]) -> str:
    pezzi, letto = [], 0
    for inizio, fine in tratti:
        pezzi += [testo[letto:inizio], SEGNO]
        letto = fine
    return "".join(pezzi) + testo[letto:]
