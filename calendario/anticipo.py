"""How many days of notice an initiative gave: what the calendar is for (C8)."""

from dataclasses import dataclass

from calendario.models import Iniziativa
from nucleo import parole


@dataclass(frozen=True)
class Anticipo:
    """Days from when everybody could read of it to its start, and to its deadline."""

    all_inizio: int | None
    alla_scadenza: int | None

    def __str__(self) -> str:
        if self.all_inizio is None:
            return ""
        if self.all_inizio < 0:
            return "pubblicata quando era già cominciata"
        detto = f"{parole.quanti(self.all_inizio, 'giorno', 'giorni')} prima dell'inizio"
        if self.alla_scadenza is None:
            return detto
        return f"{detto}, {parole.quanti(self.alla_scadenza, 'giorno', 'giorni')} per aderire"


def anticipo(iniziativa: Iniziativa) -> Anticipo:
    """That of a row asked with `con_pubblica_dal`; nothing for what nobody outside can read."""
    dal = getattr(iniziativa, "pubblica_dal", None)
    if dal is None or iniziativa.inizio is None:
        return Anticipo(None, None)
    giorno = parole.giorno(dal)
    scadenza = iniziativa.scadenza
    return Anticipo((iniziativa.inizio - giorno).days, (scadenza - giorno).days if scadenza else None)
