"""The columns of the lists of circulars: dense on the page, one fact a column in a file."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from circolari.elenchi.righe import Riga, titolo
from circolari.models import Circolare
from nucleo.elenchi import Colonna
from nucleo.templatetags.nucleo import etichetta, quando
from sportelli.models import Utente


def alle_imprese(riga: Riga) -> SafeString:
    """Until when it is for the Sportelli alone, or since when it no longer is."""
    circolare = riga.circolare
    if riga.attesa is not None:
        return riga.embargo
    if circolare.mai_uscita:
        return format_html("{}", "mai: ritirata prima")
    return quando(circolare.pubblica_dal)


def lettura(riga: Riga) -> SafeString | str:
    detto = riga.presa_visione
    if riga.da_leggere:
        return etichetta(detto, "blu", "it-mail-open" if riga.aperta else "it-mail")
    if not (riga.lettura and riga.lettura.presa_visione_il):
        return "—"
    return format_html("{} {}", detto, quando(riga.lettura.presa_visione_il))


def uffici(circolare: Circolare) -> str:
    """To which offices it goes, in few words."""
    if circolare.a_tutti:
        return "Tutti gli Sportelli"
    return ", ".join(ufficio.breve for ufficio in circolare.sportelli.all()) or "—"


def _nomi(voci: Iterable[object]) -> str:
    return ", ".join(str(voce) for voce in voci)


TITOLO = Colonna[Riga]("Circolare", lambda r: r.circolare.titolo, titolo, classe="principale", dove="pagina")
IMPRESE = Colonna[Riga]("Alle imprese", lambda r: None, alle_imprese, "imprese", dove="pagina")
DIFFUSA = Colonna[Riga](
    "Diffusa", lambda r: None, lambda r: quando(r.circolare.diffusa_il), "diffusa", dove="pagina"
)
LETTURA = Colonna[Riga]("Presa visione", lambda r: r.presa_visione, lettura, dove="pagina")
A_CHI = Colonna[Riga]("A chi", lambda r: uffici(r.circolare), dove="pagina")
SCRITTA = Colonna[Riga]("Cominciata da", lambda r: str(r.circolare.creata_da), dove="pagina")
AGGIORNATA = Colonna[Riga](
    "Aggiornata", lambda r: None, lambda r: quando(r.circolare.aggiornata_il), "aggiornata", dove="pagina"
)

FILE: Sequence[Colonna[Riga]] = (
    Colonna("Titolo", lambda r: r.circolare.titolo, dove="file"),
    Colonna("Stato", lambda r: r.circolare.get_stato_display(), dove="file"),
    Colonna("Urgente", lambda r: r.circolare.urgente, dove="file"),
    Colonna("Motivo dell'urgenza", lambda r: r.circolare.motivo_urgenza, dove="file"),
    Colonna("Diffusa il", lambda r: r.circolare.diffusa_il, dove="file"),
    Colonna("Diffusa da", lambda r: str(r.circolare.diffusa_da or ""), dove="file"),
    Colonna("Alle imprese dal", lambda r: r.circolare.pubblica_dal, dove="file"),
    Colonna("Aperta a tutti il", lambda r: r.circolare.aperta_il, dove="file"),
    Colonna("Ritirata il", lambda r: r.circolare.ritirata_il, dove="file"),
    Colonna("Motivo del ritiro", lambda r: r.circolare.motivo_ritiro, dove="file"),
    Colonna("Versione", lambda r: r.circolare.versione, dove="file"),
    Colonna("Settori", lambda r: _nomi(r.circolare.settori.all()), dove="file"),
    Colonna("Paesi", lambda r: _nomi(r.circolare.paesi.all()), dove="file"),
    Colonna("Servizi", lambda r: _nomi(r.circolare.servizi.all()), dove="file"),
    Colonna("Sportelli", lambda r: uffici(r.circolare), dove="file"),
)
PRESA_VISIONE = Colonna[Riga](
    "Presa visione il", lambda r: r.lettura.presa_visione_il if r.lettura else None, dove="file"
)


def per(utente: Utente, *, bozze: bool) -> Sequence[Colonna[Riga]]:
    """What this reader is shown, and what a file holds for her."""
    if bozze:
        return (TITOLO, A_CHI, SCRITTA, AGGIORNATA, *FILE)
    if utente.di_sportello:
        return (TITOLO, IMPRESE, DIFFUSA, LETTURA, *FILE, PRESA_VISIONE)
    return (TITOLO, IMPRESE, DIFFUSA, A_CHI, *FILE)
