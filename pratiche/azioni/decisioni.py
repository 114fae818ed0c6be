"""The shared decision: proposed by the office, agreed, amended or countered by the Referente (C2)."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from nucleo import tempo
from nucleo.stati import VersioneSuperata
from pratiche import scadenze
from pratiche.azioni.verbo import perche, scrivi, sposta, sposta_se, stato_di_ripresa, tieni, verbo
from pratiche.models import Decisione, Parte, Passo, Pratica, Stato, VersioneDecisione
from pratiche.permessi import (
    puo_cambiare_referente,
    puo_chiedere_intervento,
    puo_concordare,
    puo_procedere_in_assenza,
    puo_rispondere,
    puo_ritirare,
    referente_attivo,
)
from sportelli.models import Utente

Genere = Passo.Genere
GENERI = {
    Parte.SPORTELLO: {VersioneDecisione.Genere.PROPOSTA},
    Parte.TP: {VersioneDecisione.Genere.EMENDAMENTO, VersioneDecisione.Genere.CONTROPROPOSTA},
}


@verbo(puo_chiedere_intervento)
def chiedi_intervento(
    pratica: Pratica, testo: str, *, referente: Utente, commento: str = "", da: Utente
) -> Decisione:
    """Asks TP to decide with the office how to satisfy the request: `testo` is the office's proposal.

    The pratica waits for TP, and its Referente is the one given, who must be at work.
    """
    testo = _testo(testo)
    pretendi_al_lavoro(referente)
    adesso = tempo.adesso()
    decisione = Decisione.objects.create(
        pratica=pratica, referente=referente, aperta_il=adesso, turno_dal=adesso
    )
    _scrivi_versione(decisione, Parte.SPORTELLO, VersioneDecisione.Genere.PROPOSTA, testo, commento, da)
    pratica.decisione_aperta = True
    passo = Passo(genere=Genere.INTERVENTO_CHIESTO, da=da, differenze={"referente": ["", str(referente)]})
    sposta(
        pratica,
        Stato.IN_ATTESA_TP,
        passo,
        assegnata_a=pratica.assegnata_a or da,
        referente=referente,
        tp_coinvolta=True,
    )
    return decisione


@verbo(puo_rispondere)
def rispondi(
    decisione: Decisione, testo: str, *, genere: str, commento: str = "", su_versione: int, da: Utente
) -> VersioneDecisione:
    """Puts another text on the table: the turn passes to the other party.

    Raises VersioneSuperata when `su_versione`, the one that was read, is not the last any more.
    """
    parte = _parte_di_turno(decisione, su_versione)
    if genere not in GENERI[parte]:
        raise ValidationError(
            "TP risponde con un emendamento o una controproposta, lo Sportello con una proposta."
        )
    testo = _testo(testo)
    tocca_a = Decisione.Stato.ATTENDE_SPORTELLO if parte == Parte.TP else Decisione.Stato.ATTENDE_TP
    decisione.passa_a(tocca_a, versione=su_versione + 1, turno_dal=tempo.adesso(), sollecitata_il=None)
    versione = _scrivi_versione(decisione, parte, genere, testo, commento, da)
    _segui(decisione, Passo(genere=Genere.PROPOSTA, da=da, motivo=commento.strip()))
    return versione


@verbo(puo_concordare)
def concorda(decisione: Decisione, *, versione: int, da: Utente) -> None:
    """The party whose turn it is agrees to the other's last text: both names and times are frozen.

    Raises VersioneSuperata when `versione`, the one that was read, is not the last any more.
    """
    parte = _parte_di_turno(decisione, versione)
    ultima = decisione.versioni.get(numero=versione)
    if ultima.autore_id == da.pk:
        raise ValidationError("Il testo è tuo: deve concordare un'altra persona.")
    adesso = tempo.adesso()
    firme = {ultima.parte: (ultima.autore, ultima.scritta_il), parte: (da, adesso)}
    decisione.passa_a(
        Decisione.Stato.CONCORDATA,
        chiusa_il=adesso,
        per_sportello=firme[Parte.SPORTELLO][0],
        per_sportello_il=firme[Parte.SPORTELLO][1],
        per_tp=firme[Parte.TP][0],
        per_tp_il=firme[Parte.TP][1],
    )
    _segui(decisione, Passo(genere=Genere.CONCORDATA, da=da))


@verbo(puo_ritirare)
def ritira(decisione: Decisione, motivo: str, *, da: Utente) -> None:
    """The office goes on without TP's intervention after all."""
    passo = Passo(genere=Genere.RITIRATA, da=da, motivo=perche(motivo))
    decisione.passa_a(Decisione.Stato.RITIRATA, chiusa_il=tempo.adesso())
    _segui(decisione, passo)


@verbo(puo_procedere_in_assenza)
def procedi_in_assenza(decisione: Decisione, motivo: str, *, da: Utente) -> None:
    """The office goes on by itself, after five working days in which TP said nothing: it stays on record."""
    passo = Passo(genere=Genere.IN_ASSENZA, da=da, motivo=perche(motivo))
    decisione.passa_a(Decisione.Stato.IN_ASSENZA, chiusa_il=tempo.adesso())
    _segui(decisione, passo)


@verbo(puo_cambiare_referente)
def cambia_referente(pratica: Pratica, referente: Utente, motivo: str, *, da: Utente) -> None:
    """Another Referente takes the pratica, and the decision that is open on it."""
    motivo = perche(motivo)
    pretendi_al_lavoro(referente)
    if referente == pratica.referente:
        raise ValidationError(f"{referente} è già il Referente di questa pratica.")
    prima = pratica.referente
    pratica.decisioni.filter(stato__in=Decisione.APERTE).update(referente=referente)
    differenze = {"referente": [str(prima or ""), str(referente)]}
    passo = Passo(genere=Genere.REFERENTE, da=da, motivo=motivo, differenze=differenze)
    scrivi(pratica, passo, anche=[prima] if prima else [], referente=referente)


def pretendi_al_lavoro(referente: Utente) -> None:
    """ValidationError unless the person is a Referente who can take a pratica today."""
    if not referente_attivo(referente):
        raise ValidationError(f"{referente} non è un Referente in attività.")
    if referente.assente():
        raise ValidationError(f"{referente} è assente fino al {referente.assente_fino_al:%d/%m/%Y}.")


def _testo(testo: str) -> str:
    if not testo.strip():
        raise ValidationError("Scrivi come soddisfare la richiesta.")
    return testo.strip()


def _parte_di_turno(decisione: Decisione, versione: int) -> Parte:
    if decisione.versione != versione:
        raise VersioneSuperata(f"{decisione}: c'è già la versione {decisione.versione}")
    return Parte.TP if decisione.stato == Decisione.Stato.ATTENDE_TP else Parte.SPORTELLO


def _scrivi_versione(
    decisione: Decisione, parte: str, genere: str, testo: str, commento: str, da: Utente
) -> VersioneDecisione:
    return VersioneDecisione.objects.create(
        decisione=decisione,
        numero=decisione.versione,
        parte=parte,
        genere=genere,
        testo=testo,
        commento=commento.strip(),
        autore=da,
        scritta_il=tempo.adesso(),
    )


def _segui(decisione: Decisione, passo: Passo) -> None:
    """Takes the pratica where the decision has gone: waiting for TP, or back to work.

    One that waits for a clarification stays there; so does one that waits for the company, unless TP is to
    speak.
    """
    pratica = decisione.pratica
    pratica.refresh_from_db(fields=["decisione_aperta"])
    attende_tp = decisione.stato == Decisione.Stato.ATTENDE_TP
    mobili = {Stato.IN_LAVORAZIONE, Stato.IN_ATTESA_TP}
    if attende_tp:
        mobili |= {Stato.APERTA, Stato.IN_ATTESA_AZIENDA}
    sposta_se(pratica, mobili, stato_di_ripresa(pratica), passo)


def sollecita_dovute() -> int:
    """Reminds TP, once a turn, of the decisions that have waited for two working days; how many."""
    prima_di = tempo.adesso() - timedelta(days=scadenze.GIORNI_PER_SOLLECITARE)
    attese = Decisione.objects.filter(
        stato=Decisione.Stato.ATTENDE_TP, sollecitata_il=None, turno_dal__lte=prima_di
    )
    da_sollecitare = [
        decisione
        for decisione in attese.select_related("pratica__sportello", "referente")
        if scadenze.da_sollecitare(decisione)
    ]
    return sum(_sollecita(decisione) for decisione in da_sollecitare)


@transaction.atomic
def _sollecita(decisione: Decisione) -> bool:
    """Whether this call was the one that reminded; two sweeps at once remind once."""
    tieni(decisione)
    if decisione.sollecitata_il or decisione.stato != Decisione.Stato.ATTENDE_TP:
        return False
    Decisione.objects.filter(pk=decisione.pk).update(sollecitata_il=tempo.adesso())
    scrivi(decisione.pratica, Passo(genere=Genere.SOLLECITO))
    return True
