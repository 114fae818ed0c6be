"""`{% tabella elenco %}`: the rows of a list; cells are built in Python, a template per cell costs more."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nucleo import parole
from nucleo.elenchi import Colonna, Elenco, Linguetta
from nucleo.templatetags.nucleo import QUI, icona

register = template.Library()

SEGNI = {"ascending": "it-arrow-up", "descending": "it-arrow-down", "none": "ex-ordina"}


@register.simple_tag
def tabella(elenco: Elenco[Any, Any]) -> SafeString:
    """The page of a list as a table; on a phone, every row is a card."""
    colonne = [colonna for colonna in elenco.colonne if colonna.dove != "file"]
    return format_html(
        '<div class="tabella-cornice tabella-carte"><table class="tabella" data-elenco>'
        '<caption class="visually-hidden">{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
        elenco.titolo,
        _di_seguito(_testa(elenco, colonna) for colonna in colonne),
        _di_seguito(_righe(elenco, colonne)),
    )


def _righe(elenco: Elenco[Any, Any], colonne: Sequence[Colonna[Any]]) -> Iterator[SafeString]:
    """What is the same in every row is written once for all: of a page, rows are what costs."""
    celle = [(*_bordi(colonna), colonna) for colonna in colonne]
    for riga in elenco.mostrate:
        contenuto = _di_seguito(apre + colonna.mostra(riga) + chiude for apre, chiude, colonna in celle)
        yield format_html('<tr class="{}">{}</tr>', elenco.classe(riga), contenuto)


def _testa(elenco: Elenco[Any, Any], colonna: Colonna[Any]) -> SafeString:
    if not colonna.ordina:
        return format_html('<th scope="col" class="{}">{}</th>', colonna.classe, colonna.titolo)
    verso = _verso(elenco, colonna)
    return format_html(
        '<th scope="col" class="{}" aria-sort="{}"><a class="ordina" href="{}">{}{}</a></th>',
        *(colonna.classe, verso, _ordinato(elenco, colonna), colonna.titolo, icona(SEGNI[verso])),
    )


def _verso(elenco: Elenco[Any, Any], colonna: Colonna[Any]) -> str:
    if elenco.verso.nome.removeprefix("-") != colonna.ordina:
        return "none"
    return "descending" if elenco.verso.discende else "ascending"


def _ordinato(elenco: Elenco[Any, Any], colonna: Colonna[Any]) -> str:
    """The same list from its first page, by this column; asked twice, the other way round."""
    parametri = elenco.parametri.copy()
    for cursore in ("dopo", "prima"):
        parametri.pop(cursore, None)
    rovescia = elenco.verso.nome == colonna.ordina
    parametri["ordina"] = f"-{colonna.ordina}" if rovescia else colonna.ordina
    return f"?{parametri.urlencode()}"


def _bordi(colonna: Colonna[Any]) -> tuple[SafeString, SafeString]:
    """What stands before and after the content of each cell of a column."""
    if "principale" in colonna.classe:
        return format_html('<th scope="row" class="{}">', colonna.classe), format_html("</{}>", "th")
    apre = format_html('<td class="{}" data-nome="{}">', colonna.classe, colonna.titolo)
    return apre, format_html("</{}>", "td")


def _di_seguito(pezzi: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pezzi))  # noqa: S308 - every piece is escaped: only SafeString comes here


@register.simple_tag
def linguette(schede: Iterable[Linguetta]) -> SafeString:
    """The tabs over a list, each with its capped count: «1.000+» past the cap."""
    return format_html_join(
        "",
        '<li><a href="{}"{}>{} <span class="conta">{}{}</span></a></li>',
        (
            (
                s.indirizzo,
                QUI if s.attiva else "",
                s.testo,
                parole.migliaia(s.quante.numero),
                "+" * s.quante.oltre,
            )
            for s in schede
        ),
    )
