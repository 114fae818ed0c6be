"""Second thoughts: what was just done to an initiative is taken back by its inverse verb, as long as nobody
has touched it since. What everybody has read meanwhile stays in its versions."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from calendario import permessi
from calendario.azioni.campi import cambiati, istantanea, scrivi
from calendario.azioni.pubblicazione import muovi, proponi
from calendario.azioni.redazione import modifica
from calendario.models import PUBBLICI, Iniziativa, Stato
from nucleo.stati import PassaggioNonAmmesso
from nucleo.verbi import verbo
from sportelli.models import Utente


@dataclass(frozen=True)
class Ripensamento:
    """How to take back one verb: the row as the verb left it (`revisione`, `adesso`), and what it was before.

    `campi` are only those that the verb changed; all of it is plain JSON, to be kept for a while.
    """

    codice: str
    revisione: int
    adesso: str
    stato: str
    proposta_come: str
    motivo: str
    inizio_prima: str
    campi: dict[str, Any]

    @property
    def possibile(self) -> bool:
        """Whether a verb leads back to the state that it had."""
        return self.stato == self.adesso or self.stato in Iniziativa.PASSAGGI.get(self.adesso, ())

    def come_json(self) -> dict[str, Any]:
        return asdict(self)


class Prima:
    """An initiative as it is before a verb is called on it."""

    def __init__(self, iniziativa: Iniziativa) -> None:
        self.riga, self.detto = iniziativa, istantanea(iniziativa)
        self.stato, self.proposta_come = iniziativa.stato, iniziativa.proposta_come
        self.motivo = iniziativa.motivo
        self.inizio_prima = iniziativa.inizio_prima.isoformat() if iniziativa.inizio_prima else ""

    def dopo(self) -> Ripensamento:
        """What takes back the verb that has just been called."""
        ora = Iniziativa.objects.get(pk=self.riga.pk)
        diversi = {nome: self.detto[nome] for nome in cambiati(ora, self.detto)}
        return Ripensamento(
            codice=str(ora.codice),
            revisione=ora.revisione,
            adesso=ora.stato,
            stato=self.stato,
            proposta_come=self.proposta_come,
            motivo=self.motivo,
            inizio_prima=self.inizio_prima,
            campi=diversi,
        )


def riprendi(iniziativa: Iniziativa, passo: Ripensamento, *, da: Utente) -> None:
    """Puts it back as it was; PassaggioNonAmmesso when it has been touched since."""
    if (iniziativa.revisione, iniziativa.stato) != (passo.revisione, passo.adesso):
        raise PassaggioNonAmmesso(f"{iniziativa}: qualcuno l'ha cambiata nel frattempo")
    if passo.stato == passo.adesso:
        modifica(iniziativa, passo.campi, revisione=passo.revisione, da=da)
    elif passo.stato == Stato.PROPOSTA:
        proponi(iniziativa, come=passo.proposta_come, da=da)
    elif passo.stato in PUBBLICI:
        _rimetti(iniziativa, passo, da=da)
    else:
        raise PassaggioNonAmmesso(f"{iniziativa}: da {passo.adesso} non si torna a {passo.stato}")


@verbo(permessi.puo_muovere)
def _rimetti(iniziativa: Iniziativa, passo: Ripensamento, *, da: Utente) -> None:
    """The state that it had, with the days that it had then."""
    if iniziativa.revisione != passo.revisione:
        raise PassaggioNonAmmesso(f"{iniziativa}: qualcuno l'ha cambiata nel frattempo")
    prima = date.fromisoformat(passo.inizio_prima) if passo.inizio_prima else None
    scrivi(iniziativa, passo.campi)
    muovi(iniziativa, passo.stato, motivo=passo.motivo, inizio_prima=prima, da=da)
