"""What this app presents below: who composes its mail, its notices, what a new closure moves."""

from circolari import azioni, posta
from circolari.models import Circolare
from nucleo import chiusure, notifiche
from sportelli.models import Ruolo

posta.registra()
chiusure.alla_nuova(azioni.posticipa_rilasci)
notifiche.registra(posta.GENERE, Circolare.objects.visibili_a)
# The offices have each circolare by a mail of its own, which nobody can renounce (C7).
notifiche.argomento(
    posta.CIRCOLARI,
    "Le circolari (la loro e-mail arriva sempre)",
    notifiche.Frequenza.MAI,
    riguarda=lambda utente: utente.di_sportello,
)
notifiche.argomento(
    posta.RILASCI,
    "Le circolari che ho diffuso",
    riguarda=lambda utente: utente.di_tp and utente.ruolo == Ruolo.REDAZIONE,
)
