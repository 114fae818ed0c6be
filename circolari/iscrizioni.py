"""The key that a company's person finds in every circolare: it opens her own preferences, nothing else."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from sportelli.models import Contatto

_firma = signing.Signer(salt="circolari.iscrizioni")


def chiave(contatto: int) -> str:
    """Signed, so that nobody makes one for somebody else; it never ends, like the mail that holds it."""
    return _firma.sign(str(contatto)).replace(":", ".")


def di_chi(chiave: str) -> Contatto | None:
    """Whose it is; None when it is not one of ours, or the person has been erased."""
    try:
        pk = int(_firma.unsign(chiave.replace(".", ":", 1)))
    except (signing.BadSignature, ValueError):
        return None
    return Contatto.objects.select_related("azienda__sportello").filter(pk=pk).first()


def casella(contatto: Contatto) -> str:
    """Her mailbox without its name: whoever gets hold of the address of the page learns no other one."""
    return f"•••@{contatto.email.rpartition('@')[2]}"


def indirizzo(chiave: str) -> str:
    """The whole address of the page of one's preferences."""
    return settings.INDIRIZZO + reverse("circolari:iscrizione", args=[chiave])


def indirizzo_disiscrizione(chiave: str) -> str:
    """Where a mail program's own button unsubscribes with one POST (RFC 8058)."""
    return settings.INDIRIZZO + reverse("circolari:disiscrivi", args=[chiave])
