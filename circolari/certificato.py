"""The certificate of precedence: the facts in words for a lawyer, and a PDF that the same rows make again.

What people wrote reaches the printer as data, never as its source. The fingerprint is the SHA-256 of the
canonical JSON of what is printed, which the PDF carries inside.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from circolari import dichiarazione, precedenza
from circolari.embargo import FRECCIA
from circolari.models import Circolare, Lettura, Versione
from circolari.precedenza import Fatti, Imprese, Recapito, nome
from nucleo import parole
from nucleo.parole import al_secondo
from sportelli.models import Sportello, Utente

MODELLO = Path(__file__).with_suffix(".typ")
NIENTE = "—"
REGOLA = (
    "Convenzione, Allegato A, art. 5.1, comma 7: Toscana Promozione divulga le circolari prima agli "
    "Sportelli territoriali e solo dopo due giorni lavorativi alle aziende; un solo giorno quando sono "
    "urgenti. Il giorno della diffusione non si conta. Un giorno conta se è lavorativo per tutti quelli che "
    "devono leggere prima: la sede di Toscana Promozione e ogni Sportello destinatario. La diffusione fuori "
    "dall'orario 9:00-17:00 vale come fatta alle 9:00 del primo giorno lavorativo."
)
VERIFICA = """
Questo documento si ricava dai dati dell'Extranet: finché non succede altro, chi lo scarica di nuovo ottiene \
lo stesso file, byte per byte. L'ora è quella italiana.
Il file PDF contiene in allegato certificato.json, con tutto quello che qui è stampato. L'impronta SHA-256 \
di quell'allegato è:
"""
ESITI = {"respinto": "respinta", "parcheggiato": "non accettata", "annullato": "annullata"}
ESITI |= {"in_coda": "in coda", "in_invio": "in invio"}


def stampa(circolare: Circolare, utente: Utente) -> bytes:
    """The PDF for that person: the same bytes as long as the same rows say the same."""
    testo = canonico(dati(circolare, utente))
    pdf: bytes = typst.compile(
        str(MODELLO),
        root=str(MODELLO.parent),
        ignore_system_fonts=True,
        sys_inputs={"dati": testo, "impronta": impronta(testo)},
    )
    return pdf


def canonico(dati: dict[str, Any]) -> str:
    """JSON in one form only: keys in order, no spaces, characters as they are."""
    return json.dumps(dati, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def impronta(testo: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(testo.encode()).hexdigest()


def dati(circolare: Circolare, utente: Utente) -> dict[str, Any]:
    """What the certificate prints for TP, or for an office: its own rows and the totals (C5, C6)."""
    fatti = precedenza.raccogli(circolare)
    destinatari = list(circolare.sportelli.all())
    uffici = [ufficio for ufficio in destinatari if utente.di_tp or _suo(utente, ufficio)]
    return {
        "titolo": circolare.titolo,
        "nota": "" if utente.di_tp else f"Copia per {utente.sportello}: le sue righe e i totali di tutti.",
        "dichiarazione": dichiarazione.di(fatti, uffici),
        "circolare": list(_circolare(circolare, destinatari)),
        "regola": _regola(fatti),
        "ordine": [[al_secondo(quando), che] for quando, che in sorted(_ordine(fatti, uffici))],
        "sportelli": [{"nome": ufficio.nome, "righe": _righe(fatti, ufficio)} for ufficio in uffici],
        "posta": [_invio(fatti, momento) for momento in fatti.momenti],
        "versioni": [_versione(versione) for versione in fatti.versioni],
        "verifica": VERIFICA.strip().splitlines(),
    }


def _suo(utente: Utente, ufficio: Sportello) -> bool:
    return utente.di_sportello and utente.sportello_id == ufficio.pk


# --- The circolare and the rule ----------------------------------------------------------------------------


def _circolare(circolare: Circolare, uffici: Iterable[Sportello]) -> Iterator[list[str]]:
    yield ["Titolo", circolare.titolo]
    yield ["Codice", str(circolare.codice)]
    yield ["Stato", circolare.get_stato_display()]
    yield ["Diffusa", f"{al_secondo(circolare.diffusa_il)}, da {circolare.diffusa_da}"]
    nomi = ", ".join(ufficio.breve for ufficio in uffici)
    yield ["Destinatari", f"Tutti gli Sportelli: {nomi}" if circolare.a_tutti else nomi]
    if circolare.urgente:
        yield ["Urgente, perché", circolare.motivo_urgenza]
    yield ["Alle imprese dal", al_secondo(circolare.rilascio)]
    if circolare.aperta_il:
        yield ["Aperta a tutti", f"{al_secondo(circolare.aperta_il)}, da {circolare.aperta_da}"]
        yield ["Perché", circolare.motivo_apertura]
    if circolare.ritirata_il:
        yield ["Ritirata", f"{al_secondo(circolare.ritirata_il)}, da {circolare.ritirata_da}"]
        yield ["Perché", circolare.motivo_ritiro]


def _regola(fatti: Fatti) -> dict[str, Any]:
    """The derivation of the present rilascio, and how it came to be later than the first."""
    return {
        "testo": REGOLA,
        "passi": fatti.circolare.passi_del_rilascio,
        "rinvii": [
            [
                ["Spostato il", al_secondo(rinvio.fatto_il)],
                ["Da", al_secondo(rinvio.prima)],
                ["A", al_secondo(rinvio.dopo)],
                ["Perché", rinvio.derivazione.replace(FRECCIA, "; ")],
            ]
            for rinvio in fatti.rinvii
        ],
    }


def _versione(versione: Versione) -> dict[str, Any]:
    motivo = [["Perché", versione.motivo]] if versione.motivo else []
    testo = impronta(f"{versione.titolo}\n\n{versione.testo}")
    return {
        "nome": f"Versione {versione.numero}",
        "voci": [["Quando", f"{al_secondo(versione.quando)}, da {versione.da}"], *motivo],
        "impronte": [
            ["Titolo, riga vuota e testo come furono scritti (SHA-256)", testo],
            *([f"Allegato {file['nome']} (SHA-256)", file["impronta"]] for file in versione.allegati),
        ],
    }


# --- Mails and readers -------------------------------------------------------------------------------------


def _ordine(fatti: Fatti, uffici: Iterable[Sportello]) -> Iterator[tuple[datetime, str]]:
    """What happened, each with its instant."""
    circolare, suoi = fatti.circolare, {ufficio.pk for ufficio in uffici}
    for versione in fatti.versioni:
        che = "Diffusa agli Sportelli" if versione.numero == 1 else f"Corretta: versione {versione.numero}"
        yield versione.quando, f"{che}, da {versione.da}"
    for lettura in fatti.letture:
        if lettura.sportello_id in suoi:
            yield from _della_lettura(lettura)
    for rinvio in fatti.rinvii:
        yield rinvio.fatto_il, f"Rilascio spostato a {al_secondo(rinvio.dopo)}"
    for momento in fatti.momenti:
        yield from _della_posta(fatti, momento)
    yield from _fine(circolare)


def _della_lettura(lettura: Lettura) -> Iterator[tuple[datetime, str]]:
    chi = f"{lettura.utente}, {lettura.sportello}"
    yield lettura.aperta_il, f"Aperta nell'Extranet: {chi}"
    if lettura.presa_visione_il:
        yield lettura.presa_visione_il, f"Presa visione: {chi}"


def _fine(circolare: Circolare) -> Iterator[tuple[datetime, str]]:
    if circolare.rilascio and circolare.rilascio == circolare.pubblica_dal and not circolare.mai_uscita:
        yield circolare.rilascio, "Rilascio: da qui la possono leggere le imprese"
    if circolare.aperta_il:
        yield circolare.aperta_il, f"Aperta a tutti prima del rilascio, da {circolare.aperta_da}"
    if circolare.ritirata_il:
        yield circolare.ritirata_il, f"Ritirata, da {circolare.ritirata_da}"


def _della_posta(fatti: Fatti, momento: str) -> Iterator[tuple[datetime, str]]:
    agli_uffici = [r.consegnato for r in fatti.agli_uffici(momento) if r.consegnato]
    imprese = fatti.alle_imprese(momento)
    istanti = [
        (min(agli_uffici, default=None), "prima e-mail a uno Sportello consegnata"),
        (max(agli_uffici, default=None), "ultima e-mail a uno Sportello consegnata"),
        (imprese and imprese.prima, "prima e-mail a un'impresa consegnata"),
        (imprese and imprese.ultima, "ultima e-mail a un'impresa consegnata"),
    ]
    for istante, che in istanti:
        if istante:
            yield istante, f"{nome(momento)}: {che}"


def _invio(fatti: Fatti, momento: str) -> list[list[str]]:
    """A row for the offices, a row for the companies: how many, first, last, not delivered."""
    recapiti = fatti.agli_uffici(momento)
    istanti = [recapito.consegnato for recapito in recapiti if recapito.consegnato]
    mancate = len(recapiti) - len(istanti)
    righe = [
        [
            f"{nome(momento)}, agli Sportelli",
            parole.migliaia(len(recapiti)),
            al_secondo(min(istanti, default=None)),
            al_secondo(max(istanti, default=None)),
            parole.migliaia(mancate),
        ]
    ]
    if imprese := fatti.alle_imprese(momento):
        righe.append(
            [
                f"{nome(momento)}, alle imprese",
                parole.migliaia(imprese.quante),
                al_secondo(imprese.prima),
                al_secondo(imprese.ultima),
                _mancanti(imprese),
            ]
        )
    return righe


def _mancanti(imprese: Imprese) -> str:
    """Those not delivered, by why."""
    perche = {"respinte": imprese.respinte, "in coda": imprese.in_corso, "annullate": imprese.annullate}
    return ", ".join(f"{parole.migliaia(quante)} {che}" for che, quante in perche.items() if quante) or "0"


def _righe(fatti: Fatti, ufficio: Sportello) -> list[list[str]]:
    """One row for the office's mailbox, one for each of its people: mail, opening, presa visione."""
    letture = {lettura.utente_id: lettura for lettura in fatti.letture if lettura.sportello_id == ufficio.pk}
    recapiti = [recapito for recapito in fatti.agli_uffici() if recapito.riga.sportello_id == ufficio.pk]
    righe = [
        [
            str(recapito.riga.utente or "Casella dello Sportello"),
            _consegna(recapito),
            *_lettura(letture.pop(recapito.riga.utente_id or 0, None)),
        ]
        for recapito in recapiti
    ]
    return [*righe, *([str(altra.utente), NIENTE, *_lettura(altra)] for altra in letture.values())]


def _consegna(recapito: Recapito) -> str:
    return al_secondo(recapito.consegnato) if recapito.consegnato else ESITI[recapito.stato]


def _lettura(lettura: Lettura | None) -> tuple[str, str]:
    if lettura is None:
        return NIENTE, NIENTE
    visione = al_secondo(lettura.presa_visione_il)
    return al_secondo(lettura.aperta_il), (
        f"{visione} (versione {lettura.versione})" if lettura.presa_visione_il else visione
    )
