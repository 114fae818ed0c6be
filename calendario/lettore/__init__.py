"""Reading anybody's calendar (RFC 5545) into days and hours of Rome and plain words.

Nothing here knows the database or the settings: `recinto` runs it in a process of its own, without secrets,
with its memory and its time counted, since what is read was written by others (S-01).
"""

from calendario.lettore.calendario import leggi
from calendario.lettore.esito import Illeggibile, Letto, Occorrenza, Scarto

__all__ = ["Illeggibile", "Letto", "Occorrenza", "Scarto", "leggi"]
