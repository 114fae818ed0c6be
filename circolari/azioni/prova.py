"""A draft as it would arrive, to who is writing it and to nobody else."""

from circolari import lettere, permessi, platea
from circolari.azioni.diffusione import prevedi
from circolari.models import Circolare
from nucleo import parole, posta, tempo
from nucleo.posta import Contenuto
from nucleo.tempo import FestivitaSconosciute
from nucleo.verbi import verbo
from sportelli.models import Utente

SEGNO = "[PROVA]"
DATA_IGNOTA = "una data che ancora non si può calcolare"


@verbo(permessi.puo_modificare)
def manda_prova(circolare: Circolare, *, da: Utente) -> str:
    """Queues both mails of a draft to the address of `da`, and gives it back. Twice in a minute is once."""
    minuto = int(tempo.adesso().timestamp() // 60)
    for quale, lettera in enumerate(lettere_di_prova(circolare)):
        posta.accoda(
            f"prova:circolare:{circolare.pk}:{circolare.revisione}:{quale}:{minuto}:{da.pk}",
            da.email,
            f"{SEGNO} {lettera.oggetto}",
            lettera.testo,
            html=lettera.html,
            mittente=lettera.mittente,
        )
    return da.email


def lettere_di_prova(circolare: Circolare) -> list[Contenuto]:
    """The mail to an office and the mail to a company of it, as if it went out now."""
    return lettere.di_prova(circolare, platea.uffici(circolare).first(), dal=_dal(circolare))


def _dal(circolare: Circolare) -> str:
    try:
        return parole.data_lunga(prevedi(circolare).istante)
    except FestivitaSconosciute:
        return DATA_IGNOTA
