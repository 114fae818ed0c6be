"""An event of a feed in the words of our calendar: kind, sectors, countries, place."""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from babel import Locale

from calendario.lettore import Occorrenza
from calendario.lettore.esito import ANNULLATO, INCERTO
from calendario.models import Fonte, Modalita, Stato, Tipo
from sportelli.models import Paese, Settore

PAROLE_DI_UN_PAESE = 4
_in_rete = re.compile(r"https?://|\b(on[\s-]?line|webinar|zoom|teams|google meet|da remoto)\b", re.IGNORECASE)
_parti = re.compile(r"\s*[,;()]\s*|\s+[-–]\s+")


@dataclass(frozen=True)
class Voce:
    """What an event says: `campi` as `azioni.campi.scrivi` takes them, `come` it would be published, and the
    fingerprint of both."""

    occorrenza: Occorrenza
    campi: dict[str, Any]
    come: str
    impronta: str

    @property
    def annullata(self) -> bool:
        return self.occorrenza.stato == ANNULLATO

    @property
    def versione(self) -> tuple[int, str]:
        """Which of two versions is the later one (RFC 5545)."""
        return self.occorrenza.sequenza, self.occorrenza.modificata


@dataclass(frozen=True)
class Tavole:
    """Our codes by the names that others may use, whatever their case."""

    tipi: dict[str, str]
    settori: dict[str, str]
    paesi: dict[str, str]

    @classmethod
    def attuali(cls) -> "Tavole":
        """The tables as they are; two queries."""
        tipi = {nome.casefold(): valore for valore, detto in Tipo.choices for nome in (valore, str(detto))}
        settori = {
            nome.casefold(): codice
            for codice, detto in Settore.objects.values_list("codice", "nome")
            for nome in (codice, detto)
        }
        inglesi = Locale("en").territories
        paesi = {
            nome.casefold(): codice
            for codice, detto in Paese.objects.values_list("codice", "nome")
            for nome in (detto, inglesi.get(codice, detto))
        }
        return cls(tipi, settori, paesi)


def voce(occorrenza: Occorrenza, fonte: Fonte, tavole: Tavole) -> Voce:
    """The event as it would be written."""
    come = Stato.PREANNUNCIATA if occorrenza.stato == INCERTO else Stato.CONFERMATA
    campi = {
        "titolo": occorrenza.titolo,
        "testo": occorrenza.testo,
        "partner": _partner(occorrenza, fonte),
        "collegamento": occorrenza.collegamento,
        **{nome: getattr(occorrenza, nome) for nome in ("inizio", "fine", "ora_inizio", "ora_fine")},
        **_argomenti(occorrenza, fonte, tavole),
        **_luogo(occorrenza.luogo, tavole),
    }
    detto = json.dumps([campi, come], sort_keys=True, ensure_ascii=False)
    return Voce(occorrenza, campi, come, hashlib.sha256(detto.encode()).hexdigest())


def _partner(occorrenza: Occorrenza, fonte: Fonte) -> str:
    """Who organises it, when it is not the publisher itself."""
    nome = occorrenza.organizzatore
    return "" if nome.casefold() == fonte.editore.nome.casefold() else nome


def _argomenti(occorrenza: Occorrenza, fonte: Fonte, tavole: Tavole) -> dict[str, Any]:
    nomi = [nome.casefold() for nome in occorrenza.categorie]
    tipi = (tavole.tipi[nome] for nome in nomi if nome in tavole.tipi)
    settori = {tavole.settori[nome] for nome in nomi if nome in tavole.settori}
    return {"tipo": next(tipi, fonte.tipo), "settori": sorted(settori)}


def _luogo(luogo: str, tavole: Tavole) -> dict[str, Any]:
    """The country is at the end, the town before it; what is on the net has neither."""
    if _in_rete.search(luogo):
        return {"modalita": Modalita.ONLINE.value, "sede": "", "citta": "", "paesi": []}
    resto, paese = _senza_paese(luogo, tavole.paesi)
    pezzi = [pezzo for pezzo in _parti.split(resto) if pezzo]
    citta = pezzi[-1] if len(pezzi) > 1 and _sembra_citta(pezzi[-1]) else ""
    sede = resto.removesuffix(citta).rstrip(" ,;-–(") if citta else resto
    return {
        "modalita": Modalita.PRESENZA.value,
        "sede": sede[:200],
        "citta": citta,
        "paesi": [paese] if paese else [],
    }


def _senza_paese(luogo: str, paesi: dict[str, str]) -> tuple[str, str]:
    """The place without its last words, when they are the name of a country."""
    parole = luogo.rstrip(" .)").split()
    for quante in range(min(PAROLE_DI_UN_PAESE, len(parole)), 0, -1):
        nome = " ".join(parole[-quante:]).casefold().strip("(,;")
        if nome in paesi:
            return " ".join(parole[:-quante]).rstrip(" ,;-–("), paesi[nome]
    return luogo, ""


def _sembra_citta(pezzo: str) -> bool:
    return len(pezzo) <= 40 and not any(segno.isdigit() for segno in pezzo)
