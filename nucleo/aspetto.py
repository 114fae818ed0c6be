"""How a state looks: one table for every badge, so that one word has one face everywhere."""

from typing import NamedTuple


class Aspetto(NamedTuple):
    tono: str
    icona: str = ""


SENZA_ASPETTO = Aspetto("grigio")

STATI = {
    # Pratiche
    "bozza": Aspetto("grigio", "it-pencil"),
    "aperta": Aspetto("blu", "it-inbox"),
    "in_lavorazione": Aspetto("petrolio", "it-settings"),
    "in_attesa_azienda": Aspetto("ambra", "ex-clessidra"),
    "in_attesa_tp": Aspetto("viola", "ex-clessidra"),
    "chiarimento_chiesto": Aspetto("arancio", "it-help-circle"),
    "completata": Aspetto("verde", "it-check-circle"),
    "annullata": Aspetto("grigio", "it-close-circle"),
    # Circulars
    "diffusa": Aspetto("verde", "it-check-circle"),
    "in_anteprima": Aspetto("ambra", "it-locked"),
    # Initiatives
    "proposta": Aspetto("viola", "ex-clessidra"),
    "preannunciata": Aspetto("blu", "it-calendar"),
    "confermata": Aspetto("verde", "it-check-circle"),
    "rinviata": Aspetto("ambra", "it-clock"),
    "conclusa": Aspetto("grigio", "it-check"),
    # Decisions shared with Toscana Promozione
    "attende_tp": Aspetto("viola", "ex-clessidra"),
    "attende_sportello": Aspetto("ambra", "ex-clessidra"),
    "concordata": Aspetto("verde", "it-check-circle"),
    "ritirata": Aspetto("grigio", "it-close-circle"),
    "in_assenza": Aspetto("arancio", "it-warning-circle"),
    # Clarifications
    "aperto": Aspetto("arancio", "it-help-circle"),
    "risposto": Aspetto("blu", "it-comment"),
    "chiuso": Aspetto("verde", "it-check-circle"),
    # Suppliers, and what came of them
    "attivo": Aspetto("verde", "it-check-circle"),
    "sospeso": Aspetto("rosso", "it-ban"),
    "in_corso": Aspetto("petrolio", "it-settings"),
    "positivo": Aspetto("verde", "it-check-circle"),
    "parziale": Aspetto("ambra", "it-minus-circle"),
    "negativo": Aspetto("rosso", "it-close-circle"),
    # Requests for feedback, versions of the questionnaire
    "programmata": Aspetto("grigio", "it-clock"),
    "non_inviata": Aspetto("grigio", "it-minus-circle"),
    "inviata": Aspetto("blu", "it-mail"),
    "risposta": Aspetto("verde", "it-check-circle"),
    "rifiutata": Aspetto("grigio", "it-close-circle"),
    "in_uso": Aspetto("verde", "it-check-circle"),
    "superato": Aspetto("grigio", "it-box"),
    # Mail
    "in_coda": Aspetto("grigio", "it-clock"),
    "in_invio": Aspetto("petrolio", "it-mail"),
    "consegnato": Aspetto("verde", "it-check-circle"),
    "respinto": Aspetto("rosso", "it-error"),
    "parcheggiato": Aspetto("arancio", "it-warning-circle"),
    "annullato": Aspetto("grigio", "it-close-circle"),
    # Readings of the partners' calendars, and what they do
    "nuova": Aspetto("verde", "it-plus-circle"),
    "cambiata": Aspetto("blu", "it-pencil"),
    "ripresa": Aspetto("verde", "it-refresh"),
    "tolta": Aspetto("grigio", "it-close-circle"),
    "scartata": Aspetto("ambra", "it-ban"),
    "riuscita": Aspetto("verde", "it-check-circle"),
    "invariata": Aspetto("grigio", "it-minus-circle"),
    "fallita": Aspetto("rosso", "it-error"),
    "sospetta": Aspetto("arancio", "it-warning-circle"),
    # Priorities
    "normale": Aspetto("grigio"),
    "alta": Aspetto("ambra", "it-arrow-up"),
    "urgente": Aspetto("rosso", "it-horn"),
}
