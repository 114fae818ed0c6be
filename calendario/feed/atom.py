"""The Atom feed of a choice: each initiative has one identity for ever, and moves when it changes."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import F
from django.utils.feedgenerator import Enclosure
from django.utils.html import format_html, format_html_join

from calendario import lingue
from calendario.feed.righe import Riga, righe
from calendario.feed.scelta import RIASSUNTI, Scelta
from calendario.models import AllegatoIniziativa, Iniziativa, Stato
from nucleo.atom import TIPO, Notizie
from nucleo.testo import leggibile

__all__ = ["TIPO", "atom"]

QUANTE = 50
PRIMA_DEL_TITOLO: Mapping[str, Mapping[str, str]] = {
    "it": {Stato.ANNULLATA: "Annullata", Stato.RINVIATA: "Rinviata"},
    "en": {Stato.ANNULLATA: "Cancelled", Stato.RINVIATA: "Postponed"},
}


def atom(scelta: Scelta) -> str:
    """The last that changed, newest change first; those cancelled say so before anything else."""
    suo = scelta.indirizzo("atom")
    notizie = Notizie(
        scelta.titolo,
        scelta.pagina,
        RIASSUNTI[scelta.lingua],
        language=scelta.lingua,
        author_name="Toscana Promozione",
        feed_url=suo,
        feed_guid=uuid5(NAMESPACE_URL, suo).urn,
    )
    for riga in _novita(scelta):
        notizie.add_item(**_voce(riga))
    return notizie.writeString("utf-8")


def _novita(scelta: Scelta) -> list[Riga]:
    """When an announcement changed is not in its row, so all of those are read: they are few."""
    voci = list(scelta.voci())
    intere = Iniziativa.objects.dettagliate().con_novita().con_chiavi(v.pk for v in voci if v.dettagli)
    ultime = intere.order_by(F("novita").desc(), "-pk").values_list("pk", flat=True)[:QUANTE]
    lette = righe([*ultime, *(voce.pk for voce in voci if not voce.dettagli)], scelta.lingua)
    return sorted(lette, key=lambda riga: (riga.storia.il, riga.vista.pk), reverse=True)[:QUANTE]


def _voce(riga: Riga) -> dict[str, Any]:
    vista = riga.vista
    return {
        "title": leggibile(_titolo(riga)),
        "link": settings.INDIRIZZO + vista.indirizzo,
        "unique_id": vista.codice.urn,
        "pubdate": riga.storia.dal,
        "updateddate": max(riga.storia.dal, riga.storia.il),
        "description": leggibile(_corpo(riga)),
        "author_name": leggibile(vista.organizzatore),
        "categories": [leggibile(voce) for voce in vista.categorie],
        "enclosures": [_file(file) for file in riga.file],
    }


def _titolo(riga: Riga) -> str:
    """The first word says what matters most: who reads titles alone knows."""
    prima = PRIMA_DEL_TITOLO[riga.vista.lingua].get(riga.vista.stato)
    return f"{prima}: {riga.vista.titolo}" if prima else riga.vista.titolo


def _corpo(riga: Riga) -> str:
    """When, where, what is to be read first, the words."""
    vista = riga.vista
    quando = lingue.periodo(vista.inizio, vista.fine, vista.lingua, solo_mese=vista.solo_mese)
    dove = " · ".join(filter(None, (quando, vista.luogo)))
    avvisi = format_html_join("", "<p><strong>{}</strong></p>", ((avviso,) for avviso in vista.avvisi))
    return format_html("<p>{}</p>{}", dove, avvisi) + vista.html


def _file(file: AllegatoIniziativa) -> Enclosure:
    return Enclosure(settings.INDIRIZZO + file.indirizzo_pubblico, str(file.dimensione), file.tipo)
