"""Writing an initiative: nothing typed is lost, nobody writes over a colleague."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction

from calendario import permessi, posta
from calendario.azioni.campi import DELLA_REDAZIONE, Campi, cambiati, istantanea, scrivi
from calendario.azioni.racconto import racconta
from calendario.models import AllegatoIniziativa, Editore, Esclusa, Iniziativa, Modifica
from nucleo import allegati, tempo
from nucleo.stati import VersioneSuperata
from nucleo.verbi import verbo
from sportelli.models import Utente

ALLEGATI_MASSIMI = 10
TIPI_DI_IMMAGINE = ("image/png", "image/jpeg", "image/webp")


@transaction.atomic
def crea(editore: Editore, campi: Campi, *, da: Utente) -> Iniziativa:
    """A draft of that publisher; PermissionDenied for who does not write for it."""
    if not permessi.puo_scrivere_per(da, editore):
        raise PermissionDenied
    _ammessi(campi, da)
    iniziativa = Iniziativa(editore=editore, organizzatore=editore, creata_da=da)
    scrivi(iniziativa, campi)
    return iniziativa


@verbo(permessi.puo_modificare)
def modifica(iniziativa: Iniziativa, campi: Campi, *, revisione: int, da: Utente) -> Modifica | None:
    """Writes `campi` over the revision that was read, or raises VersioneSuperata: nothing is overwritten.

    Of what is published, the words of a publisher that is not trusted wait for the redazione: then the
    change that waits is returned, in the place of one that waited before. What changes nothing is not news.
    """
    if iniziativa.revisione != revisione:
        raise VersioneSuperata(f"{iniziativa}: revisione {iniziativa.revisione}, non {revisione}")
    _ammessi(campi, da)
    if iniziativa.pubblicata and not permessi.pubblica_da_se(da, iniziativa.editore):
        return chiedi(iniziativa, campi, da)
    if cambiati(iniziativa, campi):
        scrivi(iniziativa, campi)
        racconta(iniziativa, da=da)
    return None


@verbo(permessi.puo_cestinare)
def cestina(iniziativa: Iniziativa, *, da: Utente) -> None:
    """Throws a draft away, with its files; what came from a feed does not come back from there."""
    _escludi(iniziativa, da)
    for file in iniziativa.allegati.all():
        allegati.elimina(file)
    iniziativa.delete()


@verbo(permessi.puo_duplicare)
def duplica(iniziativa: Iniziativa, *, da: Utente) -> Iniziativa:
    """A draft with the same words; not its days, its files, its circolare."""
    return _copia(iniziativa, {"inizio": None, "fine": None, "scadenza": None}, da)


@verbo(permessi.puo_duplicare)
def ripeti(iniziativa: Iniziativa, date: Iterable[Campi], *, da: Utente) -> list[Iniziativa]:
    """The other dates of a series: one draft for each of `date` (inizio, fine, scadenza), tied together."""
    serie = iniziativa.serie or uuid.uuid4()
    Iniziativa.objects.filter(pk=iniziativa.pk).update(serie=serie)
    nuove = [_copia(iniziativa, giorni, da) for giorni in date]
    Iniziativa.objects.filter(pk__in=[nuova.pk for nuova in nuove]).update(serie=serie)
    return nuove


@verbo(permessi.puo_allegare)
def allega(
    iniziativa: Iniziativa, file: "File[bytes]", *, immagine: str = "", da: Utente
) -> AllegatoIniziativa:
    """One more file, or its picture, in the place of the one that there was, when `immagine` says what it
    shows. ValidationError when it is not one we take, or there are too many."""
    if iniziativa.allegati.count() >= ALLEGATI_MASSIMI:
        raise ValidationError(f"Al massimo {ALLEGATI_MASSIMI} file per iniziativa.")
    if immagine:
        _togli(iniziativa, immagine=True)
    nuovo = allegati.archivia(
        AllegatoIniziativa,
        file,
        da=da,
        iniziativa=iniziativa,
        immagine=bool(immagine),
        descrizione=immagine,
    )
    if immagine and nuovo.tipo not in TIPI_DI_IMMAGINE:
        raise ValidationError("L'immagine è un file PNG, JPEG o WebP.")
    racconta(iniziativa, da=da, solo_file=True)
    return nuovo


@verbo(permessi.puo_allegare)
def togli_allegato(iniziativa: Iniziativa, pk: int, *, da: Utente) -> None:
    """Takes a file away."""
    _togli(iniziativa, pk=pk)
    racconta(iniziativa, da=da, solo_file=True)


def _escludi(iniziativa: Iniziativa, da: Utente) -> None:
    if iniziativa.fonte_id is not None:
        Esclusa.objects.get_or_create(
            fonte_id=iniziativa.fonte_id,
            uid_esterno=iniziativa.uid_esterno,
            ricorrenza=iniziativa.ricorrenza,
            defaults={"titolo": iniziativa.titolo, "inizio": iniziativa.inizio, "da": da},
        )


def _togli(iniziativa: Iniziativa, **quale: object) -> None:
    for file in iniziativa.allegati.filter(**quale):
        allegati.elimina(file)


def _ammessi(campi: Campi, da: Utente) -> None:
    if campi.keys() & DELLA_REDAZIONE and not permessi.puo_legare_circolari(da):
        raise PermissionDenied("la circolare e il suo annuncio li sceglie la redazione")


def chiedi(iniziativa: Iniziativa, campi: Campi, da: Utente | None) -> Modifica | None:
    """Only what would change: approved, it takes nothing back of what has happened meanwhile. A feed asks
    too (None)."""
    iniziativa.modifiche.filter(esito=Modifica.Esito.IN_ATTESA).delete()
    detto = cambiati(iniziativa, campi)
    if not detto:
        return None
    posta.annuncia_modifica(iniziativa)
    return Modifica.objects.create(iniziativa=iniziativa, campi=detto, da=da, quando=tempo.adesso())


def _copia(iniziativa: Iniziativa, giorni: Campi, da: Utente) -> Iniziativa:
    campi = {nome: valore for nome, valore in istantanea(iniziativa).items() if nome not in DELLA_REDAZIONE}
    nuova = Iniziativa(editore=iniziativa.editore, creata_da=da)
    scrivi(nuova, campi | dict(giorni))
    return nuova
