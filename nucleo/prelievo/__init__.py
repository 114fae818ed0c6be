"""Fetching a page that somebody else has named, without becoming the hand of who named it (S-01).

Only what is on the public Internet is reached, on the ports of the web, at the address that was checked; and
nothing that is there can keep us longer, or give us more, than `Regole` allows. No cookie, no credential, no
environment proxy. Whatever is wrong is a `Rifiutato`, whose words are for people.
"""

from nucleo.prelievo.prelievo import Prelievo, controlla, preleva
from nucleo.prelievo.regole import REGOLE, Regole, Rifiutato

__all__ = ["REGOLE", "Prelievo", "Regole", "Rifiutato", "controlla", "preleva"]
