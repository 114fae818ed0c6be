"""A whole calendar: what is in it, event by event; one that is wrong does not spoil the others."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from icalendar import Calendar, Component

from calendario.lettore import parole, serie, tempi
from calendario.lettore.esito import ANNULLATO, CONFERMATO, INCERTO, Illeggibile, Letto, Occorrenza, Scarto
from calendario.lettore.tempi import Impossibile
from calendario.lettore.testo import testo

OCCORRENZE_MASSIME = 5_000
UID_MASSIMO = 500
STATI = (CONFERMATO, INCERTO, ANNULLATO)
SEQUENZA_MASSIMA = 2**31 - 1
Trovato = Occorrenza | Scarto


def leggi(byte: bytes, oggi: date, tipo: str = "") -> Letto:
    """What a calendar says, as of today; Illeggibile, with the reason, when it is not one that we read.

    `tipo` is what the site said of it (Content-Type).
    """
    calendario = _aperto(testo(byte, tipo))
    trovati: list[Trovato] = []
    for trovato in _eventi(calendario, oggi):
        trovati.append(trovato)
        if len(trovati) > OCCORRENZE_MASSIME:
            raise Illeggibile(f"Il calendario è troppo grande: al massimo {OCCORRENZE_MASSIME} date.")
    return _senza_doppi(trovati)


def _aperto(righe: str) -> Calendar:
    try:
        calendario = Calendar.from_ical(righe)
    except Exception as errore:
        raise Illeggibile(f"Il calendario non è scritto bene: {str(errore)[:200]}") from errore
    if str(calendario.get("CALSCALE", "GREGORIAN")).upper() != "GREGORIAN":
        raise Illeggibile("Il calendario non è quello gregoriano.")
    return calendario


def _eventi(calendario: Calendar, oggi: date) -> Iterator[Trovato]:
    """By UID: an event that repeats itself comes with the dates of it that were changed one by one."""
    fuso, annullati = tempi.fuso_di(calendario), str(calendario.get("METHOD", "")).upper() == "CANCEL"
    per_uid: dict[str, list[Component]] = defaultdict(list)
    for evento in calendario.walk("VEVENT"):
        uid = str(evento.get("UID", ""))
        if not uid.strip() or len(uid) > UID_MASSIMO or not uid.isprintable():
            yield Scarto("", parole.riga(evento, "SUMMARY", 200), "non ha un identificativo (UID) valido")
        else:
            per_uid[uid].append(evento)
    for uid, componenti in per_uid.items():
        for data in _date(uid, componenti, oggi):
            yield data if isinstance(data, Scarto) else _occorrenza(uid, data, fuso, annullati)


def _date(uid: str, componenti: list[Component], oggi: date) -> Iterator[Component | Scarto]:
    if not any(serie.si_ripete(componente) for componente in componenti):
        yield from componenti
        return
    titolo = parole.riga(componenti[0], "SUMMARY", 200)
    try:
        trovate, troppe = serie.date_di(componenti, oggi)
    except Impossibile as perche:
        yield Scarto(uid, titolo, str(perche))
        return
    yield from trovate
    if troppe:
        motivo = f"si ripete più di {serie.DATE_MASSIME} volte: valgono le prime {serie.DATE_MASSIME}"
        yield Scarto(uid, titolo, motivo)


def _occorrenza(uid: str, evento: Component, fuso: tzinfo, annullato: bool) -> Trovato:
    titolo = parole.riga(evento, "SUMMARY", parole.TITOLO_MASSIMO)
    try:
        if not titolo:
            raise Impossibile("non ha un titolo")
        return _composta(uid, titolo, evento, fuso, annullato)
    except Impossibile as perche:
        return Scarto(uid, titolo, str(perche))
    except (ValueError, OverflowError, TypeError, AttributeError) as errore:
        return Scarto(uid, titolo, f"non si capisce ({type(errore).__name__})")


def _composta(uid: str, titolo: str, evento: Component, fuso: tzinfo, annullato: bool) -> Occorrenza:
    quando = tempi.periodo(evento, fuso)
    stato = str(evento.get("STATUS", CONFERMATO)).upper()
    return Occorrenza(
        uid=uid,
        ricorrenza=_ricorrenza(evento, fuso),
        titolo=titolo,
        inizio=quando.inizio.isoformat(),
        fine=quando.fine.isoformat(),
        ora_inizio=quando.ora_inizio.isoformat("minutes") if quando.ora_inizio else "",
        ora_fine=quando.ora_fine.isoformat("minutes") if quando.ora_fine else "",
        stato=ANNULLATO if annullato else stato if stato in STATI else CONFERMATO,
        sequenza=_sequenza(evento),
        modificata=_modificata(evento),
        testo=parole.testo(evento),
        luogo=parole.riga(evento, "LOCATION", parole.LUOGO_MASSIMO),
        collegamento=parole.indirizzo(evento),
        categorie=parole.categorie(evento),
        organizzatore=parole.organizzatore(evento),
    )


def _ricorrenza(evento: Component, fuso: tzinfo) -> str:
    quale = getattr(evento.get("RECURRENCE-ID"), "dt", None)
    return tempi.in_utc(quale, fuso) if isinstance(quale, date) else ""


def _sequenza(evento: Component) -> int:
    detta = evento.get("SEQUENCE", 0)
    return min(max(detta, 0), SEQUENZA_MASSIMA) if isinstance(detta, int) else 0


def _modificata(evento: Component) -> str:
    detta = getattr(evento.get("LAST-MODIFIED"), "dt", None)
    return tempi.in_utc(detta, tempi.ROMA) if isinstance(detta, datetime) else ""


def _senza_doppi(trovati: list[Trovato]) -> Letto:
    """Of two with one identity the later version."""
    ultime: dict[tuple[str, str], Occorrenza] = {}
    for trovato in trovati:
        if isinstance(trovato, Occorrenza):
            prima = ultime.get(trovato.chiave)
            if prima is None or (trovato.sequenza, trovato.modificata) >= (prima.sequenza, prima.modificata):
                ultime[trovato.chiave] = trovato
    return Letto(tuple(ultime.values()), tuple(t for t in trovati if isinstance(t, Scarto)))
