"""Addresses that refused mass mail for good: it is not sent to them again until somebody says so."""

from collections.abc import Iterable

from nucleo import tempo
from nucleo.models import Soppressione


def sopprimi(indirizzo: str, motivo: str) -> None:
    """From now on no mass mail for that address; the first refusal counts."""
    Soppressione.objects.get_or_create(
        indirizzo=indirizzo.lower(), defaults={"motivo": motivo[:300], "dal": tempo.adesso()}
    )


def soppressi(indirizzi: Iterable[str]) -> set[str]:
    """Those of the addresses, in lower case, that get no mass mail."""
    minuscoli = {indirizzo.lower() for indirizzo in indirizzi}
    return set(Soppressione.objects.filter(indirizzo__in=minuscoli).values_list("indirizzo", flat=True))


def riabilita(indirizzo: str) -> bool:
    """Mass mail for that address again; whether there was anything to forget."""
    tolte, _ = Soppressione.objects.filter(indirizzo=indirizzo.lower()).delete()
    return bool(tolte)
