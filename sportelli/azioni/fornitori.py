"""Writing suppliers, their people and their documents."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction

from nucleo import allegati, tempo
from nucleo.stati import PassaggioNonAmmesso
from sportelli.azioni.versioni import pretendi, tieni
from sportelli.models import ContattoFornitore, DocumentoFornitore, Fornitore, Utente
from sportelli.permessi import puo_creare_fornitore, puo_modificare_fornitore

Campi = Mapping[str, Any]
MOLTI = ("paesi", "servizi", "settori")
CAMPI = frozenset(
    {
        *MOLTI,
        *("ragione_sociale", "tipo", "partita_iva", "paese", "comune", "provincia", "descrizione", "lingue"),
        *("email", "pec", "telefono", "sito", "tariffa", "unita_tariffa", "condiviso_con_la_rete"),
    }
)
# An agreement with Toscana Promozione is declared by Toscana Promozione.
DI_TP = frozenset({"convenzionato_tp"})


@transaction.atomic
def crea_fornitore(campi: Campi, *, da: Utente, contatti: Iterable[Campi] = ()) -> Fornitore:
    """A new supplier of the person's office, or of TP; raises ValidationError on values that cannot be."""
    if not puo_creare_fornitore(da):
        raise PermissionDenied
    nuovo = _scrivi(Fornitore(proprietario=da.sportello, versione=0), campi, da)
    for contatto in contatti:
        aggiungi_contatto_fornitore(nuovo, contatto, da=da)
    return nuovo


@transaction.atomic
def modifica_fornitore(fornitore: Fornitore, campi: Campi, *, versione: int, da: Utente) -> Fornitore:
    """Writes `campi` over the version that was read, or raises VersioneSuperata."""
    attuale = tieni(fornitore)
    _permetti(da, attuale)
    pretendi(attuale, versione)
    return _scrivi(attuale, campi, da)


@transaction.atomic
def condividi_fornitore(fornitore: Fornitore, condiviso: bool, *, da: Utente) -> None:
    """Shows an office's supplier to the whole network, or to the office and TP alone (C4)."""
    _permetti(da, fornitore)
    _aggiorna(fornitore, condiviso_con_la_rete=condiviso)


@transaction.atomic
def sospendi_fornitore(fornitore: Fornitore, motivo: str, *, da: Utente) -> None:
    """Proposed no more, with a reason that everybody who sees it reads."""
    _permetti(da, fornitore)
    _cambia(fornitore, Fornitore.Stato.ATTIVO, Fornitore.Stato.SOSPESO, motivo.strip())


@transaction.atomic
def riattiva_fornitore(fornitore: Fornitore, *, da: Utente) -> None:
    _permetti(da, fornitore)
    _cambia(fornitore, Fornitore.Stato.SOSPESO, Fornitore.Stato.ATTIVO, "")


@transaction.atomic
def aggiungi_contatto_fornitore(fornitore: Fornitore, campi: Campi, *, da: Utente) -> ContattoFornitore:
    _permetti(da, fornitore)
    return _salva_contatto(ContattoFornitore(fornitore=fornitore), campi)


@transaction.atomic
def modifica_contatto_fornitore(
    contatto: ContattoFornitore, campi: Campi, *, versione: int, da: Utente
) -> ContattoFornitore:
    """Writes over the version that was read, or raises VersioneSuperata."""
    attuale = tieni(contatto)
    _permetti(da, attuale.fornitore)
    pretendi(attuale, versione)
    attuale.versione += 1
    return _salva_contatto(attuale, campi)


@transaction.atomic
def togli_contatto_fornitore(contatto: ContattoFornitore, *, da: Utente) -> None:
    """The history of the supplier keeps who it was."""
    _permetti(da, contatto.fornitore)
    contatto.delete()


@allegati.transazione()
def aggiungi_documento(
    fornitore: Fornitore, file: "File[bytes]", *, titolo: str, scade_il: date | None, da: Utente
) -> DocumentoFornitore:
    """A certificate or a contract; raises ValidationError when the file is not one we take."""
    _permetti(da, fornitore)
    return allegati.archivia(
        DocumentoFornitore, file, da=da, fornitore=fornitore, titolo=titolo, scade_il=scade_il
    )


@transaction.atomic
def togli_documento(documento: DocumentoFornitore, *, da: Utente) -> None:
    _permetti(da, documento.fornitore)
    allegati.elimina(documento)


def _permetti(utente: Utente, fornitore: Fornitore) -> None:
    if not puo_modificare_fornitore(utente, fornitore):
        raise PermissionDenied


def _scrivi(fornitore: Fornitore, campi: Campi, da: Utente) -> Fornitore:
    """Sets the fields, asks the model whether they can be, and counts one version more."""
    estranei = campi.keys() - (CAMPI | DI_TP if da.di_tp else CAMPI)
    if estranei:
        raise PermissionDenied(f"campi non ammessi: {', '.join(sorted(estranei))}")
    for nome, valore in campi.items():
        if nome not in MOLTI:
            setattr(fornitore, nome, valore)
    fornitore.aggiornato_il = tempo.adesso()
    fornitore.versione += 1
    fornitore.full_clean()
    fornitore.save()
    for nome in MOLTI:
        if nome in campi:
            getattr(fornitore, nome).set(campi[nome])
    return fornitore


def _cambia(fornitore: Fornitore, da_stato: str, a_stato: str, motivo: str) -> None:
    righe = Fornitore.objects.filter(pk=fornitore.pk, stato=da_stato)
    if not righe.update(stato=a_stato, motivo_sospensione=motivo, aggiornato_il=tempo.adesso()):
        raise PassaggioNonAmmesso(f"{fornitore}: non è più {da_stato}")
    fornitore.refresh_from_db()


def _aggiorna(fornitore: Fornitore, **campi: Any) -> None:
    Fornitore.objects.filter(pk=fornitore.pk).update(**campi, aggiornato_il=tempo.adesso())
    fornitore.refresh_from_db()


def _salva_contatto(contatto: ContattoFornitore, campi: Campi) -> ContattoFornitore:
    for nome in ("nome", "incarico", "email", "telefono"):
        setattr(contatto, nome, campi.get(nome, getattr(contatto, nome)))
    contatto.full_clean()
    contatto.save()
    return contatto
