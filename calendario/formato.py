"""With which code and which names the VEVENTs in the database were written: a stamp on each row.

What has another stamp is written again by the sweep. So a new version of `ics`, another public address, a
sector, a country or a body that changes its name reach the calendars that subscribed, and nobody has to
remember which rows held the name.
"""

import hashlib

from django.conf import settings

from calendario import ics, lingue
from calendario.models import Iniziativa
from sportelli.models import Paese, Settore


def timbro() -> str:
    """What all rows have in common: the code, the public address, the names of sectors and countries."""
    settori = Settore.objects.order_by("pk").values_list("codice", "nome")
    paesi = Paese.objects.order_by("pk").values_list("codice", "nome")
    comuni = (ics.FORMATO, settings.INDIRIZZO, lingue.SETTORI_EN, list(settori), list(paesi))
    return hashlib.sha256(repr(comuni).encode()).hexdigest()[:24]


def timbro_di(iniziativa: Iniziativa) -> str:
    """That and the names of its bodies, as `da_riscrivere` reckons it in the database."""
    fonte = iniziativa.fonte.nome if iniziativa.fonte else ""
    nomi = f"{iniziativa.organizzatore.nome}|{fonte}".encode()
    return f"{timbro()}-{hashlib.md5(nomi, usedforsecurity=False).hexdigest()}"
