"""Fills an empty database with the demonstration, in one transaction."""

import json
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from dialogo.azioni import importa_aziende
from extranet.dimostrazione import calendario, circolari, feedback, fonti, storie
from extranet.dimostrazione.persone import PAROLA, PERSONE, Persona
from extranet.doveri import AGGREGATI
from feedback.azioni import carica_questionario
from nucleo import posta, tempo
from sportelli.aggregati import rifai
from sportelli.azioni import carica_tabelle, crea_azienda
from sportelli.models import (
    Ateco,
    Fornitore,
    Paese,
    Provincia,
    Servizio,
    Settore,
    Sportello,
    Utente,
)

DATI = Path(__file__).parent / "dati"
FILE_DELLE_CAMERE = {"FI": "aziende_camera_fi.csv", "PI": "aziende_camera_pi.xlsx"}

# The questionnaire was there before the first pratica was completed.
MOLTO_FA = timedelta(days=1500)

Dice = Callable[[str], object]
Riga = dict[str, Any]


class DatiPresenti(Exception):
    """There are people already: the demonstration never goes into a database in use."""


def leggi(nome: str) -> Any:
    return json.loads((DATI / nome).read_text(encoding="utf-8"))


@transaction.atomic
def carica(dice: Dice) -> None:
    """Loads all of it, from the tables to the sums of the results; DatiPresenti if anybody is there."""
    if Utente.objects.exists():
        raise DatiPresenti
    dice("tabelle")
    carica_tabelle()
    dice("persone")
    carica_persone(PERSONE)
    dice("aziende")
    carica_aziende()
    dice("fornitori")
    carica_fornitori(leggi("fornitori.json"))
    dice("pratiche")
    carica_pratiche(leggi("quesiti.json"))
    dice("feedback")
    with tempo.fermo(tempo.adesso() - MOLTO_FA):
        carica_questionario()
    feedback.carica_consensi()
    feedback.carica_risposte()
    dice("circolari")
    circolari.carica_consensi()
    circolari.carica_circolari(leggi("circolari.json"))
    dice("calendario")
    calendario.carica_calendario(leggi("iniziative.json"), leggi("circolari.json"))
    fonti.carica_fonti()
    dice("risultati")
    for aggregato in AGGREGATI:
        rifai(aggregato)


def carica_persone(persone: Iterable[Persona]) -> None:
    """All with one password, hashed once: hashing it for each would take longer than all the rest."""
    parola = make_password(PAROLA)
    sportelli = {sportello.codice: sportello for sportello in Sportello.objects.all()}
    for persona in persone:
        utente = Utente.objects.create(
            email=persona.email,
            password=parola,
            nome=persona.nome,
            cognome=persona.cognome,
            ruolo=persona.ruolo,
            sportello=sportelli.get(persona.sportello),
            telefono=sportelli[persona.sportello].telefono if persona.sportello else "055 000 9000",
        )
        utente.settori.set(Settore.objects.filter(codice__in=persona.settori))
        utente.paesi.set(Paese.objects.filter(codice__in=persona.paesi))
        utente.servizi.set(Servizio.objects.filter(codice__in=persona.servizi))
        if persona.vice:
            Sportello.objects.filter(codice=persona.sportello).update(vice=utente)


def carica_aziende() -> None:
    """Firenze's and Pisa's from their Chamber's own files, by the importer; the others typed by the desks."""
    for codice, nome in FILE_DELLE_CAMERE.items():
        importa_aziende(DATI / nome, sportello=Sportello.objects.get(codice=codice))
    for riga in leggi("aziende.json"):
        operatore = Utente.objects.get(vice_di__codice=riga["sportello"])
        crea_azienda(_azienda(riga), da=operatore, contatti=[riga["contatto"]])


def _azienda(riga: Riga) -> Riga:
    scritti = {campo: valore for campo, valore in riga.items() if campo not in ("sportello", "contatto")}
    return scritti | {
        "settore": Settore.objects.get(codice=riga["settore"]),
        "ateco": Ateco.objects.get(codice=riga["ateco"]),
        "provincia": Provincia.objects.get(codice=riga["provincia"]),
        "mercati": list(Paese.objects.filter(codice__in=riga["mercati"])),
        "mercati_obiettivo": list(Paese.objects.filter(codice__in=riga["mercati_obiettivo"])),
    }


def carica_fornitori(righe: Iterable[Riga]) -> None:
    sportelli = {sportello.codice: sportello for sportello in Sportello.objects.all()}
    paesi = {paese.codice: paese for paese in Paese.objects.all()}
    for riga in righe:
        sospeso = riga["stato"] == "sospeso"
        fornitore = Fornitore.objects.create(
            proprietario=sportelli.get(riga["proprietario"]),
            paese=paesi[riga["paese"]],
            motivo_sospensione="Assicurazione scaduta, in attesa del rinnovo." if sospeso else "",
            **{campo: riga[campo] or "" for campo in TESTI_FORNITORE},
            **{campo: riga[campo] for campo in VALORI_FORNITORE},
        )
        fornitore.paesi.set(paesi[codice] for codice in riga["paesi"])
        fornitore.servizi.set(Servizio.objects.filter(codice__in=riga["servizi"]))


VALORI_FORNITORE = ("condiviso_con_la_rete", "lingue", "tariffa", "convenzionato_tp")
TESTI_FORNITORE = (
    "ragione_sociale",
    "tipo",
    "partita_iva",
    "comune",
    "provincia",
    "descrizione",
    "email",
    "pec",
    "telefono",
    "unita_tariffa",
    "stato",
)


def carica_pratiche(righe: list[Riga]) -> None:
    """Lives every history, oldest first, so that the numbers follow the calendar."""
    risposte, rete = leggi("risposte.json"), storie.Rete.letta()
    for riga in sorted(righe, key=lambda riga: -riga["giorni_fa_apertura"]):
        storie.racconta(riga, risposte[riga["servizio"]], rete)
    # Of the mails that those histories wrote only the last days' leave: the others arrived long ago.
    with tempo.fermo(tempo.adesso() - timedelta(days=3)):
        posta.annulla_arretrati("la storia dimostrativa è passata")
