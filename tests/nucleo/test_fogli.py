"""Spreadsheets are read as people write them, and refused in words when somebody has spoiled them (S-01)."""

import io

import pytest
from openpyxl import Workbook

from nucleo.fogli import FileIllegibile, leggi
from tests.nucleo.cartelle import CARTELLE


def detto(percorso):
    """What is read of a file, or why it is refused."""
    try:
        return repr(leggi(percorso))
    except FileIllegibile as rifiuto:
        return str(rifiuto)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("quale", CARTELLE)
def test_a_hostile_workbook_gives_little_and_nothing_of_somebody_elses(tmp_path, quale):
    percorso = tmp_path / "archivio.xlsx"
    percorso.write_bytes(CARTELLE[quale])
    assert "canarino" not in detto(percorso)
    assert "root:" not in detto(percorso)
    assert len(detto(percorso)) < 1000


def test_the_sheets_of_a_workbook_have_their_names(tmp_path):
    libro = Workbook()
    libro.active.title = "Programma"
    libro.active.append(["Titolo", "Dal"])
    libro.create_sheet("Vuoto")
    memoria = io.BytesIO()
    libro.save(memoria)
    percorso = tmp_path / "programma.xlsx"
    percorso.write_bytes(memoria.getvalue())
    assert [(foglio.nome, foglio.righe[0].celle) for foglio in leggi(percorso)] == [
        ("Programma", ("Titolo", "Dal"))
    ]


@pytest.mark.parametrize("codifica", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separatore", [";", ",", "\t"])
def test_any_csv_is_read(tmp_path, codifica, separatore):
    percorso = tmp_path / "programma.csv"
    percorso.write_bytes(f"Titolo{separatore}Città\r\n“Pitti”{separatore}Forlì\r\n".encode(codifica))
    assert [riga.celle for riga in leggi(percorso)[0].righe] == [("Titolo", "Città"), ("“Pitti”", "Forlì")]
