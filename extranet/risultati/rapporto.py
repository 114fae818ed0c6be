"""The report of a year as a PDF that an office hands to its Chamber: the page's tables and charts, printed.

What is printed reaches the printer as data, never as its source; the same sums give the same bytes.
"""

import json
from pathlib import Path
from typing import Any

import typst

from extranet.risultati.quadro import Quadro
from extranet.risultati.tabelle import Tabella
from nucleo import grafici
from nucleo.parole import data_lunga

MODELLO = Path(__file__).with_suffix(".typ")
NOTE = """
I giorni sono lavorativi per lo Sportello: senza sabati, domeniche, festività, patrono e chiusure.
La media della rete conta i mesi finiti, e gruppi di almeno tre Sportelli con almeno cinque pratiche, o \
cinque risposte, oltre a quelle dello Sportello che ne ha di più. Le quantità sono divise per il numero \
degli Sportelli. Dove i dati non bastano c'è un trattino.
"""


def stampa(quadro: Quadro) -> bytes:
    """The PDF of what this person reads of this period."""
    pdf: bytes = typst.compile(
        str(MODELLO),
        root=str(MODELLO.parent),
        ignore_system_fonts=True,
        sys_inputs={"dati": json.dumps(dati(quadro), ensure_ascii=False, sort_keys=True)},
    )
    return pdf


def dati(quadro: Quadro) -> dict[str, Any]:
    """What the report prints."""
    ufficio = quadro.utente.sportello if quadro.utente.di_sportello else None
    istante = quadro.aggiornato_il
    return {
        "titolo": f"Risultati {quadro.periodo.nome}",
        "chi": ufficio.nome if ufficio else "Toscana Promozione: tutti gli Sportelli",
        "camera": ufficio.camera if ufficio else "",
        "aggiornato": f"Dati aggiornati: {data_lunga(istante)}" if istante else "",
        "vuoto": quadro.vuoto,
        "tabelle": [_tabella(tabella) for tabella in quadro.tabelle if tabella.righe and not tabella.vuota],
        "note": NOTE.strip().splitlines(),
    }


def _tabella(tabella: Tabella) -> dict[str, Any]:
    grafico = tabella.grafico
    return {
        "titolo": tabella.titolo,
        "frase": tabella.frase,
        "testa": list(tabella.testa),
        "righe": [[riga.nome, *riga.celle] for riga in tabella.righe],
        "grafico": grafici.svg(grafico) if grafico else "",
        "parole": grafico.descrizione if grafico else "",
    }
