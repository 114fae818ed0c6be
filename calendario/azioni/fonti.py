"""Keeping the feeds of the partners: which there are, when they are read, what is confirmed (C8)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from calendario import permessi
from calendario.azioni.letture import COMPITO
from calendario.models import Esclusa, Fonte, Lettura
from nucleo import campanello, tempo
from nucleo.stati import PassaggioNonAmmesso
from sportelli.models import Utente

# What of a feed, changed, makes of it another one: what was known of it is forgotten.
CHI_E = ("indirizzo", "editore", "tipo")


@transaction.atomic
def tieni_fonte(fonte: Fonte, *, da: Utente) -> Fonte:
    """Writes a feed, new or changed. A new one, or one with another address, is off and is tried at once."""
    _ammessa(da)
    prima = Fonte.objects.select_for_update().filter(pk=fonte.pk).first()
    fonte.presa_fino_a = None
    if prima is None or any(getattr(prima, nome) != getattr(fonte, nome) for nome in CHI_E):
        fonte.etag = fonte.modificata = ""
    altrove = prima is None or prima.indirizzo != fonte.indirizzo
    fonte.attiva = fonte.attiva and not altrove
    fonte.save()
    if altrove:
        fonte.letture.filter(prova=True).delete()
        prova(fonte, da=da)
    return fonte


@transaction.atomic
def prova(fonte: Fonte, *, da: Utente) -> None:
    """Asks the workers to read it and to say what would change, without changing it."""
    _ammessa(da)
    _chiede(fonte, da_provare=True)


@transaction.atomic
def leggi_adesso(fonte: Fonte, *, da: Utente) -> None:
    """Asks the workers to read it now, and in full."""
    _ammessa(da)
    if not fonte.attiva:
        raise ValidationError("La fonte è spenta: accendila, o provala.")
    _chiede(fonte, prossima=tempo.adesso(), etag="", modificata="")


@transaction.atomic
def accendi(fonte: Fonte, *, da: Utente) -> None:
    """From now on it is read; ValidationError before a trial has been read well."""
    _ammessa(da)
    if not fonte.letture.filter(prova=True, esito=Lettura.Esito.RIUSCITA).exists():
        raise ValidationError("Prima di accenderla serve una prova riuscita.")
    _chiede(fonte, attiva=True, prossima=tempo.adesso())


@transaction.atomic
def spegni(fonte: Fonte, *, da: Utente) -> None:
    """It is read no more; what it brought stays as it is. A reading that is under way writes nothing."""
    _ammessa(da)
    Fonte.objects.filter(pk=fonte.pk).update(attiva=False, da_provare=False, presa_fino_a=None)


@transaction.atomic
def conferma_lettura(lettura: Lettura, *, da: Utente) -> None:
    """What disappears, disappears: the feed is read again, and only this disappearance is taken as good."""
    _ammessa(da)
    nuove = Lettura.objects.filter(pk=lettura.pk, esito=Lettura.Esito.SOSPETTA, confermata_il=None)
    if not nuove.update(confermata_da=da, confermata_il=tempo.adesso()):
        raise PassaggioNonAmmesso(f"{lettura}: è già stata confermata")
    leggi_adesso(lettura.fonte, da=da)


@transaction.atomic
def riammetti(esclusa: Esclusa, *, da: Utente) -> None:
    """What was thrown away may come back, if the feed still has it."""
    _ammessa(da)
    fonte = esclusa.fonte
    esclusa.delete()
    if fonte.attiva:
        leggi_adesso(fonte, da=da)


def _chiede(fonte: Fonte, **campi: object) -> None:
    Fonte.objects.filter(pk=fonte.pk).update(**campi)
    fonte.refresh_from_db()
    campanello.suona(COMPITO)


def _ammessa(da: Utente) -> None:
    if not permessi.puo_tenere_le_fonti(da):
        raise PermissionDenied
