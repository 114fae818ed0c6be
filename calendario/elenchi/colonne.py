"""The columns of the lists of initiatives: dense on the page, one fact a column in a file."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from calendario.elenchi.righe import Riga
from nucleo import parole
from nucleo.elenchi import Colonna
from nucleo.templatetags.nucleo import etichetta, icona, quando


def titolo(riga: Riga) -> SafeString:
    """What it is called, then what it is and whose: the link that `j` and `k` walk along."""
    nascosta = "" if riga.vista.dettagli else etichetta("Annuncio", "ambra", "it-locked")
    nota = f"{riga.vista.nome_tipo} · {riga.vista.organizzatore}"
    return format_html(
        '<a href="{}">{}</a> {}<span class="nota-riga">{}</span>{}',
        *(riga.url, riga.vista.titolo or "Senza titolo", nascosta, nota, _da_rivedere(riga)),
    )


def _da_rivedere(riga: Riga) -> SafeString | str:
    """That the redazione sent it back, and why: who wrote it has something to do."""
    if not riga.nota:
        return ""
    segno = etichetta("Da rivedere", "arancio", "it-comment")
    return format_html('<span class="nota-riga">{} {}</span>', segno, riga.nota)


def di_che(riga: Riga) -> SafeString:
    return format_html('{}<span class="nota-riga">{}</span>', _nomi(riga.vista.settori), riga.vista.luogo)


def attesa(riga: Riga) -> SafeString:
    """Since when it waits, and whether the redazione is late."""
    if riga.attende_dal is None:
        return format_html("{}", "—")
    detto = "da oggi" if not riga.attende_giorni else _da_giorni(riga.attende_giorni)
    segno = etichetta(detto, "rosso" if riga.in_ritardo else "grigio", "it-clock")
    return format_html('{}<span class="nota-riga">{}</span>', segno, quando(riga.attende_dal))


def risposte(riga: Riga) -> SafeString:
    """The two answers, each on a page that shows what is approved."""
    nomi = (("approva", "Approva"), ("rimanda", "Rimanda"))
    return format_html_join(
        " ",
        '<a class="btn btn-sm btn-outline-primary" href="{}">{}'
        '<span class="visually-hidden"> «{}»</span></a>',
        (
            (reverse(f"calendario:{nome}", args=[riga.codice]), testo, riga.vista.titolo)
            for nome, testo in nomi
        ),
    )


def _da_giorni(giorni: int) -> str:
    return f"da {parole.quanti(giorni, 'giorno lavorativo', 'giorni lavorativi')}"


def _nomi(voci: Iterable[tuple[str, str]]) -> str:
    return ", ".join(nome for _codice, nome in voci) or "—"


TITOLO = Colonna[Riga]("Iniziativa", lambda r: r.vista.titolo, titolo, classe="principale", dove="pagina")
QUANDO = Colonna[Riga]("Quando", lambda r: r.quando, ordina="inizio", dove="pagina")
DI_CHE = Colonna[Riga]("Settori e luogo", lambda r: "", di_che, dove="pagina")
STATO = Colonna[Riga]("Stato", lambda r: r.stato_nome, lambda r: r.segno, dove="pagina")
SCADENZA = Colonna[Riga]("Adesioni entro", lambda r: r.vista.scadenza, dove="pagina")
EDITORE = Colonna[Riga]("Pubblicata da", lambda r: r.editore, dove="pagina")
CHE_COSA = Colonna[Riga]("Che cosa", lambda r: r.che_cosa, dove="pagina")
ATTESA = Colonna[Riga]("In attesa", lambda r: r.attende_giorni, attesa, dove="pagina")
RISPOSTE = Colonna[Riga]("Risposta", lambda r: "", risposte, dove="pagina")
AGGIORNATA = Colonna[Riga](
    "Aggiornata", lambda r: None, lambda r: quando(r.aggiornata_il), "aggiornata", dove="pagina"
)
SCEGLI = Colonna[Riga](
    "Scegli",
    lambda r: r.codice,
    lambda r: (
        format_html(
            '<input type="checkbox" name="iniziativa" value="{}" aria-label="Scegli {}">',
            *(r.codice, r.vista.titolo),
        )
        if r.propria
        else icona("it-locked", "Di un altro ente")
    ),
    classe="scegli",
    dove="pagina",
)
FILE: Sequence[Colonna[Riga]] = (
    Colonna("Titolo", lambda r: r.vista.titolo, dove="file"),
    Colonna("Tipo", lambda r: r.vista.nome_tipo, dove="file"),
    Colonna("Stato", lambda r: r.stato_nome, dove="file"),
    Colonna("Pubblicata da", lambda r: r.editore, dove="file"),
    Colonna("Organizzata da", lambda r: r.vista.organizzatore, dove="file"),
    Colonna("Con", lambda r: r.vista.partner, dove="file"),
    Colonna("Dal", lambda r: r.vista.inizio, dove="file"),
    Colonna("Al", lambda r: r.vista.fine, dove="file"),
    Colonna("Solo il mese", lambda r: r.vista.solo_mese, dove="file"),
    Colonna("Adesioni entro", lambda r: r.vista.scadenza, dove="file"),
    Colonna("Settori", lambda r: ", ".join(nome for _, nome in r.vista.settori), dove="file"),
    Colonna("Paesi", lambda r: ", ".join(nome for _, nome in r.vista.paesi), dove="file"),
    Colonna("Città", lambda r: r.vista.citta, dove="file"),
    Colonna("Sede", lambda r: r.vista.sede, dove="file"),
    Colonna("Costo in euro", lambda r: r.vista.costo, dove="file"),
    Colonna("Posti", lambda r: r.vista.posti, dove="file"),
    Colonna("Pagina per le adesioni", lambda r: r.vista.collegamento, dove="file"),
    Colonna("Indirizzo", lambda r: r.vista.indirizzo, dove="file"),
)


def per(lista: str, *, si_sceglie: bool) -> Sequence[Colonna[Riga]]:
    """What a list shows on its page, and what a file of it holds."""
    scegli = (SCEGLI,) if si_sceglie else ()
    if lista == "da-approvare":
        return (TITOLO, CHE_COSA, QUANDO, EDITORE, ATTESA, RISPOSTE, *FILE)
    ultima = AGGIORNATA if lista == "bozze" else SCADENZA
    return (*scegli, TITOLO, QUANDO, DI_CHE, STATO, ultima, *FILE)
