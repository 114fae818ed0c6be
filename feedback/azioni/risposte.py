"""Answering: the company by its link, its office on the telephone, the Chamber's questionnaire (C3, C5)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from feedback import compilazione, posta
from feedback.azioni.collegamento import CollegamentoSpento
from feedback.azioni.richieste import concludi, della_pratica, tieni_viva
from feedback.azioni.seguiti import apri_seguito
from feedback.compilazione import Detti, Detto
from feedback.models import (
    Domanda,
    Fonte,
    Impostazioni,
    Questionario,
    Richiesta,
    Risposta,
    StatoRisposta,
    Valore,
)
from feedback.permessi import puo_raccogliere
from nucleo import tempo
from pratiche.azioni.verbo import verbo
from pratiche.models import Pratica
from sportelli import azioni as anagrafe
from sportelli.models import Consenso, Scopo, Servizio, Settore, Sportello, TestoConsenso, Utente

SENZA_QUESTIONARIO = "Non c'è ancora un questionario in uso."


@dataclass(frozen=True, kw_only=True)
class Importata:
    """An answer as the Chamber's own questionnaire holds it, its values already those of ours, by code.

    `sistema` and `identificativo` name it there: the same one twice is one answer.
    """

    sistema: str
    identificativo: str
    data_il: datetime
    detti: Detti
    pratica: Pratica | None = None
    servizio: Servizio | None = None
    settore: Settore | None = None


def correggibile(risposta: Risposta) -> bool:
    """Whether the company may still change what it answered, by the clock."""
    fino = risposta.correggibile_fino_al
    return risposta.data and risposta.fonte == Fonte.LINK and fino is not None and tempo.adesso() < fino


@transaction.atomic
def salva(
    richiesta: Richiesta, detti: Detti, *, lingua: str, toccate: Collection[str] | None = None
) -> Risposta:
    """Keeps what was answered so far, for who goes on later: nobody of the office reads it.

    `toccate`, the codes of the questions that this page has changed: the others stay as they are kept, so
    that a page left open elsewhere takes nothing away.
    """
    tieni_viva(richiesta)
    risposta = _dal_collegamento(richiesta, lingua)
    if risposta.data:
        raise CollegamentoSpento("ha già risposto")
    domande = _domande(risposta.questionario)
    if toccate is not None:
        detti = compilazione.pertinenti(domande, _con_i_tenuti(risposta, detti, toccate))
    _scrivi(risposta, domande, detti)
    return risposta


def _con_i_tenuti(risposta: Risposta, detti: Detti, toccate: Collection[str]) -> Detti:
    tenuti = {v.domanda.codice: v for v in risposta.valori.select_related("domanda")}
    intatti = {codice: compilazione.del_valore(v) for codice, v in tenuti.items() if codice not in toccate}
    return intatti | {codice: detto for codice, detto in detti.items() if codice in toccate}


@transaction.atomic
def rispondi(richiesta: Richiesta, detti: Detti, *, lingua: str) -> Risposta:
    """The answer of the company; sent again while it may be corrected, it replaces what was said.

    ValidationError while a required question has no answer; CollegamentoSpento when the link is dead.
    """
    tieni_viva(richiesta)
    risposta = _dal_collegamento(richiesta, lingua)
    if risposta.data and not correggibile(risposta):
        raise CollegamentoSpento("non si corregge più")
    _dai(risposta, detti)
    concludi(richiesta)
    return risposta


def _dal_collegamento(richiesta: Richiesta, lingua: str) -> Risposta:
    assert richiesta.questionario is not None  # noqa: S101  # for mypy: a link is made with a questionnaire
    risposta, _ = Risposta.objects.get_or_create(
        richiesta=richiesta,
        defaults={
            "sportello": richiesta.pratica.sportello,
            "pratica": richiesta.pratica,
            "questionario": richiesta.questionario,
            "fonte": Fonte.LINK,
        },
    )
    risposta.richiesta, risposta.pratica, risposta.lingua = richiesta, richiesta.pratica, lingua
    return risposta


@verbo(puo_raccogliere)
def raccogli(pratica: Pratica, detti: Detti, *, da: Utente) -> Risposta:
    """What the company says on the telephone, marked with who wrote it down and when.

    Whatever it had begun to write by its link gives way; the link opens nothing any more.
    """
    richiesta = della_pratica(pratica)
    risposta = _al_telefono(richiesta, da)
    _dai(risposta, detti)
    concludi(richiesta)
    return risposta


def _al_telefono(richiesta: Richiesta, da: Utente) -> Risposta:
    questionario = richiesta.questionario or Questionario.objects.in_uso()
    if questionario is None:
        raise ValidationError(SENZA_QUESTIONARIO)
    risposta = Risposta.objects.filter(richiesta=richiesta).first() or Risposta(richiesta=richiesta)
    risposta.sportello, risposta.pratica = richiesta.pratica.sportello, richiesta.pratica
    risposta.questionario, risposta.fonte, risposta.raccolta_da = questionario, Fonte.TELEFONO, da
    return risposta


@transaction.atomic
def registra_importata(importata: Importata, *, sportello: Sportello) -> Risposta | None:
    """Writes an answer that came from the Chamber's own questionnaire; None when it was already here.

    ValidationError for an answer that its question does not admit, PermissionDenied for another office's
    pratica. What is missing is not asked: the Chamber's questions are not all ours.
    """
    if importata.pratica is not None and importata.pratica.sportello_id != sportello.pk:
        raise PermissionDenied
    nome = {"sistema": importata.sistema.strip(), "identificativo_esterno": importata.identificativo.strip()}
    if not all(nome.values()):
        raise ValidationError("Servono il sistema e l'identificativo della risposta.")
    if Risposta.objects.filter(sportello=sportello, fonte=Fonte.IMPORTATA, **nome).exists():
        return None
    questionario = Questionario.objects.in_uso()
    if questionario is None:
        raise ValidationError(SENZA_QUESTIONARIO)
    risposta = Risposta(
        sportello=sportello,
        pratica=importata.pratica,
        questionario=questionario,
        fonte=Fonte.IMPORTATA,
        data_il=importata.data_il,
        servizio=importata.servizio,
        settore=importata.settore,
        **nome,
    )
    _dai(risposta, importata.detti, intera=False)
    return risposta


def _dai(risposta: Risposta, detti: Detti, *, intera: bool = True) -> None:
    """The answer is given: its values, its indicators, and what follows from them."""
    domande = _domande(risposta.questionario)
    tenuti = compilazione.pertinenti(domande, detti)
    if intera and compilazione.mancanti(domande, tenuti):
        raise ValidationError("Manca la risposta ad almeno una domanda obbligatoria.")
    nuova = not risposta.data
    _segna_data(risposta, compilazione.sintesi(domande, tenuti))
    _scrivi(risposta, domande, tenuti)
    apri_seguito(risposta)
    posta.annuncia(risposta, corretta=not nuova)


def _segna_data(risposta: Risposta, sintesi: compilazione.Sintesi) -> None:
    adesso, pratica = tempo.adesso(), risposta.pratica
    if not risposta.data:
        risposta.stato = StatoRisposta.DATA
        risposta.data_il = risposta.data_il or adesso
        risposta.correggibile_fino_al = _correggibile_fino_al(risposta, adesso)
    if pratica is not None:
        risposta.servizio, risposta.settore = pratica.servizio, pratica.settore
        risposta.paese = pratica.paesi.first()
    risposta.complessivo, risposta.soddisfazione = sintesi.complessivo, sintesi.soddisfazione
    risposta.consiglio, risposta.risolto = sintesi.consiglio, sintesi.risolto
    risposta.contattatemi = sintesi.contattatemi
    risposta.citabile_con = _citabile_con(risposta, sintesi.citabile)
    risposta.aggiornata_il = adesso


def _correggibile_fino_al(risposta: Risposta, adesso: datetime) -> datetime:
    """As many days as the office gives, while the link opens: no later day is promised."""
    giorni = Impostazioni.objects.di(risposta.sportello).correzione_giorni
    fino, richiesta = adesso + timedelta(days=giorni), risposta.richiesta
    return min(fino, richiesta.scade_il) if richiesta is not None and richiesta.scade_il else fino


def _citabile_con(risposta: Risposta, citabile: bool) -> TestoConsenso | None:
    """The text agreed to; the same choice goes among the consents of the person, as she made it (G-01)."""
    if citabile or risposta.citabile_con_id:
        _scrivi_consenso(risposta, citabile)
    return TestoConsenso.objects.in_vigore(Scopo.CASI_DI_STUDIO) if citabile else None


def _scrivi_consenso(risposta: Risposta, citabile: bool) -> None:
    contatto = risposta.richiesta.contatto if risposta.richiesta is not None else None
    if contatto is None:
        return
    if risposta.raccolta_da is None:
        anagrafe.consenso_dal_web(contatto, Scopo.CASI_DI_STUDIO, concesso=citabile)
    else:
        telefono = Consenso.Canale.TELEFONO
        anagrafe.registra_consenso(
            contatto, Scopo.CASI_DI_STUDIO, concesso=citabile, canale=telefono, da=risposta.raccolta_da
        )


def _domande(questionario: Questionario) -> list[Domanda]:
    return list(questionario.domande.in_pagina())


def _scrivi(risposta: Risposta, domande: Sequence[Domanda], detti: Detti) -> None:
    """The values as they are said now: what was said and is not any more goes, what did not change stays."""
    risposta.aggiornata_il = tempo.adesso()
    risposta.save()
    scritti = {valore.domanda_id: valore for valore in Valore.objects.filter(risposta=risposta)}
    chieste = {domanda.pk for domanda in domande}
    for domanda in domande:
        _scrivi_uno(risposta, domanda, detti.get(domanda.codice), scritti)
    Valore.objects.filter(risposta=risposta).exclude(domanda__in=chieste).delete()


def _scrivi_uno(
    risposta: Risposta, domanda: Domanda, detto: Detto | None, scritti: Mapping[int, Valore]
) -> None:
    valore = scritti.get(domanda.pk)
    if detto is None:
        if valore is not None:
            valore.delete()
        return
    compilazione.controlla(domanda, detto)
    if valore is not None and compilazione.del_valore(valore) == detto:
        return
    campi: dict[str, Any] = {
        "numero": detto.numero,
        "testo": detto.testo,
        "scelte": list(detto.scelte),
        "non_so": detto.non_so,
    }
    Valore.objects.update_or_create(risposta=risposta, domanda=domanda, defaults=campi)
