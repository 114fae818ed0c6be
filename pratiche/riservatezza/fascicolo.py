"""What lies in the folder of a pratica, for a reader who sees it: each kind of row through the reader's veil.

The other offices get the suppliers alone. TP gets what is meant for TP; the office everything.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from nucleo import tempo
from pratiche import scadenze
from pratiche.models import (
    AllegatoPratica,
    Chiarimento,
    Condivisione,
    Decisione,
    Intervento,
    Nota,
    Parte,
    Passo,
    Pratica,
    Pubblico,
    Stato,
    VersioneDecisione,
)
from pratiche.riservatezza.livelli import Livello
from pratiche.riservatezza.veli import Velo
from pratiche.riservatezza.viste import (
    VistaAllegato,
    VistaChiarimento,
    VistaCondivisione,
    VistaDecisione,
    VistaIncarico,
    VistaIntervento,
    VistaNota,
    VistaPasso,
    VistaVersione,
)
from pratiche.scheda import SOLO_UFFICIO


def leggibili(righe: Iterable[Passo] | Iterable[Nota] | Iterable[AllegatoPratica], come: Livello) -> list:  # type: ignore[type-arg]  # rows of one of three kinds
    """The rows whose audience this reader belongs to."""
    if come == Livello.RETE:
        return []
    return [riga for riga in righe if come == Livello.UFFICIO or riga.pubblico == Pubblico.TP]


def passi(pratica: Pratica, come: Livello, velo: Velo) -> list[VistaPasso]:
    return [_passo(passo, come, velo) for passo in leggibili(pratica.passi.all(), come)]


def _passo(passo: Passo, come: Livello, velo: Velo) -> VistaPasso:
    return VistaPasso(
        genere=passo.genere,
        genere_nome=passo.get_genere_display(),
        da=passo.da,
        quando=passo.quando,
        motivo=velo(passo.motivo),
        differenze=_differenze(passo.differenze, come, velo),
        da_stato=passo.da_stato,
        da_stato_nome=_nome_stato(passo.da_stato),
        a_stato=passo.a_stato,
        a_stato_nome=_nome_stato(passo.a_stato),
        pubblico=passo.pubblico,
    )


def _nome_stato(stato: str) -> str:
    return Stato(stato).label if stato else ""


def _differenze(
    differenze: Mapping[str, tuple[str, str]], come: Livello, velo: Velo
) -> dict[str, tuple[str, str]]:
    return {
        nome: (velo(prima), velo(dopo))
        for nome, (prima, dopo) in differenze.items()
        if come == Livello.UFFICIO or nome not in SOLO_UFFICIO
    }


def note(pratica: Pratica, come: Livello, velo: Velo) -> list[VistaNota]:
    return [
        VistaNota(
            pk=nota.pk,
            autore=nota.autore,
            testo=velo(nota.testo),
            pubblico=nota.pubblico,
            pubblico_nome=nota.get_pubblico_display(),
            scritta_il=nota.scritta_il,
        )
        for nota in leggibili(pratica.note.all(), come)
    ]


def allegati(pratica: Pratica, come: Livello, velo: Velo) -> list[VistaAllegato]:
    return [
        VistaAllegato(
            pk=allegato.pk,
            nome=velo(allegato.nome),
            tipo=allegato.tipo,
            dimensione=allegato.dimensione,
            pubblico=allegato.pubblico,
            pubblico_nome=allegato.get_pubblico_display(),
            caricato_da=allegato.caricato_da,
            caricato_il=allegato.caricato_il,
        )
        for allegato in leggibili(pratica.allegati.all(), come)
    ]


def incarichi(pratica: Pratica, come: Livello, velo: Velo) -> list[VistaIncarico]:
    return [_incarico(incarico, come, velo) for incarico in pratica.incarichi.all()]


def _incarico(incarico: Any, come: Livello, velo: Velo) -> VistaIncarico:
    fornitore, di_rete = incarico.fornitore, come == Livello.RETE
    return VistaIncarico(
        pk=incarico.pk,
        nome=fornitore.ragione_sociale,
        tipo_nome=fornitore.get_tipo_display(),
        fornitore=fornitore if incarico.apribile else None,
        costo=None if di_rete else incarico.costo,
        esito=incarico.esito,
        esito_nome=incarico.get_esito_display(),
        nota="" if di_rete else velo(incarico.nota),
        da=None if di_rete else incarico.da,
        dal=incarico.dal,
    )


def decisioni(
    lette: Iterable[tuple[Decisione, Iterable[VersioneDecisione]]], velo: Velo
) -> list[VistaDecisione]:
    return [_decisione(decisione, versioni, velo) for decisione, versioni in lette]


def _decisione(decisione: Decisione, versioni: Iterable[VersioneDecisione], velo: Velo) -> VistaDecisione:
    attende_tp = decisione.stato == Decisione.Stato.ATTENDE_TP
    return VistaDecisione(
        pk=decisione.pk,
        stato=decisione.stato,
        stato_nome=decisione.get_stato_display(),
        aperta=decisione.aperta,
        tocca_a="" if not decisione.aperta else Parte.TP if attende_tp else Parte.SPORTELLO,
        referente=decisione.referente,
        versione=decisione.versione,
        versioni=_versioni(versioni, velo),
        aperta_il=decisione.aperta_il,
        turno_dal=decisione.turno_dal,
        in_assenza_dal=scadenze.fine_silenzio(decisione) if attende_tp else None,
        sollecitata_il=decisione.sollecitata_il,
        chiusa_il=decisione.chiusa_il,
        per_sportello=decisione.per_sportello,
        per_sportello_il=decisione.per_sportello_il,
        per_tp=decisione.per_tp,
        per_tp_il=decisione.per_tp_il,
    )


def _versioni(versioni: Iterable[VersioneDecisione], velo: Velo) -> list[VistaVersione]:
    return [
        VistaVersione(
            numero=versione.numero,
            genere=versione.genere,
            genere_nome=versione.get_genere_display(),
            testo=velo(versione.testo),
            commento=velo(versione.commento),
            parte=versione.parte,
            parte_nome=versione.get_parte_display(),
            autore=versione.autore,
            scritta_il=versione.scritta_il,
        )
        for versione in versioni
    ]


def chiarimenti(
    letti: Iterable[tuple[Chiarimento, Iterable[Intervento]]], velo: Velo
) -> list[VistaChiarimento]:
    return [_chiarimento(chiarimento, interventi, velo) for chiarimento, interventi in letti]


def _chiarimento(chiarimento: Chiarimento, interventi: Iterable[Intervento], velo: Velo) -> VistaChiarimento:
    aperto = chiarimento.stato == Chiarimento.Stato.APERTO
    return VistaChiarimento(
        pk=chiarimento.pk,
        stato=chiarimento.stato,
        stato_nome=chiarimento.get_stato_display(),
        chiesto_da=chiarimento.chiesto_da,
        destinatario=chiarimento.destinatario,
        entro_il=chiarimento.entro_il,
        in_ritardo=aperto and chiarimento.entro_il < tempo.oggi(),
        aperto_il=chiarimento.aperto_il,
        chiuso_il=chiarimento.chiuso_il,
        interventi=[
            VistaIntervento(intervento.autore, velo(intervento.testo), intervento.scritto_il)
            for intervento in interventi
        ],
    )


def condivisioni(pratica: Pratica, come: Livello, velo: Velo) -> list[VistaCondivisione]:
    if come == Livello.RETE:
        return []
    return [_condivisione(condivisione, velo) for condivisione in pratica.condivisioni.all()]


def _condivisione(condivisione: Condivisione, velo: Velo) -> VistaCondivisione:
    return VistaCondivisione(
        pk=condivisione.pk,
        con=condivisione.con,
        motivo=velo(condivisione.motivo),
        da=condivisione.da,
        dal=condivisione.dal,
        fino_al=condivisione.fino_al,
        tolta_il=condivisione.tolta_il,
        in_vigore=condivisione.tolta_il is None and condivisione.fino_al > tempo.adesso(),
    )
