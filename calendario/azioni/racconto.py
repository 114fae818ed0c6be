"""What happens whenever what the public may read has changed."""

from typing import Any

from calendario.azioni.campi import istantanea
from calendario.azioni.formato import CAMPI_ICS, scrivi_ics
from calendario.models import Iniziativa, VersioneIniziativa
from nucleo import tempo, vetrina
from sportelli.models import Utente


def racconta(iniziativa: Iniziativa, *, da: Utente | None, motivo: str = "") -> None:
    """The row has changed: its revision, its VEVENT and, once published, its version for ever.

    The row must be held, and saved. The kept pages are forgotten when this commits; what is under embargo
    moves nothing that the public can see.
    """
    iniziativa.revisione += 1
    iniziativa.aggiornata_il = tempo.adesso()
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
