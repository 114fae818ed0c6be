"""The listed rows as a file: the same rows, the same masking, safe to open in a spreadsheet."""

import csv
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font

from nucleo import parole, tempo
from nucleo.elenchi.colonne import Colonna, Valore
from nucleo.elenchi.elenco import RIGHE_IN_UN_FILE, Elenco
from nucleo.registro import annota

FORMATI = ("csv", "xlsx")
FOGLIO = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins so may be run by a spreadsheet (CWE-1236).
FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")


def innocua(testo: str) -> str:
    """The text with an apostrophe before it when a spreadsheet could take it for a formula.

    What cannot be seen before the first sign does not count: some spreadsheets drop it.
    """
    visibile = next((segno for segno in testo if unicodedata.category(segno)[0] not in "ZC"), "")
    comincia = testo.lstrip(" ").startswith(FORMULE) or visibile in FORMULE
    return f"'{testo}" if comincia else testo


def esporta(request: HttpRequest, elenco: Elenco[Any, Any], formato: str) -> HttpResponseBase:
    """The whole list as a file, written in the log of reads: who, which filters, how many rows.

    Too long a list, or a filter not understood, goes back to the page, which explains.
    """
    chiavi = elenco.da_esportare()
    if len(chiavi) > RIGHE_IN_UN_FILE:
        troppe = f"Un file porta al massimo {parole.migliaia(RIGHE_IN_UN_FILE)} righe: restringi i filtri."
        messages.error(request, troppe)
    if len(chiavi) > RIGHE_IN_UN_FILE or not elenco.modulo.is_valid():
        return redirect(f"{elenco.indirizzo}?{request.GET.urlencode()}")
    filtri = {nome: request.GET.getlist(nome) for nome in request.GET}
    annota("esportazione", elenco.nome, chi=elenco.utente, quante=len(chiavi), formato=formato, filtri=filtri)
    return tabella_in_file(elenco.nome, elenco.titolo, _valori(elenco, chiavi), formato)


def tabella_in_file(
    nome: str, titolo: str, righe: Iterator[Sequence[Valore]], formato: str
) -> HttpResponseBase:
    """Rows as a file to download, the titles of the columns first; `nome` and today's date are its name."""
    risposta = {"csv": _csv, "xlsx": _xlsx}[formato](titolo, righe)
    risposta["Content-Disposition"] = f'attachment; filename="{nome}-{tempo.oggi():%Y-%m-%d}.{formato}"'
    risposta["X-Content-Type-Options"] = "nosniff"
    return risposta


def colonne_del_file(elenco: Elenco[Any, Any]) -> list[Colonna[Any]]:
    return [colonna for colonna in elenco.colonne if colonna.dove != "pagina"]


def _valori(elenco: Elenco[Any, Any], chiavi: list[int]) -> Iterator[list[Valore]]:
    colonne = colonne_del_file(elenco)
    yield [colonna.titolo for colonna in colonne]
    for riga in elenco.a_blocchi(chiavi):
        yield [colonna.valore(riga) for colonna in colonne]


class _Eco:
    def write(self, testo: str) -> str:
        return testo


def _csv(titolo: str, righe: Iterator[Sequence[Valore]]) -> HttpResponseBase:
    """UTF-8 with its mark and semicolons: what an Italian Excel opens by double click."""
    scrittore = csv.writer(_Eco(), delimiter=";")

    def pezzi() -> Iterator[str]:
        yield "\ufeff"
        for valori in righe:
            yield scrittore.writerow([_testo(valore) for valore in valori])

    return StreamingHttpResponse(pezzi(), content_type="text/csv; charset=utf-8")


def _testo(valore: Valore) -> str:
    if isinstance(valore, bool) or valore is None:
        return {True: "sì", False: "no", None: ""}[valore]
    if isinstance(valore, datetime):
        return f"{parole.a_roma(valore):%d/%m/%Y %H:%M}"
    if isinstance(valore, date):
        return f"{valore:%d/%m/%Y}"
    if isinstance(valore, int | Decimal):
        return str(valore).replace(".", ",")
    return innocua(valore)


def _xlsx(titolo: str, righe: Iterator[Sequence[Valore]]) -> HttpResponseBase:
    """Dates are dates, numbers are numbers, and every text is text, never a formula."""
    libro = Workbook(write_only=True)
    foglio = libro.create_sheet(titolo[:31])
    foglio.freeze_panes = "A2"
    foglio.append([_cella(foglio, testa, grassetto=True) for testa in next(righe)])
    for valori in righe:
        foglio.append([_cella(foglio, valore) for valore in valori])
    file = TemporaryFile()  # noqa: SIM115 - FileResponse closes it
    libro.save(file)
    file.seek(0)
    return FileResponse(file, content_type=FOGLIO)


def _cella(foglio: Any, valore: Valore, *, grassetto: bool = False) -> Cell:
    if isinstance(valore, datetime):
        valore = _ingenuo(valore)
    if isinstance(valore, bool):
        valore = "sì" if valore else "no"
    if isinstance(valore, str):
        valore = innocua(ILLEGAL_CHARACTERS_RE.sub("", valore))
    cella: Cell = WriteOnlyCell(foglio, value=valore)  # type: ignore[arg-type]  # dates and Decimals are fine
    if isinstance(valore, str):
        cella.data_type = "s"
    if isinstance(valore, date):
        cella.number_format = "DD/MM/YYYY HH:MM" if isinstance(valore, datetime) else "DD/MM/YYYY"
    if grassetto:
        cella.font = Font(bold=True)
    return cella


def _ingenuo(istante: datetime) -> datetime:
    """Spreadsheets know no time zones: the clock on the wall in Italy."""
    locale = parole.a_roma(istante)
    return locale.replace(tzinfo=None) if isinstance(locale, datetime) else istante
