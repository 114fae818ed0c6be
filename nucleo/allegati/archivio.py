"""Keeping private files: a file without its row, or a row without its file, does not stay."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import models, transaction

from nucleo.allegati.controlli import controlla
from nucleo.allegati.modello import Allegato, chiave_casuale

registro = logging.getLogger(__name__)
A = TypeVar("A", bound=Allegato)
# Keys written in the transaction under way; None outside of one.
_scritte: ContextVar[list[str] | None] = ContextVar("scritte", default=None)


@contextmanager
def transazione() -> Iterator[None]:
    """`transaction.atomic` for verbs that receive files: if it fails, what it stored goes away with it.

    One inside another answers for its own files, and hands them to the other when it succeeds.
    """
    fuori = _scritte.get()
    chiavi: list[str] = []
    segno = _scritte.set(chiavi)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        for chiave in chiavi:
            _cancella(chiave)
        raise
    else:
        if fuori is not None:
            fuori.extend(chiavi)
    finally:
        _scritte.reset(segno)


def archivia(modello: type[A], file: "File[bytes]", *, da: models.Model, **campi: Any) -> A:
    """Checks and stores `file` under a random key, and makes its row of `modello`.

    Raises ValidationError when the file is not one we take, or when it cannot be written.
    """
    esame = controlla(file)
    with transazione():
        chiave = chiave_casuale(modello(), esame.nome)
        _scrivi(chiave, file)
        return modello._default_manager.create(
            file=chiave,
            nome=esame.nome,
            tipo=esame.tipo,
            dimensione=esame.dimensione,
            impronta=esame.impronta,
            caricato_da=da,
            **campi,
        )


def elimina(allegato: Allegato) -> None:
    """Deletes the row and, once that is certain, its file."""
    chiave = allegato.file.name
    allegato.delete()
    if chiave:
        transaction.on_commit(lambda: _cancella(chiave))


def _scrivi(chiave: str, file: "File[bytes]") -> None:
    chiavi = _scritte.get()
    if chiavi is not None:
        chiavi.append(chiave)
    try:
        scritta = default_storage.save(chiave, file)
    except OSError as errore:
        registro.exception("a private file could not be written")
        raise ValidationError("Il file non si è potuto salvare: riprova tra qualche minuto.") from errore
    if scritta != chiave:
        raise RuntimeError("the storage has changed the key of a file")


def _cancella(chiave: str) -> None:
    try:
        default_storage.delete(chiave)
    except OSError:
        registro.exception("file %s is left without a row; pulisci_allegati will remove it", chiave)
