"""The histories of the demonstration's pratiche, lived verb by verb on the days when they would have been."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from nucleo import tempo
from pratiche import azioni, competenza
from pratiche.models import Decisione, Esito, Incarico, Pratica, Pubblico, VersioneDecisione
from sportelli.models import (
    Azienda,
    DomandaServizio,
    Fornitore,
    Paese,
    Ruolo,
    Servizio,
    Settore,
    Sportello,
    Utente,
)

Riga = dict[str, Any]
DA_CONDIVIDERE = 13
# What verbs and triggers write on the row and not on the object in hand, and permissions ask of it.
DA_RILEGGERE = ("stato", "decisione_aperta", "chiarimento_aperto")


@dataclass(frozen=True)
class Cast:
    """Who plays: the people of one office, and the Referente that its request would get."""

    operatrice: Utente
    responsabile: Utente


@dataclass(frozen=True)
class Rete:
    """Offices, people, tables and companies, read once for all the histories."""

    persone: Mapping[str, list[Utente]]
    aziende: Mapping[str, list[Azienda]]
    fornitori: Mapping[str, list[Fornitore]]
    servizi: Mapping[str, Servizio]
    settori: Mapping[str, Settore]
    paesi: Mapping[str, Paese]

    @classmethod
    def letta(cls) -> "Rete":
        sportelli = list(Sportello.objects.all())
        utenti, aziende = Utente.objects.order_by("pk"), _aziende()
        return cls(
            {uno.codice: list(utenti.filter(sportello=uno).select_related("sportello")) for uno in sportelli},
            {uno.codice: list(aziende.filter(sportello=uno)) for uno in sportelli},
            {uno.codice: _fornitori(uno) for uno in sportelli},
            {servizio.codice: servizio for servizio in Servizio.objects.prefetch_related("domande")},
            {settore.codice: settore for settore in Settore.objects.all()},
            {paese.codice: paese for paese in Paese.objects.all()},
        )

    def cast(self, sportello: str, posto: int) -> Cast:
        """Another operator each time."""
        persone = self.persone[sportello]
        operatori = [persona for persona in persone if persona.ruolo == Ruolo.OPERATORE]
        responsabile = next(persona for persona in persone if persona.ruolo == Ruolo.RESPONSABILE)
        return Cast(operatori[posto % len(operatori)], responsabile)

    def azienda(self, riga: Riga) -> Azienda:
        """One in the sector of the request, another each time; more often where more people are known."""
        aziende, settore = self.aziende[riga["sportello"]], self.settori[riga["settore"]]
        adatte = [una for una in aziende if una.settore == settore for _ in una.contatti.all()] or aziende
        numero: int = riga["id"]
        return adatte[numero % len(adatte)]

    def fornitori_per(self, riga: Riga) -> list[Fornitore]:
        """The suppliers that the office sees and that know the service."""
        servizio = self.servizi[riga["servizio"]]
        return [uno for uno in self.fornitori[riga["sportello"]] if servizio in uno.servizi.all()]


def _aziende() -> "QuerySet[Azienda]":
    return Azienda.objects.select_related("settore", "sportello").prefetch_related("contatti").order_by("pk")


def _fornitori(sportello: Sportello) -> list[Fornitore]:
    chi = sportello.utenti.filter(ruolo=Ruolo.OPERATORE).earliest("pk")
    attivi = Fornitore.objects.visibili_a(chi).filter(stato=Fornitore.Stato.ATTIVO)
    return list(attivi.prefetch_related("servizi").order_by("pk"))


class Calendario:
    """Hands out the moments of one history, in order, in office hours, from its first day to its last."""

    def __init__(self, aperta_il: date, chiusa_il: date, passi: int) -> None:
        ore = [
            tempo.ora_di_roma(giorno, time(9 + minuto // 60, minuto % 60))
            for giorno in _giorni_feriali(aperta_il, chiusa_il)
            for minuto in range(0, 8 * 60, 25)
        ]
        adesso = tempo.adesso()
        passate = [ora for ora in ore if ora < adesso] or [adesso - timedelta(hours=1)]
        self._momenti = [passate[posto * (len(passate) - 1) // max(passi - 1, 1)] for posto in range(passi)]

    def __iter__(self) -> "Calendario":
        return self

    def __next__(self) -> datetime:
        return self._momenti.pop(0) if len(self._momenti) > 1 else self._momenti[0]


def _giorni_feriali(dal: date, al: date) -> list[date]:
    calendario = tempo.calendario()
    giorni = [dal + timedelta(days=passo) for passo in range((al - dal).days + 1)]
    return [giorno for giorno in giorni if calendario.lavorativo(giorno)] or [dal]


def racconta(riga: Riga, risposte: Sequence[str], rete: Rete) -> Pratica:
    """Lives the history of one row of `quesiti.json` and returns its pratica."""
    cast = rete.cast(riga["sportello"], riga["id"])
    aperta_il = tempo.oggi() - timedelta(days=riga["giorni_fa_apertura"])
    durata = riga["durata_giorni"]
    chiusa_il = aperta_il + timedelta(days=durata) if durata is not None else tempo.oggi()
    passi = _passi(riga, cast, rete)
    momenti = Calendario(aperta_il, chiusa_il, len(passi) + 1)
    with tempo.fermo(next(momenti)):
        pratica = azioni.crea(_campi(riga, risposte, rete), da=cast.operatrice)
    for passo in passi:
        with tempo.fermo(next(momenti)):
            pratica.refresh_from_db(fields=DA_RILEGGERE)
            passo(pratica)
    return pratica


def _campi(riga: Riga, risposte: Sequence[str], rete: Rete) -> Riga:
    azienda, servizio = rete.azienda(riga), rete.servizi[riga["servizio"]]
    paesi = [paese for codice, paese in rete.paesi.items() if codice in riga["paesi"]]
    canali = ("telefono", "email", "sportello", "email", "pec", "telefono", "video")
    return {
        "azienda": azienda,
        "contatto": next(iter(azienda.contatti.all()), None),
        "servizio": servizio,
        "settore": rete.settori[riga["settore"]],
        "paesi": paesi,
        "oggetto": riga["oggetto"],
        "quesito": riga["quesito"],
        "risposte": {
            str(domanda.pk): _risposta(domanda, risposta, paesi)
            for domanda, risposta in zip(servizio.domande.all(), risposte, strict=False)
        },
        "canale": canali[riga["id"] % len(canali)],
        "priorita": "urgente" if riga["id"] % 17 == 0 else "alta" if riga["id"] % 7 == 0 else "normale",
    }


def _risposta(domanda: DomandaServizio, risposta: str, paesi: list[Paese]) -> Any:
    match risposta:
        case "@paesi":
            return [paese.codice for paese in paesi]
        case "@data":
            return (tempo.oggi() + timedelta(days=40)).isoformat()
        case _:
            return risposta


Passo = Callable[[Pratica], object]


def _passi(riga: Riga, cast: Cast, rete: Rete) -> list[Passo]:
    if riga["stato"] == "bozza":
        return []
    inizio: list[Passo] = [lambda pratica: azioni.apri(pratica, da=cast.operatrice)]
    if riga["stato"] == "aperta":
        return inizio
    inizio.append(lambda pratica: azioni.prendi_in_carico(pratica, da=cast.operatrice))
    return [*inizio, *_decisione(riga, cast), *_fornitore(riga, cast, rete), *_fine(riga, cast)]


def _decisione(riga: Riga, cast: Cast) -> list[Passo]:
    if not riga["richiede_tp"]:
        return []
    chiesta: list[Passo] = [lambda pratica: _chiedi(pratica, riga, cast)]
    if riga["decisione_stato"] == "concordata":
        return [*chiesta, *_accordo(riga, cast)]
    return [*chiesta, *_discussione(riga, cast)]


def _chiedi(pratica: Pratica, riga: Riga, cast: Cast) -> None:
    referente = competenza.proposte(pratica)[0].referente
    azioni.chiedi_intervento(pratica, riga["decisione"], referente=referente, da=cast.operatrice)


def _aperta(pratica: Pratica) -> Decisione:
    return pratica.decisioni.select_related("pratica", "referente").latest("aperta_il")


def _accordo(riga: Riga, cast: Cast) -> list[Passo]:
    """Half of the Referenti agree at once, half add their condition first."""
    if riga["id"] % 2:
        return [lambda pratica: _concorda(pratica, _aperta(pratica).referente)]
    return [
        lambda pratica: _emenda(pratica, riga, "Verifica congiunta dell'esito dopo trenta giorni."),
        lambda pratica: _concorda(pratica, cast.operatrice),
    ]


def _concorda(pratica: Pratica, chi: Utente) -> None:
    decisione = _aperta(pratica)
    azioni.concorda(decisione, versione=decisione.versione, da=chi)


def _emenda(pratica: Pratica, riga: Riga, aggiunta: str) -> None:
    decisione = _aperta(pratica)
    azioni.rispondi(
        decisione,
        f"{riga['decisione']} {aggiunta}",
        genere=VersioneDecisione.Genere.EMENDAMENTO,
        commento="D'accordo nella sostanza, con una condizione in più.",
        su_versione=decisione.versione,
        da=decisione.referente,
    )


def _discussione(riga: Riga, cast: Cast) -> list[Passo]:
    """What waits today: some for TP, some for the office, some for a clarification."""
    match riga["id"] % 5:
        case 0:
            return []
        case 1:
            return [lambda pratica: _emenda(pratica, riga, "A carico dell'azienda la metà della spesa.")]
        case _:
            return [_chiarimento]


def _chiarimento(pratica: Pratica) -> None:
    azioni.chiedi_chiarimento(
        pratica,
        "Prima di esprimermi: l'azienda ha già un distributore o un agente con esclusiva in quel Paese? "
        "E il listino è già in valuta?",
        entro_il=tempo.dopo_lavorativi(tempo.oggi(), 3).arrivo,
        da=_aperta(pratica).referente,
    )


def _fornitore(riga: Riga, cast: Cast, rete: Rete) -> list[Passo]:
    """One request in three is helped by a supplier."""
    adatti = rete.fornitori_per(riga)
    if riga["id"] % 3 or not adatti:
        return []
    scelto = adatti[riga["id"] % len(adatti)]
    return [lambda pratica: azioni.incarica(pratica, scelto, nota="Parere breve", da=cast.operatrice)]


def _fine(riga: Riga, cast: Cast) -> list[Passo]:
    match riga["stato"]:
        case "completata":
            return [lambda pratica: _completa(pratica, riga, cast)]
        case "annullata":
            motivo = "L'azienda ha rinunciato: vedi il quesito."
            return [lambda pratica: azioni.annulla(pratica, motivo, da=cast.responsabile)]
        case "in_attesa":
            motivo = "Aspettiamo dall'azienda i documenti che mancano."
            nota = "Sentita l'azienda: manda tutto in settimana."
            return [
                lambda pratica: azioni.annota(pratica, nota, pubblico=Pubblico.TP, da=cast.operatrice),
                lambda pratica: azioni.attendi_azienda(pratica, motivo, da=cast.operatrice),
            ]
        case "in_lavorazione" if riga["id"] % DA_CONDIVIDERE == 0:
            return [lambda pratica: _condividi(pratica, cast)]
        case _:
            return []


def _condividi(pratica: Pratica, cast: Cast) -> None:
    altro = Sportello.objects.get(codice="PI" if pratica.sportello.codice == "FI" else "FI")
    motivo = "Stessa merce e stesso Paese di una loro pratica: ci serve un parere."
    fino_al = tempo.adesso() + timedelta(days=30)
    azioni.condividi(pratica, altro, motivo=motivo, fino_al=fino_al, da=cast.operatrice)


def _completa(pratica: Pratica, riga: Riga, cast: Cast) -> None:
    for incarico in pratica.incarichi.all():
        azioni.aggiorna_incarico(
            incarico, esito=Incarico.Esito.POSITIVO, costo=None, nota=incarico.nota, da=cast.operatrice
        )
    riservata = riga["id"] % 23 == 0
    azioni.completa(
        pratica,
        esito=(Esito.RISOLTA, Esito.RISOLTA, Esito.IN_PARTE, Esito.RISOLTA, Esito.ORIENTATA)[riga["id"] % 5],
        risposta=riga["risposta"],
        fonti="\n".join(riga["fonti"]),
        riservata=riservata,
        motivo_riservata="L'azienda ha chiesto riservatezza sulla trattativa in corso." if riservata else "",
        da=cast.operatrice,
    )
