"""A mailbox in a folder: on a machine without a mail server nothing leaves, and everything can be read.

The folder is a Maildir, so any mail program opens it too.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as Messaggio
from email.parser import BytesHeaderParser
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from nucleo import tempo

# Who really gets the message, blind copies included: the headers alone would not say.
BUSTA = "Delivered-To"
NOME = "%Y%m%dT%H%M%S%f"


class Casella(BaseEmailBackend):
    """Django's backend for `EMAIL_URL=casella:///folder`: one file per message, whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for messaggio in email_messages:
            posta = messaggio.message()
            posta[BUSTA] = ", ".join(messaggio.recipients())
            _deposita(cartella(), posta.as_bytes())
        return len(email_messages)


@dataclass(frozen=True)
class Busta:
    """What a list shows of a message; `chiave` opens it."""

    chiave: str
    quando: datetime
    da: str
    a: str
    oggetto: str


def cartella() -> Path:
    """The mailbox's folder; when mail really leaves (`EMAIL_URL=smtp://…`) there is nothing in it."""
    return Path(getattr(settings, "EMAIL_FILE_PATH", settings.STATO / "posta"))


def buste(destinatario: str = "") -> list[Busta]:
    """The messages, newest first; only those to addresses that contain `destinatario`, if given."""
    tutte = (_busta(percorso) for percorso in sorted((cartella() / "new").glob("*"), reverse=True))
    cercato = destinatario.strip().lower()
    return [busta for busta in tutte if cercato in busta.a.lower()]


def apri(chiave: str) -> Messaggio | None:
    """The whole message, None when there is no such key."""
    percorso = cartella() / "new" / chiave
    if not percorso.is_file():
        return None
    messaggio = message_from_bytes(percorso.read_bytes(), policy=policy.default)
    assert isinstance(messaggio, Messaggio)  # noqa: S101  # what policy.default makes
    return messaggio


def _deposita(casella: Path, contenuto: bytes) -> None:
    """Writes aside and renames: a reader never sees half a message."""
    for parte in ("tmp", "new", "cur"):
        (casella / parte).mkdir(parents=True, exist_ok=True)
    nome = f"{tempo.adesso().astimezone(UTC):{NOME}}-{secrets.token_hex(4)}"
    (casella / "tmp" / nome).write_bytes(contenuto)
    (casella / "tmp" / nome).rename(casella / "new" / nome)


def _busta(percorso: Path) -> Busta:
    with percorso.open("rb") as file:
        testata = BytesHeaderParser(policy=policy.default).parse(file)
    istante = datetime.strptime(f"{percorso.name.split('-')[0]}+0000", f"{NOME}%z")
    return Busta(
        chiave=percorso.name,
        quando=istante,
        da=str(testata["From"]),
        a=str(testata[BUSTA]),
        oggetto=str(testata["Subject"]),
    )
