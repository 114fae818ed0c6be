"""What we say: to the company in its Sportello's name (C3), to the people of the office in the Extranet.

The e-mails are composed when they leave, so that the outbox never holds a link; one that belongs to a link
already replaced, or to somebody who agrees no more, does not leave. Toscana Promozione is never the sender.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from feedback import destinatari, gettoni
from feedback.models import Richiesta, Risposta, StatoRichiesta
from nucleo import notifiche, parole, posta, tempo
from nucleo.models import Busta
from nucleo.posta import Contenuto, Messaggio, Rinvio
from pratiche.competenza import chi_risponde
from pratiche.models import Pratica, Stato
from sportelli.models import Sportello, Utente

RICHIESTA = "feedback.richiesta"
GENERE = "feedback"
ARGOMENTO = "feedback"
# How long an e-mail waits before it asks again whether a reopened pratica is completed.
ATTESA = timedelta(hours=1)

Detto = Contenuto | Rinvio | None


def registra() -> None:
    """Tells the post office who composes these mails."""
    posta.registra_di_molte(RICHIESTA, componi)


# --- To the company ----------------------------------------------------------------------------------------


def accoda(richiesta: Richiesta) -> Busta:
    """Queues the request, or its next reminder; the row of the outbox, whose state tells how it goes."""
    assert richiesta.contatto is not None  # noqa: S101  # for mypy: who is asked has been checked
    chiave = _chiave(richiesta)
    messaggio = Messaggio(
        chiave=chiave,
        a=richiesta.contatto.email,
        genere=RICHIESTA,
        oggetto_id=richiesta.pk,
        all_azienda=True,
    )
    posta.accoda_tutti([messaggio])
    return Busta.objects.get(chiave=chiave)


def ritira(richiesta: Richiesta) -> None:
    """What is still to leave about a request does not."""
    posta.annulla_con_chiave(f"feedback:{richiesta.pk}:", "la richiesta è stata conclusa o sostituita")


def _chiave(richiesta: Richiesta) -> str:
    """One for each link and each reminder of it."""
    return f"feedback:{richiesta.pk}:{richiesta.generazione}:{richiesta.solleciti}"


@transaction.atomic
def componi(buste: Sequence[Busta]) -> Mapping[int, Detto]:
    """What a chunk of requests says now; those that have nothing to say any more are left out."""
    chieste = [busta.oggetto_id for busta in buste if busta.oggetto_id]
    righe = Richiesta.objects.select_related(
        "pratica__sportello", "pratica__servizio", "pratica__assegnata_a", "contatto", "questionario"
    ).in_bulk(chieste)
    dette: dict[int, Detto] = {}
    for busta in buste:
        richiesta = righe.get(busta.oggetto_id or 0)
        if richiesta is not None and _attuale(richiesta, busta):
            dette[busta.pk] = _lettera(richiesta)
    return dette


def _attuale(richiesta: Richiesta, busta: Busta) -> bool:
    """Whether that e-mail is the last of a request still open, for the person who is asked today."""
    aperta = richiesta.stato == StatoRichiesta.INVIATA and not richiesta.scaduta()
    if not aperta or busta.chiave != _chiave(richiesta) or richiesta.contatto is None:
        return False
    stessa = richiesta.contatto.email.lower() == busta.a.lower()
    return stessa and not destinatari.perche_no(richiesta.contatto)


def _lettera(richiesta: Richiesta) -> Contenuto | Rinvio:
    if richiesta.pratica.stato != Stato.COMPLETATA:
        return Rinvio(tempo.adesso() + ATTESA)
    _riallinea(richiesta)
    ufficio = richiesta.pratica.sportello
    dati = {
        "richiesta": richiesta,
        "pratica": richiesta.pratica,
        "sportello": ufficio,
        "persona": richiesta.contatto,
        "questionario": richiesta.questionario,
        "collegamento": gettoni.indirizzo(richiesta),
        "entro": parole.data_lunga(richiesta.scade_il) if richiesta.scade_il else "",
    }
    prefisso = "Promemoria: c" if richiesta.solleciti else "C"
    return Contenuto(
        f"{prefisso}om'è andata con la richiesta {richiesta.pratica.numero}?",
        render_to_string("feedback/lettere/richiesta.txt", dati),
        render_to_string("feedback/lettere/richiesta.html", dati),
        mittente=mittente(ufficio),
        rispondi_a=formataddr((ufficio.nome, ufficio.email)),
    )


def mittente(sportello: Sportello) -> str:
    """The Sportello's name, on the address that our mail server may write from (C3)."""
    return formataddr((sportello.nome, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))


def _riallinea(richiesta: Richiesta) -> None:
    """A changed secret of the program makes other keys: the fingerprint follows the one that leaves."""
    impronta = gettoni.impronta(gettoni.gettone(richiesta))
    if impronta != richiesta.impronta:
        Richiesta.objects.filter(pk=richiesta.pk).update(impronta=impronta)


# --- In the Extranet ---------------------------------------------------------------------------------------


def annuncia(risposta: Risposta, *, corretta: bool) -> None:
    """Whoever followed the pratica knows that the company has answered, and whether to call it back."""
    if risposta.pratica is None or risposta.sistema:
        return
    segue = _chi_segue(risposta.pratica, risposta.sportello)
    persone = [persona for persona in segue if persona.pk != risposta.raccolta_da_id]
    che = "risposta corretta al questionario" if corretta else "l'azienda ha risposto al questionario"
    seguito = getattr(risposta, "seguito", None)
    da_fare = f" Da richiamare entro {tempo.breve(seguito.entro_il)}." if seguito is not None else ""
    segno = f"corretta:{risposta.aggiornata_il:%Y%m%d%H%M%S%f}" if corretta else "data"
    notifiche.avvisa(
        persone,
        argomento=ARGOMENTO,
        chiave=f"{GENERE}:{risposta.pk}:{segno}",
        titolo=f"{risposta.pratica.numero}: {che}.{da_fare}",
        genere=GENERE,
        oggetto_id=risposta.pk,
        indirizzo=risposta.get_absolute_url(),
    )


def segnala(richiesta: Richiesta) -> None:
    """The mail did not arrive: whoever follows the pratica chooses somebody else, or writes again."""
    pratica = richiesta.pratica
    notifiche.avvisa(
        _chi_segue(pratica, richiesta.sportello),
        argomento=ARGOMENTO,
        chiave=f"{RICHIESTA}:{richiesta.pk}:{richiesta.busta_id}",
        titolo=f"{pratica.numero}: il questionario non è arrivato. Scegli un'altra persona.",
        genere=RICHIESTA,
        oggetto_id=richiesta.pk,
        indirizzo=reverse("feedback:chiedi", args=[pratica.numero]),
    )


def _chi_segue(pratica: Pratica, sportello: Sportello) -> list[Utente]:
    """Who has the pratica in hand, if she still works in the office; else who answers for the office.

    While she is away both: a company that waits to be called does not wait for her to come back.
    """
    chi = pratica.assegnata_a
    if chi is None or not chi.di_sportello or chi.sportello_id != sportello.pk:
        return chi_risponde(sportello)
    return [chi, *(altro for altro in chi_risponde(sportello) if altro != chi)] if chi.assente() else [chi]
