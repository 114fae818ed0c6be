"""The notice centre: what waits for a person, in the page and by mail as often as she wants.

`avvisa` writes the notices in the caller's transaction. Whoever registers a kind (`registra`) says which rows
of it a person sees: a notice about anything else is not listed, not counted, not mailed (C4).
"""

from collections.abc import Callable
from typing import Any

from nucleo.generi import Argomento, Frequenza, argomenti_di, registra_argomento
from nucleo.generi import registra_genere as registra
from nucleo.notifiche.allarmi import segnala_la_posta
from nucleo.notifiche.avvisi import avvisa, da_leggere, leggi, leggi_tutte
from nucleo.notifiche.preferenze import frequenze_di, scegli
from nucleo.notifiche.riepiloghi import prepara_riepiloghi

__all__ = [
    "Argomento",
    "Frequenza",
    "argomenti_di",
    "argomento",
    "avvisa",
    "da_leggere",
    "frequenze_di",
    "leggi",
    "leggi_tutte",
    "prepara_riepiloghi",
    "registra",
    "scegli",
    "segnala_la_posta",
]


def argomento(
    chiave: str,
    nome: str,
    predefinita: Frequenza = Frequenza.SUBITO,
    riguarda: Callable[[Any], bool] = lambda utente: True,
) -> None:
    """Registers a topic: its name for people, the usual frequency, and which people it may concern."""
    registra_argomento(Argomento(chiave, nome, predefinita, riguarda))
