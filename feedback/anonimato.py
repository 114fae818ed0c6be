"""Which figures of the network may be shown, so that nobody reads through them what one company said (C5).

Figures are sums over groups of answers. Who compares two of them learns the sum over the answers by which
they differ; who adds and subtracts many learns more. So nothing is judged alone: figures are admitted one
after the other, in an order that never depends on the answers, and each admitted group cuts the answers into
*atoms*, sets that all admitted groups hold whole or not at all. A group is admitted only if every atom that
it would leave is safe. Whatever is then added and subtracted is a combination of sums of whole atoms: no
difference isolates less than one of them.

A figure of time past never changes, and what comes later is admitted after it: reading again tomorrow, and
subtracting, tells nothing either.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

RISPOSTE_MINIME = 5
UFFICI_MINIMI = 2


@dataclass(frozen=True)
class Grano:
    """Answers that no figure tells apart: how many of an office, and how many the reader knows already."""

    ufficio: int
    quante: int
    note: int = 0


Atomo = Collection[Grano]


def sicuro_per_gli_uffici(atomo: Atomo) -> bool:
    """Safe for every office, which knows its own answers: of the others' there are five, of two offices.

    The same holds for who knows none.
    """
    per = Counter[int]()
    for grano in atomo:
        per[grano.ufficio] += grano.quante
    piene = +per
    tutte = piene.total()
    if not tutte:
        return True
    lasciano = all(
        tutte - sue >= RISPOSTE_MINIME and len(piene) - 1 >= UFFICI_MINIMI for sue in piene.values()
    )
    return lasciano and tutte >= RISPOSTE_MINIME


def sicuro_per_tp(atomo: Atomo) -> bool:
    """Safe for Toscana Promozione, which reads some answers one by one: the rest are five, or none."""
    ignote = sum(grano.quante - grano.note for grano in atomo)
    return ignote == 0 or ignote >= RISPOSTE_MINIME


def ammessi(
    gruppi: Iterable[tuple[K, Collection[int]]],
    grani: Mapping[int, Grano],
    sicuro: Callable[[Atomo], bool],
) -> set[K]:
    """The groups that may be shown together, of those given in order of precedence.

    A group is the keys of its grains. An empty one is not shown: there is nothing to say.
    """
    atomo_di = dict.fromkeys(grani, 0)
    atomi: dict[int, set[int]] = {0: set(grani)}
    scelti: set[K] = set()
    for nome, chiavi in gruppi:
        pezzi = _pezzi({chiave for chiave in chiavi if grani[chiave].quante}, atomo_di, atomi)
        if pezzi and all(sicuro([grani[chiave] for chiave in pezzo]) for pezzo in pezzi):
            _taglia(pezzi, atomo_di, atomi)
            scelti.add(nome)
    return scelti


def _pezzi(gruppo: set[int], atomo_di: Mapping[int, int], atomi: Mapping[int, set[int]]) -> list[set[int]]:
    """The atoms that a group would leave of those it touches: what falls inside it, and what stays out.

    What no group has held yet is shown by no figure, so it is no atom until one does.
    """
    dentro: dict[int, set[int]] = {}
    for chiave in gruppo:
        dentro.setdefault(atomo_di[chiave], set()).add(chiave)
    fuori = [atomi[numero] - pezzo for numero, pezzo in dentro.items() if numero]
    return [*dentro.values(), *(pezzo for pezzo in fuori if pezzo)]


def _taglia(pezzi: Iterable[set[int]], atomo_di: dict[int, int], atomi: dict[int, set[int]]) -> None:
    for pezzo in pezzi:
        numero = len(atomi)
        atomi[numero] = pezzo
        for chiave in pezzo:
            atomi[atomo_di[chiave]].discard(chiave)
            atomo_di[chiave] = numero
