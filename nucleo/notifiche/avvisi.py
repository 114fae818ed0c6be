"""Telling people, and taking note that they have read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nucleo import posta, tempo
from nucleo.generi import Frequenza
from nucleo.models import Notifica
from nucleo.notifiche.preferenze import frequenze
from nucleo.posta import Messaggio

if TYPE_CHECKING:
    from sportelli.models import Utente

GENERE = "notifica"
DA_RIEPILOGO = (Frequenza.GIORNALIERA, Frequenza.SETTIMANALE)
CONTATE = 100


def avvisa(
    destinatari: Iterable["Utente"],
    *,
    argomento: str,
    chiave: str,
    titolo: str,
    testo: str = "",
    genere: str = "",
    oggetto_id: int | None = None,
    indirizzo: str = "",
) -> None:
    """Writes a notice for each active person, and queues its mail as she wants it.

    `chiave` says which event it is: the same person is told once. `genere` and `oggetto_id` name the row it
    speaks of, `indirizzo` is the page (a path) to go to. KeyError for a topic nobody registered.
    """
    persone = {persona.pk: persona for persona in destinatari if persona.is_active}
    quanto_spesso = frequenze(argomento, persone)
    adesso = tempo.adesso()
    notifiche = [
        Notifica(
            destinatario_id=pk,
            argomento=argomento,
            chiave=chiave,
            genere=genere,
            oggetto_id=oggetto_id,
            titolo=titolo[:200],
            testo=testo,
            indirizzo=indirizzo,
            creata_il=adesso,
            attende=quanto_spesso[pk] if quanto_spesso[pk] in DA_RIEPILOGO else "",
        )
        for pk in persone
    ]
    Notifica.objects.bulk_create(notifiche, ignore_conflicts=True)
    _accoda([persona for pk, persona in persone.items() if quanto_spesso[pk] == Frequenza.SUBITO], chiave)


def _accoda(persone: list["Utente"], chiave: str) -> None:
    """One e-mail per notice, composed when it leaves."""
    if not persone:
        return
    indirizzi = {persona.pk: persona.email for persona in persone}
    scritte = Notifica.objects.filter(chiave=chiave, destinatario__in=indirizzi)
    posta.accoda_tutti(
        Messaggio(chiave=f"notifica:{pk}", a=indirizzi[a], genere=GENERE, oggetto_id=pk)
        for pk, a in scritte.values_list("pk", "destinatario_id")
    )


def da_leggere(utente: "Utente") -> int:
    """How many notices wait for a person, up to a hundred; one query.

    Every page says it: who was read `con_generi_da_leggere` is asked about those kinds alone, or nothing.
    """
    fra: list[str] | None = getattr(utente, "generi_da_leggere", None)
    if fra == []:
        return 0
    return Notifica.objects.visibili_a(utente, fra).da_leggere()[:CONTATE].count()


def leggi(notifica: Notifica) -> None:
    """Takes note that it has been read; the first time counts."""
    Notifica.objects.filter(pk=notifica.pk, letta_il=None).update(letta_il=tempo.adesso())


def leggi_tutte(utente: "Utente") -> int:
    """Takes note that a person has read whatever she has; how many were new."""
    return utente.notifiche.filter(letta_il=None).update(letta_il=tempo.adesso())
