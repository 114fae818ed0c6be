"""A company's person says for herself whether she wants circulars (G-01, RFC 8058)."""

from nucleo import posta
from sportelli import azioni as anagrafe
from sportelli.models import Contatto, Scopo


def disiscrivi(contatto: Contatto) -> bool:
    """No more circulars for her; whether it changes anything. Said twice, it is one answer."""
    return anagrafe.consenso_dal_web(contatto, Scopo.CIRCOLARI, concesso=False)


def reiscrivi(contatto: Contatto) -> bool:
    """Circulars again, also where her mailbox had refused them; whether it changes anything."""
    riabilitata = posta.riabilita(contatto.email)
    return riabilitata | anagrafe.consenso_dal_web(contatto, Scopo.CIRCOLARI, concesso=True)
