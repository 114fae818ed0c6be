"""The circulars of the demonstration, lived verb by verb at their instants: sent out, read, corrected.

Their old mail is not sent now, years of it would reach nobody: it is written down as delivered in groups, a
little after it fell due, as a worker would have done. What is due from now on leaves by itself.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection

from circolari import azioni, chiavi, platea
from circolari.models import Circolare, Destinatario, Stato
from nucleo import tempo
from nucleo.models import Busta
from nucleo.models.posta import StatoBusta
from nucleo.posta.giornale import GRUPPO
from nucleo.posta.soppressioni import sopprimi
from nucleo.tempo import Calendario
from sportelli.models import (
    Consenso,
    Contatto,
    Paese,
    Ruolo,
    Scopo,
    Settore,
    Sportello,
    TestoConsenso,
    Utente,
)

Riga = dict[str, Any]
Passo = tuple[datetime, Callable[[Circolare], object]]

# The one that is not sent out, by its number in the file.
BOZZA = 12
CORREZIONE = (
    "Le adesioni si raccolgono fino al 20 gennaio, non più fino al 10: la data era sbagliata.",
    "fino al 10 gennaio",
    "fino al 20 gennaio",
)
RITIRO = "Le indicazioni sui controlli sono cambiate stamattina: ne mandiamo una nuova appena sono certe."
APERTURA = "La fiera ha pubblicato la proroga sul proprio sito: le imprese la leggono già lì."
# One contact in so many has not agreed; one company's address in so many refuses.
SENZA_CONSENSO, RESPINTA = 4, 41
PRESTO = timedelta(minutes=5)
TRATTO, UN_GIRO = 25, timedelta(seconds=20)


def carica_consensi() -> None:
    """Most companies' people have agreed to receive circulars, months ago; some have changed their mind."""
    testo = TestoConsenso.objects.in_vigore(Scopo.CIRCOLARI)
    canali = (Consenso.Canale.MODULO, Consenso.Canale.EMAIL, Consenso.Canale.TELEFONO)
    contatti = Contatto.objects.exclude(email="").exclude(azienda__sportello__vice=None).order_by("pk")
    Consenso.objects.bulk_create(
        Consenso(
            contatto_id=pk,
            testo=testo,
            concesso=True,
            canale=canali[pk % len(canali)],
            quando=_acconsente(pk),
            raccolto_da_id=chi,
        )
        for pk, chi in contatti.values_list("pk", "azienda__sportello__vice")
        if pk % SENZA_CONSENSO
    )


def _acconsente(pk: int) -> datetime:
    giorno = tempo.oggi() - timedelta(days=90 + pk % 200)
    return tempo.ora_di_roma(giorno, time(9 + pk % 8, pk % 60))


def carica_circolari(righe: Iterable[Riga]) -> None:
    """Lives every circolare, the oldest first; the last draft is a copy of one sent out."""
    redazione = Utente.objects.filter(ruolo=Ruolo.REDAZIONE).earliest("pk")
    calendario = tempo.calendario(Sportello.objects.values_list("codice", flat=True))
    in_ordine = sorted(righe, key=lambda riga: (-riga["giorni_fa_diffusione"], riga["id"]))
    prima, *altre = in_ordine
    copiata = racconta(prima, redazione, calendario)
    conta_le_righe()
    for riga in altre:
        racconta(riga, redazione, calendario)
    azioni.duplica(copiata, da=redazione)


def conta_le_righe() -> None:
    """Tells PostgreSQL how much has been loaded: in one transaction nobody does it by itself, and it would
    take every table for an empty one."""
    with connection.cursor() as cursore:
        cursore.execute("ANALYZE")


def racconta(riga: Riga, redazione: Utente, calendario: Calendario) -> Circolare:
    """Lives one row of `circolari.json` up to now."""
    quando = momento(riga, calendario)
    with tempo.fermo(quando - timedelta(minutes=40)):
        circolare = _scritta(riga, redazione)
    if riga["id"] == BOZZA:
        return circolare
    with tempo.fermo(quando):
        azioni.diffondi(circolare, da=redazione)
    _agli_uffici(circolare, chiavi.versione(1), quando)
    for istante, passo in sorted(_passi(riga, circolare, calendario, redazione), key=lambda p: p[0]):
        _alle_imprese(circolare, istante)
        with tempo.fermo(istante):
            passo(circolare)
        circolare.refresh_from_db()
    _alle_imprese(circolare, tempo.adesso())
    return circolare


def momento(riga: Riga, calendario: Calendario) -> datetime:
    """The diffusione: so many days ago or on the working day before, in office hours, never to come."""
    giorno = tempo.oggi() - timedelta(days=riga["giorni_fa_diffusione"])
    ora = time(9 + (riga["id"] * 3) % 7, 5 + (riga["id"] * 17) % 50)
    while not calendario.lavorativo(giorno) or tempo.ora_di_roma(giorno, ora) > tempo.adesso() - PRESTO:
        giorno -= timedelta(days=1)
    return tempo.ora_di_roma(giorno, ora)


def _scritta(riga: Riga, redazione: Utente) -> Circolare:
    a_tutti = riga["sportelli"] == "tutti"
    circolare = azioni.nuova(da=redazione)
    campi = {
        "titolo": riga["titolo"],
        "testo": riga["testo"],
        "urgente": riga["urgente"],
        "motivo_urgenza": riga["motivo_urgenza"] or "",
        "a_tutti": a_tutti,
        "sportelli": [] if a_tutti else list(Sportello.objects.filter(codice__in=riga["sportelli"])),
        "settori": list(Settore.objects.filter(codice__in=riga["settori"])),
        "paesi": list(Paese.objects.filter(codice__in=riga["paesi"])),
    }
    return azioni.modifica(circolare, campi, revisione=circolare.revisione, da=redazione)


# --- What people do with it --------------------------------------------------------------------------------


def _passi(riga: Riga, circolare: Circolare, calendario: Calendario, redazione: Utente) -> list[Passo]:
    """What follows a diffusione, each with its instant, as far as it is past."""
    ore = _ore(circolare, calendario)
    passi: list[Passo] = []
    for numero, persona in enumerate(platea.persone(circolare).order_by("pk")):
        passi += _legge(persona, riga["id"] * 7 + numero * 5, ore)
    if riga["id"] in EPISODI:
        attesa, verbo = EPISODI[riga["id"]]
        passi += [(ora, lambda c: verbo(c, redazione)) for ora in ore[attesa : attesa + 1]]
    return passi


def _ore(circolare: Circolare, calendario: Calendario) -> list[datetime]:
    """The office hours from the diffusione to now, one moment every 25 minutes."""
    dal, adesso = circolare.diffusa_il or tempo.adesso(), tempo.adesso()
    primo = tempo.giorno_di_roma(dal)
    giorni = (primo + timedelta(days=n) for n in range((tempo.oggi() - primo).days + 1))
    tutte = (
        tempo.ora_di_roma(giorno, time(9 + minuti // 60, minuti % 60))
        for giorno in giorni
        if calendario.lavorativo(giorno)
        for minuti in range(2, 8 * 60, TRATTO)
    )
    return [ora for ora in tutte if dal + PRESTO < ora < adesso]


def _legge(persona: Utente, sorte: int, ore: list[datetime]) -> list[Passo]:
    """She opens it some hours later and, nearly always, takes note of it; one in nine never does."""
    attesa = sorte % 31
    if sorte % 9 == 0 or len(ore) <= attesa:
        return []
    aperta = ore[attesa] + timedelta(seconds=sorte % 59)
    if sorte % 5 == 0:
        return [(aperta, lambda c: azioni.segna_aperta(c, da=persona))]
    return [
        (aperta, lambda c: azioni.segna_aperta(c, da=persona)),
        (aperta + timedelta(minutes=3), lambda c: _prende_visione(c, persona)),
    ]


def _prende_visione(circolare: Circolare, persona: Utente) -> None:
    if circolare.stato == Stato.DIFFUSA:
        azioni.prendi_visione(circolare, versione=circolare.versione, da=persona)


def _corregge(circolare: Circolare, redazione: Utente) -> None:
    perche, prima, dopo = CORREZIONE
    azioni.correggi(
        circolare,
        titolo=circolare.titolo,
        testo=circolare.testo.replace(prima, dopo),
        perche=perche,
        versione=circolare.versione,
        da=redazione,
    )
    momento = chiavi.versione(circolare.versione)
    _agli_uffici(circolare, momento, tempo.adesso())
    _consegna(circolare, chiavi.delle_aziende(circolare, momento), tempo.adesso() + 6 * UN_GIRO)


def _apre(circolare: Circolare, redazione: Utente) -> None:
    azioni.apri_a_tutti(circolare, APERTURA, da=redazione)


def _ritira(circolare: Circolare, redazione: Utente) -> None:
    azioni.ritira(circolare, RITIRO, da=redazione)
    _agli_uffici(circolare, chiavi.RITIRO, tempo.adesso())


# What happens to some, by their number in the file: after how many moments, and what.
EPISODI: dict[int, tuple[int, Callable[[Circolare, Utente], None]]] = {
    1: (45, _corregge),
    11: (9, _ritira),
    13: (7, _apre),
}


# --- The mail of the past ----------------------------------------------------------------------------------


def _agli_uffici(circolare: Circolare, momento: str, dal: datetime) -> None:
    _consegna(circolare, chiavi.degli_uffici(circolare, momento), dal)


def _alle_imprese(circolare: Circolare, fino_a: datetime) -> None:
    """The companies' mails of the diffusione, if they could leave by then."""
    dal = circolare.pubblica_dal
    if dal is None or dal + 6 * UN_GIRO > fino_a or circolare.mai_uscita:
        return
    prefisso = chiavi.delle_aziende(circolare, chiavi.versione(1))
    _respinte(prefisso, dal + UN_GIRO)
    _consegna(circolare, prefisso, dal)


def _respinte(prefisso: str, quando: datetime) -> None:
    for busta in Busta.objects.con_chiave(prefisso).filter(stato=StatoBusta.IN_CODA):
        if (busta.oggetto_id or 0) % RESPINTA == 0:
            errore = "550 5.1.1 casella inesistente"
            Busta.objects.filter(pk=busta.pk).update(
                stato=StatoBusta.RESPINTO, presa_il=quando, chiusa_il=quando, errore=errore
            )
            with tempo.fermo(quando):
                sopprimi(busta.a, errore)


def _consegna(circolare: Circolare, prefisso: str, dal: datetime) -> None:
    """Writes what waits under a prefix as delivered, a group at a time."""
    in_coda = Busta.objects.con_chiave(prefisso).filter(stato=StatoBusta.IN_CODA).order_by("pk")
    numeri = list(in_coda.values_list("pk", flat=True))
    for giro, inizio in enumerate(range(0, len(numeri), GRUPPO)):
        presa = dal + giro * UN_GIRO + timedelta(seconds=4)
        Busta.objects.filter(pk__in=numeri[inizio : inizio + GRUPPO]).update(
            stato=StatoBusta.CONSEGNATO, presa_il=presa, chiusa_il=presa + timedelta(seconds=11)
        )
    Destinatario.objects.filter(busta__in=numeri).update(inviata=circolare.versione)
