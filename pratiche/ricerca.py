"""What one looks for among the pratiche: a number, or words of their search text (`nucleo.ricerca`)."""

import re

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import Expression, F, FloatField
from django.db.models.functions import Cast

from nucleo import ricerca
from nucleo.ricerca import LUNGHEZZA_MASSIMA, domanda, evidenzia

__all__ = ["LUNGHEZZA_MASSIMA", "brano", "domanda", "evidenzia", "numero", "pazienza", "rilevanza"]

# Milliseconds that a phrase may take.
PAZIENZA = 800
TROPPO_COMUNE = (
    "Parole troppo comuni per cercarle come frase: togli le virgolette, o aggiungi una parola rara."
)
_NUMERO = re.compile(r"([A-Za-z]{2})[\s./-]*(20\d\d)[\s./-]*(\d{1,7})")


def numero(testo: str) -> str | None:
    """The number of a pratica, however it was typed: «fi 2026 42» is FI-2026-00042; None if it is none."""
    trovato = _NUMERO.fullmatch(testo.strip())
    if trovato is None:
        return None
    sigla, anno, progressivo = trovato.groups()
    return f"{sigla.upper()}-{anno}-{int(progressivo):05}"


def pazienza(testo: str) -> int | None:
    """How long what was typed may be looked for; None for what the index of the words answers by itself.

    Where words must stand side by side the index only says where they might: every row must be read.
    """
    return PAZIENZA if '"' in testo else None


def rilevanza(domanda: SearchQuery) -> Expression:
    """How well a row answers; longer texts weigh a little less."""
    return Cast(SearchRank(F("ricerca"), domanda, normalization=1), FloatField())


def brano(domanda: SearchQuery) -> SearchHeadline:
    """The part of the search text of a pratica that answers."""
    return ricerca.brano(domanda, "testo_ricerca")
