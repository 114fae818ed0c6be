"""The redazione answers to who publishes: yes, or back with a note (C8)."""

from django.core.exceptions import ValidationError

from calendario import permessi, posta
from calendario.azioni.campi import scrivi
from calendario.azioni.motivo import motivo as pulito
from calendario.azioni.pubblicazione import esci
from calendario.azioni.racconto import racconta
from calendario.models import Iniziativa, Modifica, Stato
from nucleo import tempo
from nucleo.stati import VersioneSuperata
from nucleo.verbi import verbo
from sportelli.models import Utente


@verbo(permessi.puo_approvare)
def approva(iniziativa: Iniziativa, *, letta: str = "", da: Utente) -> None:
    """Publishes the proposal as it was asked, or writes the change that waits.

    `letta` is the `in_lettura` that was read: VersioneSuperata when what waits is no longer that.
    """
    if letta and letta != in_lettura(iniziativa):
        raise VersioneSuperata(f"{iniziativa}: è cambiata mentre la si leggeva")
    if iniziativa.stato == Stato.PROPOSTA:
        esci(iniziativa, iniziativa.proposta_come, da=da)
    else:
        attesa = _in_attesa(iniziativa)
        scrivi(iniziativa, attesa.campi)
        racconta(iniziativa, da=attesa.da)
        _decidi(attesa, Modifica.Esito.ACCOLTA, da=da)
    posta.annuncia_risposta(iniziativa, si=True)


@verbo(permessi.puo_rimandare)
def rimanda(iniziativa: Iniziativa, *, nota: str, da: Utente) -> None:
    """Back to who wrote it, with what to mend; of a change that waited, the words that are public stay."""
    perche = pulito(nota)
    if iniziativa.stato == Stato.PROPOSTA:
        iniziativa.passa_a(Stato.BOZZA, nota_redazione=perche, proposta_come="")
    else:
        _decidi(_in_attesa(iniziativa), Modifica.Esito.RESPINTA, da=da, motivo=perche)
    posta.annuncia_risposta(iniziativa, si=False, nota=perche)


def in_attesa(iniziativa: Iniziativa) -> Modifica | None:
    """The change that waits for the redazione, if there is one."""
    return iniziativa.modifiche.filter(esito=Modifica.Esito.IN_ATTESA).select_related("da").first()


def in_lettura(iniziativa: Iniziativa) -> str:
    """The sign of what the redazione has before her eyes: it changes with the words and with the files."""
    attesa = in_attesa(iniziativa)
    file = iniziativa.allegati.order_by("pk").values_list("pk", flat=True)
    return "-".join(str(numero) for numero in (iniziativa.revisione, attesa.pk if attesa else 0, *file))


def _in_attesa(iniziativa: Iniziativa) -> Modifica:
    attesa = in_attesa(iniziativa)
    if attesa is None:
        raise ValidationError("Non c'è più niente da approvare.")
    return attesa


def _decidi(modifica: Modifica, esito: str, *, da: Utente, motivo: str = "") -> None:
    modifica.esito, modifica.decisa_da, modifica.motivo = esito, da, motivo
    modifica.decisa_il = tempo.adesso()
    modifica.save()
