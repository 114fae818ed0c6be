"""The feedback of the demonstration: who agreed to be asked, what was asked, what the companies said.

Written in bulk, as the verbs would have written it one by one at their instants. What was completed in the
last days is left to the sweep, which asks it in front of whoever looks.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from feedback import compilazione, gettoni, scadenze
from feedback.compilazione import Detto
from feedback.models import (
    Domanda,
    Fonte,
    Questionario,
    Richiesta,
    Risposta,
    Seguito,
    StatoRichiesta,
    StatoRisposta,
    StatoSeguito,
    Tipo,
    Valore,
)
from nucleo import tempo
from pratiche.models import Pratica
from sportelli.models import Consenso, Contatto, Scopo, TestoConsenso

COMMENTI = (
    "Ottimo servizio, grazie",
    "Risposta rapida e chiara",
    "Personale molto disponibile",
    "Informazioni utili ma arrivate tardi",
    "Mi aspettavo più dettagli sui costi",
    "Non ho capito il passaggio sulla dogana",
    "Consigliato ad un collega",
    "Aspetto ancora una parte della risposta",
    "Risolto in due giorni; bravissimi",
    "Tempi lunghi",
)
NOTE = (
    "Richiamata: aspettava i costi, mandati oggi.",
    "Sentita al telefono: chiarito il passaggio in dogana.",
)
# One person in so many has not agreed; one company in so many has not answered yet; one answers by phone.
SENZA_CONSENSO, MUTE, AL_TELEFONO = 9, 4, 11
RECENTI = timedelta(days=4)


def carica_consensi() -> None:
    """Most companies' people have agreed to be asked, when they first came to the desk."""
    testo = TestoConsenso.objects.in_vigore(Scopo.QUESTIONARIO)
    quando = tempo.adesso() - timedelta(days=300)
    contatti = Contatto.objects.exclude(email="").exclude(azienda__sportello__vice=None)
    Consenso.objects.bulk_create(
        Consenso(
            contatto_id=pk, testo=testo, concesso=True, quando=quando, canale="modulo", raccolto_da_id=chi
        )
        for pk, chi in contatti.values_list("pk", "azienda__sportello__vice")
        if pk % SENZA_CONSENSO
    )


def carica_risposte() -> None:
    """Asks and answers what the archive of the demonstration holds."""
    questionario = Questionario.objects.in_uso()
    if questionario is None:
        return
    chiuse = Pratica.objects.archivio().filter(chiusa_il__lt=tempo.adesso() - RECENTI, contatto__isnull=False)
    unite = ("sportello", "servizio", "settore", "contatto", "assegnata_a")
    pratiche = list(chiuse.select_related(*unite).prefetch_related("paesi").order_by("chiusa_il", "pk"))
    richieste = Richiesta.objects.bulk_create(_richiesta(p, questionario) for p in pratiche if _consente(p))
    domande = list(questionario.domande.in_pagina())
    detti = {richiesta.pk: _detti(richiesta.pratica.pk, domande) for richiesta in richieste}
    date = [richiesta for richiesta in richieste if richiesta.stato == StatoRichiesta.RISPOSTA]
    risposte = Risposta.objects.bulk_create(_risposta(r, domande, detti[r.pk]) for r in date)
    Valore.objects.bulk_create(
        valore
        for risposta in risposte
        for valore in _valori(risposta, domande, detti[risposta.richiesta_id or 0])
    )
    Seguito.objects.bulk_create(_seguiti(risposte))


def _consente(pratica: Pratica) -> bool:
    return bool((pratica.contatto_id or 0) % SENZA_CONSENSO)


def _richiesta(pratica: Pratica, questionario: Questionario) -> Richiesta:
    chiusa = pratica.chiusa_il or tempo.adesso()
    risposta = pratica.pk % MUTE != 0
    richiesta = Richiesta(
        pratica=pratica,
        sportello=pratica.sportello,
        stato=StatoRichiesta.RISPOSTA if risposta else StatoRichiesta.INVIATA,
        questionario=questionario,
        contatto=pratica.contatto,
        creata_il=chiusa,
        dal=chiusa,
        inviata_il=chiusa,
        scade_il=chiusa + timedelta(days=45),
        generazione=1,
        solleciti=0 if risposta else 3,
        conclusa_il=_quando(pratica, chiusa) if risposta else None,
    )
    richiesta.impronta = gettoni.impronta(gettoni.gettone(richiesta))
    return richiesta


def _quando(pratica: Pratica, chiusa: datetime) -> datetime:
    """Some hours or days later, never in the time to come."""
    return min(chiusa + timedelta(hours=3 + pratica.pk % 60), tempo.adesso() - timedelta(hours=1))


def _risposta(richiesta: Richiesta, domande: list[Domanda], detti: compilazione.Detti) -> Risposta:
    questionario = domande[0].questionario
    pratica, quando = richiesta.pratica, richiesta.conclusa_il or tempo.adesso()
    al_telefono = pratica.pk % AL_TELEFONO == 0 and pratica.assegnata_a is not None
    sintesi = compilazione.sintesi(domande, detti)
    return Risposta(
        sportello=pratica.sportello,
        pratica=pratica,
        richiesta=richiesta,
        questionario=questionario,
        servizio=pratica.servizio,
        settore=pratica.settore,
        paese=next(iter(pratica.paesi.all()), None),
        fonte=Fonte.TELEFONO if al_telefono else Fonte.LINK,
        raccolta_da=pratica.assegnata_a if al_telefono else None,
        stato=StatoRisposta.DATA,
        iniziata_il=quando,
        aggiornata_il=quando,
        data_il=quando,
        correggibile_fino_al=quando + timedelta(days=7),
        complessivo=sintesi.complessivo,
        soddisfazione=sintesi.soddisfazione,
        consiglio=sintesi.consiglio,
        risolto=sintesi.risolto,
        contattatemi=sintesi.contattatemi,
    )


def _detti(seme: int, domande: list[Domanda]) -> dict[str, Detto]:
    """What that company says: mostly content, and each time otherwise."""
    umore = (5, 4, 4, 5, 3, 4, 5, 2, 4, 5, 4, 1)[seme % 12]
    dati = {domanda.codice: detto for domanda in domande if (detto := _detto(domanda, umore, seme))}
    return compilazione.pertinenti(domande, dati)


def _detto(domanda: Domanda, umore: int, seme: int) -> Detto | None:
    posto = (seme + domanda.pk) % 5
    match domanda.tipo:
        case Tipo.SCALA:
            return Detto(numero=Decimal(_voto(domanda, umore, posto)))
        case Tipo.NUMERO:
            return Detto(numero=Decimal(1 + posto % 3))
        case Tipo.TESTO:
            detto = domanda.codice == "commento" and posto < 3
            return Detto(testo=COMMENTI[seme % len(COMMENTI)]) if detto else None
    return _scelta(domanda, umore, seme)


def _voto(domanda: Domanda, umore: int, posto: int) -> int:
    if domanda.massimo == 10:
        return min(10, 2 * umore + posto % 2)
    altro = 0 if domanda.codice == "complessivo" else (posto == 0) - (posto == 1)
    return min(5, max(1, umore + altro))


def _scelta(domanda: Domanda, umore: int, seme: int) -> Detto | None:
    """Nobody of the demonstration has agreed to be quoted: that is asked in front of whoever tries it."""
    if domanda.codice == "citazione":
        return None
    valori = [opzione.valore for opzione in domanda.opzioni.all()]
    note = {
        "esito": "si" if umore > 3 else "in_parte" if umore > 1 else "no",
        "contattatemi": "si" if seme % 17 == 0 else "no",
    }
    return Detto(scelte=(note.get(domanda.codice, valori[(seme + domanda.pk) % len(valori)]),))


def _valori(risposta: Risposta, domande: list[Domanda], detti: compilazione.Detti) -> Iterator[Valore]:
    for domanda in domande:
        if detto := detti.get(domanda.codice):
            yield Valore(
                risposta=risposta,
                domanda=domanda,
                numero=detto.numero,
                testo=detto.testo,
                scelte=list(detto.scelte),
                non_so=detto.non_so,
            )


def _seguiti(risposte: list[Risposta]) -> Iterator[Seguito]:
    """Low scores and «contattatemi»: those of long ago have been called back."""
    for risposta in risposte:
        basso = risposta.complessivo is not None and risposta.complessivo <= 2
        quando = risposta.data_il or tempo.adesso()
        if not basso and not risposta.contattatemi:
            continue
        vecchio = quando < tempo.adesso() - timedelta(days=20) and risposta.pratica is not None
        chi = risposta.pratica.assegnata_a if vecchio and risposta.pratica is not None else None
        with tempo.fermo(quando):
            entro = scadenze.entro_cui_richiamare(risposta.sportello, 3)
        yield Seguito(
            risposta=risposta,
            sportello=risposta.sportello,
            motivo=Seguito.Motivo.VOTO if basso else Seguito.Motivo.CONTATTO,
            stato=StatoSeguito.CHIUSO if chi else StatoSeguito.APERTO,
            aperto_il=quando,
            entro_il=entro,
            chiuso_il=quando + timedelta(days=2) if chi else None,
            chiuso_da=chi,
            nota=NOTE[risposta.pk % len(NOTE)] if chi else "",
        )
