"""Two texts side by side in one: what went away struck through, what came in underlined."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nucleo.confronto import Brano
from nucleo.confronto import differenze as _differenze

register = template.Library()
SEGNI = {"tolto": "del", "messo": "ins"}


@register.simple_tag
def confronta(prima: str, dopo: str) -> SafeString:
    """The text `dopo`, with its differences from `prima` marked word by word."""
    return format_html_join("", "{}", ((_segna(brano),) for brano in _differenze(prima, dopo)))


@register.filter
def segnati(brani: Sequence[Brano]) -> SafeString:
    """Some runs of text, with what went away or came in marked."""
    return format_html_join("", "{}", ((_segna(brano),) for brano in brani))


@register.filter
def con_la_precedente(righe: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Each row with the one before it: None before the first."""
    return list(zip([None, *righe], righe, strict=False))


def _segna(brano: Brano) -> SafeString:
    testo = _a_capo(brano.testo)
    segno = SEGNI.get(brano.verso)
    return format_html(f"<{segno}>{{}}</{segno}>", testo) if segno else testo


def _a_capo(testo: str) -> SafeString:
    righe = conditional_escape(testo).replace("\r\n", "\n")
    return mark_safe(righe.replace("\n", "<br>"))  # noqa: S308 - escaped on the line above
