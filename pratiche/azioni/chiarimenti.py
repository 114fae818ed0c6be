"""Clarifications: TP's only channel, always to the responsabile of the office, never to the company (C6)."""

from datetime import date

from django.core.exceptions import ValidationError

from nucleo import tempo
from pratiche.azioni.verbo import sposta, sposta_se, stato_di_ripresa, verbo
from pratiche.competenza import responsabile_di
from pratiche.models import Chiarimento, Intervento, Passo, Pratica, Stato
from pratiche.permessi import (
    puo_chiedere_chiarimento,
    puo_chiudere_chiarimento,
    puo_replicare_chiarimento,
    puo_rispondere_chiarimento,
)
from sportelli.models import Utente

Genere = Passo.Genere


@verbo(puo_chiedere_chiarimento)
def chiedi_chiarimento(pratica: Pratica, testo: str, *, entro_il: date, da: Utente) -> Chiarimento:
    """Asks the responsabile of the office, or the deputy while she is away, for more: the deadline stops.

    Whoever asks where there was no Referente becomes it.
    """
    testo, entro_il = _testo(testo), _non_passato(entro_il)
    destinatario = responsabile_di(pratica.sportello)
    if destinatario is None:
        raise ValidationError("Lo Sportello non ha un responsabile a cui chiedere.")
    chiarimento = Chiarimento.objects.create(
        pratica=pratica,
        chiesto_da=da,
        destinatario=destinatario,
        entro_il=entro_il,
        aperto_il=tempo.adesso(),
    )
    _scrivi(chiarimento, testo, da)
    pratica.chiarimento_aperto = True
    passo = Passo(genere=Genere.CHIARIMENTO_CHIESTO, da=da, motivo=testo)
    referente = pratica.referente or da
    sposta(pratica, Stato.CHIARIMENTO_CHIESTO, passo, referente=referente, tp_coinvolta=True)
    return chiarimento


@verbo(puo_rispondere_chiarimento)
def rispondi_chiarimento(chiarimento: Chiarimento, testo: str, *, da: Utente) -> Intervento:
    """The office's answer: the pratica goes back to where it was waited for."""
    intervento = _scrivi(chiarimento, _testo(testo), da)
    chiarimento.passa_a(Chiarimento.Stato.RISPOSTO)
    _riprendi(chiarimento, Passo(genere=Genere.CHIARIMENTO_DATO, da=da, motivo=intervento.testo))
    return intervento


@verbo(puo_replicare_chiarimento)
def replica_chiarimento(chiarimento: Chiarimento, testo: str, *, entro_il: date, da: Utente) -> Intervento:
    """The answer was not enough: asks again in the same thread, with a new day."""
    intervento = _scrivi(chiarimento, _testo(testo), da)
    destinatario = responsabile_di(chiarimento.pratica.sportello) or chiarimento.destinatario
    chiarimento.passa_a(Chiarimento.Stato.APERTO, entro_il=_non_passato(entro_il), destinatario=destinatario)
    chiarimento.pratica.chiarimento_aperto = True
    passo = Passo(genere=Genere.CHIARIMENTO_CHIESTO, da=da, motivo=intervento.testo)
    sposta(chiarimento.pratica, Stato.CHIARIMENTO_CHIESTO, passo)
    return intervento


@verbo(puo_chiudere_chiarimento)
def chiudi_chiarimento(chiarimento: Chiarimento, *, da: Utente) -> None:
    """TP needs nothing more; if the office had still to answer, it need not."""
    chiarimento.passa_a(Chiarimento.Stato.CHIUSO, chiuso_il=tempo.adesso())
    _riprendi(chiarimento, Passo(genere=Genere.CHIARIMENTO_CHIUSO, da=da))


def _riprendi(chiarimento: Chiarimento, passo: Passo) -> None:
    pratica = chiarimento.pratica
    pratica.refresh_from_db(fields=["chiarimento_aperto"])
    sposta_se(pratica, [Stato.CHIARIMENTO_CHIESTO], stato_di_ripresa(pratica), passo)


def _scrivi(chiarimento: Chiarimento, testo: str, da: Utente) -> Intervento:
    return Intervento.objects.create(
        chiarimento=chiarimento, autore=da, testo=testo, scritto_il=tempo.adesso()
    )


def _testo(testo: str) -> str:
    if not testo.strip():
        raise ValidationError("Scrivi il testo.")
    return testo.strip()


def _non_passato(giorno: date) -> date:
    if giorno < tempo.oggi():
        raise ValidationError("Il giorno entro cui rispondere è già passato.")
    return giorno
