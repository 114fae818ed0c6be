"""What this app presents below: its notices."""

from calendario import permessi, posta
from calendario.models import Fonte, Iniziativa
from calendario.riquadri import (
    iniziative_della_bozza,
    iniziative_della_circolare,
    interesse_della_pratica,
)
from nucleo import notifiche, riquadri

posta.registra()
riquadri.registra("pratica", interesse_della_pratica)
riquadri.registra("circolare pubblica", iniziative_della_circolare)
riquadri.registra("bozza di circolare", iniziative_della_bozza)
notifiche.registra(posta.GENERE, Iniziativa.objects.visibili_a)
notifiche.registra(posta.GENERE_FONTE, Fonte.objects.visibili_a)
notifiche.argomento(posta.FONTI, "Le fonti che non si leggono", riguarda=permessi.puo_tenere_le_fonti)
notifiche.argomento(posta.MODERAZIONE, "Le iniziative da approvare", riguarda=permessi.puo_moderare)
notifiche.argomento(
    posta.MIE,
    "Le iniziative che ho proposto",
    riguarda=lambda utente: utente.di_sportello or permessi.e_di_un_partner(utente),
)
notifiche.argomento(
    posta.INTERESSI,
    "Le aziende interessate a un'iniziativa",
    riguarda=lambda utente: utente.di_sportello,
)
