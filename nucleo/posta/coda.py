"""Into the outbox: what is to be said becomes rows, in the transaction of who says it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from nucleo import campanello, tempo
from nucleo.models import Busta, Lettera
from nucleo.models.posta import nuovo_message_id
from nucleo.posta import controlli

COMPITO = "nucleo.tasks.spedisci"
MANCIATA = 1000


@dataclass(frozen=True, kw_only=True)
class Messaggio:
    """What `accoda_tutti` wants of each e-mail.

    `chiave` is «subject:recipient» and leaves once. Either `oggetto` and `testo` (and `html`) say it all, or
    `genere` and `oggetto_id` name what the function registered for that kind composes when it leaves.
    `mittente` and `rispondi_a` may carry a name: «Sportello di Firenze <fi@…>». `all_azienda` hides the
    address from administrators; `massiva` lets people's own mail go first.
    """

    chiave: str
    a: str
    oggetto: str = ""
    testo: str = ""
    html: str = ""
    mittente: str = ""
    rispondi_a: str = ""
    non_prima_di: datetime | None = None
    intestazioni: Mapping[str, str] = field(default_factory=dict)
    genere: str = ""
    oggetto_id: int | None = None
    all_azienda: bool = False
    massiva: bool = False


def accoda(
    chiave: str,
    a: str,
    oggetto: str,
    testo: str,
    *,
    html: str = "",
    mittente: str = "",
    rispondi_a: str = "",
    non_prima_di: datetime | None = None,
    intestazioni: Mapping[str, str] | None = None,
    all_azienda: bool = False,
) -> None:
    """Queues one e-mail; a key already queued, or already sent, changes nothing.

    Raises PostaNonValida for an address or header that could break out of its line.
    """
    accoda_tutti(
        [
            Messaggio(
                chiave=chiave,
                a=a,
                oggetto=oggetto,
                testo=testo,
                html=html,
                mittente=mittente,
                rispondi_a=rispondi_a,
                non_prima_di=non_prima_di,
                intestazioni=intestazioni or {},
                all_azienda=all_azienda,
            )
        ]
    )


def accoda_tutti(messaggi: Iterable[Messaggio]) -> None:
    """Queues many e-mails with a handful of queries, all or none; keys already there change nothing."""
    adesso = tempo.adesso()
    buste: list[Busta] = []
    lettere: dict[str, Lettera] = {}
    for messaggio in messaggi:
        busta = _busta(messaggio, adesso)
        if not messaggio.genere:
            lettera = _lettera(messaggio)
            busta.lettera = lettere.setdefault(lettera.impronta, lettera)
        buste.append(busta)
    _conserva(lettere)
    for busta in buste:
        busta.lettera = busta.lettera and lettere[busta.lettera.impronta]
    Busta.objects.bulk_create(buste, batch_size=MANCIATA, ignore_conflicts=True)
    if any(busta.prossimo <= adesso for busta in buste):
        campanello.suona(COMPITO)


def sveglia() -> None:
    """Calls the workers if anything is due: the sweep's duty."""
    if Busta.objects.dovute().exists():
        campanello.suona(COMPITO)


def annulla_con_chiave(prefisso: str, motivo: str) -> int:
    """Withdraws the e-mails of one subject that no worker has taken yet; how many they were."""
    in_coda = Busta.objects.con_chiave(prefisso).filter(stato="in_coda")
    return in_coda.update(stato="annullato", chiusa_il=tempo.adesso(), errore=motivo)


def annulla_arretrati(motivo: str) -> int:
    """Withdraws all that is due and has not left, as when the past of a demonstration has been told."""
    return Busta.objects.filter(stato="in_coda", non_prima_di__lte=tempo.adesso()).update(
        stato="annullato", chiusa_il=tempo.adesso(), errore=motivo
    )


def rinvia_con_chiave(prefisso: str, non_prima_di: datetime) -> int:
    """Moves the e-mails of one subject later, never earlier; how many they were."""
    in_coda = Busta.objects.con_chiave(prefisso).filter(stato="in_coda", non_prima_di__lt=non_prima_di)
    return in_coda.update(non_prima_di=non_prima_di, prossimo=non_prima_di, di_turno=False)


def _busta(messaggio: Messaggio, adesso: datetime) -> Busta:
    indirizzo = controlli.indirizzo(messaggio.a)
    dominio = indirizzo.rpartition("@")[2].lower()
    non_prima_di = messaggio.non_prima_di or adesso
    return Busta(
        chiave=controlli.una_riga(messaggio.chiave, "chiave"),
        a=indirizzo,
        dominio=dominio,
        all_azienda=messaggio.all_azienda,
        genere=messaggio.genere,
        oggetto_id=messaggio.oggetto_id,
        intestazioni=controlli.intestazioni(messaggio.intestazioni),
        message_id=nuovo_message_id(nostro_dominio()),
        massiva=messaggio.massiva,
        non_prima_di=non_prima_di,
        accodata_il=adesso,
        prossimo=max(non_prima_di, adesso),
    )


def _lettera(messaggio: Messaggio) -> Lettera:
    campi = {
        "mittente": messaggio.mittente or settings.DEFAULT_FROM_EMAIL,
        "rispondi_a": messaggio.rispondi_a,
        # A subject typed on two lines is one line: it must not stop a request.
        "oggetto": " ".join(messaggio.oggetto.split()),
        "testo": messaggio.testo,
        "html": messaggio.html,
    }
    for nome in ("mittente", "rispondi_a"):
        if campi[nome]:
            controlli.indirizzo_del_mittente(campi[nome])
    controlli.una_riga(campi["oggetto"], "oggetto")
    impronta = hashlib.sha256(json.dumps(campi, sort_keys=True).encode()).hexdigest()
    return Lettera(impronta=impronta, **campi)


def _conserva(lettere: dict[str, Lettera]) -> None:
    """Replaces each letter by its stored row. In order, so that two callers never wait for each other."""
    nuove = [lettere[impronta] for impronta in sorted(lettere)]
    Lettera.objects.bulk_create(nuove, batch_size=MANCIATA, ignore_conflicts=True)
    for n in range(0, len(nuove), MANCIATA):
        impronte = [lettera.impronta for lettera in nuove[n : n + MANCIATA]]
        righe = Lettera.objects.filter(impronta__in=impronte).only("impronta")
        lettere.update((riga.impronta, riga) for riga in righe)


def nostro_dominio() -> str:
    return controlli.indirizzo_del_mittente(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]
