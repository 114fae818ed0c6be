"""What we say to people about the calendar: notices to the redazione and to the publishers."""

from collections.abc import Iterable

from calendario.models import Fonte, Iniziativa
from nucleo import notifiche, parole
from sportelli.models import Ruolo, Utente

GENERE, GENERE_FONTE = "iniziativa", "fonte_del_calendario"
# Topics: what waits for the redazione, what it answered, how the feeds of the partners are.
MODERAZIONE, MIE, FONTI = "calendario_moderazione", "calendario_mie", "calendario_fonti"


def annuncia_proposta(iniziativa: Iniziativa) -> None:
    """The redazione knows that something waits for it."""
    _avvisa(
        Utente.objects.attivi().filter(ruolo=Ruolo.REDAZIONE),
        MODERAZIONE,
        iniziativa,
        f"Da approvare: {iniziativa}",
        f"La propone {iniziativa.editore}.",
    )


def annuncia_risposta(iniziativa: Iniziativa, *, si: bool, nota: str = "") -> None:
    """Who wrote it knows what the redazione answered."""
    titolo = f"Approvata: {iniziativa}" if si else f"Da rivedere: {iniziativa}"
    _avvisa(_di_chi_scrive(iniziativa), MIE, iniziativa, titolo, nota)


def annuncia_raccolta(fonte: Fonte, lettura_id: int, quante: int) -> None:
    """The redazione knows, once for the whole reading, that a feed has brought something to approve."""
    attendono = parole.quanti(quante, "iniziativa attende", "iniziative attendono")
    _avvisa_della_fonte(
        fonte, MODERAZIONE, f"raccolta:{lettura_id}", f"Da approvare da {fonte}", f"{attendono} una risposta."
    )


def annuncia_guasto(fonte: Fonte, serie: int, errore: str) -> None:
    """The redazione knows that a feed cannot be read: once for each series of failures."""
    _avvisa_della_fonte(fonte, FONTI, f"guasta:{serie}", f"Non si legge più: {fonte}", errore)


def annuncia_guasto_lungo(fonte: Fonte, serie: int, giorni: int, errore: str) -> None:
    """And once more when it has been so for days."""
    titolo = f"Non si legge da {parole.quanti(giorni, 'giorno', 'giorni')}: {fonte}"
    _avvisa_della_fonte(fonte, FONTI, f"ancora:{serie}", titolo, errore)


def annuncia_sospetto(fonte: Fonte, impronta: str, sospetto: str) -> None:
    """The redazione knows that a feed has nearly emptied: once for each way of emptying."""
    _avvisa_della_fonte(fonte, FONTI, f"sospetta:{impronta[:32]}", f"Da confermare: {fonte}", sospetto)


def _avvisa_della_fonte(fonte: Fonte, argomento: str, che: str, titolo: str, testo: str) -> None:
    notifiche.avvisa(
        Utente.objects.attivi().filter(ruolo=Ruolo.REDAZIONE),
        argomento=argomento,
        chiave=f"fonte:{fonte.pk}:{che}",
        titolo=titolo,
        testo=testo,
        genere=GENERE_FONTE,
        oggetto_id=fonte.pk,
        indirizzo=fonte.get_absolute_url(),
    )


def _di_chi_scrive(iniziativa: Iniziativa) -> Iterable[Utente]:
    """The partner's people, or who of the office wrote it."""
    if iniziativa.editore.sportello_id is None:
        return list(iniziativa.editore.persone.filter(is_active=True))
    autore = iniziativa.creata_da
    return [autore] if autore is not None and autore.is_active else []


def _avvisa(
    persone: Iterable[Utente], argomento: str, iniziativa: Iniziativa, titolo: str, testo: str
) -> None:
    notifiche.avvisa(
        persone,
        argomento=argomento,
        chiave=f"iniziativa:{iniziativa.pk}:{argomento}:{iniziativa.revisione}",
        titolo=titolo,
        testo=testo,
        genere=GENERE,
        oggetto_id=iniziativa.pk,
        indirizzo=iniziativa.get_absolute_url(),
    )
