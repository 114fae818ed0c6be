"""One pratica, whole, as its reader may see it."""

from typing import Any

from django.db.models import Prefetch

from pratiche import scheda
from pratiche.competenza import responsabile_di
from pratiche.models import Pratica
from pratiche.riservatezza import fascicolo
from pratiche.riservatezza.azienda import vista_azienda, vista_contatto
from pratiche.riservatezza.chi_vede import chi_vede
from pratiche.riservatezza.elenco import attende, in_ritardo
from pratiche.riservatezza.livelli import Livello, livello
from pratiche.riservatezza.veli import Velo, veli
from pratiche.riservatezza.viste import Vista
from sportelli.models import Fornitore, Utente

UNITE = (
    *("azienda__settore", "azienda__provincia", "azienda__ateco", "sportello__gruppo", "servizio", "settore"),
    *("contatto", "assegnata_a", "referente", "creata_da"),
)
# What the other offices read of the folder.
DI_RETE = {"incarichi": ["fornitore", "da"]}
PERSONE_E_RIGHE = {
    "passi": ["da"],
    "note": ["autore"],
    "allegati": ["caricato_da"],
    "incarichi": ["fornitore", "da"],
    "decisioni": ["referente", "per_sportello", "per_tp"],
    "decisioni__versioni": ["autore"],
    "chiarimenti": ["chiesto_da", "destinatario"],
    "chiarimenti__interventi": ["autore"],
    "condivisioni": ["con__gruppo", "da"],
    "concessioni": ["group"],
}


def _raccolte(come: Livello) -> list[str | Prefetch[str]]:
    """The rows of the folder that this reader is shown, each kind with its people in one question."""
    raccolte: list[str | Prefetch[str]] = ["paesi", "azienda__mercati", "azienda__mercati_obiettivo"]
    for percorso, unite in (DI_RETE if come == Livello.RETE else PERSONE_E_RIGHE).items():
        modello: Any = Pratica
        for nome in percorso.split("__"):
            modello = modello._meta.get_field(nome).related_model
        raccolte.append(Prefetch(percorso, modello._default_manager.select_related(*unite)))
    return raccolte


def vista(pratica: Pratica, utente: Utente) -> Vista:
    """The pratica as this person may see it, in constant queries; Pratica.DoesNotExist if she does not."""
    letta = (
        Pratica.objects.visibili_a(utente)
        .select_related(*UNITE)
        .prefetch_related(*_raccolte(livello(pratica, utente)))
        .con_aziende_passate()
        .defer("testo_ricerca", "ricerca")
        .get(pk=pratica.pk)
    )
    come = livello(letta, utente)
    return _vista(letta, come, veli([letta], utente)[letta.pk], utente)


def _vista(pratica: Pratica, come: Livello, velo: Velo, utente: Utente) -> Vista:
    di_rete = come == Livello.RETE
    return Vista(
        livello=come,
        numero=pratica.numero,
        versione=pratica.versione,
        stato=pratica.stato,
        stato_nome=pratica.get_stato_display(),
        sportello=pratica.sportello,
        responsabile=None if di_rete else responsabile_di(pratica.sportello),
        azienda=vista_azienda(pratica, come),
        contatto=vista_contatto(pratica, come),
        servizio=pratica.servizio,
        settore=pratica.settore,
        paesi=list(pratica.paesi.all()),
        oggetto=velo(pratica.oggetto),
        quesito=velo(pratica.quesito),
        risposte=_risposte(pratica, velo),
        canale=pratica.canale,
        canale_nome=pratica.get_canale_display(),
        priorita=pratica.priorita,
        priorita_nome=pratica.get_priorita_display(),
        creata_il=pratica.creata_il,
        aperta_il=pratica.aperta_il,
        aggiornata_il=pratica.aggiornata_il,
        chiusa_il=pratica.chiusa_il,
        scadenza=pratica.scadenza,
        sospesa_dal=pratica.sospesa_dal,
        in_ritardo=in_ritardo(pratica),
        attende=attende(pratica, come),
        creata_da=None if di_rete else pratica.creata_da,
        assegnata_a=None if di_rete else pratica.assegnata_a,
        referente=None if di_rete else pratica.referente,
        esito=pratica.esito,
        esito_nome=pratica.get_esito_display(),
        risposta=velo(pratica.risposta),
        fonti=[velo(fonte.strip()) for fonte in pratica.fonti.splitlines() if fonte.strip()],
        valida_fino_al=pratica.valida_fino_al,
        riservata=pratica.riservata,
        motivo_riservata="" if di_rete else velo(pratica.motivo_riservata),
        passi=fascicolo.passi(pratica, come, velo),
        note=fascicolo.note(pratica, come, velo),
        allegati=fascicolo.allegati(pratica, come, velo),
        incarichi=fascicolo.incarichi(pratica, come, velo, _apribili(pratica, utente)),
        decisioni=fascicolo.decisioni(pratica, come, velo),
        chiarimenti=fascicolo.chiarimenti(pratica, come, velo),
        condivisioni=fascicolo.condivisioni(pratica, come, velo),
        chi_vede=[] if di_rete else [(chi, velo(perche)) for chi, perche in chi_vede(pratica)],
    )


def _risposte(pratica: Pratica, velo: Velo) -> list[tuple[str, str]]:
    return [
        (domanda, velo(risposta)) for domanda, risposta in scheda.risposte_leggibili([pratica])[pratica.pk]
    ]


def _apribili(pratica: Pratica, utente: Utente) -> set[int]:
    incaricati = [incarico.fornitore_id for incarico in pratica.incarichi.all()]
    return set(Fornitore.objects.visibili_a(utente).filter(pk__in=incaricati).values_list("pk", flat=True))
