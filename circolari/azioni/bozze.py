"""Writing a draft: nothing typed is lost, nobody writes over a colleague."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import ProtectedError

from circolari import permessi
from circolari.models import AllegatoCircolare, Circolare, Stato
from nucleo import allegati, tempo, testo
from nucleo.stati import VersioneSuperata
from nucleo.verbi import verbo
from sportelli.models import Utente

Campi = Mapping[str, Any]
MOLTI = ("sportelli", "settori", "paesi", "servizi")
CAMPI = frozenset({*MOLTI, "titolo", "testo", "urgente", "motivo_urgenza", "a_tutti", "criterio"})
ALLEGATI_MASSIMI = 20
VUOTA = {"titolo": "", "testo": "", "stato": Stato.BOZZA}


@transaction.atomic
def nuova(*, da: Utente) -> Circolare:
    """An empty draft: the one that this person left empty, if there is one."""
    if not permessi.puo_scrivere(da):
        raise PermissionDenied
    vuote = Circolare.objects.filter(creata_da=da, allegati=None, revisione=1, **VUOTA)
    return vuote.first() or Circolare.objects.create(creata_da=da)


@verbo(permessi.puo_modificare)
def modifica(circolare: Circolare, campi: Campi, *, revisione: int, da: Utente) -> Circolare:
    """Writes `campi` over the revision that was read, or raises VersioneSuperata: nothing is overwritten."""
    if circolare.revisione != revisione:
        raise VersioneSuperata(f"{circolare}: revisione {circolare.revisione}, non {revisione}")
    return _scrivi(circolare, campi)


@verbo(permessi.puo_cestinare)
def cestina(circolare: Circolare, *, da: Utente) -> None:
    """Throws a draft away, with its files; ValidationError while something else goes with it."""
    for file in circolare.allegati.all():
        allegati.elimina(file)
    try:
        circolare.delete()
    except ProtectedError as errore:
        legate = ", ".join(f"«{riga}»" for riga in errore.protected_objects)
        raise ValidationError(f"Accompagna {legate}: slegala prima di buttarla.") from errore


@verbo(permessi.puo_duplicare)
def duplica(circolare: Circolare, *, da: Utente) -> Circolare:
    """A draft with the same words, topics and audience; not its files, nor its urgency."""
    nuova_ = Circolare.objects.create(
        creata_da=da,
        titolo=circolare.titolo,
        a_tutti=circolare.a_tutti,
        criterio=circolare.criterio,
        **testo_di(circolare.testo),
    )
    for nome in MOLTI:
        getattr(nuova_, nome).set(getattr(circolare, nome).all())
    if circolare.a_tutti:
        nuova_.sportelli.clear()
    return nuova_


@verbo(permessi.puo_modificare)
def allega(circolare: Circolare, file: "File[bytes]", *, da: Utente) -> AllegatoCircolare:
    """One more file; raises ValidationError when it is not one we take, or there are too many."""
    if circolare.allegati.count() >= ALLEGATI_MASSIMI:
        raise ValidationError(f"Al massimo {ALLEGATI_MASSIMI} allegati per circolare.")
    return allegati.archivia(AllegatoCircolare, file, da=da, circolare=circolare)


@verbo(permessi.puo_modificare)
def togli_allegato(circolare: Circolare, pk: int, *, da: Utente) -> None:
    """Takes a file away from a draft."""
    for file in circolare.allegati.filter(pk=pk):
        allegati.elimina(file)


def testo_di(markdown: str) -> dict[str, str]:
    """The three columns that hold a text."""
    composto = testo.componi(markdown)
    return {"testo": composto.markdown, "html": composto.html, "testo_piano": composto.piano}


def _scrivi(circolare: Circolare, campi: Campi) -> Circolare:
    estranei = campi.keys() - CAMPI
    if estranei:
        raise PermissionDenied(f"campi non ammessi: {', '.join(sorted(estranei))}")
    semplici = {nome: valore for nome, valore in campi.items() if nome not in (*MOLTI, "testo")}
    if "testo" in campi:
        semplici |= testo_di(campi["testo"])
    for nome, valore in semplici.items():
        setattr(circolare, nome, valore)
    circolare.revisione += 1
    circolare.aggiornata_il = tempo.adesso()
    circolare.save()
    for nome in MOLTI:
        if nome in campi:
            getattr(circolare, nome).set(campi[nome])
    if circolare.a_tutti:
        circolare.sportelli.clear()
    return circolare
