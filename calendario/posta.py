"""What we say to people about the calendar: notices inside, mail outside."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from calendario import lettere
from calendario.models import Abbonamento, Fonte, Iniziativa, Interesse
from nucleo import notifiche, parole, posta, tempo
from nucleo.posta import Messaggio
from pratiche.competenza import chi_risponde
from sportelli.models import Ruolo, Utente

GENERE, GENERE_FONTE = "iniziativa", "fonte_del_calendario"
# Topics: what waits for the redazione, what it answered, the companies that are interested, the feeds of the
# partners.
MODERAZIONE, MIE, INTERESSI = "calendario_moderazione", "calendario_mie", "calendario_interessi"
FONTI = "calendario_fonti"
# Kinds of mail: see `registra`.
CONFERMA, GRAZIE = "calendario.conferma", "calendario.interesse"
NOVITA, SCADENZE = "calendario.novita", "calendario.scadenze"


def annuncia_proposta(iniziativa: Iniziativa) -> None:
    """The redazione knows that something waits for it."""
    _avvisa(
        Utente.objects.attivi().filter(ruolo=Ruolo.REDAZIONE),
        MODERAZIONE,
        iniziativa,
        f"Da approvare: {iniziativa}",
        f"La propone {iniziativa.editore}.",
    )


def annuncia_modifica(iniziativa: Iniziativa) -> None:
    """The redazione knows that a change to what is public waits for it."""
    _avvisa(
        Utente.objects.attivi().filter(ruolo=Ruolo.REDAZIONE),
        MODERAZIONE,
        iniziativa,
        f"Modifica da approvare: {iniziativa}",
        f"La chiede {iniziativa.editore}.",
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


# --- To people outside -------------------------------------------------------------------------------------


def registra() -> None:
    """Tells the post office who composes these mails."""
    posta.registra(CONFERMA, lettere.conferma)
    posta.registra(GRAZIE, lettere.grazie)
    posta.registra_di_molte(NOVITA, lettere.novita)
    posta.registra_di_molte(SCADENZE, lettere.scadenze)


def chiedi_conferma(abbonamento: Abbonamento) -> None:
    """Asks the owner of the mailbox whether it was she: one mail a day, however often it is asked for."""
    _una(f"calendario:conferma:{abbonamento.pk}:{tempo.oggi()}", abbonamento.email, CONFERMA, abbonamento.pk)


def ringrazia(interesse: Interesse) -> None:
    """Tells the company, in its Sportello's name, that the request has arrived (C1)."""
    _una(f"calendario:interesse:{interesse.pk}", interesse.email, GRAZIE, interesse.pk)


def annuncia_interesse(interesse: Interesse) -> None:
    """Who answers for the office knows that a draft waits: its number, nothing of who asks (C6)."""
    if interesse.pratica is None:
        return
    notifiche.avvisa(
        chi_risponde(interesse.sportello),
        argomento=INTERESSI,
        chiave=f"iniziativa:interesse:{interesse.pk}",
        titolo=f"{interesse.pratica.numero}: un'azienda è interessata a «{interesse.iniziativa}»",
        genere="pratica",
        oggetto_id=interesse.pratica_id,
        indirizzo=interesse.pratica.get_absolute_url(),
    )


def accoda_novita(abbonamenti: QuerySet[Abbonamento], turno: datetime) -> int:
    """The digest of a week, one for each of these; how many are new."""
    prefisso = f"calendario:novita:{turno:%G-W%V}:"
    return posta.accoda_in_massa(_righe(abbonamenti), prefisso=prefisso, genere=NOVITA, all_azienda=True)


def accoda_scadenze(abbonamenti: QuerySet[Abbonamento], giorno: date) -> int:
    """The deadlines recalled on a day, one mail for each of these; how many are new."""
    prefisso = f"{lettere.PREFISSO_SCADENZE}{giorno}:"
    return posta.accoda_in_massa(_righe(abbonamenti), prefisso=prefisso, genere=SCADENZE, all_azienda=True)


def _righe(abbonamenti: QuerySet[Abbonamento]) -> QuerySet[Abbonamento]:
    return abbonamenti.only("pk", "email")


def _una(chiave: str, a: str, genere: str, pk: int) -> None:
    posta.accoda_tutti([Messaggio(chiave=chiave, a=a, genere=genere, oggetto_id=pk, all_azienda=True)])
