"""Pieces that an upper floor puts into a page of a lower one, which does not know it.

A page has named places: `{% riquadri "pratica" pratica %}`. Who has something to show there registers a
function when the program starts; it decides by itself whether that reader may see anything.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

# Gets the request, signed in or not as the page is, and what the page speaks of; gives HTML, or nothing.
Riquadro = Callable[[Any, Any], str]
_riquadri: dict[str, list[Riquadro]] = defaultdict(list)


def registra(luogo: str, riquadro: Riquadro) -> None:
    """Adds a piece to a place, after those that are there."""
    _riquadri[luogo].append(riquadro)


def in_questo(luogo: str, request: HttpRequest, oggetto: Any) -> list[str]:
    """What is shown in a place, for who asks; the empty ones left out."""
    return [html for riquadro in _riquadri[luogo] if (html := riquadro(request, oggetto))]
