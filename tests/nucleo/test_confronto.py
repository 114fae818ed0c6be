"""The differences between two texts, as the decision panel shows them."""

from hypothesis import given
from hypothesis import strategies as st

from nucleo.confronto import Brano, differenze


def _senza(verso, brani):
    return "".join(brano.testo for brano in brani if brano.verso != verso)


def test_una_parola_cambiata_si_vede_da_sola():
    brani = differenze("Paghiamo il 50% del costo.", "Paghiamo il 40% del costo.")
    assert brani == [
        Brano("uguale", "Paghiamo il "),
        Brano("tolto", "50"),
        Brano("messo", "40"),
        Brano("uguale", "% del costo."),
    ]


def test_parole_vicine_cambiano_insieme():
    brani = differenze("La ricerca partner la fa ICE.", "La missione di gruppo la fa ICE.")
    assert Brano("tolto", "ricerca partner") in brani
    assert Brano("messo", "missione di gruppo") in brani


def test_due_testi_diversi_si_vedono_interi():
    brani = differenze("Ricerca affidata a ICE Berlino.", "Nessun costo per l'azienda, serve un legale")
    assert [brano.verso for brano in brani] == ["tolto", "messo"]


def test_due_testi_uguali_non_hanno_differenze():
    assert {brano.verso for brano in differenze("Va bene così.", "Va bene così.")} == {"uguale"}


@given(st.text(max_size=80), st.text(max_size=80))
def test_dalle_differenze_si_ritrovano_i_due_testi(prima, dopo):
    brani = differenze(prima, dopo)
    assert _senza("messo", brani) == prima
    assert _senza("tolto", brani) == dopo
