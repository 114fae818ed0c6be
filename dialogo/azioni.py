"""Bringing in what a Chamber's archive already knows, so that nobody types it twice (C5)."""

from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from dialogo.resoconto import Resoconto
from dialogo.schede import Lettore, Scartata, Tabelle, indirizzo_email, testo
from dialogo.tracciati import Tabella, Tracciato, riconosci, tabella
from nucleo.fogli import Foglio, leggi
from sportelli.azioni import Importata, SchedaAziendale, importa_schede
from sportelli.models import Sportello

Schede = dict[int, SchedaAziendale]


@transaction.atomic
def importa_aziende(percorso: Path, *, sportello: Sportello, prova: bool = False) -> Resoconto:
    """Creates, or completes, the schede of an office from its Chamber's file; says what became of each row.

    All or nothing; the same file twice changes nothing the second time (I-01). With `prova` nothing is
    written and the report says what would be. Raises FileIllegibile, on a file or on columns that it does
    not know.
    """
    fogli = leggi(percorso)
    tracciato, foglio = riconosci(fogli)
    righe = tabella(tracciato, foglio)
    resoconto = Resoconto(percorso.name, sportello.codice, prova, foglio.formato, ignorate=righe.ignorate)
    schede = _schede(righe, resoconto)
    if tracciato.contatti is not None:
        _aggiungi_contatti(schede, righe, tracciato, fogli, resoconto)
    _racconta(importa_schede(list(schede.values()), sportello=sportello), resoconto)
    transaction.set_rollback(prova)
    return resoconto


def _schede(righe: Tabella, resoconto: Resoconto) -> Schede:
    """Row number → scheda, of the rows that are right and are the first of their company."""
    lettore = Lettore(righe.tracciato, Tabelle.lette(), resoconto)
    schede: Schede = {}
    prime: dict[str, int] = {}
    for riga, valori in righe.righe:
        resoconto.righe += 1
        try:
            scheda = lettore.leggi(riga, valori)
        except Scartata as scartata:
            resoconto.errori[scartata.motivo].append(
                {
                    "riga": riga.numero,
                    "riga_fisica": riga.fisica,
                    "campi": scartata.campi,
                    "valore": scartata.valore,
                    "messaggio": scartata.messaggio,
                }
            )
            continue
        prima = prime.setdefault(scheda.codice, riga.numero)
        if prima == riga.numero:
            schede[riga.numero] = scheda
        else:
            _annota_duplicato(riga.numero, riga.fisica, prima, scheda, schede[prima], resoconto)
    return schede


def _annota_duplicato(
    riga: int,
    fisica: int,
    originale: int,
    scheda: SchedaAziendale,
    prima: SchedaAziendale,
    resoconto: Resoconto,
) -> None:
    """The same company again: to the letter, or written otherwise, which the office will want to look at."""
    voce = {"riga": riga, "riga_fisica": fisica, "originale": originale}
    if scheda == prima:
        resoconto.duplicati_esatti.append(voce)
    else:
        scritta = scheda.campi["ragione_sociale"]
        resoconto.quasi_duplicati.append(voce | {"partita_iva": scheda.codice, "scritta_come": scritta})


def _aggiungi_contatti(
    schede: Schede, righe: Tabella, tracciato: Tracciato, fogli: Iterable[Foglio], resoconto: Resoconto
) -> None:
    """The people of the second sheet, each to its company; those whose company no row names are orphans."""
    contatti = tracciato.contatti
    foglio = next((foglio for foglio in fogli if contatti and foglio.nome == contatti.foglio), None)
    if contatti is None or foglio is None:
        return
    delle_sedi = {testo(valori[tracciato.colonne[tracciato.chiave]]) for _, valori in righe.righe}
    per_rea = {scheda.campi["numero_rea"]: scheda for scheda in schede.values()}
    for riga, valori in tabella(contatti, foglio).righe:
        resoconto.contatti += 1
        rea = testo(valori["numero_rea"])
        if rea not in delle_sedi:
            resoconto.contatti_orfani.append(riga.numero)
        elif rea in per_rea:
            _aggiungi_contatto(
                per_rea[rea], riga.numero, {campo: testo(v) for campo, v in valori.items()}, resoconto
            )


def _aggiungi_contatto(
    scheda: SchedaAziendale, riga: int, testi: dict[str, str], resoconto: Resoconto
) -> None:
    if testi["consenso"]:
        # A «sì» that does not say to what is no consent (GDPR art. 7): the office asks again.
        resoconto.avvisi["consenso_senza_scopo"].append(riga)
    scheda.contatti.append(
        {
            "nome": testi["nome"] or testi["email"],
            "incarico": testi["incarico"],
            "email": indirizzo_email(testi["email"]) if testi["email"] else "",
            "telefono": testi["telefono"],
        }
    )


def _racconta(importate: Iterable[Importata], resoconto: Resoconto) -> None:
    for importata in importate:
        codice = importata.azienda.partita_iva or importata.azienda.codice_fiscale
        if importata.creata:
            resoconto.create.append(codice)
        elif importata.cambiati:
            resoconto.aggiornate.append(codice)
        else:
            resoconto.invariate.append(codice)
        resoconto.differenze += [
            {"codice": codice, "campo": campo, "da_noi": str(nostro), "nel_file": str(loro)}
            for campo, nostro, loro in importata.diversi
        ]
