"""What pages show: to the company the face of the Sportello and the answers so far; how a request goes."""

from dataclasses import dataclass
from typing import Any

from feedback.compilazione import Detto, del_valore
from feedback.lingua import LINGUE, parole, testo
from feedback.models import Questionario, Richiesta, Risposta, StatoRichiesta
from feedback.querysets import FALLITE
from nucleo.aspetto import STATI
from pratiche.competenza import responsabile_di
from sportelli.models import Sportello, Utente


def contesto(richiesta: Richiesta, lingua: str) -> dict[str, Any]:
    """The Sportello that asks, and about which request; nothing of who is asked, for links get forwarded."""
    pratica = richiesta.pratica
    assert richiesta.questionario is not None  # noqa: S101  # for mypy: a link is made with a questionnaire
    chi = _chi_ha_seguito(pratica.assegnata_a, pratica.sportello)
    return {
        "richiesta": richiesta,
        "numero": pratica.numero,
        "oggetto": pratica.oggetto,
        "chi": chi,
        "seguita_da": parole(lingua)["persona"].format(chi) if chi else "",
    } | del_questionario(richiesta.questionario, pratica.sportello, lingua, con_tp=pratica.tp_coinvolta)


def del_questionario(
    questionario: Questionario, sportello: Sportello | None, lingua: str, *, con_tp: bool = False
) -> dict[str, Any]:
    """What is the same for everybody who is asked that version; all that its preview needs.

    `con_tp`: Toscana Promozione took part, so it reads the answer too, and the page says so (GDPR art. 13).
    """
    return {
        "sportello": sportello,
        "questionario": questionario,
        "titolo": testo(questionario, "titolo", lingua),
        "introduzione": testo(questionario, "introduzione", lingua),
        "ringraziamento": testo(questionario, "ringraziamento", lingua),
        "lingua": lingua,
        "altra_lingua": next(altra for altra in LINGUE if altra != lingua),
        "t": parole(lingua),
        "privacy": parole(lingua)["privacy_con_tp" if con_tp else "privacy"],
        "minuti": parole(lingua)["un_minuto" if questionario.minuti == 1 else "minuti"].format(
            questionario.minuti
        ),
    }


def detti_di(risposta: Risposta | None) -> dict[str, Detto]:
    """What was answered so far, by the code of the question."""
    if risposta is None:
        return {}
    valori = risposta.valori.select_related("domanda")
    return {valore.domanda.codice: del_valore(valore) for valore in valori}


def _chi_ha_seguito(chi: Utente | None, sportello: Sportello) -> Utente | None:
    """Who followed the request, while she works there; else who answers for the office."""
    if chi is not None and chi.is_active and chi.sportello_id == sportello.pk:
        return chi
    return responsabile_di(sportello)


@dataclass(frozen=True)
class Situazione:
    """How a request goes, in words: what the office can do about it, whether an answer is awaited."""

    nome: str
    tono: str
    icona: str
    perche: str = ""
    mossa: str = "Chiedi ora"
    attende: bool = False


NUOVO_COLLEGAMENTO = "Manda di nuovo"


def situazione(richiesta: Richiesta) -> Situazione:
    """Of a request read with its mail."""
    if richiesta.stato == StatoRichiesta.INVIATA:
        return _inviata(richiesta)
    aspetto = STATI[richiesta.stato]
    perche = richiesta.get_motivo_display() if richiesta.stato == StatoRichiesta.NON_INVIATA else ""
    return Situazione(richiesta.get_stato_display(), aspetto.tono, aspetto.icona, perche)


def _inviata(richiesta: Richiesta) -> Situazione:
    if richiesta.scaduta():
        return Situazione("Scaduta", "grigio", "it-clock", "nessuna risposta", NUOVO_COLLEGAMENTO)
    if richiesta.busta is not None and richiesta.busta.stato in FALLITE:
        perche = f"e-mail {richiesta.busta.get_stato_display().lower()}"
        return Situazione("Non arrivata", "rosso", "it-close-circle", perche, "Scegli un'altra persona")
    consegna = richiesta.busta.get_stato_display().lower() if richiesta.busta is not None else ""
    come = f"e-mail {consegna}" if consegna else ""
    return Situazione("In attesa", "blu", "it-mail", come, NUOVO_COLLEGAMENTO, attende=True)
