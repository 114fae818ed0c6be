"""What happens to the pratiche of a person who leaves the work of her office."""

from django.db import transaction

from pratiche.azioni.verbo import scrivi, sposta, tieni
from pratiche.models import Passo, Pratica, Stato
from pratiche.models.scelte import CHIUSE
from sportelli.models import Ruolo, Utente

# What waits for others is in somebody's hands: the responsabile's, who gives it to whom she likes.
IN_MANO = (Stato.IN_ATTESA_AZIENDA, Stato.IN_ATTESA_TP)


@transaction.atomic
def rimetti_in_coda(persona: Utente) -> None:
    """Her pratiche go back to the office's queue; those that wait for others, to its responsabile.

    Registered with `sportelli.azioni.registra_uscita`: it has no `da`, because whoever deactivates or moves
    a person may be an administrator, who sees no pratica. A pratica that waits in an office where nobody
    else works stays hers, until somebody is there to take it.
    """
    for pratica in Pratica.objects.filter(assegnata_a=persona).exclude(stato__in=CHIUSE):
        tieni(pratica)
        _lascia(pratica, persona)


def _lascia(pratica: Pratica, persona: Utente) -> None:
    erede = _responsabile(pratica, persona) if pratica.stato in IN_MANO else None
    if pratica.stato in IN_MANO and erede is None:
        return
    passo = Passo(
        genere=Passo.Genere.ASSEGNATA,
        da=None,
        motivo=f"{persona} non lavora più in questo ufficio.",
        differenze={"assegnata a": [str(persona), str(erede or "")]},
    )
    if pratica.stato == Stato.IN_LAVORAZIONE:
        sposta(pratica, Stato.APERTA, passo, assegnata_a=None)
        return
    scrivi(pratica, passo, assegnata_a=erede)


def _responsabile(pratica: Pratica, persona: Utente) -> Utente | None:
    """The responsabile who remains or, without one, whoever remains."""
    colleghi = Utente.objects.attivi().filter(sportello=pratica.sportello).exclude(pk=persona.pk)
    trovato: Utente | None = colleghi.filter(ruolo=Ruolo.RESPONSABILE).first() or colleghi.first()
    return trovato
