"""The log of reads: who took what out, who opened what is personal, and why; it only grows."""

from typing import Any

from django.db.models import Model

from nucleo.models import Consultazione


def annota(
    genere: str, oggetto: str, *, chi: Any, quante: int | None = None, **dettagli: Any
) -> Consultazione:
    """Writes one reading, for ever."""
    return Consultazione.objects.create(
        chi=chi, genere=genere, oggetto=oggetto[:200], quante=quante, dettagli=dettagli
    )


def registra_lettura(utente: Any, cosa: str, riga: Model) -> None:
    """Writes that a person has seen personal data of a row («consensi», «contatti»); one insert."""
    annota(cosa, oggetto_di(riga), chi=utente)


def oggetto_di(riga: Model) -> str:
    """How the log names a row: `sportelli.azienda:42`."""
    return f"{riga._meta.label_lower}:{riga.pk}"
