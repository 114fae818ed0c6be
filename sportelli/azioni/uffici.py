"""Writing what an office says of itself."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from sportelli.models import Sportello, Utente
from sportelli.permessi import puo_modificare_sportello

CAMPI = frozenset({"indirizzo", "email", "pec", "telefono", "firma", "vice"})


@transaction.atomic
def modifica_sportello(sportello: Sportello, campi: Mapping[str, Any], *, da: Utente) -> Sportello:
    """Address, telephone, signature, deputy; raises ValidationError (a deputy works in the office)."""
    if not puo_modificare_sportello(da, sportello) or campi.keys() - CAMPI:
        raise PermissionDenied
    for nome, valore in campi.items():
        setattr(sportello, nome, valore)
    vice = sportello.vice
    if vice is not None and (vice.sportello_id != sportello.pk or not vice.is_active):
        raise ValidationError("Il vice lavora in questo Sportello.")
    sportello.full_clean()
    sportello.save()
    return sportello


@transaction.atomic
def salva_sportello(sportello: Sportello, *, da: Utente) -> None:
    """An office as an administrator writes it; a new one gets the group that its grants go to."""
    if not da.is_staff:
        raise PermissionDenied
    if sportello._state.adding:
        sportello.gruppo, _ = Group.objects.get_or_create(name=sportello.nome)
    sportello.save()
