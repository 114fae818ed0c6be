"""A circolare, its versions and files, whom it was sent to, who has read it."""

from circolari.models.circolare import AllegatoCircolare, Circolare, Criterio, Stato, Versione
from circolari.models.destinatari import Destinatario, Lettura

__all__ = [
    "AllegatoCircolare",
    "Circolare",
    "Criterio",
    "Destinatario",
    "Lettura",
    "Stato",
    "Versione",
]
