"""The words of the questionnaire's public pages, in Italian and in English."""

from datetime import datetime
from typing import Any

from babel.dates import format_date

from nucleo import tempo
from nucleo.parole import ora

LINGUE = {"it": "Italiano", "en": "English"}
PREDEFINITA = "it"


def scelta(chiesta: str) -> str:
    """The language that was asked for, if we speak it."""
    return chiesta if chiesta in LINGUE else PREDEFINITA


def testo(riga: Any, campo: str, lingua: str) -> str:
    """A text of a question, an option, a section in that language; in Italian where it is not translated."""
    tradotto: str = getattr(riga, f"{campo}_en") if lingua == "en" else ""
    return tradotto or str(getattr(riga, campo))


def parole(lingua: str) -> dict[str, str]:
    return PAROLE[lingua]


def fino_a(istante: datetime, lingua: str) -> str:
    """Until when an answer may be corrected."""
    giorno = format_date(tempo.giorno_di_roma(istante), "long", locale=lingua)
    return PAROLE[lingua]["puo_correggere"].format(giorno=giorno, ora=ora(istante))


PAROLE = {
    "it": {
        "altra": "English",
        "salta": "Vai al contenuto",
        "richiesta": "La sua richiesta",
        "minuti": "circa {} minuti",
        "un_minuto": "circa un minuto",
        "obbligatoria": "obbligatoria",
        "facoltativa": "facoltativa",
        "non_so": "Non so / non mi riguarda",
        "solo_se": "Solo se a «{domanda}» ha risposto: {valori}.",
        "scegli_piu": "Può sceglierne più d'una.",
        "caratteri": "Al massimo {} caratteri.",
        "manca": "Scelga una risposta.",
        "manca_testo": "Scriva una risposta.",
        "migliaia": ".",
        "numero": "Scriva un numero intero da {minimo} a {massimo}.",
        "troppo": "La risposta supera i {} caratteri.",
        "errori": "Mancano alcune risposte",
        "errori_nota": "Le domande da completare sono segnate in rosso. Quello che ha scritto è rimasto.",
        "invia": "Invia la risposta",
        "correggi": "Invia la risposta corretta",
        "salva": "Salva e continua dopo",
        "salvato": "Salvato. Può chiudere questa pagina e riprendere dallo stesso collegamento.",
        "salvando": "Salvo…",
        "salvato_ora": "Salvato",
        "non_salvato": "Non salvato: controlli il collegamento a Internet.",
        "gia_data": "La risposta è già arrivata: ricarichi la pagina.",
        "chi": "Chi le scrive",
        "privacy": "Le risposte le legge lo Sportello che l'ha seguita. Alla rete arrivano solo medie, "
        "mai il suo nome.",
        "privacy_con_tp": "Le risposte le leggono lo Sportello che l'ha seguita e, senza i suoi recapiti, "
        "Toscana Promozione, che ha lavorato con lui alla sua richiesta. Agli altri arrivano solo medie, "
        "mai il suo nome.",
        "rifiuta": "Non voglio rispondere",
        "rifiuta_titolo": "Non vuole rispondere?",
        "rifiuta_nota": "Non riceverà altri promemoria per questa richiesta.",
        "rifiuta_mai": "Non inviatemi più questionari",
        "torna": "Torna al questionario",
        "grazie": "Grazie",
        "puo_correggere": "Può correggere la risposta fino al {giorno}, ore {ora}.",
        "rivedi": "Rivedi la risposta",
        "rimasti": "Per qualsiasi cosa siamo qui",
        "telefono": "Per telefono abbiamo già scritto la sua risposta.",
        "persona": "L'ha seguita {}.",
        "bozza": "Anteprima: è così che la vede un'azienda. Qui non si invia niente.",
    },
    "en": {
        "altra": "Italiano",
        "salta": "Skip to content",
        "richiesta": "Your request",
        "minuti": "about {} minutes",
        "un_minuto": "about a minute",
        "obbligatoria": "required",
        "facoltativa": "optional",
        "non_so": "I don't know / not applicable",
        "solo_se": "Only if to “{domanda}” you answered: {valori}.",
        "scegli_piu": "You may choose more than one.",
        "caratteri": "At most {} characters.",
        "manca": "Please choose an answer.",
        "manca_testo": "Please write an answer.",
        "migliaia": ",",
        "numero": "Please write a whole number from {minimo} to {massimo}.",
        "troppo": "The answer is longer than {} characters.",
        "errori": "Some answers are missing",
        "errori_nota": "The questions to complete are marked in red. What you wrote is still here.",
        "invia": "Send the answer",
        "correggi": "Send the corrected answer",
        "salva": "Save and continue later",
        "salvato": "Saved. You may close this page and go on later from the same link.",
        "salvando": "Saving…",
        "salvato_ora": "Saved",
        "non_salvato": "Not saved: please check your Internet connection.",
        "gia_data": "We already have your answer: please reload the page.",
        "chi": "Who is writing to you",
        "privacy": "Your answers are read by the help desk that assisted you. The network sees only "
        "averages, never your name.",
        "privacy_con_tp": "Your answers are read by the help desk that assisted you and, without your "
        "contact details, by Toscana Promozione, which worked with it on your request. The others see only "
        "averages, never your name.",
        "rifiuta": "I do not want to answer",
        "rifiuta_titolo": "You do not want to answer?",
        "rifiuta_nota": "You will receive no more reminders about this request.",
        "rifiuta_mai": "Send me no more questionnaires",
        "torna": "Back to the questionnaire",
        "grazie": "Thank you",
        "puo_correggere": "You may correct the answer until {giorno}, {ora}.",
        "rivedi": "Review the answer",
        "rimasti": "We are here for anything you need",
        "telefono": "We have already written down your answer by phone.",
        "persona": "You were assisted by {}.",
        "bozza": "Preview: this is what a company sees. Nothing is sent from here.",
    },
}
