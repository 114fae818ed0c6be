"""Charts as SVG that everybody can read: words beside colours, patterns beside words, no style, no script.

The tones differ in lightness too, and each has a pattern of its own: a chart holds in black and white.
The same bytes stand in a page, in a file, and, through the printer, in a PNG or a PDF.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import typst
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LARGHEZZA, MARGINE, NOMI, CIFRE = 560, 8, 150, 62
BARRA, STACCO, FRA = 15, 3, 11
ALTEZZA, PIEDE, TESTA = 200, 26, 14
CARATTERE = "Titillium Web, Libertinus Serif, sans-serif"
INCHIOSTRO, FILO = "#1d2b3a", "#c3cfdb"
TONI = ("#004a94", "#e3a21a", "#7d8b99", "#0b7a75", "#9c1530")
# What is drawn over each tone: nothing, then lines and dots.
SEGNI = (
    "",
    '<path d="M0 6L6 0" stroke="#5c3f00" stroke-width="1.4"/>',
    '<circle cx="3" cy="3" r="1.3" fill="#fff"/>',
    '<path d="M0 3H6" stroke="#fff" stroke-width="1.3"/>',
    '<path d="M3 0V6" stroke="#fff" stroke-width="1.3"/>',
)
# What fits beside the bars: two lines of so many letters, one this far under the other.
NOME_IN_RIGA, NOME_RIGHE, INTERLINEA = 21, 2, 14

Misura = int | float | Decimal | None


@dataclass(frozen=True)
class Serie:
    """Values with one name, one for each category; None is not drawn, and is said."""

    nome: str
    valori: Sequence[Misura]


@dataclass(frozen=True)
class Grafico:
    """What a chart shows: `genere` is «barre», «impilate» (parts of a whole) or «colonne» (along time)."""

    nome: str
    titolo: str
    categorie: Sequence[str]
    serie: Sequence[Serie]
    genere: str = "barre"
    unita: str = ""

    @property
    def vuoto(self) -> bool:
        return not any(valore for serie in self.serie for valore in serie.valori)

    @property
    def descrizione(self) -> str:
        """All that the picture says, in words."""
        voci = (
            f"{categoria}: " + ", ".join(f"{s.nome} {in_parole(s.valori[n], self.unita)}" for s in self.serie)
            for n, categoria in enumerate(self.categorie)
        )
        return "; ".join(voci)


def in_parole(valore: Misura, unita: str = "") -> str:
    """`12,5 giorni`, `1.204`; «non disponibile» for what is not told."""
    if valore is None:
        return "non disponibile"
    numero = f"{valore:,.1f}".removesuffix(".0").translate(str.maketrans(",.", ".,"))
    return f"{numero} {unita}".rstrip()


def svg(grafico: Grafico) -> SafeString:
    """The whole picture, with its title, its words and its legend."""
    disegno = {"barre": _barre, "impilate": _impilate, "colonne": _colonne}[grafico.genere]
    legenda, alto = _legenda(grafico)
    corpo, alta = disegno(grafico, alto)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img"'
        ' aria-labelledby="{}-titolo {}-parole" font-family="{}" font-size="13" fill="{}">'
        '<title id="{}-titolo">{}</title><desc id="{}-parole">{}</desc><defs>{}</defs>{}{}</svg>',
        *(LARGHEZZA, alta + MARGINE, grafico.nome, grafico.nome, CARATTERE, INCHIOSTRO),
        *(grafico.nome, grafico.titolo, grafico.nome, grafico.descrizione, _tessuti(grafico), legenda, corpo),
    )


def png(grafico: Grafico) -> bytes:
    """The picture in points, on white, at twice the density of a screen."""
    fonte = (
        "#set page(width: auto, height: auto, margin: 8pt, fill: white)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 560pt)'
    )
    dati: bytes = typst.compile(
        fonte.encode(), format="png", ppi=144.0, ignore_system_fonts=True, sys_inputs={"svg": svg(grafico)}
    )
    return dati


# --- Pieces ------------------------------------------------------------------------------------------------


def _tessuti(grafico: Grafico) -> SafeString:
    """One pattern for each series; its name holds that of the chart, as a page has many."""
    return format_html_join(
        "",
        '<pattern id="{}-{}" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="{}"/>{}</pattern>',
        ((grafico.nome, n, TONI[n], SafeString(SEGNI[n])) for n, _ in enumerate(grafico.serie) if SEGNI[n]),
    )


def _legenda(grafico: Grafico) -> tuple[SafeString, int]:
    """The names of the series, on as many lines as they want, and where the picture may begin."""
    if len(grafico.serie) == 1:
        return SafeString(""), MARGINE
    pezzi, x, y = [], MARGINE, MARGINE
    for n, serie in enumerate(grafico.serie):
        largo = 30 + 7 * len(serie.nome)
        if x > MARGINE and x + largo > LARGHEZZA:
            x, y = MARGINE, y + 20
        pezzi.append(
            format_html(
                '{}<text x="{}" y="{}">{}</text>',
                *(_rettangolo(grafico, n, x, y, 14, 12), x + 20, y + 11, serie.nome),
            )
        )
        x += largo
    return _uniti(pezzi), y + 30


def _rettangolo(grafico: Grafico, serie: int, x: float, y: float, largo: float, alto: float) -> SafeString:
    # A tone without a sign needs no pattern: printers show the seams of one.
    tinta = f"url(#{grafico.nome}-{serie})" if SEGNI[serie] else TONI[serie]
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="0.6"/>',
        *(_n(x), _n(y), _n(largo), _n(alto), tinta, INCHIOSTRO),
    )


def _testo(x: float, y: float, testo: str, ancora: str = "start", corpo: int = 13) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" font-size="{}">{}</text>', _n(x), _n(y), ancora, corpo, testo
    )


def _filo(x1: float, y1: float, x2: float, y2: float) -> SafeString:
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}"/>', _n(x1), _n(y1), _n(x2), _n(y2), FILO
    )


def _barre(grafico: Grafico, y: int) -> tuple[SafeString, int]:
    """A group of bars for each category, each with its figure."""
    cima, massimo = y - STACCO, _massimo(v for serie in grafico.serie for v in serie.valori)
    largo = LARGHEZZA - NOMI - CIFRE - MARGINE
    pezzi = []
    for n, categoria in enumerate(grafico.categorie):
        alto = len(grafico.serie) * (BARRA + STACCO) - STACCO
        pezzi.append(_nome(y + alto / 2, categoria))
        for s, serie in enumerate(grafico.serie):
            quanto = largo * float(serie.valori[n] or 0) / massimo
            pezzi.append(_rettangolo(grafico, s, NOMI, y, quanto, BARRA))
            cifra = "—" if serie.valori[n] is None else in_parole(serie.valori[n])
            pezzi.append(_testo(NOMI + quanto + 6, y + BARRA - 3, cifra))
            y += BARRA + STACCO
        y += FRA
    return _uniti([*pezzi, _filo(NOMI, cima, NOMI, y - FRA)]), y - FRA


def _impilate(grafico: Grafico, y: int) -> tuple[SafeString, int]:
    """A bar for each category, made of the series one after the other, with the total."""
    totali = [sum(float(s.valori[n] or 0) for s in grafico.serie) for n, _ in enumerate(grafico.categorie)]
    cima, massimo = y - STACCO, _massimo(totali)
    largo = LARGHEZZA - NOMI - CIFRE - MARGINE
    pezzi = []
    for n, categoria in enumerate(grafico.categorie):
        pezzi.append(_nome(y + 11, categoria))
        x: float = NOMI
        for s, serie in enumerate(grafico.serie):
            quanto = largo * float(serie.valori[n] or 0) / massimo
            pezzi.append(_rettangolo(grafico, s, x, y, quanto, 22))
            x += quanto
        niente = all(serie.valori[n] is None for serie in grafico.serie)
        pezzi.append(_testo(x + 6, y + 16, "—" if niente else in_parole(totali[n])))
        y += 22 + FRA
    return _uniti([*pezzi, _filo(NOMI, cima, NOMI, y - FRA)]), y - FRA


def _colonne(grafico: Grafico, y: int) -> tuple[SafeString, int]:
    """Columns along time, with the figure over each where there is room."""
    massimo = _massimo(v for serie in grafico.serie for v in serie.valori)
    passo = (LARGHEZZA - 2 * MARGINE) / max(len(grafico.categorie), 1)
    largo = min(30.0, passo * 0.8 / len(grafico.serie))
    base = y + TESTA + ALTEZZA
    pezzi = [_filo(MARGINE, base, LARGHEZZA - MARGINE, base)]
    for n, categoria in enumerate(grafico.categorie):
        inizio = MARGINE + passo * n + (passo - largo * len(grafico.serie)) / 2
        for s, serie in enumerate(grafico.serie):
            quanto = ALTEZZA * float(serie.valori[n] or 0) / massimo
            x = inizio + largo * s
            pezzi.append(_rettangolo(grafico, s, x, base - quanto, largo, quanto))
            if serie.valori[n] is not None:
                pezzi.append(
                    _testo(x + largo / 2, base - quanto - 4, in_parole(serie.valori[n]), "middle", 10)
                )
        pezzi.append(_testo(MARGINE + passo * (n + 0.5), base + 17, categoria, "middle", 11))
    return _uniti(pezzi), base + PIEDE


def _massimo(valori: Iterable[Misura]) -> float:
    return max((float(valore or 0) for valore in valori), default=0) or 1.0


def _nome(centro: float, nome: str) -> SafeString:
    """The name of a category beside its bars, whole where it can be: it may take two lines."""
    righe = textwrap.wrap(nome, NOME_IN_RIGA, max_lines=NOME_RIGHE, placeholder="…")
    prima = centro + 4.5 - INTERLINEA * (len(righe) - 1) / 2
    return _uniti(_testo(NOMI - 8, prima + n * INTERLINEA, riga, "end") for n, riga in enumerate(righe))


def _n(numero: float) -> str:
    return f"{numero:.1f}".removesuffix(".0")


def _uniti(pezzi: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((pezzo,) for pezzo in pezzi))
