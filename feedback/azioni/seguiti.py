"""Following up: a low score, or «contattatemi», is somebody's task, with a day by which it is done."""

from django.core.exceptions import ValidationError

from feedback import scadenze
from feedback.models import Impostazioni, Risposta, Seguito, StatoSeguito
from feedback.permessi import puo_chiudere_seguito
from nucleo import tempo
from nucleo.verbi import verbo
from sportelli.models import Utente

Motivo = Seguito.Motivo


def apri_seguito(risposta: Risposta) -> Seguito | None:
    """The task that an answer asks for, or has asked for already; None when there is nothing to follow.

    An answer of the Chamber's own questionnaire opens none: its office has dealt with it there.
    """
    impostazioni = Impostazioni.objects.di(risposta.sportello)
    motivo = _motivo(risposta, impostazioni.soglia)
    if not motivo or risposta.sistema:
        return None
    seguito, _ = Seguito.objects.get_or_create(
        risposta=risposta,
        defaults={
            "sportello": risposta.sportello,
            "motivo": motivo,
            "entro_il": scadenze.entro_cui_richiamare(risposta.sportello, impostazioni.seguito_giorni),
        },
    )
    return seguito


def _motivo(risposta: Risposta, soglia: int) -> str:
    basso = risposta.complessivo is not None and risposta.complessivo <= soglia
    if basso and risposta.contattatemi:
        return Motivo.ENTRAMBI
    if basso:
        return Motivo.VOTO
    return Motivo.CONTATTO if risposta.contattatemi else ""


@verbo(puo_chiudere_seguito)
def chiudi_seguito(seguito: Seguito, nota: str, *, da: Utente) -> None:
    """The company has been called: how it went stays written, with who and when."""
    if not nota.strip():
        raise ValidationError("Scrivi com'è andata.")
    seguito.passa_a(StatoSeguito.CHIUSO, nota=nota.strip(), chiuso_il=tempo.adesso(), chiuso_da=da)
