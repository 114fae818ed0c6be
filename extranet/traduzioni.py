"""The English of the public pages: what there is to translate, found in the sources; the catalogue."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from calendario import frasi
from calendario.incorporata import VISTE
from calendario.models import Modalita, Tipo
from calendario.nomi import FISSI

PO = Path(settings.BASE_DIR) / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
# What a template's tags become (templatize), and the functions of the modules.
PAROLE: dict[str, Any] = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
MODULI = ("calendario",)
PAGINE = (
    "templates/calendario/pubblico",
    "templates/calendario/lettere",
    "templates/calendario/incorpora",
    "templates/pubblico",
    "templates/componenti",
)
# The file says what is translated, not when: the same sources make the same bytes.
SEMPRE = datetime(2026, 1, 1, tzinfo=UTC)

Voce = str | tuple[str, ...]


def catalogo() -> Catalog:
    """What is there to translate now, with the English that is known."""
    nuovo = vuoto()
    for voce, dove in sorted(_voci(), key=lambda trovata: trovata[1]):
        nuovo.add(voce, locations=[(dove, 0)] if dove else [])
    noto = letto()
    noto.update(nuovo, no_fuzzy_matching=True)
    noto.obsolete.clear()
    return noto


def letto() -> Catalog:
    """The catalogue as it was written."""
    if not PO.exists():
        return vuoto()
    with PO.open("rb") as file:
        catalogo = read_po(file, locale="en")
    catalogo.creation_date = catalogo.revision_date = SEMPRE
    return catalogo


def vuoto() -> Catalog:
    """An English catalogue without words."""
    return Catalog(
        locale="en",
        project="Extranet",
        header_comment="# The English of the public pages.",
        creation_date=SEMPRE,
        revision_date=SEMPRE,
        fuzzy=False,
    )


def mancanti(catalogo: Catalog) -> list[str]:
    """What has no English yet."""
    voci = [voce for voce in catalogo if voce.id]
    return [str(voce.id) for voce in voci if not all(_parole(voce.string))]


def in_testo(catalogo: Catalog) -> bytes:
    """The file that translators write."""
    file = BytesIO()
    write_po(file, catalogo, width=100, sort_output=True, include_lineno=False, omit_header=False)
    return file.getvalue()


def compilato(catalogo: Catalog) -> bytes:
    """The file that Django reads."""
    file = BytesIO()
    write_mo(file, catalogo)
    return file.getvalue()


def _parole(detto: Any) -> Iterable[str]:
    return detto if isinstance(detto, tuple | list) else (detto,)


def _voci(radice: Path | None = None) -> Iterator[tuple[Voce, str]]:
    """Each thing to translate, and the file where it stands."""
    radice = radice or Path(settings.BASE_DIR)
    for parola in (*Tipo.labels, *Modalita.labels, *_nomi()):
        yield parola, ""
    for cartella in MODULI:
        for file in sorted((radice / cartella).rglob("*.py")):
            yield from _estratte("python", file.read_text("utf-8"), file.relative_to(radice))
    for cartella in PAGINE:
        for file in sorted((radice / cartella).rglob("*.[ht][tx][mt]*")):
            # What a template becomes is not quite Python: the reader of JavaScript minds no indentation.
            yield from _estratte("javascript", templatize(file.read_text("utf-8")), file.relative_to(radice))


def _nomi() -> Iterator[str]:
    """The names that modules keep in tables."""
    yield from (nome for nome, _tono in frasi.STATI.values())
    yield from VISTE.values()
    yield from (nome for nomi in FISSI.values() for nome in nomi.values())


def _estratte(lingua: str, testo: str, dove: Path) -> Iterator[tuple[Voce, str]]:
    for _riga, voce, _note, _contesto in extract(lingua, BytesIO(testo.encode()), keywords=PAROLE):
        yield voce, dove.as_posix()
