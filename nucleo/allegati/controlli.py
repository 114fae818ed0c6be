"""Is this file one that we take? Size, name, extension and content, before a byte of it is kept."""

import hashlib
from dataclasses import dataclass

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat

from nucleo.allegati.contenitori import Rifiuto
from nucleo.allegati.nomi import estensione, pulisci
from nucleo.allegati.tipi import AMMESSI, TIPI, Tipo


@dataclass(frozen=True)
class Esame:
    """What is known of a file that passed: a clean name, our own MIME type, bytes, SHA-256."""

    nome: str
    tipo: str
    dimensione: int
    impronta: str


def controlla(file: "File[bytes]") -> Esame:
    """Raises ValidationError, in words for the person who sent it, unless the file is one we take."""
    nome = pulisci(file.name or "")
    try:
        tipo = _tipo(nome, file.size)
        _riconosci(file, tipo)
        file.seek(0)
        tipo.esamina(file)
    except Rifiuto as motivo:
        raise ValidationError(
            "«%(nome)s»: %(motivo)s", code="rifiutato", params={"nome": nome, "motivo": motivo}
        ) from motivo
    return Esame(nome, tipo.mime, file.size, _impronta(file))


def _tipo(nome: str, dimensione: int) -> Tipo:
    if not dimensione:
        raise Rifiuto("il file è vuoto.")
    if dimensione > settings.ALLEGATO_MASSIMO:
        massimo = filesizeformat(settings.ALLEGATO_MASSIMO)
        raise Rifiuto(f"è troppo grande ({filesizeformat(dimensione)}): il massimo è {massimo}.")
    tipo = TIPI.get(estensione(nome))
    if tipo is None:
        raise Rifiuto(f"questo tipo di file non si può allegare. Si possono: {AMMESSI}.")
    return tipo


def _riconosci(file: "File[bytes]", tipo: Tipo) -> None:
    """Compares the first bytes with what the extension says."""
    if not tipo.magie:
        return
    file.seek(0)
    try:
        viste = {magia.extension for magia in puremagic.magic_string(file.read(4096))}
    except (puremagic.PureError, ValueError):
        viste = set()
    if not viste & tipo.magie:
        raise Rifiuto("il contenuto non è quello che dice l'estensione.")


def _impronta(file: "File[bytes]") -> str:
    file.seek(0)
    impronta = hashlib.sha256()
    while pezzo := file.read(256 * 1024):
        impronta.update(pezzo)
    file.seek(0)
    return impronta.hexdigest()
