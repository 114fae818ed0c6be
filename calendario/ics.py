"""An initiative as a VEVENT (RFC 5545, RFC 7986): written once, whenever it changes.

What is stored holds two: the initiative, and the last day to apply, if there is one. SEQUENCE counts what was
published; an announcement without details counts what it said itself, which is always less: calendars believe
the whole when it comes. What these lines are made of changes with this file: then `FORMATO` grows, and all
are written again (`azioni.riscrivi_ics`).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.conf import settings
from icalendar import Event, vText, vUri

from calendario.annuncio import Storia, storia
from calendario.facciata import INGLESE, Facciata, facciata
from calendario.models import Iniziativa, Stato
from nucleo import parole, tempo
from nucleo.testo import leggibile

FORMATO = 2
FINE = "\r\nEND:VEVENT\r\n"
STATI = {
    Stato.PREANNUNCIATA: "TENTATIVE",
    Stato.CONFERMATA: "CONFIRMED",
    Stato.RINVIATA: "TENTATIVE",
    Stato.ANNULLATA: "CANCELLED",
}
VOCI = {
    "it": ("Scadenza adesioni", "Organizza", "Con", "Adesioni entro", "Adesioni", "Fonte"),
    "en": ("Application deadline", "Organised by", "With", "Apply by", "How to apply", "Source"),
}


def evento(iniziativa: Iniziativa, lingua: str) -> str:
    """The VEVENT of all of it, and that of its deadline, with CRLF after each line; nothing of what was never
    published."""
    if not iniziativa.pubblicata:
        return ""
    vista = facciata(iniziativa, lingua, dettagli=True)
    intero = Storia(
        iniziativa.sequenza + 1, iniziativa.pubblicata_il or iniziativa.creata_il, iniziativa.aggiornata_il
    )
    scritto = _evento(iniziativa, vista, intero)
    _file(scritto, iniziativa)
    return _righe(scritto) + (_scadenza(iniziativa, vista, intero) if vista.scadenza else "")


def annuncio(iniziativa: Iniziativa, lingua: str) -> str:
    """The VEVENT of what may be said before its rilascio."""
    return _righe(_evento(iniziativa, facciata(iniziativa, lingua, dettagli=False), storia(iniziativa)))


def senza_scadenza(scritto: str) -> str:
    """What was stored, without the VEVENT of the deadline. A folded line begins with a space, so no text that
    people typed can look like its end."""
    prima, fine, _scadenza = scritto.partition(FINE)
    return prima + fine


def _evento(iniziativa: Iniziativa, vista: Facciata, detto: Storia) -> Event:
    scritto = _nuovo(iniziativa.uid, detto, STATI[Stato(iniziativa.stato)])
    _quando(scritto, vista)
    # Nobody's day is taken by an initiative of which one knows the month alone.
    scritto.add("transp", "TRANSPARENT" if vista.solo_mese else "OPAQUE")
    scritto.add("summary", leggibile(vista.titolo))
    scritto.add("description", leggibile("\n\n".join(_descrizione(vista))))
    if vista.luogo:
        scritto.add("location", leggibile(vista.luogo))
    scritto.add("url", settings.INDIRIZZO + vista.indirizzo)
    scritto.add("categories", [vText(leggibile(voce)) for voce in vista.categorie])
    return scritto


def _nuovo(uid: str, detto: Storia, stato: str) -> Event:
    scritto = Event()
    scritto.add("uid", uid)
    scritto.add("dtstamp", _istante(detto.il))
    scritto.add("last-modified", _istante(detto.il))
    scritto.add("created", _istante(detto.dal))
    scritto.add("sequence", detto.volte)
    scritto.add("status", stato)
    return scritto


def _quando(scritto: Event, vista: Facciata) -> None:
    """Whole days, or from an hour to another; without the second, to the end of the last day when there are
    more, and nobody knows when on the same day."""
    if vista.ora_inizio is None:
        scritto.add("dtstart", vista.inizio)
        scritto.add("dtend", vista.fine + timedelta(days=1))
        return
    inizio = _a_roma(vista.inizio, vista.ora_inizio)
    scritto.add("dtstart", inizio)
    if vista.ora_fine is not None:
        scritto.add("dtend", max(inizio, _a_roma(vista.fine, vista.ora_fine)))
    elif vista.fine > vista.inizio:
        scritto.add("dtend", _a_roma(vista.fine + timedelta(days=1), time(0)))


def _a_roma(giorno: date, ora: time) -> datetime:
    """An hour that the clocks of that night skip is the one that they show instead."""
    return datetime.combine(giorno, ora, tempo.ROMA).astimezone(UTC).astimezone(tempo.ROMA)


def _descrizione(vista: Facciata) -> Iterator[str]:
    """What is to be read first, the words, then who, until when, how."""
    yield from filter(None, (*vista.avvisi, vista.testo_piano))
    _scade, organizza, con, entro, adesioni, fonte = VOCI[vista.lingua]
    detti = {
        organizza: vista.organizzatore,
        con: vista.partner,
        entro: _giorno(vista.scadenza, vista.lingua) if vista.scadenza else "",
        adesioni: vista.collegamento,
        fonte: vista.fonte,
    }
    yield "\n".join(f"{voce}: {detto}" for voce, detto in detti.items() if detto)


def _file(scritto: Event, iniziativa: Iniziativa) -> None:
    for file in iniziativa.allegati.all():
        indirizzo = vUri(settings.INDIRIZZO + file.indirizzo_pubblico)
        tipo = {"FMTTYPE": file.tipo}
        if file.immagine:
            scritto.add("image", indirizzo, parameters={"VALUE": "URI", "DISPLAY": "BADGE", **tipo})
        else:
            scritto.add("attach", indirizzo, parameters=tipo)


def _scadenza(iniziativa: Iniziativa, vista: Facciata, detto: Storia) -> str:
    """An all-day VEVENT of its own, with an identity of its own, that takes nobody's time."""
    stato = "CANCELLED" if iniziativa.stato == Stato.ANNULLATA else "CONFIRMED"
    scritto = _nuovo(f"scadenza-{iniziativa.uid}", detto, stato)
    giorno = vista.scadenza or vista.inizio
    scritto.add("dtstart", giorno)
    scritto.add("dtend", giorno + timedelta(days=1))
    scritto.add("transp", "TRANSPARENT")
    scritto.add("summary", leggibile(f"{VOCI[vista.lingua][0]}: {vista.titolo}"))
    scritto.add("url", settings.INDIRIZZO + vista.indirizzo)
    return _righe(scritto)


def _giorno(giorno: date, lingua: str) -> str:
    return f"{giorno:%-d %B %Y}" if lingua == INGLESE else parole.data_breve(giorno)


def _istante(quando: datetime) -> datetime:
    return quando.astimezone(UTC).replace(microsecond=0)


def _righe(scritto: Event) -> str:
    return str(scritto.to_ical().decode())
