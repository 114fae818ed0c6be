"""Workbooks that somebody has spoiled or poisoned: bombs, polyglots, immense sheets (S-01)."""

import io
import zipfile

from openpyxl import Workbook

from tests.nucleo.campioni import PDF, zip_di

FOGLIO = "xl/worksheets/sheet1.xml"
SPAZIO = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
CELLA = '<c r="A1" t="inlineStr"><is><t>x</t></is></c>'
MILIARDO = "<!DOCTYPE a [<!ENTITY a 'ah'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1 or str()};' * 10}'>" for n in range(1, 10)
)


def _libro(**voci):
    """A true workbook, with these entries in the place of its own (`__` is a slash)."""
    memoria = io.BytesIO()
    libro = Workbook()
    libro.active.append(["Denominazione", "Partita IVA"])
    libro.save(memoria)
    with zipfile.ZipFile(memoria) as archivio:
        tutte = {nome: archivio.read(nome) for nome in archivio.namelist()}
    return zip_di(
        tutte | {nome.replace("__", "/").replace("_xml", ".xml"): dati for nome, dati in voci.items()}
    )


def _foglio(righe, dopo="", prima=""):
    testo = f"{prima}<worksheet {SPAZIO}><sheetData>{righe}</sheetData>{dopo}</worksheet>"
    return _libro(xl__worksheets__sheet1_xml=testo.encode())


def _unite(*zone):
    return "<mergeCells>" + "".join(f'<mergeCell ref="{zona}"/>' for zona in zone) + "</mergeCells>"


RIGA = f'<row r="1">{CELLA}</row>'
RISATE = f'<?xml version="1.0" encoding="UTF-16"?>{MILIARDO}]><x>&a9;</x>'
CARTELLE = {
    "una cella in fondo al mondo": _foglio(f'{RIGA}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "una cella in fondo alle colonne": _foglio('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
    "una cella oltre Excel": _foglio('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'),
    "una riga oltre Excel": _foglio('<row r="99999999999"><c><v>1</v></c></row>'),
    "una riga che non è un numero": _foglio('<row r="-1"><c r="A-1"><v>1</v></c></row>'),
    "tutto unito": _foglio(RIGA, _unite("A1:XFD1048576")),
    "una colonna unita": _foglio(RIGA, _unite("A:A")),
    "una riga unita": _foglio(RIGA, _unite("1:1")),
    "mille unioni immense": _foglio(RIGA, _unite(*["A1:ZZ99999"] * 1000)),
    "un'unione al contrario": _foglio(RIGA, _unite("XFD1048576:A1")),
    "un'unione che non è niente": _foglio(RIGA, _unite("canarino")),
    "celle senza fine": _foglio('<row r="1">' + "<c/>" * 600_000 + "</row>"),
    "un miliardo di risate": _foglio(RIGA, prima=MILIARDO + "]>"),
    "un miliardo di risate altrove": _libro(xl__sharedStrings_xml=(MILIARDO + "]><sst/>").encode()),
    "un miliardo di risate in UTF-16": _libro(xl__worksheets__sheet1_xml=RISATE.encode("utf-16")),
    "un file del computer": _foglio(RIGA, prima='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'),
    "un indirizzo": _foglio(RIGA, prima='<!DOCTYPE a [<!ENTITY b SYSTEM "http://127.0.0.1:1/">]>'),
    "un parametro": _foglio(RIGA, prima='<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:1/"> %b;]>'),
    "XML a metà": _foglio("<row"),
    "niente nel foglio": _libro(xl__worksheets__sheet1_xml=b""),
    "un foglio binario": _libro(xl__worksheets__sheet1_xml=b"\0\1\2" * 100),
    "nessun foglio": _libro(xl__workbook_xml=f"<workbook {SPAZIO}><sheets/></workbook>".encode()),
    "un indice di altro": _libro(xl__workbook_xml=b"<html/>"),
    "stili rovinati": _libro(xl__styles_xml=b"<styleSheet><"),
    "zip che esplode": _libro(xl__media__a=b" " * 60_000_000),
    "zip con troppe voci": _libro(**{f"xl__media__{n}": b"" for n in range(5_001)}),
    "zip che esce": _libro(**{"..__..__canarino": b"x"}),
    "macro": _libro(**{"xl__vbaProject.bin": b"x"}),
    "cartella dopo un PDF": PDF + _libro(),
    "cartella prima di una pagina": _libro() + b"<script>canarino()</script>",
    "un PDF detto xlsx": PDF,
}  # fmt: skip
