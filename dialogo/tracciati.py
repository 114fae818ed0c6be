"""The column orders of the Chambers' archives, and what each column is for us."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from nucleo.fogli import FileIllegibile, Foglio, Riga

MASSIME_RIGHE_DI_TITOLO = 20


@dataclass(frozen=True)
class Tracciato:
    """One sheet: header → our field, the headers that must not be empty, alone or one of several."""

    nome: str
    foglio: str | None
    colonne: Mapping[str, str]
    obbligatorie: Sequence[tuple[str, ...]]
    # Of a second sheet with the people: its own columns, and the header that leads back to the company.
    contatti: "Tracciato | None" = None
    chiave: str = ""


CONTATTI_PISA = Tracciato(
    nome="contatti",
    foglio="Contatti",
    colonne={
        "N. REA": "numero_rea",
        "Cognome e nome": "nome",
        "Ruolo": "incarico",
        "E-mail": "email",
        "Telefono": "telefono",
        "Consenso": "consenso",
    },
    obbligatorie=(),
)
FIRENZE = Tracciato(
    nome="Camera di commercio di Firenze",
    foglio=None,
    colonne={
        "COD_DITTA": "codice_esterno",
        "RAGIONE_SOCIALE": "ragione_sociale",
        "PARTITA_IVA": "partita_iva",
        "COD_FISCALE": "codice_fiscale",
        "NUM_REA": "numero_rea",
        "ATECO_2025": "ateco",
        "INDIRIZZO": "indirizzo",
        "CAP": "cap",
        "COMUNE": "comune",
        "PROV": "provincia",
        "ADDETTI": "addetti",
        "CLASSE_FATTURATO": "classe_fatturato",
        "FATTURATO_KEUR": "fatturato_migliaia",
        "PAESI_EXPORT": "mercati",
        "REFERENTE": "contatto_nome",
        "EMAIL": "contatto_email",
        "TELEFONO": "contatto_telefono",
        "DATA_AGG": "data_aggiornamento",
    },
    obbligatorie=(("RAGIONE_SOCIALE",), ("PARTITA_IVA", "COD_FISCALE"), ("COMUNE",)),
)
PISA = Tracciato(
    nome="Camera di commercio della Toscana Nord-Ovest",
    foglio="Sedi",
    colonne={
        "N. REA": "numero_rea",
        "Denominazione": "ragione_sociale",
        "Partita IVA": "partita_iva",
        "Codice fiscale": "codice_fiscale",
        "Forma": "forma_giuridica",
        "Indirizzo": "indirizzo",
        "Comune": "comune",
        "CAP": "cap",
        "ATECO 2025": "ateco",
        "Addetti": "addetti",
        "Fatturato EUR": "fatturato_euro",
        "Data costituzione": "data_costituzione",
        "Data ultimo agg.": "data_aggiornamento",
        "Paesi export": "mercati",
    },
    obbligatorie=(("Denominazione",), ("Partita IVA", "Codice fiscale"), ("Comune",)),
    contatti=CONTATTI_PISA,
    chiave="N. REA",
)
TRACCIATI = (FIRENZE, PISA)


@dataclass(frozen=True)
class Tabella:
    """A sheet read by its layout: our fields of each row, the rows left out with nothing to read in them."""

    tracciato: Tracciato
    righe: list[tuple[Riga, dict[str, Any]]]
    ignorate: list[int] = field(default_factory=list)


def riconosci(fogli: list[Foglio]) -> tuple[Tracciato, Foglio]:
    """The layout whose headers the file has; raises FileIllegibile naming the headers that are wrong."""
    migliore = max(
        ((tracciato, foglio) for foglio in fogli for tracciato in TRACCIATI),
        key=lambda coppia: _somiglianza(*coppia),
    )
    _intestazione(*migliore)
    return migliore


def tabella(tracciato: Tracciato, foglio: Foglio) -> Tabella:
    """The rows under the header. Empty rows and, after one, the notes at the sheet's foot are ignored."""
    testa = _intestazione(tracciato, foglio)
    campi = [tracciato.colonne[nome] for nome in _nomi(testa)]
    righe, ignorate, vuota = [], [], False
    for riga in foglio.righe:
        if riga.numero <= testa.numero:
            continue
        vuota = vuota or not riga.piene
        if not riga.piene or (vuota and riga.piene <= 2):
            ignorate.append(riga.numero)
        else:
            righe.append((riga, dict(zip(campi, riga.celle, strict=False))))
    return Tabella(tracciato, righe, ignorate)


def _somiglianza(tracciato: Tracciato, foglio: Foglio) -> int:
    return max(_noti(tracciato, riga) for riga in foglio.righe[:MASSIME_RIGHE_DI_TITOLO])


def _noti(tracciato: Tracciato, riga: Riga) -> int:
    return len(set(tracciato.colonne) & set(_nomi(riga)))


def _nomi(riga: Riga) -> list[str]:
    nomi = ["" if cella is None else str(cella).strip() for cella in riga.celle]
    while nomi and not nomi[-1]:
        nomi.pop()
    return nomi


def _intestazione(tracciato: Tracciato, foglio: Foglio) -> Riga:
    """The header row. An unknown, doubled or missing column is refused: ignoring one would lose its data."""
    candidate = foglio.righe[:MASSIME_RIGHE_DI_TITOLO]
    testa = max(candidate, key=lambda riga: _noti(tracciato, riga))
    nomi = _nomi(testa)
    attese = list(tracciato.colonne)
    errori = [_sconosciuta(nome, attese, nomi) for nome in nomi if nome not in tracciato.colonne]
    errori += [f"la colonna «{nome}» c'è due volte" for nome in attese if nomi.count(nome) > 1]
    errori += [f"manca la colonna «{nome}»" for nome in attese if nome not in nomi]
    if errori:
        quali = "; ".join(errori)
        raise FileIllegibile(f"Le colonne non sono quelle della {tracciato.nome}: {quali}. Niente è entrato.")
    return testa


def _sconosciuta(nome: str, attese: list[str], presenti: list[str]) -> str:
    libere = [attesa for attesa in attese if attesa not in presenti]
    simili = get_close_matches(nome, libere, n=1, cutoff=0.5)
    return f"non conosco «{nome}»" + (f" (forse «{simili[0]}»?)" if simili else "")
