"""What we say to people about the calendar: notices to the redazione and to the publishers."""

from collections.abc import Iterable

from calendario.models import Iniziativa
from nucleo import notifiche
from sportelli.models import Ruolo, Utente

GENERE = "iniziativa"
# Topics: what waits for the redazione, what it answered.
MODERAZIONE, MIE = "calendario_moderazione", "calendario_mie"


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
