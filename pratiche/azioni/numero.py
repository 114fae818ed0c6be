"""Numbers of pratiche: per office and year, from 1, without a gap whatever runs at the same time."""

from nucleo import tempo
from pratiche.models import Contatore
from sportelli.models import Sportello


def prossimo_numero(sportello: Sportello) -> str:
    """The next number («FI-2026-00042»); the counter stays locked until the transaction ends.

    A transaction that fails gives its number back.
    """
    anno = tempo.oggi().year
    Contatore.objects.bulk_create([Contatore(sportello=sportello, anno=anno)], ignore_conflicts=True)
    contatore = Contatore.objects.select_for_update().get(sportello=sportello, anno=anno)
    contatore.ultimo += 1
    contatore.save(update_fields=["ultimo"])
    return f"{sportello.codice}-{anno}-{contatore.ultimo:05}"
