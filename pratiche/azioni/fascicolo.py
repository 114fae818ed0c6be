"""The folder of a pratica: notes, files, suppliers engaged, shares with other offices."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from nucleo import tempo
from nucleo.allegati import archivia, elimina
from pratiche.azioni.ricerca import scrivi_testo_ricerca
from pratiche.azioni.verbo import concedi, perche, scrivi, verbo
from pratiche.models import AllegatoPratica, Condivisione, Incarico, Nota, Passo, Pratica, Pubblico
from pratiche.permessi import (
    puo_aggiornare_incarico,
    puo_allegare,
    puo_annotare,
    puo_cambiare_pubblico,
    puo_condividere,
    puo_incaricare,
    puo_togliere_allegato,
    puo_togliere_condivisione,
)
from sportelli.models import Fornitore, Sportello, Utente

Genere = Passo.Genere


@verbo(puo_annotare)
def annota(pratica: Pratica, testo: str, *, pubblico: str = Pubblico.UFFICIO, da: Utente) -> Nota:
    """A note for the office alone, or for TP too; what TP writes the office reads, so it is for both."""
    if not testo.strip():
        raise ValidationError("Scrivi la nota.")
    pubblico = Pubblico.TP if da.di_tp else Pubblico(pubblico)
    nota = Nota.objects.create(
        pratica=pratica, autore=da, testo=testo.strip(), pubblico=pubblico, scritta_il=tempo.adesso()
    )
    passo = Passo(genere=Genere.NOTA, da=da, pubblico=pubblico)
    scrivi(pratica, passo, tp_coinvolta=pratica.tp_coinvolta or da.di_tp)
    return nota


@verbo(puo_allegare)
def allega(pratica: Pratica, file: Any, *, pubblico: str = Pubblico.UFFICIO, da: Utente) -> AllegatoPratica:
    """Keeps a file, for the office alone or for TP too; ValidationError when it is not one that we take."""
    allegato = archivia(AllegatoPratica, file, da=da, pratica=pratica, pubblico=Pubblico(pubblico))
    differenze = {"file": ["", allegato.nome]}
    scrivi(pratica, Passo(genere=Genere.ALLEGATO, da=da, differenze=differenze, pubblico=allegato.pubblico))
    return allegato


@verbo(puo_cambiare_pubblico)
def cambia_pubblico(allegato: AllegatoPratica, pubblico: str, *, da: Utente) -> None:
    """Shows a file to TP, or takes it back to the office alone."""
    prima, allegato.pubblico = allegato.pubblico, Pubblico(pubblico)
    if prima == allegato.pubblico:
        return
    allegato.save(update_fields=["pubblico"])
    differenze = {
        "file": [allegato.nome, allegato.nome],
        "chi lo legge": [Pubblico(prima).label, Pubblico(pubblico).label],
    }
    scrivi(allegato.pratica, Passo(genere=Genere.ALLEGATO, da=da, differenze=differenze))


@verbo(puo_togliere_allegato)
def togli_allegato(allegato: AllegatoPratica, motivo: str, *, da: Utente) -> None:
    """Deletes a file for good; its name, its fingerprint and the reason stay in the timeline."""
    passo = Passo(
        genere=Genere.ALLEGATO_TOLTO,
        da=da,
        motivo=perche(motivo),
        differenze={"file": [allegato.nome, ""], "impronta (SHA-256)": [allegato.impronta, ""]},
        pubblico=allegato.pubblico,
    )
    elimina(allegato)
    scrivi(allegato.pratica, passo)


@verbo(puo_incaricare)
def incarica(
    pratica: Pratica, fornitore: Fornitore, *, costo: Decimal | None = None, nota: str = "", da: Utente
) -> Incarico:
    """Engages a supplier, once, that the office sees and that is not suspended."""
    if not Fornitore.objects.visibili_a(da).filter(pk=fornitore.pk, stato="attivo").exists():
        raise ValidationError("Questo fornitore non si può incaricare.")
    if pratica.incarichi.filter(fornitore=fornitore).exists():
        raise ValidationError(f"{fornitore} è già tra i fornitori di questa pratica.")
    incarico = Incarico.objects.create(
        pratica=pratica, fornitore=fornitore, costo=costo, nota=nota.strip(), da=da, dal=tempo.adesso()
    )
    scrivi_testo_ricerca(pratica)
    differenze = {"fornitore": ["", str(fornitore)]}
    scrivi(pratica, Passo(genere=Genere.INCARICO, da=da, motivo=incarico.nota, differenze=differenze))
    return incarico


@verbo(puo_aggiornare_incarico)
def aggiorna_incarico(
    incarico: Incarico, *, esito: str, costo: Decimal | None, nota: str, da: Utente
) -> None:
    """How it went with a supplier, and what it cost."""
    prima = _incarico_leggibile(incarico)
    incarico.esito, incarico.costo, incarico.nota = Incarico.Esito(esito), costo, nota.strip()
    incarico.save(update_fields=["esito", "costo", "nota"])
    dopo = _incarico_leggibile(incarico)
    cambiati = {nome: [prima[nome], dopo[nome]] for nome in prima if prima[nome] != dopo[nome]}
    if cambiati:
        fornitore = str(incarico.fornitore)
        passo = Passo(
            genere=Genere.INCARICO, da=da, differenze={"fornitore": [fornitore, fornitore]} | cambiati
        )
        scrivi(incarico.pratica, passo)


def _incarico_leggibile(incarico: Incarico) -> dict[str, str]:
    costo = "" if incarico.costo is None else f"{incarico.costo:.2f} euro".replace(".", ",")
    return {"com'è andata": incarico.get_esito_display(), "costo": costo, "nota": incarico.nota}


@verbo(puo_condividere)
def condividi(
    pratica: Pratica, con: Sportello, *, motivo: str, fino_al: datetime, da: Utente
) -> Condivisione:
    """Lends an open pratica to another office, which reads it as it reads the archive, until `fino_al` (C4).

    A share with the same office that is still there gives way to this one.
    """
    motivo, adesso = perche(motivo), tempo.adesso()
    if con.pk == pratica.sportello_id or not con.attivo:
        raise ValidationError("Si condivide con un altro Sportello della rete.")
    if fino_al <= adesso:
        raise ValidationError("La condivisione deve finire più avanti di adesso.")
    pratica.condivisioni.filter(con=con, tolta_il=None).update(tolta_il=adesso)
    condivisione = Condivisione.objects.create(
        pratica=pratica, con=con, motivo=motivo, da=da, dal=adesso, fino_al=fino_al
    )
    concedi(pratica)
    differenze = {"con": ["", str(con)], "fino al": ["", f"{fino_al.astimezone(tempo.ROMA):%d/%m/%Y %H:%M}"]}
    scrivi(pratica, Passo(genere=Genere.CONDIVISA, da=da, motivo=motivo, differenze=differenze))
    return condivisione


@verbo(puo_togliere_condivisione)
def togli_condivisione(condivisione: Condivisione, *, da: Utente) -> None:
    """The other office stops seeing it at once."""
    condivisione.tolta_il = tempo.adesso()
    condivisione.save(update_fields=["tolta_il"])
    concedi(condivisione.pratica)
    differenze = {"con": [str(condivisione.con), ""]}
    scrivi(condivisione.pratica, Passo(genere=Genere.CONDIVISIONE_TOLTA, da=da, differenze=differenze))
