"""The key that a subscriber finds in every mail: it opens her own subscription, and nothing else."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from calendario.models import Abbonamento

_firma = signing.Signer(salt="calendario.abbonamenti")


def chiave(codice: UUID) -> str:
    """Signed, so that nobody makes one for somebody else; it never ends, like the mail that holds it."""
    return _firma.sign(codice.hex).replace(":", ".")


def di_chi(chiave: str) -> Abbonamento | None:
    """Whose it is; None when it is not one of ours."""
    try:
        codice = UUID(_firma.unsign(chiave.replace(".", ":", 1)))
    except (signing.BadSignature, ValueError):
        return None
    return Abbonamento.objects.filter(codice=codice).first()


def indirizzo(chiave: str) -> str:
    """The whole address of the page of a subscription."""
    return settings.INDIRIZZO + reverse("calendario:abbonamento", args=[chiave])


def indirizzo_disiscrizione(chiave: str) -> str:
    """Where a mail program's own button unsubscribes with one POST (RFC 8058)."""
    return settings.INDIRIZZO + reverse("calendario:disiscrivi", args=[chiave])
