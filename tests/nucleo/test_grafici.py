"""Charts that everybody can read: words whole, figures beside them, nothing of strangers run."""

import re
from xml.etree import ElementTree

import pytest

from nucleo.grafici import LARGHEZZA, NOME_IN_RIGA, Grafico, Serie, svg

SPAZIO = "{http://www.w3.org/2000/svg}"


def parole_di(grafico):
    return [testo.text for testo in ElementTree.fromstring(svg(grafico)).iter(f"{SPAZIO}text")]


@pytest.mark.parametrize("genere", ["barre", "impilate"])
@pytest.mark.parametrize(
    ("nome", "righe"),
    [
        ("Dogane", ["Dogane"]),
        ("Ricerca partner commerciali", ["Ricerca partner", "commerciali"]),
        ("Certificazione ed etichettatura", ["Certificazione ed", "etichettatura"]),
        (
            "Uno due tre quattro cinque sei sette otto nove dieci",
            ["Uno due tre quattro", "cinque sei sette…"],
        ),
    ],
)
def test_un_nome_lungo_va_a_capo(genere, nome, righe):
    """Beside its bars there is room for so many letters: one more would be cut away at the left."""
    scritti = parole_di(Grafico("servizi", "Servizi", [nome], [Serie("Aperte", [1])], genere))
    assert [riga for riga in scritti if re.search("[a-z]", riga)] == righe
    assert max(len(riga) for riga in righe) <= NOME_IN_RIGA


@pytest.mark.parametrize("genere", ["barre", "impilate", "colonne"])
def test_un_nome_ostile_resta_un_nome(genere):
    ostile = "</text><script>x()</script>"
    disegno = svg(Grafico("servizi", ostile, [ostile], [Serie(ostile, [1]), Serie("b", [None])], genere))
    assert "<script" not in disegno
    assert f'viewBox="0 0 {LARGHEZZA} ' in disegno
    ElementTree.fromstring(disegno)
