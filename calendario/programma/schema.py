"""An initiative in the words of schema.org, for search engines: only what the `facciata` gives."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from calendario.facciata import Facciata
from calendario.models import Modalita, Stato
from nucleo import tempo

BASE = "https://schema.org/"
MODI = {
    Modalita.PRESENZA: "OfflineEventAttendanceMode",
    Modalita.ONLINE: "OnlineEventAttendanceMode",
    Modalita.MISTA: "MixedEventAttendanceMode",
}
# What would end the element, or begin a comment in it, is written so that it cannot (the JSON says the same).
FUORI = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def blocco(dati: dict[str, Any]) -> SafeString:
    """The data as they stand inside a `<script type="application/ld+json">`."""
    testo = json.dumps(dati, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(testo.translate(FUORI))  # noqa: S308 - no character that HTML could understand is left


def evento(vista: Facciata, immagine: str = "") -> dict[str, Any]:
    """An Event. Of an announcement: title, days, organiser; the rest is not there."""
    dati = {
        "@context": BASE.rstrip("/"),
        "@type": "Event",
        "name": vista.titolo,
        **_quando(vista),
        "eventStatus": BASE + _stato(vista),
        "organizer": _senza_vuoti({"@type": "Organization", "name": vista.organizzatore, "url": vista.sito}),
        "inLanguage": vista.lingua,
        "url": settings.INDIRIZZO + vista.indirizzo,
        "description": vista.testo_piano or " ".join(vista.avvisi),
        "image": immagine,
        **(_dettagli(vista) if vista.dettagli else {}),
    }
    return _senza_vuoti(dati)


def _quando(vista: Facciata) -> dict[str, str]:
    """Day or instant, as much as is known. Of a month its first and its last day: schema.org has no month."""
    if vista.ora_inizio is None:
        return {"startDate": vista.inizio.isoformat(), "endDate": vista.fine.isoformat()}
    inizio = datetime.combine(vista.inizio, vista.ora_inizio, tempo.ROMA)
    dati = {"startDate": inizio.isoformat(timespec="minutes")}
    if vista.ora_fine is not None:
        fine = datetime.combine(vista.fine, vista.ora_fine, tempo.ROMA)
        dati["endDate"] = fine.isoformat(timespec="minutes")
    return dati


def _stato(vista: Facciata) -> str:
    if vista.stato == Stato.ANNULLATA:
        return "EventCancelled"
    if vista.stato == Stato.RINVIATA:
        return "EventPostponed" if vista.senza_data else "EventRescheduled"
    return "EventScheduled"


def _dettagli(vista: Facciata) -> dict[str, Any]:
    prima = vista.inizio_prima if vista.stato == Stato.RINVIATA and not vista.senza_data else None
    return {
        "previousStartDate": prima.isoformat() if prima else "",
        "eventAttendanceMode": BASE + MODI[Modalita(vista.modalita)],
        "location": _luoghi(vista),
        "offers": _offerta(vista),
        "maximumAttendeeCapacity": vista.posti,
    }


def _luoghi(vista: Facciata) -> list[dict[str, Any]]:
    pagina = vista.collegamento or settings.INDIRIZZO + vista.indirizzo
    online = {"@type": "VirtualLocation", "url": pagina}
    indirizzo = _senza_vuoti(
        {
            "@type": "PostalAddress",
            "addressLocality": vista.citta,
            "addressCountry": vista.paesi[0][0] if vista.paesi else "",
        }
    )
    luogo = {"@type": "Place", "name": vista.sede or vista.citta or vista.luogo, "address": indirizzo}
    luoghi: dict[str, list[dict[str, Any]]] = {
        Modalita.ONLINE: [online],
        Modalita.PRESENZA: [luogo],
        Modalita.MISTA: [luogo, online],
    }
    return luoghi[vista.modalita]


def _offerta(vista: Facciata) -> dict[str, Any]:
    """The price, if it is known, and until when one may apply."""
    if vista.costo is None:
        return {}
    offerta = {
        "@type": "Offer",
        "price": f"{vista.costo:.2f}",
        "priceCurrency": "EUR",
        "availability": BASE + ("InStock" if vista.adesioni_aperte else "SoldOut"),
        "validThrough": vista.scadenza.isoformat() if vista.scadenza else "",
        "url": vista.collegamento or settings.INDIRIZZO + vista.indirizzo,
    }
    return _senza_vuoti(offerta)


def _senza_vuoti(dati: dict[str, Any]) -> dict[str, Any]:
    return {nome: valore for nome, valore in dati.items() if valore not in ("", None, [], {})}
