"""What this app presents below: who composes its mail, which answers a person sees, its topic."""

from feedback import posta
from feedback.models import Richiesta, Risposta
from nucleo import notifiche

posta.registra()
notifiche.registra(posta.GENERE, Risposta.objects.visibili_a)
notifiche.registra(posta.RICHIESTA, Richiesta.objects.dell_ufficio_di)
notifiche.argomento(posta.ARGOMENTO, "Il feedback delle aziende", riguarda=lambda utente: utente.di_sportello)
