"""The situations that docs/permessi.md names, each brought about by the verbs themselves."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from nucleo import tempo
from pratiche import azioni
from pratiche.models import Pubblico, VersioneDecisione

SCENE = {}


def scena(funzione):
    SCENE[funzione.__name__.replace("_", " ")] = funzione
    return funzione


def _aggiornata(pratica):
    return type(pratica).objects.get(pk=pratica.pk)


@scena
def bozza(gente):
    return azioni.crea(gente.scheda, da=gente.operatrice)


@scena
def aperta(gente):
    pratica = bozza(gente)
    azioni.apri(pratica, da=gente.operatrice)
    return _aggiornata(pratica)


@scena
def in_lavorazione(gente):
    pratica = aperta(gente)
    azioni.prendi_in_carico(pratica, da=gente.operatrice)
    return _aggiornata(pratica)


@scena
def attesa_azienda(gente):
    pratica = in_lavorazione(gente)
    azioni.attendi_azienda(pratica, "Manca la scheda tecnica.", da=gente.operatrice)
    return _aggiornata(pratica)


@scena
def attesa_tp(gente):
    pratica = in_lavorazione(gente)
    azioni.chiedi_intervento(
        pratica, "Ricerca di partner con ICE.", referente=gente.referente, da=gente.operatrice
    )
    return _aggiornata(pratica)


@scena
def tocca_allo_sportello(gente):
    pratica = attesa_tp(gente)
    azioni.rispondi(
        pratica.decisioni.get(),
        "Ricerca di partner con ICE, a metà spesa.",
        genere=VersioneDecisione.Genere.EMENDAMENTO,
        commento="Così ci sta nel programma.",
        su_versione=1,
        da=gente.referente,
    )
    return _aggiornata(pratica)


@scena
def silenzio(gente):
    """TP has not answered for more than five working days."""
    with tempo.fermo(tempo.adesso() - timedelta(days=14)):
        return attesa_tp(gente)


@scena
def chiarimento(gente):
    pratica = attesa_tp(gente)
    azioni.chiedi_chiarimento(
        pratica,
        "C'è già un distributore?",
        entro_il=tempo.dopo_lavorativi(tempo.oggi(), 3).arrivo,
        da=gente.referente,
    )
    return _aggiornata(pratica)


@scena
def chiarimento_risposto(gente):
    pratica = chiarimento(gente)
    azioni.rispondi_chiarimento(pratica.chiarimenti.get(), "No, nessuno.", da=gente.responsabile)
    return _aggiornata(pratica)


@scena
def completata(gente, **altro):
    pratica = in_lavorazione(gente)
    azioni.completa(
        pratica,
        esito="risolta",
        risposta="Serve il certificato.",
        fonti="Dogane",
        da=gente.operatrice,
        **altro,
    )
    return _aggiornata(pratica)


@scena
def completata_con_tp(gente):
    pratica = attesa_tp(gente)
    azioni.ritira(pratica.decisioni.get(), "Non serve più.", da=gente.operatrice)
    pratica = _aggiornata(pratica)
    azioni.completa(pratica, esito="risolta", risposta="Serve il certificato.", da=gente.operatrice)
    return _aggiornata(pratica)


@scena
def riservata(gente):
    return completata(gente, riservata=True, motivo_riservata="Trattativa in corso.")


@scena
def annullata(gente):
    pratica = aperta(gente)
    azioni.annulla(pratica, "L'azienda ha rinunciato.", da=gente.operatrice)
    return _aggiornata(pratica)


@scena
def annullata_con_tp(gente):
    pratica = attesa_tp(gente)
    azioni.ritira(pratica.decisioni.get(), "Non serve più.", da=gente.operatrice)
    azioni.annulla(_aggiornata(pratica), "L'azienda ha rinunciato.", da=gente.operatrice)
    return _aggiornata(pratica)


@scena
def condivisa(gente, fino_al=None):
    pratica = aperta(gente)
    fino_al = fino_al or tempo.adesso() + timedelta(days=10)
    azioni.condividi(
        pratica, gente.lucca, motivo="Stesso cliente estero.", fino_al=fino_al, da=gente.operatrice
    )
    return _aggiornata(pratica)


@scena
def condivisione_scaduta(gente):
    with tempo.fermo(tempo.adesso() - timedelta(days=10)):
        return condivisa(gente, fino_al=tempo.adesso() + timedelta(days=5))


def _con_file(gente, pubblico):
    pratica = in_lavorazione(gente)
    file = SimpleUploadedFile("listino.txt", b"prezzi per cartone", content_type="text/plain")
    azioni.allega(pratica, file, pubblico=pubblico, da=gente.operatrice)
    return _aggiornata(pratica)


@scena
def file_ufficio(gente):
    return _con_file(gente, Pubblico.UFFICIO)


@scena
def file_tp(gente):
    return _con_file(gente, Pubblico.TP)


@scena
def con_un_fornitore(gente):
    pratica = in_lavorazione(gente)
    azioni.incarica(pratica, gente.fornitore, da=gente.operatrice)
    return _aggiornata(pratica)
