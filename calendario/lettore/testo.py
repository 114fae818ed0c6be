"""From bytes to lines: which alphabet they are in, whether it is a calendar, whether it is too much."""

import codecs
import re
from email.message import Message

from calendario.lettore.esito import Illeggibile

EVENTI_MASSIMI = 5_000
COMPONENTI_MASSIMI = 20_000
PROFONDITA_MASSIMA = 5
RIGA_MASSIMA = 100_000
RIGHE_MASSIME = 400_000
FUSI_MASSIMI = 100
SEGNI = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# A continuation line begins with a space or a tab (RFC 5545, 3.1).
_piega = re.compile(r"\r?\n[ \t]")
# Time zones change once or twice a year; whoever says otherwise wants us to count seconds.
_fuso_fitto = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY|DAILY|WEEKLY)", re.IGNORECASE)


def testo(byte: bytes, tipo: str = "") -> str:
    """The unfolded lines of a calendar; Illeggibile for what is not one, or is more than one reads."""
    pulito = _decodificato(byte, tipo).replace("\r\n", "\n").replace("\r", "\n").strip("\n \t")
    _e_un_calendario(pulito)
    righe = _piega.sub("", pulito).split("\n")
    if len(righe) > RIGHE_MASSIME or max(map(len, righe)) > RIGA_MASSIMA:
        raise Illeggibile("Il calendario ha troppe righe, o una riga troppo lunga.")
    _misurato(righe)
    return "\n".join(righe) + "\n"


def _decodificato(byte: bytes, tipo: str) -> str:
    """By its own mark, by what the site says, by UTF-8; in the end, as old programs of Europe write."""
    segnato = next((nome for segno, nome in SEGNI if byte.startswith(segno)), "")
    for alfabeto in filter(None, (segnato, "utf-8", _detto(tipo), "cp1252", "latin-1")):
        try:
            letto = byte.decode(alfabeto)
        except (UnicodeDecodeError, LookupError):
            if segnato:
                break
            continue
        if "\0" not in letto:
            return letto
    raise Illeggibile("Il file non è un testo, o il suo alfabeto non si riconosce.")


def _detto(tipo: str) -> str:
    messaggio = Message()
    messaggio["Content-Type"] = tipo.replace("\r", "").replace("\n", "") or "text/calendar"
    alfabeto = messaggio.get_content_charset("") or ""
    return alfabeto if alfabeto.startswith(("iso-8859", "windows-125", "utf-8", "utf-16", "latin")) else ""


def _e_un_calendario(pulito: str) -> None:
    if not pulito:
        raise Illeggibile("L'indirizzo risponde, ma la pagina è vuota.")
    if pulito[0] == "<":
        raise Illeggibile(
            "L'indirizzo porta a una pagina web e non a un calendario: serve quello del file ICS."
        )
    if not pulito[:15].upper().startswith("BEGIN:VCALENDAR"):
        raise Illeggibile("Il file non è un calendario ICS: non comincia con BEGIN:VCALENDAR.")
    if not pulito[-13:].upper().endswith("END:VCALENDAR"):
        raise Illeggibile("Il calendario è incompleto: manca la fine.")


def _misurato(righe: list[str]) -> None:
    """Counts what opens and closes before anything is built of it."""
    aperti: list[str] = []
    quanti: dict[str, int] = {}
    for riga in righe:
        maiuscola = riga[:40].upper().strip()
        if maiuscola.startswith("BEGIN:"):
            aperti.append(maiuscola[6:])
            quanti[aperti[-1]] = quanti.get(aperti[-1], 0) + 1
            _annidato(aperti)
        elif maiuscola.startswith("END:"):
            if not aperti or aperti.pop() != maiuscola[4:]:
                raise Illeggibile("Il calendario non è scritto bene: le sue parti non si chiudono.")
        elif "VTIMEZONE" in aperti and maiuscola.startswith("RRULE") and _fuso_fitto.search(riga):
            raise Illeggibile("Un fuso orario del calendario cambia più volte all'anno.")
    _non_troppi(quanti, aperti)


def _annidato(aperti: list[str]) -> None:
    if len(aperti) > PROFONDITA_MASSIMA or len(set(aperti)) < len(aperti):
        raise Illeggibile("Il calendario non è scritto bene: le sue parti stanno una dentro l'altra.")


def _non_troppi(quanti: dict[str, int], aperti: list[str]) -> None:
    if aperti:
        raise Illeggibile("Il calendario non è scritto bene: le sue parti non si chiudono.")
    if quanti.get("VEVENT", 0) > EVENTI_MASSIMI or sum(quanti.values()) > COMPONENTI_MASSIMI:
        raise Illeggibile(f"Il calendario è troppo grande: al massimo {EVENTI_MASSIMI} eventi.")
    if quanti.get("VTIMEZONE", 0) > FUSI_MASSIMI:
        raise Illeggibile("Il calendario ha troppi fusi orari.")
