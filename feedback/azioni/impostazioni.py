"""The choices of an office about its requests."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from feedback.models import ImpostazioneServizio, Impostazioni
from feedback.permessi import puo_impostare
from nucleo.stati import VersioneSuperata
from sportelli.models import Servizio, Sportello, Utente

CAMPI = frozenset(
    ("quando", "dopo_giorni", "pausa_giorni", "validita_giorni", "correzione_giorni")
    + ("soglia", "seguito_giorni")
)
# What a service does when it says nothing of its own.
COME_DI_SOLITO = ""

PerServizio = Mapping[Servizio, tuple[str, int]]


@transaction.atomic
def salva_impostazioni(
    sportello: Sportello, campi: Mapping[str, Any], servizi: PerServizio, *, versione: int, da: Utente
) -> Impostazioni:
    """Writes them over the version that was read; they hold for what is completed from now on.

    Raises VersioneSuperata when somebody has saved after `versione`.
    """
    if not puo_impostare(da, sportello) or campi.keys() - CAMPI:
        raise PermissionDenied
    Impostazioni.objects.get_or_create(sportello=sportello)
    attuali = Impostazioni.objects.select_for_update().get(sportello=sportello)
    if attuali.versione != versione:
        raise VersioneSuperata(f"{attuali}: versione {attuali.versione}, non {versione}")
    for nome, valore in campi.items():
        setattr(attuali, nome, valore)
    attuali.versione += 1
    attuali.full_clean()
    attuali.save()
    for servizio, (quando, giorni) in servizi.items():
        _scrivi(sportello, servizio, quando, giorni)
    return attuali


def _scrivi(sportello: Sportello, servizio: Servizio, quando: str, giorni: int) -> None:
    if quando == COME_DI_SOLITO:
        ImpostazioneServizio.objects.filter(sportello=sportello, servizio=servizio).delete()
        return
    ImpostazioneServizio.objects.update_or_create(
        sportello=sportello, servizio=servizio, defaults={"quando": quando, "dopo_giorni": giorni}
    )
