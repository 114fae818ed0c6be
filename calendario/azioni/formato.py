"""The VEVENTs in the database: written with each change, and again when code or names have changed."""

from django.db import transaction

from calendario import formato, ics
from calendario.models import Iniziativa
from nucleo import vetrina

CAMPI_ICS = ("ics", "ics_en", "timbro_ics")
PER_VOLTA = 250
VOLTE = 4


def scrivi_ics(iniziativa: Iniziativa) -> None:
    """Serialises it once, for every feed that will hold it. The caller saves CAMPI_ICS."""
    iniziativa.ics, iniziativa.ics_en = ics.evento(iniziativa, "it"), ics.evento(iniziativa, "en")
    iniziativa.timbro_ics = formato.timbro_di(iniziativa)


def riscrivi_ics(volte: int = VOLTE) -> int:
    """Writes again what was written with other code or other names, some hundreds at a time; how many.

    Neither revision nor SEQUENCE moves: what is said has not changed. Two at once share the work.
    """
    fatte = 0
    for _volta in range(volte):
        riscritte = _riscrivi(formato.timbro())
        fatte += riscritte
        if riscritte < PER_VOLTA:
            break
    return fatte


@transaction.atomic
def _riscrivi(timbro: str) -> int:
    prese = Iniziativa.objects.da_riscrivere(timbro).select_for_update(of=("self",), skip_locked=True)
    righe = list(
        prese.select_related("organizzatore", "fonte")
        .prefetch_related("settori", "paesi", "allegati")
        .order_by("pk")[:PER_VOLTA]
    )
    for riga in righe:
        riga.ics, riga.ics_en = ics.evento(riga, "it"), ics.evento(riga, "en")
        riga.timbro_ics = riga.timbro_atteso
    Iniziativa.objects.bulk_update(righe, CAMPI_ICS)
    if righe:
        vetrina.rinnova()
    return len(righe)
