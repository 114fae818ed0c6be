"""What this floor presents to itself: who composes the mail of notices, and the topic of the post office."""

from nucleo import notifiche
from nucleo.notifiche import lettere

lettere.registra()
notifiche.argomento("posta", "La posta in uscita", riguarda=lambda utente: utente.is_staff)
