"""What every verb is made of: permission, one transaction, the pratica held, timeline, grants."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import ValidationError

from nucleo import tempo, verbi
from nucleo.visibilita import riscrivi
from pratiche import posta, scadenze
from pratiche.models import ConcessionePratica, Passo, Pratica, Stato
from pratiche.models.scelte import ATTESE, CHIUSE
from sportelli.models import Utente

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


def tieni(riga: Any) -> None:
    """Locks the row's pratica until the end of the transaction, and reads both again."""
    pratica = riga if isinstance(riga, Pratica) else riga.pratica
    # The office of a pratica never changes: what was read of it stays good.
    sportello = pratica.sportello
    pratica.refresh_from_db(from_queryset=Pratica.objects.select_for_update(no_key=True))
    pratica.sportello = sportello
    if riga is not pratica:
        riga.refresh_from_db()
        riga.pratica = pratica


def verbo(
    puo: Callable[[Utente, Any], bool],
) -> Callable[[Callable[Concatenate[R, P], T]], Callable[Concatenate[R, P], T]]:
    """As every verb (`nucleo.verbi`), holding the pratica whatever row of it the verb is about."""
    return verbi.verbo(puo, tieni)


def sposta(pratica: Pratica, nuovo: str, passo: Passo, **campi: Any) -> None:
    """Moves the pratica to another state, with the clock of its deadline, its grants and its timeline."""
    passo.da_stato, passo.a_stato = pratica.stato, nuovo
    orologio = _orologio(pratica, nuovo)
    pratica.passa_a(nuovo, aggiornata_il=tempo.adesso(), **orologio, **campi)
    concedi(pratica)
    _aggiungi(pratica, passo)


def sposta_se(pratica: Pratica, da_stati: Collection[str], nuovo: str, passo: Passo, **campi: Any) -> None:
    """As `sposta` when the pratica is in one of the states; else the step and the fields alone."""
    if pratica.stato in da_stati and pratica.stato != nuovo:
        sposta(pratica, nuovo, passo, **campi)
        return
    scrivi(pratica, passo, **campi)


def scrivi(pratica: Pratica, passo: Passo, *, anche: Iterable[Utente] = (), **campi: Any) -> None:
    """Writes fields of a pratica that stays in its state, and the step of its timeline.

    `anche` are people to tell whom the pratica names no more.
    """
    cambia(pratica, aggiornata_il=tempo.adesso(), **campi)
    _aggiungi(pratica, passo, anche)


def _aggiungi(pratica: Pratica, passo: Passo, anche: Iterable[Utente] = ()) -> None:
    passo.pratica, passo.quando = pratica, tempo.adesso()
    passo.save()
    posta.annuncia(passo, anche)


def cambia(pratica: Pratica, **campi: Any) -> None:
    """Writes fields of a pratica that is held, and on the object in hand."""
    Pratica.objects.filter(pk=pratica.pk).update(**campi)
    for campo, valore in campi.items():
        setattr(pratica, campo, valore)


def concedi(pratica: Pratica) -> None:
    """Rewrites the grants of the pratica as the law of C4 wants them."""
    dovute = Pratica.objects.filter(pk=pratica.pk).concessioni_dovute()
    riscrivi(ConcessionePratica, pratica, {gruppo: fino_al for _, gruppo, fino_al in dovute})


def stato_di_ripresa(pratica: Pratica) -> Stato:
    """Where a pratica goes when what it waited for has come: TP still owes its word, or work goes on."""
    if pratica.decisioni.filter(stato="attende_tp").exists():
        return Stato.IN_ATTESA_TP
    return Stato.APERTA if pratica.assegnata_a_id is None else Stato.IN_LAVORAZIONE


def _orologio(pratica: Pratica, nuovo: str) -> dict[str, Any]:
    """The deadline stops in a wait and while closed, then moves by the working days waited (C1)."""
    if nuovo in ATTESE:
        return {"sospesa_dal": pratica.sospesa_dal or tempo.oggi()}
    fermo_dal = pratica.sospesa_dal
    if pratica.stato in CHIUSE and pratica.chiusa_il is not None:
        fermo_dal = tempo.giorno_di_roma(pratica.chiusa_il)
    if fermo_dal is None or pratica.scadenza is None:
        return {"sospesa_dal": None}
    attesi = scadenze.attesi(pratica, fermo_dal)
    return {
        "sospesa_dal": None,
        "giorni_attesi": pratica.giorni_attesi + attesi,
        "scadenza": scadenze.scadenza(pratica, pratica.scadenza, attesi),
    }


def perche(motivo: str) -> str:
    """The reason without the spaces around; ValidationError when there is none."""
    if not motivo.strip():
        raise ValidationError("Scrivi il motivo.")
    return motivo.strip()
