"""Spreadsheets as people and their programs write them: any CSV, XLSX with titles, merged cells, totals."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.core.exceptions import ValidationError
from django.core.files import File
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import iterparse

from nucleo.allegati import controlla

SEPARATORI = (";", ",", "\t")
# Old archives of Windows write € and “ ” where latin-1 has nothing: there it is cp1252.
CODIFICHE = ("utf-8-sig", "cp1252", "latin-1")
csv.field_size_limit(1_000_000)
RIGHE_MASSIME, COLONNE_MASSIME, CELLE_MASSIME = 100_000, 500, 5_000_000
# What openpyxl says, one way or another, of a workbook that somebody has spoiled.
ROVINATO = (
    *(InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError),
    *(AttributeError, IndexError),
)


class FileIllegibile(Exception):
    """The file cannot be read at all; the message says why, and what to do."""


@dataclass(frozen=True)
class Riga:
    """One record: its number (a CSV's header is 1; in a workbook the sheet's own row) and physical line."""

    numero: int
    fisica: int
    celle: tuple[Any, ...]

    @property
    def piene(self) -> int:
        return sum(cella not in (None, "") for cella in self.celle)


@dataclass(frozen=True)
class Foglio:
    """A table of a file, whole: which row is the header is for the layout to say."""

    nome: str
    righe: list[Riga]
    formato: dict[str, str] = field(default_factory=dict)


def leggi(percorso: Path) -> list[Foglio]:
    """The sheets of a CSV or XLSX file; raises FileIllegibile."""
    try:
        with percorso.open("rb") as aperto:
            controlla(File(aperto, name=percorso.name))
            if percorso.suffix.lower() == ".xlsx":
                return _leggi_xlsx(percorso)
            return [_leggi_csv(percorso)]
    except OSError as errore:
        raise FileIllegibile(f"Il file {percorso} non si apre: {errore.strerror}.") from errore
    except ValidationError as errore:
        raise FileIllegibile(" ".join(errore.messages)) from errore


def _leggi_csv(percorso: Path) -> Foglio:
    testo, codifica = _decodifica(percorso.read_bytes())
    if "\0" in testo:
        raise FileIllegibile("Non è un file di testo: esporta l'archivio in CSV o in XLSX.")
    prima = testo.split("\n", 1)[0]
    separatore = max(SEPARATORI, key=prima.count)
    righe = list(_record(testo, separatore))
    if not righe:
        raise FileIllegibile("Il file è vuoto.")
    return Foglio(percorso.name, righe, {"codifica": codifica, "separatore": separatore})


def _decodifica(contenuto: bytes) -> tuple[str, str]:
    """UTF-8 if it is, else the code page of old archives, in which every byte is some letter."""
    di_windows = any(0x80 <= byte <= 0x9F for byte in contenuto)
    for codifica in CODIFICHE if di_windows else (CODIFICHE[0], CODIFICHE[-1]):
        try:
            return contenuto.decode(codifica), codifica.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 reads any byte")


def _record(testo: str, separatore: str) -> Iterator[Riga]:
    lettore = csv.reader(io.StringIO(testo, newline=""), delimiter=separatore)
    fine = 0
    try:
        for numero, celle in enumerate(lettore, 1):
            yield Riga(numero, fine + 1, tuple(celle))
            fine = lettore.line_num
    except csv.Error as errore:
        raise FileIllegibile(f"Dopo la linea {fine} il CSV non si legge più: {errore}.") from errore


def _leggi_xlsx(percorso: Path) -> list[Foglio]:
    try:
        _misura(percorso)
        libro = load_workbook(percorso, data_only=True)
    except ROVINATO as errore:
        raise FileIllegibile("Il file non è una cartella di lavoro Excel che si possa leggere.") from errore
    fogli = [Foglio(foglio.title, list(_righe_xlsx(foglio))) for foglio in libro.worksheets]
    pieni = [foglio for foglio in fogli if any(riga.piene for riga in foglio.righe)]
    if not pieni:
        raise FileIllegibile("Il file è vuoto.")
    return pieni


def _misura(percorso: Path) -> None:
    """Raises FileIllegibile for an immense sheet: to read it is to make all its cells, the empty ones too."""
    with zipfile.ZipFile(percorso) as archivio:
        for nome in archivio.namelist():
            with archivio.open(nome) as voce:
                _misura_foglio(voce)


def _misura_foglio(voce: IO[bytes]) -> None:
    """Whatever the entry is called: which ones are sheets, the file itself says."""
    celle = 0
    try:
        for _, elemento in iterparse(voce):
            if elemento.tag.rpartition("}")[2] in ("c", "row", "mergeCell"):
                celle += 1
                _entro_i_limiti(elemento.get("ref") or elemento.get("r") or "A1", celle)
                elemento.clear()
    except ParseError:
        return  # not XML: whoever wants it as a sheet will not be able to read it either


def _entro_i_limiti(riferimento: str, celle: int) -> None:
    # A row says its number alone.
    zona = range_boundaries(f"A{riferimento}" if riferimento.isdigit() else riferimento)
    larga, lunga = zona[2] or COLONNE_MASSIME, zona[3] or RIGHE_MASSIME
    if larga > COLONNE_MASSIME or lunga > RIGHE_MASSIME or celle > CELLE_MASSIME:
        raise FileIllegibile(
            f"Il foglio è troppo grande: ne leggo fino a {RIGHE_MASSIME} righe e {COLONNE_MASSIME} colonne. "
            "Togli le righe e le colonne vuote in fondo e salvalo di nuovo."
        )


def _righe_xlsx(foglio: Worksheet) -> Iterator[Riga]:
    # A value merged over rows is each row's own; one merged over columns is a title, in the first.
    unite = {
        (riga, zona.min_col): foglio.cell(zona.min_row, zona.min_col).value
        for zona in foglio.merged_cells.ranges
        for riga in range(zona.min_row, zona.max_row + 1)
    }
    for numero, celle in enumerate(foglio.iter_rows(values_only=True), 1):
        valori = tuple(unite.get((numero, colonna), cella) for colonna, cella in enumerate(celle, 1))
        yield Riga(numero, numero, valori)
