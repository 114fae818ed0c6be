"""A year's programme brought in at once: what is new becomes drafts, what is there is changed (C8)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from calendario import permessi
from calendario.azioni.campi import cambiati
from calendario.azioni.redazione import crea, modifica
from calendario.importazione import chiave, chiave_di
from calendario.models import Editore, Iniziativa, Stato
from sportelli.models import Utente

NUOVA, CAMBIATA, UGUALE, RIFIUTATA = "nuova", "cambiata", "uguale", "rifiutata"


@dataclass(frozen=True)
class Esito:
    """What becomes of one row, or would: the initiative that there is, what would change, or why not."""

    numero: int
    che: str
    titolo: str
    iniziativa: Iniziativa | None = None
    cambi: Mapping[str, Any] | None = None
    perche: str = ""


@transaction.atomic
def importa(
    editore: Editore, righe: Iterable[tuple[int, Mapping[str, Any]]], *, da: Utente, prova: bool = False
) -> list[Esito]:
    """Creates and changes the initiatives of a publisher, each row by its title and first day (I-01).

    With `prova` nothing is written. The same rows twice change nothing the second time. Of what is published
    by who needs approval, the changes wait for the redazione. PermissionDenied for somebody else's publisher.
    """
    if not permessi.puo_scrivere_per(da, editore):
        raise PermissionDenied
    gia = _di(editore)
    return [
        _una(editore, numero, campi, gia.get(chiave(campi["titolo"], campi["inizio"])), da, prova)
        for numero, campi in righe
    ]


def _una(
    editore: Editore,
    numero: int,
    campi: Mapping[str, Any],
    riga: Iniziativa | None,
    da: Utente,
    prova: bool,
) -> Esito:
    titolo = campi["titolo"]
    if riga is None:
        nuova = None if prova else crea(editore, campi, da=da)
        return Esito(numero, NUOVA, titolo, nuova)
    cambi = cambiati(riga, campi)
    if not cambi:
        return Esito(numero, UGUALE, titolo, riga)
    if perche := _non_si_puo(riga, da):
        return Esito(numero, RIFIUTATA, titolo, riga, perche=perche)
    try:
        with transaction.atomic():
            if not prova:
                modifica(riga, campi, revisione=riga.revisione, da=da)
    except ValidationError as errore:
        return Esito(numero, RIFIUTATA, titolo, riga, perche=" ".join(errore.messages))
    return Esito(numero, CAMBIATA, titolo, riga, cambi)


def _non_si_puo(riga: Iniziativa, da: Utente) -> str:
    if riga.stato == Stato.ANNULLATA:
        return "È annullata: si conferma dalla sua pagina."
    return "" if permessi.puo_modificare(da, riga) else "Arriva da un calendario esterno: si cambia là."


def _di(editore: Editore) -> dict[tuple[str, str], Iniziativa]:
    """The initiatives of a publisher by what makes them the same; of two alike, the first."""
    sue = Iniziativa.objects.filter(editore=editore).select_related("editore", "organizzatore")
    return {chiave_di(riga): riga for riga in sue.prefetch_related("settori", "paesi").order_by("-pk")}
