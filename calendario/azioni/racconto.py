"""What happens whenever what the public may read has changed."""

from typing import Any

from django.db.models import prefetch_related_objects

from calendario.azioni.campi import MOLTI, istantanea
from calendario.azioni.formato import CAMPI_ICS, scrivi_ics
from calendario.models import Iniziativa, VersioneIniziativa
from nucleo import tempo, vetrina
from sportelli.models import Utente


def racconta(iniziativa: Iniziativa, *, da: Utente | None, motivo: str = "", solo_file: bool = False) -> None:
    """The row has changed: its revision, its VEVENT and, once published, its version for ever.

    Files alone move no revision: nobody who is typing words meanwhile is overtaken by them.

    The row must be held, and saved; its sectors, countries and files are read once for all that is written.
    The kept pages are forgotten when this commits; what is under embargo moves nothing that the public sees.
    """
    iniziativa.revisione += int(not solo_file)
    iniziativa.aggiornata_il = tempo.adesso()
    prefetch_related_objects([iniziativa], *MOLTI, "allegati")
    if iniziativa.pubblicata:
        iniziativa.sequenza += 1
        _versione(iniziativa, da=da, motivo=motivo)
    scrivi_ics(iniziativa)
    iniziativa.save(update_fields=["revisione", "aggiornata_il", "sequenza", *CAMPI_ICS])
    if Iniziativa.objects.pubbliche().filter(pk=iniziativa.pk).exists():
        vetrina.rinnova()


def _versione(iniziativa: Iniziativa, **altro: Any) -> None:
    VersioneIniziativa.objects.create(
        iniziativa=iniziativa,
        numero=iniziativa.versioni.count() + 1,
        campi={**istantanea(iniziativa), "stato": iniziativa.stato},
        quando=iniziativa.aggiornata_il,
        **altro,
    )
