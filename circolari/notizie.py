"""The Atom feed of the released circulars: each has one identity for ever, and moves when it changes."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.feedgenerator import Enclosure
from django.utils.html import escape

from circolari.models import AllegatoCircolare, Circolare, Stato
from nucleo import parole
from nucleo.atom import TIPO, Notizie
from nucleo.testo import leggibile

__all__ = ["TIPO", "atom"]

QUANTE = 50
TITOLO = "Circolari di Toscana Promozione"
SOTTOTITOLO = "Opportunità e avvisi per le imprese toscane che guardano all'estero."


def atom() -> str:
    """The last circulars that changed, newest change first; those withdrawn since say so, and no more."""
    elenco = settings.INDIRIZZO + reverse("circolari:pubbliche")
    notizie = Notizie(
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
        "title": leggibile(circolare.titolo),
        "description": leggibile(circolare.html),
        "categories": [str(voce) for voce in (*circolare.paesi.all(), *circolare.settori.all())],
        "enclosures": [_file(file) for file in getattr(circolare, "attuali", ())],
    }


def _ritirata(circolare: Circolare) -> dict[str, Any]:
    quando = parole.data_lunga(circolare.ritirata_il) if circolare.ritirata_il else ""
    motivo = escape(leggibile(circolare.motivo_ritiro))
    return _comune(circolare) | {
        "title": f"Ritirata: {leggibile(circolare.titolo)}",
        "description": f"Circolare ritirata {quando}. Motivo: {motivo}",
    }


def _file(file: AllegatoCircolare) -> Enclosure:
    return Enclosure(settings.INDIRIZZO + file.indirizzo_pubblico, str(file.dimensione), file.tipo)
