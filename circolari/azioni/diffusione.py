"""Sending out: state, rilascio, frozen audience and every mail in one transaction (C7)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from circolari import chiavi, embargo, permessi, platea
from circolari import posta as lettere
from circolari.azioni import invio
from circolari.azioni.verbo import cambia, mostra, motivo_pieno
from circolari.embargo import Rilascio
from circolari.models import Circolare, Stato, Versione
from circolari.models.circolare import MOTIVO_MINIMO
from nucleo import posta, tempo
from nucleo.stati import VersioneSuperata
from nucleo.tempo import FestivitaSconosciute
from nucleo.verbi import tieni, verbo
from sportelli.models import Utente

PRIMA = 1


@dataclass(frozen=True)
class Mancanza:
    """What stops a diffusione, in words that say what to do, and the field where it is done («» if none)."""

    campo: str
    frase: str

    def __str__(self) -> str:
        return self.frase


@verbo(permessi.puo_diffondere)
def diffondi(circolare: Circolare, *, da: Utente, revisione: int | None = None) -> Circolare:
    """To the Sportelli at once, to the companies at the rilascio: once, whoever presses together.

    Raises ValidationError for what is missing (each thing said), PassaggioNonAmmesso when somebody was
    faster, VersioneSuperata when a colleague has changed the `revisione` that was looked at.
    """
    if revisione is not None and revisione != circolare.revisione:
        raise VersioneSuperata(f"{circolare}: revisione {circolare.revisione}, non {revisione}")
    adesso = tempo.adesso()
    mancanze = che_cosa_manca(circolare)
    if mancanze:
        raise ValidationError([manca.frase for manca in mancanze])
    uscita = prevedi(circolare)
    circolare.sportelli.set(platea.uffici(circolare))
    circolare.passa_a(
        Stato.DIFFUSA,
        diffusa_il=adesso,
        diffusa_da=da,
        province=platea.province(circolare),
        rilascio=uscita.istante,
        derivazione=uscita.derivazione,
        versione=PRIMA,
    )
    circolare.refresh_from_db()
    fissa_versione(circolare, "", da)
    invio.congela(circolare)
    momento = chiavi.versione(PRIMA)
    invio.agli_uffici(circolare, momento)
    invio.alle_aziende(circolare, momento)
    lettere.annuncia(circolare)
    return circolare


def prevedi(circolare: Circolare) -> Rilascio:
    """The rilascio if it went out now; FestivitaSconosciute when it cannot be counted."""
    province = platea.province(circolare)
    return embargo.rilascio(tempo.adesso(), urgente=circolare.urgente, province=province)


def che_cosa_manca(circolare: Circolare) -> list[Mancanza]:
    """What stops a diffusione; empty when nothing does."""
    uffici = platea.uffici(circolare).exists()
    senza_motivo = circolare.urgente and len(circolare.motivo_urgenza.strip()) < MOTIVO_MINIMO
    mancanze = [
        ("titolo", "Scrivi il titolo.", not circolare.titolo.strip()),
        ("testo", "Scrivi il testo.", not circolare.testo_piano.strip()),
        ("sportelli", "Scegli almeno uno Sportello.", not uffici),
        (
            "motivo_urgenza",
            f"Scrivi perché è urgente, in almeno {MOTIVO_MINIMO} caratteri: finisce nel resoconto.",
            senza_motivo,
        ),
    ]
    return [Mancanza(campo, frase) for campo, frase, manca in mancanze if manca] + _festivita_ignote(
        circolare
    )


@verbo(permessi.puo_aprire_a_tutti)
def apri_a_tutti(circolare: Circolare, motivo: str, *, da: Utente) -> Circolare:
    """The breach button: everybody reads from now, and the incident stays in the report (C7)."""
    perche = motivo_pieno(motivo)
    cambia(circolare, aperta_il=tempo.adesso(), aperta_da=da, motivo_apertura=perche)
    posta.anticipa_con_chiave(chiavi.delle_aziende(circolare))
    lettere.annuncia_apertura(circolare)
    mostra(circolare)
    return circolare


def posticipa_rilasci() -> list[Circolare]:
    """Moves later the rilasci that closure days entered meanwhile touch, and tells the redazione.

    A duty of the sweep, and done at once when an administrator enters a closure. Never earlier (C7).
    """
    attese = Circolare.objects.in_anteprima().filter(aperta_il=None).values_list("pk", flat=True)
    mosse = [_posticipa(pk) for pk in attese]
    return [circolare for circolare in mosse if circolare is not None]


@transaction.atomic
def _posticipa(pk: int) -> Circolare | None:
    circolare = Circolare(pk=pk)
    tieni(circolare)
    if not circolare.in_anteprima or circolare.diffusa_il is None or circolare.rilascio is None:
        return None
    uscita = embargo.rilascio(circolare.diffusa_il, urgente=circolare.urgente, province=circolare.province)
    if uscita.istante <= circolare.rilascio:
        return None
    prima = circolare.rilascio
    cambia(circolare, rilascio=uscita.istante, derivazione=uscita.derivazione)
    posta.rinvia_con_chiave(chiavi.delle_aziende(circolare), uscita.istante)
    lettere.annuncia_rinvio(circolare, prima)
    return circolare


def fissa_versione(circolare: Circolare, motivo: str, da: Utente) -> Versione:
    """Keeps for ever what is being sent out."""
    return Versione.objects.create(
        circolare=circolare,
        numero=circolare.versione,
        titolo=circolare.titolo,
        testo=circolare.testo,
        html=circolare.html,
        allegati=_elenca(circolare),
        motivo=motivo,
        da=da,
        quando=tempo.adesso(),
    )


def _elenca(circolare: Circolare) -> list[dict[str, str]]:
    return [
        {"nome": file.nome, "impronta": file.impronta}
        for file in circolare.allegati.della_versione(circolare.versione)
    ]


def _festivita_ignote(circolare: Circolare) -> list[Mancanza]:
    """A year whose holidays are unknown: nobody can promise an instant (C7)."""
    try:
        prevedi(circolare)
    except FestivitaSconosciute as ignote:
        poi = "La diffusione non si può fare finché un amministratore non aggiorna il programma."
        return [Mancanza("", f"{ignote} {poi}")]
    return []
