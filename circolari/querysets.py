"""Who may read which circolare, and when: the clock is in the question (C7)."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest

from nucleo import ricerca, tempo

if TYPE_CHECKING:
    from django.contrib.postgres.search import SearchQuery

    from circolari.models import AllegatoCircolare, Circolare, Destinatario
    from sportelli.models import Utente


class CircolareQuerySet(models.QuerySet["Circolare"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """What a signed-in person reads, now.

        The redazione all, drafts too; the rest of Toscana Promozione what was sent out; a Sportello what was
        sent to it from its diffusione, and the others from when companies may; nobody else anything (C7).
        """
        if utente.di_tp:
            return self.all() if utente.ruolo == "redazione" else self.diffuse()
        if not utente.di_sportello:
            return self.none()
        return self.diffuse().filter(self._del_suo_ufficio(utente) | self._uscite())

    def pubbliche(self) -> Self:
        """What companies and anybody else may read, by the clock: released and in force (C7)."""
        return self.filter(stato="diffusa", pubblica_dal__lte=tempo.adesso())

    def uscite(self) -> Self:
        """What companies may read or have read: those withdrawn after their rilascio too."""
        return self.diffuse().filter(self._uscite())

    def per_novita(self) -> Self:
        """Those whose public words changed last, first: see `Circolare.novita`. Start from `uscite`."""
        return self.order_by(Greatest("pubblica_dal", "aggiornata_il", "ritirata_il").desc(), "-pk")

    def diffuse(self) -> Self:
        """Sent out, and perhaps withdrawn since."""
        return self.exclude(stato="bozza")

    def bozze(self) -> Self:
        return self.filter(stato="bozza")

    def in_anteprima(self) -> Self:
        """Read by the Sportelli and not yet by the companies."""
        return self.filter(stato="diffusa", pubblica_dal__gt=tempo.adesso())

    def da_leggere(self, utente: "Utente") -> Self:
        """Those sent to her office whose last version she has not opened, or has not taken note of."""
        lette = utente.letture_circolari.filter(
            circolare=OuterRef("pk"), versione__gte=OuterRef("versione"), presa_visione_il__isnull=False
        )
        return self.filter(self._del_suo_ufficio(utente), ~Exists(lette), stato="diffusa")

    def cerca(self, testo: str) -> Self:
        """Those whose title or text answers what was typed; all when nothing was."""
        domanda = ricerca.domanda(testo)
        return self.all() if domanda is None else self.filter(ricerca=domanda)

    def parla_di(self, domanda: "SearchQuery") -> dict[int, str]:
        """By key, the passage of each text that answers, for `ricerca.evidenzia`."""
        return dict(self.annotate(brano=ricerca.brano(domanda, "testo_piano")).values_list("pk", "brano"))

    def _del_suo_ufficio(self, utente: "Utente") -> Q:
        """Sent to the office of this person."""
        ponte = self.model.sportelli.through.objects
        return Q(Exists(ponte.filter(circolare=OuterRef("pk"), sportello=utente.sportello_id)))

    def _uscite(self) -> Q:
        """Released by now, and not withdrawn before."""
        mai = Q(ritirata_il__lt=F("pubblica_dal"))
        return Q(pubblica_dal__lte=tempo.adesso()) & (Q(ritirata_il=None) | ~mai)


class AllegatoQuerySet(models.QuerySet["AllegatoCircolare"]):
    def della_versione(self, numero: int) -> Self:
        """The files as they were in a version; of a draft, those there are."""
        return self.filter(Q(fino_a=None) | Q(fino_a__gt=numero), dal__lte=max(numero, 1))

    def attuali(self) -> Self:
        return self.filter(fino_a=None)

    def delle(self, circolari: QuerySet["Circolare"]) -> Self:
        """The present files of some circolari: start from `visibili_a` or `pubbliche`."""
        return self.filter(circolare__in=circolari, fino_a=None)


class DestinatarioQuerySet(models.QuerySet["Destinatario"]):
    def degli_uffici(self) -> Self:
        return self.filter(azienda=None)

    def delle_aziende(self) -> Self:
        return self.filter(azienda__isnull=False)

    def visibili_a(self, utente: "Utente") -> Self:
        """TP follows all of them (who the people are is not said to it, C6); an office its own and its
        companies'."""
        if utente.di_tp:
            return self.all()
        return self.filter(sportello=utente.sportello_id) if utente.di_sportello else self.none()

    def da_consegnare(self) -> Self:
        """Those whose mail is still to be handed over."""
        return self.filter(busta__stato__in=("in_coda", "in_invio"))

    def mancati(self) -> Self:
        """Those whose mail was refused, or put aside after many attempts."""
        return self.filter(busta__stato__in=("respinto", "parcheggiato"))

    def non_segnalati(self) -> Self:
        """Those of whose last mail the redazione was told nothing yet."""
        return self.filter(Q(segnalata=None) | ~Q(segnalata=F("busta")))
