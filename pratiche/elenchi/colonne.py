"""The columns of the lists of pratiche: dense on the page, one fact a column in a file."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from nucleo.aspetto import STATI
from nucleo.elenchi import Colonna
from nucleo.templatetags.nucleo import etichetta, quando, scadenza, stato
from pratiche.models.scelte import Priorita
from pratiche.riservatezza import Riga

CHIUSE = ("completata", "annullata")


def oggetto(riga: Riga) -> SafeString:
    """What it is about, then whose it is: the link that `j` and `k` walk along."""
    return format_html(
        '<a href="{}">{}</a>{}<span class="nota-riga"><span class="codice">{}</span> · {}</span>',
        *(riga.url, riga.oggetto, _segni(riga), riga.numero, riga.azienda),
    )


def _segni(riga: Riga) -> SafeString | str:
    if riga.priorita == Priorita.NORMALE:
        return ""
    aspetto = STATI[riga.priorita]
    return format_html(" {}", etichetta(riga.priorita_nome, aspetto.tono, aspetto.icona))


def servizio(riga: Riga) -> SafeString:
    paesi = ", ".join(riga.paesi) or str(riga.settore)
    return format_html('{}<span class="nota-riga">{}</span>', riga.servizio, paesi)


def situazione(riga: Riga) -> SafeString:
    """The state, and whose turn it is when it is not said by the state itself."""
    tocca = f"tocca a {riga.attende}" if riga.attende in ("noi", "Sportello") else ""
    return format_html('{}<span class="nota-riga">{}</span>', stato(riga), tocca)


def termine(riga: Riga) -> SafeString:
    sospesa = riga.sospesa_dal is not None
    return scadenza(riga.scadenza, sospesa=sospesa, chiusa=riga.stato in CHIUSE)


def seguita(riga: Riga) -> SafeString:
    """Who follows it in the office, and the Referente."""
    referente = f"Ref. {riga.referente}" if riga.referente else ""
    return format_html('{}<span class="nota-riga">{}</span>', riga.assegnata_a or "—", referente)


PAGINA: Sequence[Colonna[Riga]] = (
    Colonna("Pratica", lambda riga: riga.oggetto, oggetto, classe="principale", dove="pagina"),
    Colonna("Servizio e paesi", lambda riga: str(riga.servizio), servizio, dove="pagina"),
    Colonna("Stato", lambda riga: riga.stato_nome, situazione, dove="pagina"),
    Colonna("Scadenza", lambda riga: riga.scadenza, termine, ordina="scadenza", dove="pagina"),
    Colonna("Seguita da", lambda riga: str(riga.assegnata_a), seguita, dove="pagina"),
    Colonna("Mossa", lambda riga: None, lambda riga: quando(riga.aggiornata_il), "aggiornata", dove="pagina"),
)
SPORTELLO = Colonna[Riga]("Sportello", lambda riga: riga.sportello.breve, dove="pagina")
SCEGLI = Colonna[Riga](
    "Scegli",
    lambda riga: riga.numero,
    lambda riga: format_html(
        '<input type="checkbox" name="pratica" value="{0}" aria-label="Scegli {0}">', riga.numero
    ),
    classe="scegli",
    dove="pagina",
)

FILE: Sequence[Colonna[Riga]] = (
    Colonna("Numero", lambda riga: riga.numero, dove="file"),
    Colonna("Oggetto", lambda riga: riga.oggetto, dove="file"),
    Colonna("Azienda", lambda riga: riga.azienda, dove="file"),
    Colonna("Sportello", lambda riga: riga.sportello.breve, dove="file"),
    Colonna("Servizio", lambda riga: str(riga.servizio), dove="file"),
    Colonna("Settore", lambda riga: str(riga.settore), dove="file"),
    Colonna("Paesi", lambda riga: ", ".join(riga.paesi), dove="file"),
    Colonna("Stato", lambda riga: riga.stato_nome, dove="file"),
    Colonna("Priorità", lambda riga: riga.priorita_nome, dove="file"),
    Colonna("Tocca a", lambda riga: riga.attende, dove="file"),
    Colonna("Scadenza", lambda riga: riga.scadenza, dove="file"),
    Colonna("Assegnata a", lambda riga: str(riga.assegnata_a or ""), dove="file"),
    Colonna("Referente", lambda riga: str(riga.referente or ""), dove="file"),
    Colonna("Aggiornata il", lambda riga: riga.aggiornata_il, dove="file"),
    Colonna("Chiusa il", lambda riga: riga.chiusa_il, dove="file"),
)
