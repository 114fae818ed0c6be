"""Writing over what was read, and over nothing else: the last save does not win in silence."""

from typing import TypeVar

from django.db import models

from nucleo.stati import PassaggioNonAmmesso, VersioneSuperata
from sportelli.models import Azienda, Contatto, ContattoFornitore, Fornitore, Sportello

R = TypeVar("R", Azienda, Contatto, ContattoFornitore, Fornitore, Sportello)
# One version more, whoever else is counting: to be saved, not read.
UNA_DI_PIU = models.F("versione") + 1


def tieni(riga: R) -> R:
    """The row as it is now, held until the end of the transaction; PassaggioNonAmmesso when it is gone."""
    righe = type(riga)._default_manager.select_for_update(of=("self",))
    attuale = righe.filter(pk=riga.pk).first()
    if attuale is None:
        raise PassaggioNonAmmesso(f"{riga}: non c'è più")
    return attuale


def pretendi(attuale: R, versione: int) -> None:
    """Raises VersioneSuperata when somebody has written after the version that was read."""
    if attuale.versione != versione:
        raise VersioneSuperata(f"{attuale}: versione {attuale.versione}, non {versione}")
