"""After the diffusione: corrections and withdrawals reach whoever had the earlier words, with the reason."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import F

from circolari import chiavi, permessi
from circolari import posta as lettere
from circolari.azioni import invio
from circolari.azioni.bozze import ALLEGATI_MASSIMI, testo_di
from circolari.azioni.diffusione import fissa_versione
from circolari.azioni.verbo import cambia, mostra, motivo
from circolari.models import AllegatoCircolare, Circolare, Destinatario, Stato
from nucleo import allegati, posta, tempo
from nucleo.stati import VersioneSuperata
from nucleo.verbi import verbo
from sportelli.models import Utente


@verbo(permessi.puo_correggere)
def correggi(
    circolare: Circolare,
    *,
    titolo: str,
    testo: str,
    perche: str,
    versione: int,
    da: Utente,
    nuovi: Sequence["File[bytes]"] = (),
    tolti: Iterable[int] = (),
) -> Circolare:
    """A new version, with its reason, over the `versione` that was read (else VersioneSuperata).

    The Sportelli are told at once; the companies that had an earlier version too, those still to be told get
    only the new one. Before the rilascio no company hears of it. Raises ValidationError for empty words, for
    a correction that changes nothing, for files that we do not take.
    """
    if circolare.versione != versione:
        raise VersioneSuperata(f"{circolare}: versione {circolare.versione}, non {versione}")
    ragione, scritto = motivo(perche), testo_di(testo)
    if not titolo.strip() or not scritto["testo_piano"]:
        raise ValidationError("Il titolo e il testo non possono restare vuoti.")
    tolte = _dei_suoi(circolare, tolti)
    if not (nuovi or tolte) and (titolo.strip(), scritto["testo"]) == (circolare.titolo, circolare.testo):
        raise ValidationError("Non è cambiato niente: correggi il titolo, il testo o gli allegati.")
    cambia(
        circolare,
        titolo=titolo.strip(),
        versione=circolare.versione + 1,
        aggiornata_il=tempo.adesso(),
        **scritto,
    )
    _cambia_allegati(circolare, nuovi, tolte, da)
    fissa_versione(circolare, ragione, da)
    momento = chiavi.versione(circolare.versione)
    invio.agli_uffici(circolare, momento)
    invio.a_chi_l_aveva(circolare, momento)
    lettere.annuncia(circolare)
    mostra(circolare)
    return circolare


@verbo(permessi.puo_ritirare)
def ritira(circolare: Circolare, perche: str, *, da: Utente) -> Circolare:
    """Takes it back: who had it is told why; before the rilascio companies never hear of it (C7)."""
    ragione = motivo(perche)
    circolare.passa_a(Stato.RITIRATA, ritirata_il=tempo.adesso(), ritirata_da=da, motivo_ritiro=ragione)
    circolare.refresh_from_db()
    posta.annulla_con_chiave(chiavi.delle_aziende(circolare), "la circolare è stata ritirata")
    invio.agli_uffici(circolare, chiavi.RITIRO)
    invio.a_chi_l_aveva(circolare, chiavi.RITIRO)
    lettere.annuncia(circolare)
    mostra(circolare)
    return circolare


@verbo(permessi.puo_riprovare)
def riprova(circolare: Circolare, *, da: Utente) -> int:
    """Sends again what bounced or was put aside, and nothing else; how many.

    That an office's mail had failed stays written: delivered now, it may come after the companies'.
    """
    Destinatario.objects.degli_uffici().mancati().filter(circolare=circolare).update(segnalata=F("busta"))
    return posta.riprova_con_chiave(chiavi.di_tutte(circolare))


def _dei_suoi(circolare: Circolare, tolti: Iterable[int]) -> list[AllegatoCircolare]:
    return list(circolare.allegati.attuali().filter(pk__in=list(tolti)))


def _cambia_allegati(
    circolare: Circolare, nuovi: Sequence["File[bytes]"], tolti: Sequence[AllegatoCircolare], da: Utente
) -> None:
    """Files of earlier versions stay, for who compares them."""
    circolare.allegati.filter(pk__in=[file.pk for file in tolti]).update(fino_a=circolare.versione)
    if circolare.allegati.attuali().count() + len(nuovi) > ALLEGATI_MASSIMI:
        raise ValidationError(f"Al massimo {ALLEGATI_MASSIMI} allegati per circolare.")
    for file in nuovi:
        allegati.archivia(AllegatoCircolare, file, da=da, circolare=circolare, dal=circolare.versione)
