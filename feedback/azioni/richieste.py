"""Asking: each completed pratica gets one request, which leaves when its office wants it (C3).

Nothing here runs on completion: the sweep finds what was completed and not asked, so that no completion can
fail because of a questionnaire, and whatever comes into the archive by other ways is found too.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from feedback import destinatari, gettoni, posta, scadenze
from feedback.azioni.collegamento import CollegamentoSpento
from feedback.models import (
    Impostazioni,
    Motivo,
    Quando,
    Questionario,
    Richiesta,
    StatoRichiesta,
)
from feedback.permessi import puo_chiedere
from nucleo import parole, tempo
from nucleo.stati import PassaggioNonAmmesso
from pratiche.azioni.verbo import tieni, verbo
from pratiche.models import Pratica
from sportelli import azioni as anagrafe
from sportelli.models import Azienda, Contatto, Scopo, Utente

# What was completed longer ago is not asked about: nobody remembers, and the sweep has an end.
FINESTRA = timedelta(days=30)
IN_UN_GIRO = 200


def prepara_dovute() -> int:
    """Gives each pratica completed lately its request; how many. The sweep's duty."""
    primo = Questionario.objects.exclude(adottato_il=None).order_by("adottato_il").first()
    if primo is None or primo.adottato_il is None:
        return 0
    dal = max(primo.adottato_il, tempo.adesso() - FINESTRA)
    chiesta = Exists(Richiesta.objects.filter(pratica=OuterRef("pk")))
    mute = Pratica.objects.archivio().filter(~chiesta, chiusa_il__gte=dal)
    mute = mute.select_related("sportello", "servizio", "contatto").order_by("chiusa_il", "pk")
    nuove = [_programmata(pratica) for pratica in mute[:IN_UN_GIRO]]
    Richiesta.objects.bulk_create(nuove, ignore_conflicts=True)
    return len(nuove)


def _programmata(pratica: Pratica) -> Richiesta:
    """What its office chose for that service: a day, or never."""
    assert pratica.chiusa_il is not None  # noqa: S101  # for mypy: the archive has closed pratiche alone
    quando, giorni = Impostazioni.objects.di(pratica.sportello).per(pratica.servizio)
    mai = quando == Quando.MAI
    return Richiesta(
        pratica=pratica,
        sportello=pratica.sportello,
        contatto=pratica.contatto,
        stato=StatoRichiesta.NON_INVIATA if mai else StatoRichiesta.PROGRAMMATA,
        motivo=Motivo.MAI if mai else "",
        dal=scadenze.da_chiedere(quando, giorni, pratica.chiusa_il, pratica.sportello),
    )


def invia_dovute() -> int:
    """Sends, or says why not, what is due now; how many rows it looked at. The sweep's duty."""
    chiavi = list(Richiesta.objects.dovute().order_by("dal", "pk").values_list("pk", flat=True)[:IN_UN_GIRO])
    for pk in chiavi:
        _invia_dovuta(pk)
    return len(chiavi)


@transaction.atomic
def _invia_dovuta(pk: int) -> None:
    richiesta = Richiesta.objects.select_related("pratica__sportello").get(pk=pk)
    tieni(richiesta)
    if not Richiesta.objects.dovute().filter(pk=pk).exists():
        return
    richiesta.sportello = richiesta.pratica.sportello
    motivo = destinatari.perche_no(richiesta.contatto) or _chiesto_da_poco(richiesta)
    if motivo:
        richiesta.passa_a(StatoRichiesta.NON_INVIATA, motivo=motivo)
    else:
        _manda(richiesta)


def _chiesto_da_poco(richiesta: Richiesta) -> str:
    """Motivo.RECENTE when the company was asked within the pause of its office, about another pratica."""
    pausa = Impostazioni.objects.di(richiesta.sportello).pausa_giorni
    # Held, so that two requests to one company do not both find that nobody has asked.
    azienda = Azienda.objects.select_for_update(no_key=True).get(pk=richiesta.pratica.azienda_id)
    altre = Richiesta.objects.recenti_per(azienda, pausa).exclude(pk=richiesta.pk)
    return Motivo.RECENTE if altre.exists() else ""


@verbo(puo_chiedere)
def chiedi(pratica: Pratica, contatto: Contatto, *, da: Utente) -> Richiesta:
    """Sends the request now to that person, with a new link that kills the one before.

    ValidationError when she may not be asked, or the company was asked lately about another pratica.
    """
    if contatto.azienda_id != pratica.azienda_id:
        raise ValidationError("Scegli una persona di questa azienda.")
    if motivo := destinatari.perche_no(contatto):
        raise ValidationError(f"Non si può chiedere: {Motivo(motivo).label}.")
    richiesta = della_pratica(pratica)
    if _chiesto_da_poco(richiesta):
        giorni = Impostazioni.objects.di(pratica.sportello).pausa_giorni
        quanti = parole.quanti(giorni, "giorno", "giorni")
        raise ValidationError(f"A questa azienda avete già chiesto un feedback negli ultimi {quanti}.")
    richiesta.contatto, richiesta.chiesta_da = contatto, da
    _manda(richiesta)
    return richiesta


def della_pratica(pratica: Pratica) -> Richiesta:
    """The request of a pratica that is held, made now if the sweep has not come yet."""
    nuova = {"sportello": pratica.sportello, "contatto": pratica.contatto, "dal": tempo.adesso()}
    richiesta, _ = Richiesta.objects.get_or_create(pratica=pratica, defaults=nuova)
    richiesta.pratica, richiesta.sportello = pratica, pratica.sportello
    return richiesta


def _manda(richiesta: Richiesta) -> None:
    """A new link, and the e-mail that holds it; what was still to leave with the old one does not."""
    posta.ritira(richiesta)
    impostazioni, adesso = Impostazioni.objects.di(richiesta.sportello), tempo.adesso()
    richiesta.generazione += 1
    campi = {
        "contatto": richiesta.contatto,
        "chiesta_da": richiesta.chiesta_da,
        "questionario": richiesta.questionario or _in_uso(),
        "motivo": "",
        "generazione": richiesta.generazione,
        "impronta": gettoni.impronta(gettoni.gettone(richiesta)),
        "inviata_il": adesso,
        "scade_il": adesso + timedelta(days=impostazioni.validita_giorni),
        "solleciti": 0,
        "prossimo_sollecito": scadenze.prossimo_sollecito(richiesta.sportello),
    }
    if richiesta.stato == StatoRichiesta.INVIATA:
        cambia(richiesta, **campi)
    else:
        richiesta.passa_a(StatoRichiesta.INVIATA, **campi)
    cambia(richiesta, busta=posta.accoda(richiesta))


def _in_uso() -> Questionario:
    questionario = Questionario.objects.in_uso()
    if questionario is None:
        raise ValidationError("Non c'è ancora un questionario in uso.")
    return questionario


def sollecita_dovute() -> int:
    """Reminds, three times at most, who has neither answered nor refused; how many. The sweep's duty."""
    dovute = Richiesta.objects.da_sollecitare().order_by("prossimo_sollecito", "pk")
    chiavi = list(dovute.values_list("pk", flat=True)[:IN_UN_GIRO])
    return sum(_sollecita(pk) for pk in chiavi)


@transaction.atomic
def _sollecita(pk: int) -> bool:
    """Whether the reminder leaves: not when the office is closed today, nor to who agrees no more."""
    richiesta = Richiesta.objects.select_related("pratica__sportello").get(pk=pk)
    tieni(richiesta)
    if not Richiesta.objects.da_sollecitare().filter(pk=pk).exists():
        return False
    richiesta.sportello = richiesta.pratica.sportello
    if altro_giorno := scadenze.rimandato(richiesta.sportello):
        cambia(richiesta, prossimo_sollecito=altro_giorno)
        return False
    if destinatari.perche_no(richiesta.contatto):
        cambia(richiesta, prossimo_sollecito=None)
        return False
    cambia(
        richiesta,
        solleciti=richiesta.solleciti + 1,
        prossimo_sollecito=scadenze.prossimo_sollecito(richiesta.sportello),
    )
    cambia(richiesta, busta=posta.accoda(richiesta))
    return True


def segnala_non_arrivate() -> int:
    """Tells who follows the pratica that a mail did not arrive, once each; how many. The sweep's duty."""
    ferme = Richiesta.objects.da_segnalare().order_by("scade_il", "pk")
    chiavi = list(ferme.values_list("pk", flat=True)[:IN_UN_GIRO])
    return sum(_segnala(pk) for pk in chiavi)


@transaction.atomic
def _segnala(pk: int) -> bool:
    """Whether this call was the one that told; the company that has answered meanwhile got the mail."""
    richiesta = Richiesta.objects.select_related("pratica__sportello", "pratica__assegnata_a").get(pk=pk)
    tieni(richiesta)
    if not Richiesta.objects.da_segnalare().filter(pk=pk).exists():
        return False
    richiesta.sportello = richiesta.pratica.sportello
    posta.segnala(richiesta)
    cambia(richiesta, segnalata=richiesta.busta_id)
    return True


@transaction.atomic
def rifiuta(richiesta: Richiesta, *, mai_piu: bool = False) -> None:
    """The company does not want to answer: nobody reminds it, the link opens nothing.

    With `mai_piu` its person also withdraws her consent to the questionnaires. CollegamentoSpento when it has
    answered, or the link was replaced meanwhile.
    """
    tieni_viva(richiesta)
    if richiesta.stato != StatoRichiesta.INVIATA:
        raise CollegamentoSpento("ha già risposto")
    richiesta.passa_a(StatoRichiesta.RIFIUTATA, conclusa_il=tempo.adesso(), prossimo_sollecito=None)
    posta.ritira(richiesta)
    if mai_piu and richiesta.contatto is not None:
        anagrafe.consenso_dal_web(richiesta.contatto, Scopo.QUESTIONARIO, concesso=False)


def tieni_viva(richiesta: Richiesta) -> None:
    """Holds a request that its link has opened; CollegamentoSpento when the link is dead meanwhile."""
    impronta = richiesta.impronta
    tieni(richiesta)
    if not Richiesta.objects.con_impronta(impronta).filter(pk=richiesta.pk).exists():
        raise CollegamentoSpento("il collegamento non vale più")


def concludi(richiesta: Richiesta) -> None:
    """The answer has come, by whatever way: no more reminders."""
    if richiesta.stato == StatoRichiesta.RISPOSTA:
        return
    if richiesta.stato == StatoRichiesta.RIFIUTATA:
        raise PassaggioNonAmmesso("l'azienda non vuole rispondere")
    richiesta.passa_a(StatoRichiesta.RISPOSTA, conclusa_il=tempo.adesso(), prossimo_sollecito=None, motivo="")
    posta.ritira(richiesta)


def cambia(richiesta: Richiesta, **campi: object) -> None:
    """Writes fields of a request that is held, and on the object in hand."""
    Richiesta.objects.filter(pk=richiesta.pk).update(**campi)
    for nome, valore in campi.items():
        setattr(richiesta, nome, valore)
