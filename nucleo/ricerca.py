"""What people type in a search box, as PostgreSQL understands it.

Italian words (stemmed, accents aside), «"a phrase"», «-excluded», and the last word as a prefix, because it
may still be half typed (unless it is long and not alone). Nothing typed here is ever SQL, nor the syntax of a
tsquery.
"""

import re
from collections.abc import Iterable, Sequence
from functools import partial, reduce
from operator import and_

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

LUNGHEZZA_MASSIMA = 200
PEZZI_MASSIMI = 12
PREFISSO_MINIMO = 3
# Of more words the last is taken as whole when it is longer: as a prefix it would cost three times the rest.
PREFISSO_FRA_ALTRE = 7

_PEZZO = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_SEGNI = ("\ue000", "\ue001")


def domanda(testo: str, *, lingua: str = "italiano") -> SearchQuery | None:
    """The full-text query for what was typed; None when there is nothing to look for."""
    pezzi = list(_pezzi(testo))[:PEZZI_MASSIMI]
    if all(escluso for escluso, _, _ in pezzi):
        return None
    *prima, ultimo = pezzi
    a_meta = _a_meta(*ultimo, altre=bool(prima))
    cerca = partial(_cerca, lingua)
    return reduce(and_, [*(cerca(*pezzo) for pezzo in prima), cerca(*ultimo, a_meta=a_meta)])


def brano(domanda: SearchQuery, campo: str) -> SearchHeadline:
    """The part of a text that answers, its words between two marks that no text holds."""
    inizio, fine = _SEGNI
    return SearchHeadline(
        campo,
        domanda,
        config="italiano",
        start_sel=inizio,
        stop_sel=fine,
        max_words=34,
        min_words=18,
        max_fragments=1,
    )


def evidenzia(testo: str) -> SafeString:
    """A `brano` as HTML: everything escaped, the words found inside <mark>."""
    inizio, fine = _SEGNI
    pezzi: Sequence[str] = testo.split(inizio)
    resto = [parte.partition(fine) for parte in pezzi[1:]]
    marcati = (format_html("<mark>{}</mark>{}", dentro, fuori) for dentro, _, fuori in resto)
    return mark_safe(conditional_escape(pezzi[0]) + "".join(marcati))  # noqa: S308 - every piece is escaped


def _pezzi(testo: str) -> Iterable[tuple[bool, bool, str]]:
    """(excluded, phrase, text) for each piece of what was typed."""
    for meno, frase, parola in _PEZZO.findall(testo.replace("\x00", " ")[:LUNGHEZZA_MASSIMA]):
        if frase.strip():
            yield bool(meno), True, frase
        elif parola.strip('-"'):
            yield parola.startswith("-"), False, parola.strip('-"')


def _a_meta(escluso: bool, frase: bool, testo: str, *, altre: bool) -> bool:
    """Whether the last word may still be half typed."""
    lunga = altre and len(testo) > PREFISSO_FRA_ALTRE
    parola = len(testo) >= PREFISSO_MINIMO and re.fullmatch(r"\w+", testo) is not None
    return parola and not (escluso or frase or lunga)


def _cerca(lingua: str, escluso: bool, frase: bool, testo: str, *, a_meta: bool = False) -> SearchQuery:
    if a_meta:
        return SearchQuery(f"{testo}:*", config=lingua, search_type="raw")
    intera = SearchQuery(testo, config=lingua, search_type="phrase" if frase else "plain")
    return ~intera if escluso else intera
