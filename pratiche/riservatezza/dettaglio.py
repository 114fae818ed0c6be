"""One pratica, whole, as its reader may see it."""

from pratiche import scheda
from pratiche.competenza import responsabile_di
from pratiche.models import Pratica
from pratiche.riservatezza import fascicolo
from pratiche.riservatezza.azienda import vista_azienda, vista_contatto
from pratiche.riservatezza.chi_vede import chi_vede
from pratiche.riservatezza.elenco import attende, in_ritardo
from pratiche.riservatezza.lettura import Lettura, leggi, leggibili
from pratiche.riservatezza.livelli import Livello
from pratiche.riservatezza.veli import Velo, veli
from pratiche.riservatezza.viste import Vista
from sportelli.models import Utente


def vista(pratica: Pratica, utente: Utente) -> Vista:
    """The pratica, read again, as this person may see it; Pratica.DoesNotExist if she does not."""
    return mostra(leggi(leggibili(utente).get(pk=pratica.pk), utente), utente)


def mostra(letta: Lettura, utente: Utente) -> Vista:
    """What was read, as this person may see it."""
    return _vista(letta, veli([letta.pratica], utente)[letta.pratica.pk])


def _vista(letta: Lettura, velo: Velo) -> Vista:
    pratica, come = letta.pratica, letta.livello
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
        paesi=pratica.nomi_paesi,
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
        incarichi=fascicolo.incarichi(pratica, come, velo),
        decisioni=fascicolo.decisioni(letta.decisioni, velo),
        chiarimenti=fascicolo.chiarimenti(letta.chiarimenti, velo),
        condivisioni=fascicolo.condivisioni(pratica, come, velo),
        chi_vede=[] if di_rete else [(chi, velo(perche)) for chi, perche in chi_vede(pratica)],
    )


def _risposte(pratica: Pratica, velo: Velo) -> list[tuple[str, str]]:
    return [
        (domanda, velo(risposta)) for domanda, risposta in scheda.risposte_leggibili([pratica])[pratica.pk]
    ]
