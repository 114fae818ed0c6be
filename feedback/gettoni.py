"""The key of a questionnaire: 128 bits that the database alone cannot make; it holds their fingerprint.

It is derived from the request and the number of its link with the secret of the program, so an e-mail tried
again holds the same link, and a new link makes the old one open nothing.
"""

import hashlib
from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from feedback.models import Richiesta

SALE = "feedback.gettoni"
BYTE = 16


def gettone(richiesta: Richiesta) -> str:
    """The key that opens the present link of a request: 22 characters that fit an address."""
    seme = f"{richiesta.codice}:{richiesta.generazione}"
    firma = salted_hmac(SALE, seme, algorithm="sha256").digest()
    return urlsafe_b64encode(firma[:BYTE]).rstrip(b"=").decode()


def impronta(chiave: str) -> str:
    """What is kept of a key: from it nobody goes back."""
    return hashlib.sha256(chiave.encode()).hexdigest()


def indirizzo(richiesta: Richiesta) -> str:
    """The whole address of the questionnaire; made from settings.INDIRIZZO, never from a request (S-01)."""
    return settings.INDIRIZZO + reverse("feedback:rispondi", args=[gettone(richiesta)])
