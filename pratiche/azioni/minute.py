"""Drafts of a scheda: kept while one types, turned into a pratica once, or thrown away."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction

from nucleo import allegati, tempo
from pratiche import permessi
from pratiche.azioni import ciclo, fascicolo
from pratiche.models import AllegatoMinuta, Minuta, Pratica
from sportelli import azioni as anagrafe
from sportelli.models import Utente

FILE_MASSIMI = 20
# A draft that nobody has touched for so long holds people's data for no purpose.
DIMENTICATA_DOPO = timedelta(days=60)


@transaction.atomic
def conserva(
    chiave: UUID, campi: Mapping[str, list[str]], *, pratica: Pratica | None = None, da: Utente
) -> Minuta:
    """Keeps what was typed under the key of the page; after the scheda was saved it changes nothing.

    Raises PermissionDenied for a key of somebody else, or who may not write that scheda.
    """
    if not (permessi.puo_modificare(da, pratica) if pratica else permessi.puo_creare(da)):
        raise PermissionDenied
    minuta, _ = Minuta.objects.get_or_create(pk=chiave, defaults={"autore": da, "pratica": pratica})
    minuta = Minuta.objects.select_for_update().get(pk=chiave)
    if minuta.autore_id != da.pk:
        raise PermissionDenied
    if minuta.depositata_il is None and campi:
        minuta.campi, minuta.scritta_il = dict(campi), tempo.adesso()
        minuta.save(update_fields=["campi", "scritta_il"])
    return minuta


def aggiungi_file(minuta: Minuta, file: "File[bytes]", *, da: Utente) -> AllegatoMinuta:
    """Keeps a file beside the draft. Raises ValidationError for one we do not take, or one too many."""
    _pretendi_mia(minuta, da)
    if minuta.allegati.count() >= FILE_MASSIMI:
        raise ValidationError(f"Al massimo {FILE_MASSIMI} file per scheda.")
    return allegati.archivia(AllegatoMinuta, file, da=da, minuta=minuta)


def togli_file(minuta: Minuta, chiave: int, *, da: Utente) -> None:
    _pretendi_mia(minuta, da)
    with transaction.atomic():
        for allegato in minuta.allegati.filter(pk=chiave):
            allegati.elimina(allegato)


def scarta(minuta: Minuta, *, da: Utente) -> None:
    """Throws away what was typed, files included."""
    _pretendi_mia(minuta, da)
    _svuota(minuta)


def dimentica() -> int:
    """Throws away the drafts untouched for 60 days; says how many. For the sweep."""
    vecchie = list(Minuta.objects.scritte_prima_di(tempo.adesso() - DIMENTICATA_DOPO))
    for minuta in vecchie:
        _svuota(minuta)
    return len(vecchie)


def deposita(
    minuta: Minuta,
    campi: Mapping[str, Any],
    *,
    impresa: Mapping[str, Any] | None = None,
    persona: Mapping[str, Any] | None = None,
    pubblico: str,
    versione: int | None = None,
    apri: bool = False,
    da: Utente,
) -> Pratica:
    """Makes the pratica out of its draft, or corrects the one the draft is of, all or nothing, and only once.

    `impresa` and `persona` are made first and used in it. With `versione` raises VersioneSuperata when the
    pratica was written meanwhile.
    """
    with allegati.transazione():
        minuta = Minuta.objects.select_for_update().get(pk=minuta.pk, autore=da)
        if minuta.depositata_il:
            return Pratica.objects.get(minute=minuta)
        completi = _con_le_nuove(campi, impresa, persona, da)
        pratica = _scrivi(minuta.pratica, completi, versione, da)
        _passa_i_file(minuta, pratica, pubblico, da)
        Minuta.objects.filter(pk=minuta.pk).update(campi={}, pratica=pratica, depositata_il=tempo.adesso())
        if apri:
            ciclo.apri(pratica, da=da)
        return pratica


def _scrivi(pratica: Pratica | None, campi: Mapping[str, Any], versione: int | None, da: Utente) -> Pratica:
    if pratica is None:
        return ciclo.crea(campi, da=da)
    ciclo.modifica(pratica, campi, versione=versione or pratica.versione, da=da)
    return pratica


def _con_le_nuove(
    campi: Mapping[str, Any], impresa: Mapping[str, Any] | None, persona: Mapping[str, Any] | None, da: Utente
) -> dict[str, Any]:
    completi = dict(campi)
    if impresa is not None:
        completi["azienda"] = anagrafe.crea_azienda(impresa, da=da)
    if persona is not None:
        completi["contatto"] = anagrafe.aggiungi_contatto(completi["azienda"], persona, da=da)
    return completi


def _passa_i_file(minuta: Minuta, pratica: Pratica, pubblico: str, da: Utente) -> None:
    for allegato in minuta.allegati.all():
        with allegato.file.open("rb") as aperto:
            fascicolo.allega(pratica, File(aperto, name=allegato.nome), pubblico=pubblico, da=da)
        allegati.elimina(allegato)


def _pretendi_mia(minuta: Minuta, utente: Utente) -> None:
    if minuta.autore_id != utente.pk or minuta.depositata_il:
        raise PermissionDenied


def _svuota(minuta: Minuta) -> None:
    with transaction.atomic():
        for allegato in minuta.allegati.all():
            allegati.elimina(allegato)
        minuta.delete()
