"""Who sees a pratica, and why; and who would see it if it were completed (C4)."""

from typing import Any

from nucleo import tempo
from nucleo.visibilita import GRUPPO_TP
from pratiche.models import Pratica, Stato

TUTTI = "Tutti gli Sportelli della rete"
TP = "Toscana Promozione"
PROFILO = "la richiesta, la risposta, le fonti, i fornitori e il profilo dell'azienda"
RIDOTTO = (
    "la richiesta, la risposta, le fonti e i fornitori; dell'azienda solo settore, dimensione e provincia"
)


def chi_vede(pratica: Any) -> list[tuple[str, str]]:
    """Pairs (who, why) for a pratica read `con_lettori`: as the grants are, not as they should be."""
    suo = (pratica.sportello.nome, "è lo Sportello che segue la richiesta")
    if pratica.stato == Stato.COMPLETATA:
        in_archivio = "è in archivio, senza le persone dell'azienda"
        return [suo, (TP, in_archivio), (TUTTI, f"{in_archivio}: {_quanto(pratica.riservata)}")]
    righe = [suo] if pratica.sportello.gruppo.name in pratica.lettori else []
    if GRUPPO_TP in pratica.lettori:
        righe.append((TP, f"{_perche_tp(pratica)}, senza le persone dell'azienda"))
    return righe + _condivise(pratica)


def _perche_tp(pratica: Pratica) -> str:
    return "era stata coinvolta" if pratica.stato == Stato.ANNULLATA else "la pratica è aperta"


def _condivise(pratica: Any) -> list[tuple[str, str]]:
    return [
        (c.con.nome, f"condivisa da {c.da} fino al {c.fino_al.astimezone(tempo.ROMA):%d/%m/%Y}: {c.motivo}")
        for c in pratica.condivisioni.all()
        if c.tolta_il is None and c.con.gruppo.name in pratica.lettori
    ]


def chi_vede_dopo(pratica: Pratica, riservata: bool = False) -> list[tuple[str, str]]:
    """Pairs (who, what): those who would see it after its completion and do not now."""
    return [(TUTTI, f"leggeranno {_quanto(riservata)}; mai le persone dell'azienda, le note e i file")]


def _quanto(riservata: bool) -> str:
    return RIDOTTO if riservata else PROFILO
