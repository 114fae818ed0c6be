"""What the company's pages show beside the questions: the face of the Sportello, the answers so far."""

from typing import Any

from feedback.compilazione import Detto, del_valore
from feedback.lingua import LINGUE, parole, testo
from feedback.models import Questionario, Richiesta, Risposta
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
    } | del_questionario(richiesta.questionario, pratica.sportello, lingua)


def del_questionario(questionario: Questionario, sportello: Sportello | None, lingua: str) -> dict[str, Any]:
    """What is the same for everybody who is asked that version; all that its preview needs."""
    return {
        "sportello": sportello,
        "questionario": questionario,
        "titolo": testo(questionario, "titolo", lingua),
        "introduzione": testo(questionario, "introduzione", lingua),
        "ringraziamento": testo(questionario, "ringraziamento", lingua),
        "lingua": lingua,
        "altra_lingua": next(altra for altra in LINGUE if altra != lingua),
        "t": parole(lingua),
        "minuti": parole(lingua)["minuti"].format(questionario.minuti),
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
