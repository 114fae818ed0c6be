"""What everybody was told of an initiative under embargo, and when it changed: what is hidden moves nothing
of it, not a number nor an instant (C7, E-01)."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from calendario.models import Annuncio, Iniziativa, VersioneIniziativa

DETTI = (
    *("stato", "tipo", "titolo_annuncio", "organizzatore_id"),
    *("inizio", "fine", "solo_mese", "ora_inizio", "ora_fine"),
)


@dataclass(frozen=True)
class Storia:
    """How many times its announcement has said something new, since when, and when it last did."""

    volte: int
    dal: datetime
    il: datetime


def storia(iniziativa: Iniziativa) -> Storia:
    """Of what is announced now, without its details."""
    versioni = [v for v in iniziativa.versioni.all() if v.campi["annuncio"] == Annuncio.SENZA_DETTAGLI]
    detti = [next(uguali) for _detto, uguali in groupby(versioni, _detto)]
    if not detti:
        quando = iniziativa.pubblicata_il or iniziativa.creata_il
        return Storia(0, quando, quando)
    return Storia(len(detti), detti[0].quando, detti[-1].quando)


def _detto(versione: VersioneIniziativa) -> tuple[object, ...]:
    return tuple(versione.campi.get(nome) for nome in DETTI)
