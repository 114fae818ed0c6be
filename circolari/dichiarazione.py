"""Whether precedence held, in sentences that a lawyer understands (C7)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from circolari.models import Circolare
from circolari.precedenza import Fatti, Giudizio, giudica, nome
from nucleo import parole
from sportelli.models import Sportello

TITOLI = {
    "rispettata": "Gli Sportelli hanno avuto la precedenza",
    "riserva": "Gli Sportelli hanno avuto la precedenza, ma una e-mail non è arrivata in tempo",
    "interrotta": "La precedenza è stata interrotta di proposito, con un motivo",
    "violata": "La precedenza non è stata rispettata",
}


def di(fatti: Fatti, visibili: Iterable[Sportello]) -> dict[str, Any]:
    """Outcome, title and sentences; of the offices only those `visibili` by name (C5)."""
    giudizio = giudica(fatti)
    return {
        "esito": giudizio.esito,
        "titolo": TITOLI[giudizio.esito],
        "frasi": list(_frasi(fatti, giudizio, visibili)),
    }


def _frasi(fatti: Fatti, giudizio: Giudizio, visibili: Iterable[Sportello]) -> Iterator[str]:
    circolare, imprese = fatti.circolare, fatti.alle_imprese()
    yield (
        f"La circolare è stata diffusa il {_detto(circolare.diffusa_il)}: da quell'istante ogni "
        "Sportello destinatario poteva leggerla nell'Extranet."
    )
    yield _agli_sportelli(fatti)
    yield _alle_imprese(circolare)
    if imprese is None or imprese.prima is None:
        yield "Nessuna e-mail è stata consegnata alle imprese."
    else:
        yield f"La prima e-mail a un'impresa è stata consegnata il {_detto(imprese.prima)}."
    yield from _eccezioni(giudizio, {ufficio.pk for ufficio in visibili})


def _alle_imprese(circolare: Circolare) -> str:
    """From when the companies could read, and by whose act."""
    if circolare.mai_uscita:
        return (
            f"È stata ritirata il {_detto(circolare.ritirata_il)}, prima del rilascio fissato per il "
            f"{_detto(circolare.rilascio)}: le imprese non l'hanno potuta leggere."
        )
    if circolare.aperta_il:
        return (
            f"Il rilascio era fissato per il {_detto(circolare.rilascio)}. Il "
            f"{_detto(circolare.aperta_il)} {circolare.aperta_da} l'ha aperta a tutti, con questo "
            f"motivo: «{circolare.motivo_apertura}»."
        )
    return f"Le imprese la possono leggere dal {_detto(circolare.rilascio)}, non prima."


def _agli_sportelli(fatti: Fatti) -> str:
    """How many of the offices' mails were accepted, and the last when."""
    recapiti = fatti.agli_uffici()
    istanti = [recapito.consegnato for recapito in recapiti if recapito.consegnato]
    if len(istanti) == len(recapiti):
        return (
            f"Le {len(recapiti)} e-mail agli Sportelli sono state consegnate tutte, l'ultima il "
            f"{_detto(max(istanti, default=None))}."
        )
    return f"Delle {len(recapiti)} e-mail agli Sportelli ne sono state consegnate {len(istanti)}."


def _eccezioni(giudizio: Giudizio, visibili: set[int]) -> Iterator[str]:
    """What did not go as it should; the offices by name to who may read of them (C5)."""
    for momento in giudizio.anticipate:
        yield (
            f"{nome(momento)}: una e-mail a un'impresa è stata consegnata prima del suo tempo, o prima di "
            "quella di uno Sportello."
        )
    nomi = sorted(
        {r.riga.sportello.breve for r in giudizio.scoperti if r.riga.sportello_id in visibili},
    )
    if giudizio.scoperti:
        altre = f" ({', '.join(nomi)})" if nomi else ""
        yield (
            f"{parole.quanti(len(giudizio.scoperti), 'e-mail', 'e-mail')} agli Sportelli{altre}: il server "
            "del destinatario non l'ha accettata, o l'ha accettata dopo le imprese. La circolare si leggeva "
            "comunque nell'Extranet."
        )


def _detto(istante: datetime | None) -> str:
    """«lunedì 2 marzo 2026, ore 10:40:07»."""
    return f"{parole.data_lunga(istante)}:{istante:%S}" if istante else "—"
