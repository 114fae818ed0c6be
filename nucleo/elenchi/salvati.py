"""Keeping a filter by name: private, or for the colleagues of one's own office."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from nucleo.models import FiltroSalvato

DA_NON_TENERE = ("dopo", "prima", "filtro")


def salva(
    elenco: str, nome: str, parametri: QueryDict, *, da: Any, per_ufficio: bool = False
) -> FiltroSalvato:
    """Keeps the filters of an address under a name of one's own; the same name again replaces them."""
    filtro, _ = FiltroSalvato.objects.update_or_create(
        di=da,
        elenco=elenco,
        nome=nome,
        defaults={
            "parametri": da_tenere(parametri),
            "per_ufficio": per_ufficio and da.sportello_id is not None,
        },
    )
    return filtro


def dimentica(filtro: FiltroSalvato, *, da: Any) -> None:
    """Takes a saved filter away; only who saved it may."""
    if filtro.di_id != da.pk:
        raise PermissionDenied
    filtro.delete()


def da_tenere(parametri: QueryDict) -> str:
    """The address without the place in the list."""
    coppie = [(nome, valore) for nome, valori in parametri.lists() for valore in valori]
    return urlencode([(nome, valore) for nome, valore in coppie if valore and nome not in DA_NON_TENERE])
