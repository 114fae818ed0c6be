"""Formatted text: Markdown as typed, a safe page, plain words.

A small subset is enough for what is published here: paragraphs, two levels of headings, bold, italics,
lists, links, quotations, tables. HTML typed by hand stays text; what comes out is cleaned once more, whatever
went in.
"""

import re
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt

TAG = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h2", "h3", "blockquote", "hr"}
TAG |= {"table", "thead", "tbody", "tr", "th", "td", "code"}
ATTRIBUTI = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMI = {"http", "https", "mailto", "tel"}
TITOLI = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable(["image"])
# What neither XML nor iCalendar may hold, and what some readers of lines take for the end of one.
_illeciti = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_spazi = re.compile(r"[ \t]+")
_righe = re.compile(r"\n{3,}")
_collegamenti = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
# Inside the cell: between two cells a parser moves words out of the table.
_celle = re.compile(r"</(t[dh])>\n(?=<t[dh])")
# The renderer ends each block with a line; these want an empty one after it.
_staccati = re.compile(r"</(p|h2|h3|ul|ol|blockquote|table)>")


@dataclass(frozen=True)
class Testo:
    """What was typed, the safe HTML made of it, and its words alone."""

    markdown: str
    html: str
    piano: str


def componi(markdown: str) -> Testo:
    """Reads what was typed; the HTML holds the subset above and nothing that runs."""
    pulito = markdown.replace("\r\n", "\n").strip()
    html = nh3.clean(
        _con_i_nostri_titoli(_markdown.render(pulito)),
        tags=TAG,
        attributes=ATTRIBUTI,
        url_schemes=SCHEMI,
        link_rel="noopener nofollow",
    )
    return Testo(pulito, html.strip(), piano(html))


def leggibile(testo: str) -> str:
    """The text as every format can hold it, whoever typed it: its lines end in one way, and what is not a
    letter, a sign or a space is a space."""
    return _illeciti.sub(" ", testo.replace("\r\n", "\n").replace("\r", "\n"))


def piano(html: str) -> str:
    """The words of a page, a line for each paragraph, links with their address: for searches and for mail."""
    staccati = _staccati.sub(r"\g<0>\n", _collegamenti.sub(_con_indirizzo, html)).replace("<li>", "- ")
    parole = nh3.clean(_celle.sub(r" · </\g<1>>", staccati), tags=set())
    for segno, carattere in (("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&quot;", '"'), ("&amp;", "&")):
        parole = parole.replace(segno, carattere)
    righe = (_spazi.sub(" ", riga).strip() for riga in parole.splitlines())
    return _righe.sub("\n\n", "\n".join(righe)).strip()


def _con_indirizzo(collegamento: re.Match[str]) -> str:
    """The words of a link and, unless they say it already, where it leads."""
    indirizzo, parole = collegamento.groups()
    detto = indirizzo.removeprefix("mailto:").removeprefix("tel:")
    return parole if detto in parole else f"{parole} ({detto})"


def _con_i_nostri_titoli(html: str) -> str:
    """The page has its own h1: headings begin at the second level, and there are two."""
    for suo, nostro in TITOLI.items():
        html = html.replace(f"<{suo}>", f"<{nostro}>").replace(f"</{suo}>", f"</{nostro}>")
    return html
