"""The row of a private file; each app says whose file it is."""

import secrets
from pathlib import PurePath

from django.conf import settings
from django.db import models

from nucleo import tempo


def chiave_casuale(riga: models.Model, nome: str) -> str:
    """A storage key that says nothing and cannot be guessed."""
    chiave = secrets.token_hex(16)
    return str(PurePath(chiave[:2], chiave))


class Allegato(models.Model):
    """A private file of some row; the subclass says of which. Made by `archivia` alone."""

    file = models.FileField(upload_to=chiave_casuale)
    nome = models.CharField("nome del file", max_length=200)
    tipo = models.CharField("tipo", max_length=100)
    dimensione = models.PositiveIntegerField("dimensione in byte")
    impronta = models.CharField("SHA-256", max_length=64)
    caricato_da = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    caricato_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        abstract = True
        ordering = ["caricato_il", "pk"]

    def __str__(self) -> str:
        return self.nome
