"""The text of a circolare: the subset that is enough, and nothing that runs (S-01)."""

import re

import pytest

from nucleo import testo

OSTILI = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[clicca](javascript:alert(1))",
    "[clicca](JaVaScRiPt:alert(1))",
    "[clicca](data:text/html;base64,PHNjcmlwdD4=)",
    "[clicca](vbscript:x)",
    "![x](https://fuori.example/spia.png)",
    '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
    "<svg/onload=alert(1)>",
    "<iframe src='https://fuori.example'></iframe>",
    "<style>body{display:none}</style>",
    "<a href='javascript:alert(1)'>x</a>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext><style><img src=x onerror=alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '<https://a.example/" onclick=alert(1)>',
    "`<script>alert(1)</script>`",
    "| <script> |\n| --- |\n| <img src=x onerror=alert(1)> |",
    "<form action=https://fuori.example><input name=password>",
    "<base href=https://fuori.example>",
]
TAG = re.compile(r"<([a-z0-9]+)([^>]*)>")
ATTRIBUTO = re.compile(r'([a-z-]+)="([^"]*)"')


@pytest.mark.parametrize("ostile", OSTILI)
def test_esce_solo_il_sottoinsieme(ostile):
    """S-01: every tag is one of ours, every attribute too, every address of a scheme that opens a page."""
    html = testo.componi(ostile).html
    for tag, dentro in TAG.findall(html):
        assert tag in testo.TAG
        attributi = dict(ATTRIBUTO.findall(dentro))
        assert ATTRIBUTO.sub("", dentro).strip() == ""
        assert attributi.keys() <= testo.ATTRIBUTI.get(tag, set()) | {"rel"}
        assert re.match(r"(https?|mailto|tel):", attributi.get("href", "https:"))


@pytest.mark.parametrize(
    ("scritto", "html"),
    [
        ("# Titolo", "<h2>Titolo</h2>"),
        ("#### Titolo", "<h3>Titolo</h3>"),
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("a\nb", "<p>a<br>\nb</p>"),
        ("[a](https://a.example)", '<p><a href="https://a.example" rel="noopener nofollow">a</a></p>'),
        ("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
    ],
)
def test_il_sottoinsieme_si_scrive_cosi(scritto, html):
    assert testo.componi(scritto).html == html


def test_una_tabella_si_legge_riga_per_riga():
    assert testo.componi("| a | b |\n| --- | --- |\n| 1 | 2 |").piano == "a · b\n\n1 · 2"


def test_le_parole_del_testo_sono_quelle_che_si_leggono():
    piano = testo.componi("## Quote\n\nCosta **900** euro & IVA.\n\n- uno\n- due").piano
    assert piano == "Quote\n\nCosta 900 euro & IVA.\n\n- uno\n- due"
