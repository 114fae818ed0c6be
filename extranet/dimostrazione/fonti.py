"""The feeds of the demonstration: one that was read well, one that could not be any more (C8).

They stand nowhere: they were tried, switched on and read in the days before, by the verbs and without
network, and are off now. So no worker looks for them, and the board shows what a reading says.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from calendario import azioni
from calendario.lettore import leggi as lettore
from calendario.models import Editore, Fonte, Tipo
from nucleo import tempo
from nucleo.prelievo import Prelievo, Rifiutato
from sportelli.models import Ruolo, Utente

Rete = Callable[..., Prelievo]
# A reading, and the one after it.
PRIMA, DOPO = timedelta(days=9), timedelta(days=2)
ROTTA = "Il sito risponde con un errore (codice 503)."


class Evento(NamedTuple):
    """One that begins so many days from now, for so many days."""

    uid: str
    titolo: str
    fra: int
    dura: int
    luogo: str
    categorie: str
    testo: str


DELLA_CAMERA = (
    Evento(
        "origine",
        "Sportello origine: certificati e carnet ATA",
        *(46, 1, "Sala Michelangelo, Firenze, Italia", "Servizi alle imprese"),
        "Mezza giornata con l'ufficio certificazione estero: documenti, tempi e costi.",
    ),
    Evento(
        "cosmetica",
        "Esportare cosmetici negli Emirati",
        *(67, 1, "Sala Michelangelo, Firenze, Italia", "Cosmetica e profumeria"),
        "Registrazione dei prodotti, etichette e distributori.",
    ),
    Evento(
        "artigianato",
        "Incontri con buyer dell'artigianato artistico",
        *(102, 2, "Fortezza da Basso, Firenze, Italia", "Ceramica e vetro"),
        "Incontri prenotati con compratori di otto paesi.",
    ),
)
DI_ICE = (
    Evento(
        "tokyo",
        "Workshop agroalimentare a Tokyo",
        *(81, 2, "Ambasciata d'Italia, Tokyo, Giappone", "Agroalimentare"),
        "Degustazioni e incontri con importatori e catene della ristorazione.",
    ),
)


def carica_fonti() -> None:
    """Reads the two, days ago: the first brings one more the second time, the other does not answer."""
    redazione, oggi = Utente.objects.filter(ruolo=Ruolo.REDAZIONE).earliest("pk"), tempo.oggi()
    with tempo.fermo(tempo.adesso() - PRIMA):
        prime = _dice(DELLA_CAMERA[:-1], oggi)
        camera = _accesa("camera-firenze", "Eventi della Camera di Firenze", prime, redazione)
        ice = _accesa("ice", "Eventi dell'Agenzia ICE", _dice(DI_ICE, oggi), redazione)
    with tempo.fermo(tempo.adesso() - DOPO):
        _riletta(camera, _dice(DELLA_CAMERA, oggi), redazione)
        _riletta(ice, _non_risponde, redazione)


def _accesa(editore: str, nome: str, rete: Rete, redazione: Utente) -> Fonte:
    """Tried, switched on, and read for the first time."""
    nuova = Fonte(
        editore=Editore.objects.get(codice=editore),
        nome=nome,
        indirizzo=f"https://{editore}.example/eventi.ics",
        tipo=Tipo.SEMINARIO,
        ogni_ore=24,
    )
    fonte = azioni.tieni_fonte(nuova, da=redazione)
    azioni.leggi(fonte.pk, lettore=lettore, rete=rete)
    azioni.accendi(fonte, da=redazione)
    azioni.leggi(fonte.pk, lettore=lettore, rete=rete)
    return fonte


def _riletta(fonte: Fonte, rete: Rete, redazione: Utente) -> None:
    """Once more; then it is switched off."""
    azioni.leggi_adesso(fonte, da=redazione)
    azioni.leggi(fonte.pk, lettore=lettore, rete=rete)
    azioni.spegni(fonte, da=redazione)


def _dice(eventi: Iterable[Evento], oggi: date) -> Rete:
    """A network in which a feed with those is found."""
    testo = _calendario(eventi, oggi)

    def rete(indirizzo: str, **come: Any) -> Prelievo:
        return Prelievo(byte=testo.encode(), tipo="text/calendar; charset=utf-8")

    return rete


def _non_risponde(indirizzo: str, **come: Any) -> Prelievo:
    raise Rifiutato(ROTTA)


def _calendario(eventi: Iterable[Evento], oggi: date) -> str:
    corpo = "".join(_evento(evento, oggi + timedelta(days=evento.fra)) for evento in eventi)
    testo = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Dimostrazione//IT\n{corpo}END:VCALENDAR\n"
    return testo.replace("\n", "\r\n")


def _evento(evento: Evento, inizio: date) -> str:
    """All day; never on a Saturday or a Sunday to begin with."""
    inizio += timedelta(days=(7 - inizio.weekday()) % 7 if inizio.weekday() > 4 else 0)
    righe = {
        "UID": f"{evento.uid}@dimostrazione.example",
        "SUMMARY": evento.titolo,
        "DTSTART;VALUE=DATE": f"{inizio:%Y%m%d}",
        "DTEND;VALUE=DATE": f"{inizio + timedelta(days=evento.dura):%Y%m%d}",
        "LOCATION": evento.luogo.replace(",", "\\,"),
        "CATEGORIES": evento.categorie,
        "DESCRIPTION": evento.testo.replace(",", "\\,"),
        "STATUS": "CONFIRMED",
    }
    return "".join(
        f"{nome}:{valore}\n" for nome, valore in {"BEGIN": "VEVENT", **righe, "END": "VEVENT"}.items()
    )
