"""The initiatives of a choice for programs: one JSON shape, with its version, and one table (CSV).

The shape only grows: a field that is there keeps its name and its meaning as long as `versione` is the same.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any

from django.conf import settings

from calendario.feed.righe import Riga, righe
from calendario.feed.scelta import Scelta
from nucleo.elenchi.file import innocua
from nucleo.testo import leggibile

JSON, CSV = "application/json", "text/csv; charset=utf-8"
VERSIONE = 1
LICENZA = "https://creativecommons.org/licenses/by/4.0/"
IN_UNA_RISPOSTA = 500
DOPO = "dopo"

Campo = Callable[[Riga], Any]
# In the order of the table. An announcement without details has the others empty.
CAMPI: Mapping[str, Campo] = {
    "id": lambda riga: str(riga.vista.codice),
    "uid": lambda riga: riga.uid,
    "indirizzo": lambda riga: settings.INDIRIZZO + riga.vista.indirizzo,
    "stato": lambda riga: riga.vista.stato,
    "completa": lambda riga: riga.vista.dettagli,
    "tipo": lambda riga: riga.vista.tipo,
    "nome_tipo": lambda riga: riga.vista.nome_tipo,
    "titolo": lambda riga: riga.vista.titolo,
    "organizzatore": lambda riga: riga.vista.organizzatore,
    "partner": lambda riga: riga.vista.partner,
    "inizio": lambda riga: riga.vista.inizio,
    "fine": lambda riga: riga.vista.fine,
    "solo_mese": lambda riga: riga.vista.solo_mese,
    "ora_inizio": lambda riga: riga.vista.ora_inizio,
    "ora_fine": lambda riga: riga.vista.ora_fine,
    "scadenza_adesioni": lambda riga: riga.vista.scadenza,
    "adesioni_aperte": lambda riga: riga.vista.adesioni_aperte,
    "modalita": lambda riga: riga.vista.modalita,
    "sede": lambda riga: riga.vista.sede,
    "citta": lambda riga: riga.vista.citta,
    "paesi": lambda riga: riga.vista.paesi,
    "settori": lambda riga: riga.vista.settori,
    "posti": lambda riga: riga.vista.posti,
    "costo_euro": lambda riga: riga.vista.costo,
    "adesioni": lambda riga: riga.vista.collegamento,
    "avvisi": lambda riga: riga.vista.avvisi,
    "descrizione": lambda riga: riga.vista.testo_piano,
    "fonte": lambda riga: riga.vista.fonte,
    "pubblica_dal": lambda riga: riga.storia.dal,
    "aggiornata_il": lambda riga: max(riga.storia.dal, riga.storia.il),
    "revisione": lambda riga: riga.storia.volte,
}


def come_json(scelta: Scelta) -> str:
    """At most IN_UNA_RISPOSTA of them; when there are more it says so, and where they go on."""
    voci = list(islice(scelta.voci(dopo=scelta.parametri.get(DOPO, "")), IN_UNA_RISPOSTA + 1))
    mostrate, tagliata = voci[:IN_UNA_RISPOSTA], len(voci) > IN_UNA_RISPOSTA
    prossima = {DOPO: str(mostrate[-1].codice)} if tagliata else {}
    tutto = {
        "versione": VERSIONE,
        "titolo": scelta.titolo,
        "lingua": scelta.lingua,
        "licenza": LICENZA,
        "pagina": scelta.pagina,
        "indirizzo": scelta.indirizzo("json"),
        "filtro_compreso": scelta.filtri.valido,
        "quante": scelta.quali.bit_count(),
        "tagliata": tagliata,
        "prossima": scelta.indirizzo("json", **prossima) if tagliata else None,
        "iniziative": [_oggetto(riga) for riga in righe((v.pk for v in mostrate), scelta.lingua)],
    }
    return json.dumps(tutto, ensure_ascii=False, separators=(",", ":"))


def come_csv(scelta: Scelta) -> str:
    """All of them. UTF-8 with its mark and semicolons, as an Italian Excel opens it.

    Days and hours are those of ISO 8601, decimals have a point, values of one cell stand apart by « | »; a
    text that a spreadsheet could run begins with an apostrophe.
    """
    tabella = io.StringIO()
    scrittore = csv.writer(tabella, delimiter=";")
    scrittore.writerow(CAMPI)
    for riga in righe((voce.pk for voce in scelta.voci()), scelta.lingua):
        scrittore.writerow([_cella(campo(riga)) for campo in CAMPI.values()])
    return f"\ufeff{tabella.getvalue()}"


def _oggetto(riga: Riga) -> dict[str, Any]:
    return {nome: _valore(campo(riga)) for nome, campo in CAMPI.items()}


def _valore(valore: Any) -> Any:
    """As JSON holds it: an empty text is null, a name has its code beside it."""
    if isinstance(valore, tuple):
        return [_valore(voce) if isinstance(voce, str) else _con_codice(*voce) for voce in valore]
    if isinstance(valore, str):
        return leggibile(valore) or None
    if isinstance(valore, date | time):
        return _iso(valore)
    return str(valore) if isinstance(valore, Decimal) else valore


def _con_codice(codice: str, nome: str) -> dict[str, str]:
    return {"codice": codice, "nome": leggibile(nome)}


def _cella(valore: Any) -> str:
    if isinstance(valore, tuple):
        return innocua(" | ".join(leggibile(voce if isinstance(voce, str) else voce[1]) for voce in valore))
    if isinstance(valore, bool):
        return "1" if valore else "0"
    if isinstance(valore, str):
        return innocua(leggibile(valore))
    return _iso(valore) if isinstance(valore, date | time) else str("" if valore is None else valore)


def _iso(valore: date | time) -> str:
    """`2027-02-15`, `09:30`, `2027-02-15T08:30:00Z`."""
    if isinstance(valore, datetime):
        return f"{valore.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return f"{valore:%H:%M}" if isinstance(valore, time) else valore.isoformat()
