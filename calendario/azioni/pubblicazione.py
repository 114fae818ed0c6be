"""Into the calendar, and what happens to an initiative there."""

from datetime import date

from django.core.exceptions import ValidationError

from calendario import permessi, posta
from calendario.azioni.motivo import motivo as pulito
from calendario.azioni.racconto import racconta
from calendario.models import IN_PROGRAMMA, Iniziativa, Stato
from nucleo import tempo
from nucleo.verbi import verbo
from sportelli.models import Utente


@verbo(permessi.puo_proporre)
def proponi(iniziativa: Iniziativa, *, come: str, da: Utente) -> None:
    """Asks the redazione to publish it, preannounced or confirmed."""
    _completa(iniziativa, come)
    iniziativa.passa_a(Stato.PROPOSTA, proposta_come=come, proposta_il=tempo.adesso(), nota_redazione="")
    posta.annuncia_proposta(iniziativa)


@verbo(permessi.puo_ritirare_proposta)
def ritira_proposta(iniziativa: Iniziativa, *, da: Utente) -> None:
    """Back to a draft, before anybody has answered."""
    iniziativa.passa_a(Stato.BOZZA, proposta_come="")


@verbo(permessi.puo_pubblicare)
def pubblica(iniziativa: Iniziativa, *, come: str, da: Utente) -> None:
    """Into the calendar, without anybody's approval; ValidationError says what is missing."""
    esci(iniziativa, come, da=da)


@verbo(permessi.puo_confermare)
def conferma(iniziativa: Iniziativa, *, da: Utente) -> None:
    """It takes place, on those days: also after it had been postponed or cancelled."""
    _completa(iniziativa, Stato.CONFERMATA)
    muovi(iniziativa, Stato.CONFERMATA, da=da)


@verbo(permessi.puo_rinviare)
def rinvia(
    iniziativa: Iniziativa,
    *,
    motivo: str,
    inizio: date | None = None,
    fine: date | None = None,
    da: Utente,
) -> None:
    """It takes place later, on other days or nobody knows when; why is read by everybody."""
    prima, perche = iniziativa.inizio, pulito(motivo)
    if inizio is not None:
        if prima is not None and inizio == prima:
            raise ValidationError({"inizio": "È il giorno che aveva già: scegline un altro."})
        if fine is not None and fine < inizio:
            raise ValidationError({"fine": "La fine viene dopo l'inizio."})
        iniziativa.inizio, iniziativa.fine, iniziativa.solo_mese = inizio, fine or inizio, False
        iniziativa.save(update_fields=["inizio", "fine", "solo_mese"])
    muovi(iniziativa, Stato.RINVIATA, motivo=perche, inizio_prima=prima, da=da)


@verbo(permessi.puo_annullare)
def annulla(iniziativa: Iniziativa, *, motivo: str, da: Utente) -> None:
    """It does not take place; why is read by everybody. It stays in the calendar, cancelled."""
    muovi(iniziativa, Stato.ANNULLATA, motivo=pulito(motivo), da=da)


def esci(iniziativa: Iniziativa, come: str, *, da: Utente | None) -> None:
    """A draft or a proposal that is held becomes public; ValidationError says what is missing.

    `da` is None when it is the feed of a partner that says so.
    """
    _completa(iniziativa, come)
    iniziativa.passa_a(come, pubblicata_il=tempo.adesso(), proposta_come="", nota_redazione="")
    racconta(iniziativa, da=da)


def muovi(
    iniziativa: Iniziativa, stato: str, *, motivo: str = "", da: Utente | None, **altro: object
) -> None:
    """Puts a published initiative that is held into another state, and tells the world why."""
    campi = {"motivo": motivo, **altro}
    iniziativa.passa_a(stato, **campi)
    racconta(iniziativa, da=da, motivo=motivo)


def _completa(iniziativa: Iniziativa, come: str) -> None:
    """Whether it says enough to be read by everybody."""
    mancano = {}
    if come not in IN_PROGRAMMA:
        mancano["come"] = "Scegli se preannunciarla o confermarla."
    if not iniziativa.titolo.strip():
        mancano["titolo"] = "Scrivi il titolo."
    if iniziativa.inizio is None:
        mancano["inizio"] = "Scrivi quando: il giorno o, se la preannunci, il mese."
    if come == Stato.CONFERMATA and iniziativa.solo_mese:
        mancano["inizio"] = "Per confermarla servono i giorni: con il solo mese si preannuncia."
    if mancano:
        raise ValidationError(mancano)
