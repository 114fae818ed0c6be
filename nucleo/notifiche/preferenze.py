"""How often each person wants mail about each topic."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from nucleo import generi
from nucleo.generi import Argomento, Frequenza
from nucleo.models import Preferenza

if TYPE_CHECKING:
    from sportelli.models import Utente


def frequenze(argomento: str, persone: Iterable[int]) -> dict[int, Frequenza]:
    """Person's id → how often, about one topic; KeyError if nobody registered it."""
    predefinita = generi.argomento(argomento).predefinita
    persone = list(persone)
    scelte = Preferenza.objects.filter(argomento=argomento, utente__in=persone)
    tutte = dict.fromkeys(persone, predefinita)
    return tutte | {pk: Frequenza(scelta) for pk, scelta in scelte.values_list("utente_id", "frequenza")}


def frequenze_di(utente: "Utente") -> list[tuple[Argomento, Frequenza]]:
    """The topics that may concern a person, each with how often she gets mail about it."""
    scelte = dict(utente.preferenze.values_list("argomento", "frequenza"))
    return [(a, Frequenza(scelte.get(a.chiave, a.predefinita))) for a in generi.argomenti_di(utente)]


def scegli(utente: "Utente", scelte: Mapping[str, str]) -> None:
    """Writes a person's frequencies, topic by topic; notices already waiting keep waiting."""
    Preferenza.objects.bulk_create(
        [Preferenza(utente=utente, argomento=a, frequenza=f) for a, f in scelte.items()],
        update_conflicts=True,
        unique_fields=["utente", "argomento"],
        update_fields=["frequenza"],
    )
