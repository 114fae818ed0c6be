"""Who reads which answers (C5), which requests are due, by the clock in the question."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Subquery

from nucleo import tempo
from sportelli.models import Consenso, Scopo

if TYPE_CHECKING:
    from feedback.models import Domanda, Impostazioni, Questionario, Richiesta, Risposta, Seguito
    from sportelli.models import Azienda, Sportello, Utente

R = TypeVar("R", bound="models.QuerySet[Any]")

SOLLECITI_MASSIMI = 3
# Whatever day is typed, the bounds that an index can be asked.
PRIMO, ULTIMO = date(1900, 1, 1), date(9998, 12, 30)
# Mails that did not arrive: nobody is reminded at an address that refuses.
FALLITE = ("respinto", "parcheggiato")


class QuestionarioQuerySet(models.QuerySet["Questionario"]):
    def in_uso(self) -> "Questionario | None":
        """The version that companies are asked today; None before the first is adopted."""
        return self.filter(stato="in_uso").first()

    def visibili_a(self, utente: "Utente") -> Self:
        """Redazione and direzione all versions, drafts too; the others of the network those adopted."""
        if utente.di_tp and utente.ruolo in ("redazione", "direzione"):
            return self.all()
        if utente.di_tp or utente.di_sportello:
            return self.exclude(stato="bozza")
        return self.none()


class DomandaQuerySet(models.QuerySet["Domanda"]):
    def in_pagina(self) -> Self:
        """In the order of the page, with options, section and condition."""
        return self.select_related("sezione", "se_domanda").prefetch_related("opzioni")


class ImpostazioniQuerySet(models.QuerySet["Impostazioni"]):
    def di(self, sportello: "Sportello") -> "Impostazioni":
        """Those of an office; the usual ones, not saved, for an office that never chose."""
        return self.filter(sportello=sportello).first() or self.model(sportello=sportello)


class RichiestaQuerySet(models.QuerySet["Richiesta"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """The Sportello its own; TP those of the pratiche in which it took part (C5)."""
        return _visibili(self, utente)

    def dovute(self) -> Self:
        """Those whose instant has come, while their pratica is still completed."""
        return self.filter(stato="programmata", dal__lte=tempo.adesso(), pratica__stato="completata")

    def da_sollecitare(self) -> Self:
        """Sent, not answered, not refused by anybody's mail server, with a reminder due now."""
        adesso = tempo.adesso()
        return self.filter(
            stato="inviata",
            solleciti__lt=SOLLECITI_MASSIMI,
            prossimo_sollecito__lte=adesso,
            scade_il__gt=adesso,
            pratica__stato="completata",
        ).exclude(busta__stato__in=FALLITE)

    def dell_ufficio_di(self, utente: "Utente") -> Self:
        """Those that she sees because her office made them, with whom it asked: TP never knows (C6)."""
        return self.visibili_a(utente) if utente.di_sportello else self.none()

    def in_attesa(self) -> Self:
        """Sent, and the company may still answer."""
        return self._vive().exclude(busta__stato__in=FALLITE)

    def non_arrivate(self) -> Self:
        """Those whose last mail was refused, or put aside, while the company may still answer."""
        return self._vive().filter(busta__stato__in=FALLITE)

    def da_segnalare(self) -> Self:
        """Not arrived, and nobody of the office has been told."""
        return self.non_arrivate().exclude(segnalata=F("busta_id"))

    def scadute(self) -> Self:
        """Sent, and nobody answered in time."""
        return self.filter(stato="inviata", scade_il__lte=tempo.adesso())

    def _vive(self) -> Self:
        return self.filter(stato="inviata", scade_il__gt=tempo.adesso())

    def chieste_fra(self, dal: date, al: date) -> Self:
        """Due to leave from the first to the last of two days, both included, in Italy."""
        primo, ultimo = max(dal, PRIMO), min(al, ULTIMO)
        return self.filter(dal__gte=_alba(primo), dal__lt=_alba(ultimo + timedelta(days=1)))

    def inviate(self) -> Self:
        """Those that a company was really asked."""
        return self.filter(inviata_il__isnull=False)

    def recenti_per(self, azienda: "Azienda", giorni: int) -> Self:
        """Those sent to a company within so many days."""
        return self.filter(pratica__azienda=azienda, inviata_il__gt=tempo.adesso() - timedelta(days=giorni))

    def con_impronta(self, impronta: str) -> Self:
        """The one that a link opens now: sent or answered, not expired, with nobody's refusal."""
        vive = self.filter(stato__in=("inviata", "risposta"), scade_il__gt=tempo.adesso())
        return vive.filter(impronta=impronta) if impronta else self.none()


class RispostaQuerySet(models.QuerySet["Risposta"]):
    def arrivate(self) -> Self:
        """Those given: what is still being written is nobody's to read."""
        return self.filter(stato="data")

    def visibili_a(self, utente: "Utente") -> Self:
        """The Sportello its own; TP those of the pratiche in which it took part; nobody else's row (C5)."""
        return _visibili(self.arrivate(), utente)

    def arrivate_fra(self, dal: date, al: date) -> Self:
        """Given from the first to the last of two days, both included, in Italy."""
        return self.arrivate().filter(data_il__gte=_alba(dal), data_il__lt=_alba(al + timedelta(days=1)))

    def citabili(self) -> Self:
        """Whose company lets itself be quoted, and has not taken it back since (GDPR art. 7.3)."""
        suoi = Consenso.objects.filter(
            contatto=OuterRef("richiesta__contatto"), testo__scopo=Scopo.CASI_DI_STUDIO
        )
        ultimo = Subquery(suoi.order_by("-quando", "-pk").values("concesso")[:1])
        return self.filter(citabile_con__isnull=False).annotate(_ultimo=ultimo).exclude(_ultimo=False)

    def nei_paesi(self, codici: Iterable[str]) -> Self:
        """About pratiche that concern one of those countries."""
        pratica: Any = self.model._meta.get_field("pratica").related_model
        ponte = pratica.paesi.through._default_manager
        legati = ponte.filter(pratica=OuterRef("pratica"), paese__codice__in=list(codici))
        return self.filter(Exists(legati))


class SeguitoQuerySet(models.QuerySet["Seguito"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """Those of one's own office: TP does not call companies (C6)."""
        return self.filter(sportello=utente.sportello_id) if utente.di_sportello else self.none()

    def aperti(self) -> Self:
        return self.filter(stato="aperto")

    def in_ritardo(self) -> Self:
        return self.aperti().filter(entro_il__lt=tempo.oggi())


def _visibili(righe: R, utente: "Utente") -> R:
    """The law of C5 for whatever has a `sportello` and a `pratica`."""
    if utente.di_sportello:
        return righe.filter(sportello=utente.sportello_id)
    return righe.filter(pratica__tp_coinvolta=True) if utente.di_tp else righe.none()


def _alba(giorno: date) -> datetime:
    """The first instant of a day in Italy; an instant, so that an index answers."""
    return datetime.combine(giorno, time.min, tempo.ROMA)
