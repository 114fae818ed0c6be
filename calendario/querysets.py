"""Who may read which initiative, and when: the clock and the embargo are in the question (C7, C8)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Self, cast

from django.db import models
from django.db.models import CharField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import MD5, Coalesce, Concat, Greatest

from circolari.models import Circolare
from nucleo import ricerca, tempo
from nucleo.versioni import versione

if TYPE_CHECKING:
    from calendario.models import (
        Abbonamento,
        AllegatoIniziativa,
        Editore,
        Fonte,
        Iniziativa,
        Lettura,
        Modifica,
    )
    from sportelli.models import Utente

PUBBLICI = ("preannunciata", "confermata", "rinviata", "annullata")
IN_PROGRAMMA = ("preannunciata", "confermata")
SENZA_DETTAGLI = "senza_dettagli"


class EditoreQuerySet(models.QuerySet["Editore"]):
    def attivi(self) -> Self:
        return self.filter(attivo=True)

    def di(self, utente: "Utente") -> Self:
        """Those for whom a person writes: the redazione for Toscana Promozione, an office's people for it,
        the people of a partner for their bodies."""
        if utente.di_tp:
            return self.filter(tipo="tp") if utente.ruolo == "redazione" else self.none()
        if utente.di_sportello:
            return self.filter(sportello=utente.sportello_id)
        partner = utente.is_active and utente.ruolo == "editore"
        return self.attivi().filter(tipo="partner", persone=utente) if partner else self.none()


class AbbonamentoQuerySet(models.QuerySet["Abbonamento"]):
    def in_vigore(self) -> Self:
        """Confirmed by who owns the mailbox, and not ended."""
        return self.filter(confermato_il__isnull=False, finito_il=None)


class IniziativaQuerySet(models.QuerySet["Iniziativa"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """What a signed-in person finds in the Extranet, now.

        The redazione all; each publisher its own; who reads circulars also what is public and what she may
        read the circolare of; partners and the rest of the world what is public (C7, C8).
        """
        if utente.di_tp and utente.ruolo == "redazione":
            return self.all()
        proprie = Q(editore__in=self._editori().di(utente))
        if utente.di_tp or utente.di_sportello:
            return self.filter(
                proprie | (Q(stato__in=PUBBLICI) & (self._annunciate() | self._lette_da(utente)))
            )
        if utente.is_active and utente.ruolo == "editore":
            return self.filter(proprie | (Q(stato__in=PUBBLICI) & self._annunciate()))
        return self.none()

    def pubbliche(self) -> Self:
        """What everybody may read, by the clock; of some only the announcement (C7)."""
        return self.filter(self._annunciate(), stato__in=PUBBLICI)

    def dettagliate(self) -> Self:
        """What everybody may read in full, by the clock: the only rows that filters on what is in them,
        searches and counts may look at (E-01)."""
        return self.filter(self._rivelate(), stato__in=PUBBLICI)

    def con_dettagli_per(self, utente: "Utente") -> Self:
        """Each with `dettagli`: whether this person may read all of it."""
        if utente.di_tp and utente.ruolo == "redazione":
            return self.annotate(dettagli=Value(True))
        intere = self._rivelate() | Q(editore__in=self._editori().di(utente))
        if utente.di_tp or utente.di_sportello:
            intere |= self._lette_da(utente)
        return self.annotate(dettagli=ExpressionWrapper(intere, models.BooleanField()))

    def intere(self) -> Self:
        """Those with `dettagli`: what is in them may be asked, and told, without telling what is hidden."""
        return self.filter(Q(dettagli=True))

    def con_dettagli(self) -> Self:
        """Each with `dettagli`: whether everybody may read all of it."""
        return self.annotate(dettagli=ExpressionWrapper(self._rivelate(), models.BooleanField()))

    def impronta(self) -> tuple[object, ...]:
        """Of those with `dettagli`: another one when a row was written, came, went, or may be read otherwise.
        One query."""
        una = versione(self.model)
        somme = self.order_by().aggregate(
            tutte=models.Sum(una), intere=models.Sum(una, filter=Q(dettagli=True))
        )
        return tuple(somme.values())

    def con_attesa(self) -> Self:
        """Each with `attende_dal`: since when the redazione is asked something; None when it is not."""
        attese = self._modifiche().filter(iniziativa=OuterRef("pk"), esito="in_attesa")
        chiesta = models.Subquery(attese.values("quando")[:1])
        proposta = models.When(stato="proposta", then=F("proposta_il"))
        return self.annotate(attende_dal=models.Case(proposta, default=chiesta, output_field=DateTimeField()))

    def pubblicate(self) -> Self:
        """Published; who may read them now is for the other questions."""
        return self.filter(stato__in=PUBBLICI)

    def passate(self) -> Self:
        """Those that are over."""
        return self.filter(fine__lt=tempo.oggi())

    def in_programma(self) -> Self:
        """Those that take place, as far as one knows."""
        return self.filter(stato__in=IN_PROGRAMMA)

    def future(self) -> Self:
        """Those that are not over."""
        return self.filter(fine__gte=tempo.oggi())

    def da_approvare(self) -> Self:
        """Proposals, and published ones with a change that waits."""
        attese = self._modifiche().filter(iniziativa=OuterRef("pk"), esito="in_attesa")
        return self.filter(Q(stato="proposta") | Q(Exists(attese)))

    def bozze_di(self, utente: "Utente") -> Self:
        """The drafts and proposals that this person wrote, or that her publishers did."""
        sue = Q(editore__in=self._editori().di(utente)) | Q(creata_da=utente)
        return self.filter(sue, stato__in=("bozza", "proposta"))

    def con_pubblica_dal(self) -> Self:
        """Each with `pubblica_dal`: from when everybody could read that it is coming, for the days of notice.

        What was hidden by an embargo counts from the rilascio (C8).
        """
        return self.annotate(pubblica_dal=self._pubblica_dal())

    def uscite_fra(self, dal: datetime, al: datetime) -> Self:
        """Those that everybody could read from an instant not before the first, and before the second."""
        return self.alias(dal=self._pubblica_dal()).filter(dal__gte=dal, dal__lt=al)

    def cambiate_fra(self, dal: datetime, al: datetime) -> Self:
        """Those that everybody could read before the first instant, and that have changed since."""
        prima = self.alias(dal=self._pubblica_dal()).filter(dal__lt=dal)
        return prima.filter(aggiornata_il__gte=dal, aggiornata_il__lt=al)

    def con_novita(self) -> Self:
        """Each with `novita`: when what everybody may read of it changed, its rilascio too. Only for
        `dettagliate`: of an announcement `annuncio.storia` knows."""
        rilascio = Coalesce("circolare__pubblica_dal", "aggiornata_il", output_field=DateTimeField())
        return self.annotate(novita=Greatest("aggiornata_il", rilascio, output_field=DateTimeField()))

    def ultima_novita(self) -> datetime | None:
        """The last of them; None where there is nothing to read."""
        ultima: datetime | None = self.con_novita().aggregate(ultima=models.Max("novita"))["ultima"]
        return ultima

    def da_riscrivere(self, timbro: str) -> Self:
        """The published ones whose VEVENT was written by other code, or with names that have changed; each
        with the `timbro_atteso` of its own (see `formato`)."""
        nomi = Concat(
            "organizzatore__nome", Value("|"), Coalesce("fonte__nome", Value("")), output_field=CharField()
        )
        atteso = Concat(Value(timbro), Value("-"), MD5(nomi), output_field=CharField())
        return self.filter(stato__in=PUBBLICI).annotate(timbro_atteso=atteso).exclude(timbro_ics=atteso)

    def con_chiavi(self, chiavi: Iterable[int]) -> Self:
        """Those with these keys, which travel as one value."""
        return self.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [list(chiavi)]))

    def cerca(self, testo: str, *, in_inglese: bool = False) -> Self:
        """Those whose words answer what was typed; all when nothing was."""
        domanda = ricerca.domanda(testo, lingua="english" if in_inglese else "italiano")
        campo = "ricerca_en" if in_inglese else "ricerca"
        return self.all() if domanda is None else self.filter(**{campo: domanda})

    def _pubblica_dal(self) -> models.Case:
        rilascio = Coalesce("circolare__pubblica_dal", "pubblicata_il", output_field=DateTimeField())
        annunciata = Q(annuncio=SENZA_DETTAGLI) | Q(circolare=None)
        return models.Case(
            models.When(annunciata, then=F("pubblicata_il")),
            default=Greatest("pubblicata_il", rilascio),
            output_field=DateTimeField(),
        )

    def _rivelate(self) -> Q:
        """Without a circolare, or with one that companies may read or could read once (C7)."""
        uscita = Circolare.objects.uscite().filter(pk=OuterRef("circolare"))
        return Q(circolare=None) | Q(Exists(uscita))

    def _annunciate(self) -> Q:
        """Readable by everybody, in full or as an announcement. One whose circolare was withdrawn before its
        rilascio is neither: companies never hear of it (C7)."""
        mai = Circolare.objects.filter(pk=OuterRef("circolare"), ritirata_il__lt=F("pubblica_dal"))
        return self._rivelate() | (Q(annuncio=SENZA_DETTAGLI) & ~Q(Exists(mai)))

    def _lette_da(self, utente: "Utente") -> Q:
        """Whose circolare this person reads."""
        lette = Circolare.objects.visibili_a(utente).diffuse().filter(pk=OuterRef("circolare"))
        return Q(Exists(lette))

    def _modifiche(self) -> "models.QuerySet[Modifica]":
        modifiche = self.model._meta.get_field("modifiche").related_model._default_manager
        return cast("models.QuerySet[Modifica]", modifiche.all())

    def _editori(self) -> EditoreQuerySet:
        editori = self.model._meta.get_field("editore").related_model._default_manager
        return cast(EditoreQuerySet, editori.all())


class AllegatoIniziativaQuerySet(models.QuerySet["AllegatoIniziativa"]):
    def delle(self, iniziative: "models.QuerySet[Iniziativa]") -> Self:
        """The files of some initiatives: start from `visibili_a` or `dettagliate`."""
        return self.filter(iniziativa__in=iniziative)


class FonteQuerySet(models.QuerySet["Fonte"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """The feeds are kept by the redazione; nobody else knows of them."""
        return self.all() if utente.di_tp and utente.ruolo == "redazione" else self.none()

    def dovute(self) -> Self:
        """Those to be read now, which nobody alive is reading."""
        adesso = tempo.adesso()
        libere = Q(presa_fino_a=None) | Q(presa_fino_a__lte=adesso)
        return self.filter(libere, Q(da_provare=True) | Q(attiva=True, prossima__lte=adesso))

    def con_ultima(self) -> Self:
        """Each with its last reading, in `ultime`, and how many of its initiatives are still to come."""
        letture = self.model._meta.get_field("letture").related_model._default_manager.all()
        return self.annotate(
            future=models.Count("iniziative", filter=Q(iniziative__fine__gte=tempo.oggi()))
        ).prefetch_related(models.Prefetch("letture", letture.filter(prova=False)[:1], to_attr="ultime"))


class LetturaQuerySet(models.QuerySet["Lettura"]):
    def vere(self) -> Self:
        """Not the trials."""
        return self.filter(prova=False)

    def serie_fallita(self) -> Self:
        """Of one feed, those that failed since the last that did not, from the last to the first."""
        buona = self.vere().exclude(esito="fallita").order_by("-quando", "-pk").first()
        fallite = self.vere().filter(esito="fallita")
        return fallite if buona is None else fallite.filter(pk__gt=buona.pk)

    def confermate(self, impronta: str) -> Self:
        """Those that somebody confirmed for exactly this disappearance."""
        return self.vere().filter(impronta=impronta, confermata_il__isnull=False)
