"""The Atom feed of the released circulars: each has one identity for ever, and moves when it changes."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape

from circolari.models import AllegatoCircolare, Circolare, Stato
from nucleo import parole

QUANTE = 50
TIPO = "application/atom+xml; charset=utf-8"
TITOLO = "Circolari di Toscana Promozione"
SOTTOTITOLO = "Opportunità e avvisi per le imprese toscane che guardano all'estero."
# An empty feed is as old as this: the hour of who reads it says nothing.
PRINCIPIO = datetime(2026, 1, 1, tzinfo=UTC)
# What no XML may hold, whoever typed it.
_illeciti = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Notizie(Atom1Feed):
    def latest_post_date(self) -> datetime:
        return max((voce["updateddate"] for voce in self.items), default=PRINCIPIO)


def atom() -> str:
    """The last circulars that changed, newest change first; those withdrawn since say so, and no more."""
    elenco = settings.INDIRIZZO + reverse("circolari:pubbliche")
    notizie = _Notizie(
        TITOLO,
        elenco,
        SOTTOTITOLO,
        language="it",
        author_name="Toscana Promozione",
        feed_url=settings.INDIRIZZO + reverse("circolari:feed"),
        feed_guid=uuid5(NAMESPACE_URL, elenco).urn,
    )
    for circolare in _novita():
        notizie.add_item(**_ritirata(circolare) if circolare.stato == Stato.RITIRATA else _voce(circolare))
    return notizie.writeString("utf-8")


def _novita() -> list[Circolare]:
    file = Prefetch("allegati", AllegatoCircolare.objects.attuali(), to_attr="attuali")
    uscite = Circolare.objects.uscite().per_novita().prefetch_related("settori", "paesi", file)
    return list(uscite[:QUANTE])


def _comune(circolare: Circolare) -> dict[str, Any]:
    return {
        "link": settings.INDIRIZZO + circolare.indirizzo_pubblico,
        "unique_id": circolare.codice.urn,
        "pubdate": circolare.pubblica_dal,
        "updateddate": circolare.novita,
    }


def _voce(circolare: Circolare) -> dict[str, Any]:
    return _comune(circolare) | {
        "title": _puro(circolare.titolo),
        "description": _puro(circolare.html),
        "categories": [str(voce) for voce in (*circolare.paesi.all(), *circolare.settori.all())],
        "enclosures": [_file(file) for file in getattr(circolare, "attuali", ())],
    }


def _ritirata(circolare: Circolare) -> dict[str, Any]:
    quando = parole.data_lunga(circolare.ritirata_il) if circolare.ritirata_il else ""
    motivo = escape(_puro(circolare.motivo_ritiro))
    return _comune(circolare) | {
        "title": f"Ritirata: {_puro(circolare.titolo)}",
        "description": f"Circolare ritirata {quando}. Motivo: {motivo}",
    }


def _file(file: AllegatoCircolare) -> Enclosure:
    return Enclosure(settings.INDIRIZZO + file.indirizzo_pubblico, str(file.dimensione), file.tipo)


def _puro(testo: str) -> str:
    return _illeciti.sub(" ", testo)
