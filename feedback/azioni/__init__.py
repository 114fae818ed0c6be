"""The verbs on questionnaires, requests, answers and follow-ups: the only code that writes them."""

from feedback.azioni.caricamento import carica_questionario
from feedback.azioni.collegamento import CollegamentoSpento
from feedback.azioni.impostazioni import salva_impostazioni
from feedback.azioni.questionari import (
    Voce,
    adotta,
    cestina,
    modifica_questionario,
    nuova_versione,
    salva_domanda,
    salva_sezione,
    sposta_domanda,
    togli_domanda,
    togli_sezione,
)
from feedback.azioni.richieste import (
    chiedi,
    invia_dovute,
    prepara_dovute,
    rifiuta,
    segnala_non_arrivate,
    sollecita_dovute,
)
from feedback.azioni.risposte import (
    Importata,
    correggibile,
    raccogli,
    registra_importata,
    rispondi,
    salva,
)
from feedback.azioni.seguiti import chiudi_seguito

__all__ = [
    "CollegamentoSpento",
    "Importata",
    "Voce",
    "adotta",
    "carica_questionario",
    "cestina",
    "chiedi",
    "chiudi_seguito",
    "correggibile",
    "invia_dovute",
    "modifica_questionario",
    "nuova_versione",
    "prepara_dovute",
    "raccogli",
    "registra_importata",
    "rifiuta",
    "rispondi",
    "salva",
    "salva_domanda",
    "salva_impostazioni",
    "salva_sezione",
    "segnala_non_arrivate",
    "sollecita_dovute",
    "sposta_domanda",
    "togli_domanda",
    "togli_sezione",
]
