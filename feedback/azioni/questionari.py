"""Writing the questionnaire of the network: a draft that is a copy, and one adoption that freezes it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet

from feedback.difetti import difetti
from feedback.models import Domanda, Opzione, Questionario, Sezione, StatoQuestionario
from feedback.models.questionario import TESTI
from feedback.permessi import puo_modificare_questionario, puo_redigere
from nucleo import tempo
from nucleo.stati import VersioneSuperata
from nucleo.verbi import verbo
from sportelli.models import Utente

DELLA_DOMANDA = (
    *("codice", "tipo", "testo", "testo_en", "aiuto", "aiuto_en", "obbligatoria", "non_so"),
    *("minimo", "massimo", "indicatore", "se_valori"),
)
DELL_OPZIONE = ("ordine", "valore", "testo", "testo_en")


class Voce(NamedTuple):
    """An option as it is typed: what is kept, and the words in the two languages."""

    valore: str
    testo: str
    testo_en: str


@transaction.atomic
def nuova_versione(*, da: Utente) -> Questionario:
    """The draft that there is, or a new one that copies the last version."""
    if not puo_redigere(da):
        raise PermissionDenied
    # Two who press together find the same draft: the second waits here for the first.
    ultima = Questionario.objects.select_for_update().order_by("-versione").first()
    if ultima is None:
        raise ValidationError("Non c'è una versione da cui cominciare.")
    bozza = Questionario.objects.filter(stato=StatoQuestionario.BOZZA).first()
    return bozza or _copia(ultima, da)


def _copia(ultima: Questionario, da: Utente) -> Questionario:
    testi = {nome: getattr(ultima, nome) for nome in (*TESTI, "minuti")}
    nuova = Questionario.objects.create(versione=ultima.versione + 1, creato_da=da, **testi)
    copiate: dict[int, Domanda] = {}
    for sezione in ultima.sezioni.all():
        titoli = {"titolo": sezione.titolo, "titolo_en": sezione.titolo_en, "ordine": sezione.ordine}
        sua = Sezione.objects.create(questionario=nuova, **titoli)
        for domanda in sezione.domande.in_pagina():
            copiate[domanda.pk] = _copia_domanda(domanda, sua, copiate)
    return nuova


def _copia_domanda(domanda: Domanda, sezione: Sezione, copiate: Mapping[int, Domanda]) -> Domanda:
    campi = {nome: getattr(domanda, nome) for nome in (*DELLA_DOMANDA, "ordine")}
    condizione = copiate.get(domanda.se_domanda_id or 0)
    copia = Domanda.objects.create(
        questionario=sezione.questionario, sezione=sezione, se_domanda=condizione, **campi
    )
    Opzione.objects.bulk_create(
        Opzione(domanda=copia, **{nome: getattr(opzione, nome) for nome in DELL_OPZIONE})
        for opzione in domanda.opzioni.all()
    )
    return copia


@verbo(puo_modificare_questionario)
def modifica_questionario(
    questionario: Questionario, campi: Mapping[str, Any], *, revisione: int, da: Utente
) -> None:
    """Title, introduction, thanks; raises VersioneSuperata when somebody saved after `revisione`."""
    if questionario.revisione != revisione:
        raise VersioneSuperata(f"{questionario}: è alla revisione {questionario.revisione}")
    for nome, valore in campi.items():
        setattr(questionario, nome, valore)
    questionario.full_clean()
    questionario.save()
    _conta(questionario)


def _conta(questionario: Questionario) -> None:
    """One revision more, for who has an older page open."""
    questionario.revisione += 1
    Questionario.objects.filter(pk=questionario.pk).update(revisione=questionario.revisione)


@verbo(puo_modificare_questionario)
def salva_sezione(
    questionario: Questionario, sezione: Sezione | None, *, titolo: str, titolo_en: str, da: Utente
) -> Sezione:
    """A new section at the end, or the titles of one that there is."""
    if sezione is None:
        sezione = Sezione(questionario=questionario, ordine=_dopo(questionario.sezioni.all()))
    sezione.titolo, sezione.titolo_en = titolo, titolo_en
    sezione.full_clean()
    sezione.save()
    _conta(questionario)
    return sezione


@verbo(puo_modificare_questionario)
def togli_sezione(questionario: Questionario, sezione: Sezione, *, da: Utente) -> None:
    """Takes away an empty section; ValidationError while it holds questions."""
    if sezione.domande.exists():
        raise ValidationError("Prima sposta o togli le sue domande.")
    sezione.delete()
    _conta(questionario)


@verbo(puo_modificare_questionario)
def salva_domanda(
    questionario: Questionario,
    domanda: Domanda | None,
    campi: Mapping[str, Any],
    opzioni: Sequence[Voce],
    *,
    da: Utente,
) -> Domanda:
    """A new question at the end of its section, or one that there is, with its options in order."""
    domanda = domanda or Domanda(questionario=questionario)
    if domanda.pk is None or domanda.sezione_id != campi["sezione"].pk:
        domanda.ordine = _dopo(campi["sezione"].domande.all())
    for nome, valore in campi.items():
        setattr(domanda, nome, valore)
    domanda.full_clean()
    domanda.save()
    domanda.opzioni.all().delete()
    Opzione.objects.bulk_create(
        Opzione(domanda=domanda, ordine=n, **voce._asdict()) for n, voce in enumerate(opzioni, 1)
    )
    _conta(questionario)
    return domanda


@verbo(puo_modificare_questionario)
def togli_domanda(questionario: Questionario, domanda: Domanda, *, da: Utente) -> None:
    """Takes it away; ValidationError while another question is shown by its answers."""
    if dipendente := domanda.dipendenti.first():
        raise ValidationError(f"Prima togli la condizione di «{dipendente}».")
    domanda.delete()
    _conta(questionario)


@verbo(puo_modificare_questionario)
def sposta_domanda(questionario: Questionario, domanda: Domanda, *, su: bool, da: Utente) -> None:
    """One place up or down within its section; at the end nothing happens."""
    compagne = list(Domanda.objects.filter(sezione=domanda.sezione_id))
    posto = compagne.index(domanda)
    altro = posto - 1 if su else posto + 1
    if 0 <= altro < len(compagne):
        compagne[posto], compagne[altro] = compagne[altro], compagne[posto]
        for ordine, compagna in enumerate(compagne, 1):
            Domanda.objects.filter(pk=compagna.pk).update(ordine=ordine)
        _conta(questionario)


@verbo(puo_modificare_questionario)
def adotta(questionario: Questionario, *, da: Utente) -> None:
    """From now on companies are asked this version; requests already sent keep theirs (C5).

    ValidationError with everything that is still to be mended.
    """
    if trovati := difetti(questionario):
        raise ValidationError(trovati)
    if attuale := Questionario.objects.select_for_update().in_uso():
        attuale.passa_a(StatoQuestionario.SUPERATO)
    questionario.passa_a(StatoQuestionario.IN_USO, adottato_il=tempo.adesso(), adottato_da=da)


@verbo(puo_modificare_questionario)
def cestina(questionario: Questionario, *, da: Utente) -> None:
    """Throws a draft away."""
    questionario.delete()


def _dopo(righe: "QuerySet[Any]") -> int:
    ultimo: int | None = righe.aggregate(ultimo=Max("ordine"))["ultimo"]
    return (ultimo or 0) + 1
