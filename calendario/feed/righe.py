"""The initiatives of a feed, with a few queries: what may be read of each, since when, and as of when."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from calendario.annuncio import Storia, storia
from calendario.facciata import Facciata, facciata
from calendario.models import AllegatoIniziativa, Iniziativa

NON_SERVONO = ("testo", "testo_en", "ics", "ics_en", "ricerca", "ricerca_en")


@dataclass(frozen=True)
class Riga:
    """What the public reads, its history, and the files that everybody may take."""

    vista: Facciata
    storia: Storia
    uid: str
    file: tuple[AllegatoIniziativa, ...]


def righe(chiavi: Iterable[int], lingua: str) -> list[Riga]:
    """In the order of the keys; of those that the public no longer reads, nothing."""
    lette = list(
        Iniziativa.objects.pubbliche()
        .con_dettagli()
        .con_novita()
        .con_pubblica_dal()
        .con_chiavi(tenute := list(chiavi))
        .select_related("organizzatore", "fonte")
        .prefetch_related("settori", "paesi", "allegati")
        .defer(*NON_SERVONO)
    )
    prefetch_related_objects([riga for riga in lette if not riga.dettagli], "versioni")
    per_chiave = {riga.pk: _riga(riga, lingua) for riga in lette}
    return [per_chiave[pk] for pk in tenute if pk in per_chiave]


def _riga(iniziativa: Iniziativa, lingua: str) -> Riga:
    dettagli = iniziativa.dettagli
    vista = facciata(iniziativa, lingua, dettagli=dettagli)
    if not dettagli:
        return Riga(vista, storia(iniziativa), iniziativa.uid, ())
    detta = Storia(iniziativa.sequenza + 1, iniziativa.pubblica_dal, iniziativa.novita)
    return Riga(vista, detta, iniziativa.uid, tuple(iniziativa.allegati.all()))
