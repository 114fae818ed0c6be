"""Writing what an office says of itself."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from sportelli.azioni.versioni import UNA_DI_PIU, pretendi, tieni
from sportelli.models import Sportello, Utente
from sportelli.permessi import puo_modificare_sportello

CAMPI = frozenset({"indirizzo", "email", "pec", "telefono", "firma", "vice"})


@transaction.atomic
def modifica_sportello(
    sportello: Sportello, campi: Mapping[str, Any], *, versione: int, da: Utente
) -> Sportello:
    """Address, telephone, signature, deputy, written over the version that was read.

    Raises VersioneSuperata, and ValidationError (a deputy works in the office).
    """
    attuale = tieni(sportello)
    if not puo_modificare_sportello(da, attuale) or campi.keys() - CAMPI:
        raise PermissionDenied
    pretendi(attuale, versione)
    for nome, valore in campi.items():
        setattr(attuale, nome, valore)
    vice = attuale.vice
    if vice is not None and (vice.sportello_id != attuale.pk or not vice.is_active):
        raise ValidationError("Il vice lavora in questo Sportello.")
    attuale.versione += 1
    attuale.full_clean()
    attuale.save()
    return attuale


@transaction.atomic
def salva_sportello(sportello: Sportello, *, da: Utente) -> None:
    """An office as an administrator writes it; a new one gets the group that its grants go to."""
    if not da.is_staff:
        raise PermissionDenied
    if sportello._state.adding:
        sportello.gruppo, _ = Group.objects.get_or_create(name=sportello.nome)
    else:
        sportello.versione = UNA_DI_PIU
    sportello.save()
