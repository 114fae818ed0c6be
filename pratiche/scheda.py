"""The scheda quesito: what an office writes of a request, what is still missing, and what changed (C6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Value
from django.db.models.functions import Cast

from pratiche.models import Pratica
from sportelli.models import Azienda, DomandaServizio, Paese, Utente

CAMPI = (
    "azienda",
    "contatto",
    "servizio",
    "settore",
    "oggetto",
    "quesito",
    "risposte",
    "canale",
    "priorita",
)
TESTI = ("oggetto", "quesito")
# Labels of the timeline's differences that only the office reads: they name people of the company (C6).
SOLO_UFFICIO = {"persona dell'azienda"}


def pulita(campi: Mapping[str, Any], da: Utente, pratica: Pratica | None = None) -> dict[str, Any]:
    """The fields of the scheda alone, trimmed; ValidationError when one cannot be this office's."""
    scheda = {nome: campi[nome] for nome in CAMPI if nome in campi}
    scheda |= {nome: scheda[nome].strip() for nome in TESTI if nome in scheda}
    azienda = scheda.get("azienda") or (pratica and pratica.azienda)
    contatto = scheda.get("contatto", pratica and pratica.contatto)
    if not azienda or not Azienda.objects.visibili_a(da).filter(pk=azienda.pk).exists():
        raise ValidationError("L'azienda non è del tuo Sportello.")
    if contatto is not None and contatto.azienda_id != azienda.pk:
        raise ValidationError("Questa persona non è dell'azienda.")
    if "risposte" in scheda:
        servizio = scheda.get("servizio") or (pratica and pratica.servizio)
        scheda["risposte"] = _del_servizio(scheda["risposte"], servizio)
    return scheda


def _del_servizio(risposte: Mapping[Any, Any], servizio: Any) -> dict[str, Any]:
    """Only the answers to questions of the service, keyed by the question's id as JSON keys are."""
    domande = {str(pk) for pk in servizio.domande.values_list("pk", flat=True)}
    return {str(chiave): valore for chiave, valore in risposte.items() if str(chiave) in domande}


def mancanze(pratica: Pratica) -> dict[str, str]:
    """What a draft still needs to be opened: name of the field → what to do. Questions are «domanda_<id>»."""
    manca = {}
    if not pratica.oggetto.strip():
        manca["oggetto"] = "Scrivi l'oggetto."
    if not pratica.quesito.strip():
        manca["quesito"] = "Scrivi che cosa chiede l'azienda."
    for domanda in pratica.servizio.domande.filter(attiva=True, obbligatoria=True):
        if vuota(pratica.risposte.get(str(domanda.pk))):
            manca[f"domanda_{domanda.pk}"] = f"Rispondi a «{domanda.testo}»."
    return manca


def vuota(risposta: Any) -> bool:
    return risposta is None or risposta == [] or (isinstance(risposta, str) and not risposta.strip())


def fotografia(pratica: Pratica) -> dict[str, str]:
    """Every field of the scheda under its label, in the words that people read."""
    righe = {
        "azienda": str(pratica.azienda),
        "persona dell'azienda": str(pratica.contatto or ""),
        "servizio": str(pratica.servizio),
        "settore": str(pratica.settore),
        "paesi": ", ".join(str(paese) for paese in pratica.paesi.all()),
        "oggetto": pratica.oggetto,
        "quesito": pratica.quesito,
        "arrivata per": pratica.get_canale_display(),
        "priorità": pratica.get_priorita_display(),
    }
    return righe | dict(risposte_leggibili([pratica])[pratica.pk])


def differenze(prima: Mapping[str, str], dopo: Mapping[str, str]) -> dict[str, list[str]]:
    """Label → [before, after], for the labels whose words changed."""
    nomi = [*prima, *(nome for nome in dopo if nome not in prima)]
    coppie = {nome: [prima.get(nome, ""), dopo.get(nome, "")] for nome in nomi}
    return {nome: coppia for nome, coppia in coppie.items() if coppia[0] != coppia[1]}


def risposte_leggibili(pratiche: Iterable[Pratica]) -> dict[int, list[tuple[str, str]]]:
    """For each pratica the pairs (question, answer) in the service's order, unanswered ones left out.

    One query for any number of pratiche, none if nothing was answered.
    """
    pratiche = list(pratiche)
    domande, paesi = _parole([pratica.risposte for pratica in pratiche])
    return {
        pratica.pk: [
            (testo, leggibile(pratica.risposte[chiave], paesi))
            for chiave, testo in domande.items()
            if not vuota(pratica.risposte.get(chiave))
        ]
        for pratica in pratiche
    }


def leggibile(risposta: Any, paesi: Mapping[str, str]) -> str:
    """An answer as people read it; a list holds codes of countries."""
    if isinstance(risposta, bool):
        return "Sì" if risposta else "No"
    if isinstance(risposta, list):
        return ", ".join(paesi.get(str(codice), str(codice)) for codice in risposta)
    return str(risposta)


def _parole(risposte: Iterable[Mapping[str, Any]]) -> tuple[dict[str, str], dict[str, str]]:
    """The words of the questions answered, by id and in their order; and of the countries named, by code."""
    chiavi = {int(chiave) for scheda in risposte for chiave in scheda if str(chiave).isdigit()}
    elenchi = (voce for scheda in risposte for voce in scheda.values() if isinstance(voce, list))
    codici = {str(codice) for elenco in elenchi for codice in elenco}
    if not chiavi:
        return {}, {}
    domande = DomandaServizio.objects.filter(pk__in=chiavi).order_by()
    paesi = Paese.objects.filter(codice__in=codici).order_by()
    colonne = domande.values_list(Value("domanda"), "ordine", "pk", Cast("pk", CharField()), "testo")
    righe = colonne.union(paesi.values_list(Value("paese"), "ordine", "pk", "codice", "nome"), all=True)
    parole: dict[str, dict[str, str]] = {"domanda": {}, "paese": {}}
    for genere, _, _, chiave, testo in sorted(righe):
        parole[genere][chiave] = testo
    return parole["domanda"], parole["paese"]
