"""What we say about a circolare: to the Sportelli first, to the companies when the clock and the gate allow.

Mails are composed when they leave, a chunk at a time, on the circolare as it is then: corrected meanwhile,
they hold the correction; withdrawn, they do not leave. While a Sportello's mail is still to be handed over no
company's leaves (C7). Who writes to the companies is Toscana Promozione, who is answered is their Sportello.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction

from circolari import chiavi, iscrizioni, lettere, platea
from circolari.chiavi import Momento
from circolari.models import Circolare, Destinatario, Stato
from nucleo import notifiche, parole, posta, tempo
from nucleo.models import Busta
from nucleo.posta import Contenuto, Rinvio
from sportelli.models import Contatto, Ruolo, Sportello, Utente

UFFICIO, AZIENDA = "circolari.ufficio", "circolari.azienda"
GENERE = "circolare"
# Topics: who receives circulars, who looks after them.
CIRCOLARI, RILASCI = "circolari", "rilasci"
# How long the companies' mails wait before they ask again whether the Sportelli have theirs.
ATTESA = timedelta(seconds=20)

Detto = Contenuto | Rinvio | None


def registra() -> None:
    """Tells the post office who composes these mails."""
    posta.registra_di_molte(UFFICIO, componi_uffici)
    posta.registra_di_molte(AZIENDA, componi_aziende)


@transaction.atomic
def componi_uffici(buste: Sequence[Busta]) -> Mapping[int, Detto]:
    """What a chunk of mails to the offices says now."""
    righe, circolari = _righe(buste)
    dette: dict[int, Detto] = {}
    for busta in buste:
        riga, momento = righe.get(busta.pk), chiavi.momento(busta.chiave)
        if riga is not None and _attuale(circolari[riga.circolare_id], momento):
            dette[busta.pk] = lettere.per_ufficio(circolari[riga.circolare_id], momento)
    _segna_inviate([righe[pk] for pk in dette], circolari)
    return dette


@transaction.atomic
def componi_aziende(buste: Sequence[Busta]) -> Mapping[int, Detto]:
    """What a chunk of mails to the companies says now; a Rinvio for those that may not leave yet."""
    righe, circolari = _righe(buste)
    ammessi = _ammessi(righe.values())
    rinvii = {pk: rinvio for pk, circolare in circolari.items() if (rinvio := _rinvio(circolare))}
    dette: dict[int, Detto] = {}
    for busta in buste:
        riga, momento = righe.get(busta.pk), chiavi.momento(busta.chiave)
        if riga is None or riga.contatto_id not in ammessi:
            continue
        circolare = circolari[riga.circolare_id]
        if _attuale(circolare, momento):
            dette[busta.pk] = rinvii.get(circolare.pk) or _personale(circolare, momento, riga)
    partono = [righe[pk] for pk, detta in dette.items() if isinstance(detta, Contenuto)]
    _segna_inviate(partono, circolari)
    return dette


def _righe(buste: Sequence[Busta]) -> tuple[dict[int, Destinatario], dict[int, Circolare]]:
    """The ledger's rows of some mails, by the mail's pk, and their circulars, held until the commit.

    A mail that a later one has replaced has no row.
    """
    # By the row's own key too: of its mail there is no index.
    proprie = [busta.oggetto_id for busta in buste if busta.oggetto_id]
    tutte = Destinatario.objects.filter(pk__in=proprie, busta__in=[busta.pk for busta in buste])
    righe = {riga.busta_id: riga for riga in tutte if riga.busta_id}
    # Ten offices at most, for hundreds of rows: each is read once.
    uffici = Sportello.objects.in_bulk({riga.sportello_id for riga in righe.values()})
    for riga in righe.values():
        riga.sportello = uffici[riga.sportello_id]
    chieste = sorted({riga.circolare_id for riga in righe.values()})
    with connection.cursor() as cursore:
        # A correction or a withdrawal under way is waited for; two workers do not wait for each other.
        cursore.execute(
            "SELECT 1 FROM circolari_circolare WHERE id = ANY(%s) ORDER BY id FOR SHARE", [chieste]
        )
    return righe, Circolare.objects.in_bulk(chieste)


def _attuale(circolare: Circolare, momento: Momento) -> bool:
    """Whether there is still something to say: a circolare in force, or its withdrawal."""
    return circolare.stato == (Stato.RITIRATA if momento.ritiro else Stato.DIFFUSA)


def _ammessi(righe: Iterable[Destinatario]) -> Collection[int]:
    """The contacts who agree, today, and whose address does not refuse."""
    tutte = list(righe)
    muti = posta.soppressi(riga.email for riga in tutte)
    candidati = [riga.contatto_id for riga in tutte if riga.contatto_id and riga.email.lower() not in muti]
    consensi = Contatto.objects.filter(platea.consenso_in_vigore(), pk__in=candidati, attivo=True)
    return set(consensi.values_list("pk", flat=True))


def _rinvio(circolare: Circolare) -> Rinvio | None:
    """Until when the companies wait: the rilascio, and then the Sportelli's mails still to be handed over."""
    adesso = tempo.adesso()
    if circolare.pubblica_dal is not None and circolare.pubblica_dal > adesso:
        return Rinvio(circolare.pubblica_dal)
    uffici = Destinatario.objects.degli_uffici().filter(circolare=circolare)
    if not uffici.da_consegnare().exists():
        return None
    # All of them at once, lest each chunk be taken only to be put back.
    posta.rinvia_con_chiave(chiavi.delle_aziende(circolare), adesso + ATTESA)
    return Rinvio(adesso + ATTESA)


def _personale(circolare: Circolare, momento: Momento, riga: Destinatario) -> Contenuto:
    """The letter of that company's office, with the reader's own key."""
    chiave = iscrizioni.chiave(riga.contatto_id or 0)
    return lettere.per_azienda(circolare, momento, riga.sportello, chiave)


def _segna_inviate(righe: Sequence[Destinatario], circolari: Mapping[int, Circolare]) -> None:
    """Which version each was told: who had an earlier one is told of a correction."""
    for circolare in circolari.values():
        sue = [riga.pk for riga in righe if riga.circolare_id == circolare.pk]
        Destinatario.objects.filter(pk__in=sue).update(inviata=circolare.versione)


# --- In the Extranet ---------------------------------------------------------------------------------------


def annuncia(circolare: Circolare) -> None:
    """The notice of the people of the offices: there is one, it was corrected, it was withdrawn."""
    if circolare.stato == Stato.RITIRATA:
        che, segno = "Circolare ritirata", chiavi.RITIRO
    else:
        che = "Nuova circolare" if circolare.versione == 1 else "Circolare corretta"
        segno = chiavi.versione(circolare.versione)
    _avvisa(_delle_persone(circolare), CIRCOLARI, circolare, f"{che}: {circolare.titolo}", segno)


def annuncia_apertura(circolare: Circolare) -> None:
    """The offices know at once that the companies read it already."""
    titolo = f"Aperta a tutti prima del rilascio: {circolare.titolo}"
    _avvisa(_delle_persone(circolare), CIRCOLARI, circolare, titolo, "apertura")


def annuncia_rinvio(circolare: Circolare, prima: datetime) -> None:
    """The redazione knows that a closure has moved a rilascio, from when to when."""
    dal, al = parole.data_lunga(prima), parole.data_lunga(circolare.rilascio or prima)
    _avvisa(
        _redazione(), RILASCI, circolare, f"Rilascio posticipato: {circolare.titolo}", f"rinvio:{al}",
        f"Una chiusura inserita dopo la diffusione lo sposta da {dal} a {al}.",
    )  # fmt: skip


def annuncia_mancati(circolare: Circolare, righe: Sequence[Destinatario]) -> None:
    """The redazione knows which offices a mail did not reach."""
    uffici = ", ".join(sorted({riga.sportello.breve for riga in righe}))
    # Of a mail one is told once, so any of these tells this notice from every other.
    segno = f"mancati:{righe[0].busta_id}"
    _avvisa(
        _redazione(), RILASCI, circolare, f"Una e-mail non è arrivata: {circolare.titolo}", segno,
        f"Sportelli: {uffici}. La leggono comunque nell'Extranet; dal registro si può riprovare.",
    )  # fmt: skip


def _avvisa(
    persone: Iterable[Utente], argomento: str, circolare: Circolare, titolo: str, segno: str, testo: str = ""
) -> None:
    notifiche.avvisa(
        persone,
        argomento=argomento,
        chiave=f"circolare:{circolare.pk}:{segno}",
        titolo=titolo,
        testo=testo,
        genere=GENERE,
        oggetto_id=circolare.pk,
        indirizzo=circolare.get_absolute_url(),
    )


def _delle_persone(circolare: Circolare) -> list[Utente]:
    sportelli = circolare.sportelli.all()
    return list(Utente.objects.attivi().filter(sportello__in=sportelli))


def _redazione() -> list[Utente]:
    return list(Utente.objects.attivi().filter(ruolo=Ruolo.REDAZIONE))
