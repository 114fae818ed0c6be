"""What this app presents to the notice centre: which pratiche a person sees, and its topics."""

from nucleo import notifiche
from pratiche import posta
from pratiche.azioni import rimetti_in_coda
from pratiche.models import Pratica
from sportelli.azioni import registra_uscita

registra_uscita(rimetti_in_coda)

notifiche.registra(posta.GENERE, Pratica.objects.visibili_a)
notifiche.argomento(posta.PRATICHE, "Le pratiche che seguo", riguarda=posta.lavora_alle_pratiche)
notifiche.argomento(posta.DECISIONI, "Le decisioni da concordare", riguarda=posta.lavora_alle_pratiche)
notifiche.argomento(posta.CHIARIMENTI, "I chiarimenti", riguarda=posta.lavora_alle_pratiche)
notifiche.argomento(
    posta.PROMEMORIA,
    "Le scadenze e le pratiche ferme",
    notifiche.Frequenza.GIORNALIERA,
    riguarda=lambda utente: utente.di_sportello,
)
notifiche.argomento(
    posta.CONDIVISE, "Le pratiche condivise con noi", riguarda=lambda utente: utente.di_sportello
)
