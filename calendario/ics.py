"""An initiative as a VEVENT (RFC 5545, RFC 7986): written once, whenever it changes."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from icalendar import Event, vText

from calendario.facciata import Facciata, facciata
from calendario.models import Iniziativa, Stato
from nucleo import tempo

STATI = {
    Stato.PREANNUNCIATA: "TENTATIVE",
    Stato.CONFERMATA: "CONFIRMED",
    Stato.RINVIATA: "TENTATIVE",
    Stato.ANNULLATA: "CANCELLED",
}


def evento(iniziativa: Iniziativa, lingua: str, *, dettagli: bool = True) -> str:
    """The VEVENT with all its lines, CRLF at the end; nothing of what is not public."""
    if not iniziativa.pubblicata:
        return ""
    vista = facciata(iniziativa, lingua, dettagli=dettagli)
    scritto = Event()
    _identita(scritto, iniziativa, dettagli)
    _quando(scritto, vista)
    _parole(scritto, vista)
    return str(scritto.to_ical().decode())


def _identita(scritto: Event, iniziativa: Iniziativa, dettagli: bool) -> None:
    quando = iniziativa.aggiornata_il.astimezone(UTC).replace(microsecond=0)
    scritto.add("uid", iniziativa.uid)
    scritto.add("dtstamp", quando)
    scritto.add("last-modified", quando)
    if iniziativa.pubblicata_il is not None:
        scritto.add("created", iniziativa.pubblicata_il.astimezone(UTC).replace(microsecond=0))
    # The announcement and the whole are two states of one event: the whole is always the later one.
    scritto.add("sequence", 2 * iniziativa.sequenza + int(dettagli))
    scritto.add("status", STATI[Stato(iniziativa.stato)])


def _quando(scritto: Event, vista: Facciata) -> None:
    if vista.ora_inizio is not None:
        inizio = datetime.combine(vista.inizio, vista.ora_inizio, tempo.ROMA)
        fine = datetime.combine(vista.fine, vista.ora_fine or vista.ora_inizio, tempo.ROMA)
        scritto.add("dtstart", inizio)
        scritto.add("dtend", max(inizio, fine))
    else:
        scritto.add("dtstart", vista.inizio)
        scritto.add("dtend", vista.fine + timedelta(days=1))
    # Nobody's day is taken by an initiative of which one knows the month alone.
    scritto.add("transp", "TRANSPARENT" if vista.solo_mese else "OPAQUE")


def _parole(scritto: Event, vista: Facciata) -> None:
    scritto.add("summary", vista.titolo)
    scritto.add("description", "\n\n".join(filter(None, (*vista.avvisi, vista.testo_piano))))
    if vista.luogo:
        scritto.add("location", vista.luogo)
    scritto.add("url", settings.INDIRIZZO + vista.indirizzo)
    scritto.add("categories", [vText(voce) for voce in vista.categorie])
