"""The words a pratica is described with, and the steps between its states (C1)."""

from collections.abc import Collection, Mapping

from django.db import models


class Stato(models.TextChoices):
    BOZZA = "bozza", "Bozza"
    APERTA = "aperta", "Aperta"
    IN_LAVORAZIONE = "in_lavorazione", "In lavorazione"
    IN_ATTESA_AZIENDA = "in_attesa_azienda", "In attesa dell'azienda"
    IN_ATTESA_TP = "in_attesa_tp", "In attesa di Toscana Promozione"
    CHIARIMENTO_CHIESTO = "chiarimento_chiesto", "Chiarimento chiesto"
    COMPLETATA = "completata", "Completata"
    ANNULLATA = "annullata", "Annullata"


ATTESE = (Stato.IN_ATTESA_AZIENDA, Stato.IN_ATTESA_TP, Stato.CHIARIMENTO_CHIESTO)
APERTE = (Stato.APERTA, Stato.IN_LAVORAZIONE, *ATTESE)
CHIUSE = (Stato.COMPLETATA, Stato.ANNULLATA)


class Canale(models.TextChoices):
    SPORTELLO = "sportello", "Allo sportello"
    TELEFONO = "telefono", "Telefono"
    EMAIL = "email", "E-mail"
    PEC = "pec", "PEC"
    VIDEO = "video", "Videochiamata"
    EVENTO = "evento", "Fiera o evento"
    CALENDARIO = "calendario", "Calendario pubblico"


class Priorita(models.TextChoices):
    NORMALE = "normale", "Normale"
    ALTA = "alta", "Alta"
    URGENTE = "urgente", "Urgente"


class Esito(models.TextChoices):
    RISOLTA = "risolta", "Risolta"
    IN_PARTE = "in_parte", "Risolta in parte"
    ORIENTATA = "orientata", "Indirizzata ad altri"
    NON_RISOLTA = "non_risolta", "Non risolta"


PASSAGGI: Mapping[str, Collection[str]] = {
    Stato.BOZZA: {Stato.APERTA, Stato.ANNULLATA},
    Stato.APERTA: {
        Stato.IN_LAVORAZIONE,
        Stato.IN_ATTESA_TP,
        Stato.CHIARIMENTO_CHIESTO,
        Stato.ANNULLATA,
    },
    # Back to the queue when whoever followed it has left the office.
    Stato.IN_LAVORAZIONE: {Stato.APERTA, *ATTESE, Stato.COMPLETATA, Stato.ANNULLATA},
    Stato.IN_ATTESA_AZIENDA: {
        Stato.IN_LAVORAZIONE,
        Stato.IN_ATTESA_TP,
        Stato.CHIARIMENTO_CHIESTO,
        Stato.ANNULLATA,
    },
    Stato.IN_ATTESA_TP: {
        Stato.APERTA,
        Stato.IN_LAVORAZIONE,
        Stato.CHIARIMENTO_CHIESTO,
        Stato.ANNULLATA,
    },
    Stato.CHIARIMENTO_CHIESTO: {
        Stato.APERTA,
        Stato.IN_LAVORAZIONE,
        Stato.IN_ATTESA_TP,
        Stato.ANNULLATA,
    },
    Stato.COMPLETATA: {Stato.IN_LAVORAZIONE},
    Stato.ANNULLATA: {Stato.BOZZA, Stato.IN_LAVORAZIONE},
}
