"""Closure days entered by an administrator: whoever counted on those days is told in the same transaction."""

from collections.abc import Callable

from django.db import transaction

from nucleo.models import Chiusura

_ascoltatori: list[Callable[[], object]] = []


def alla_nuova(che_fare: Callable[[], object]) -> None:
    """Says what to do when closures have changed: the upper floors register it when the program starts."""
    if che_fare not in _ascoltatori:
        _ascoltatori.append(che_fare)


@transaction.atomic
def salva(chiusura: Chiusura) -> None:
    """Writes a closure, and tells whoever counted on those days."""
    chiusura.save()
    for che_fare in _ascoltatori:
        che_fare()
