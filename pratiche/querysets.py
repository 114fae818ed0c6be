"""Who sees which pratiche (the law of C4, in one place), and which wait for something."""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast

from nucleo import tempo
from nucleo.visibilita import concesse, gruppo_tp, lettori
from sportelli.querysets import nomi

if TYPE_CHECKING:
    from pratiche.models import Minuta, Pratica
    from sportelli.models import Azienda, Paese, Servizio, Settore, Utente

APERTE = (
    "aperta",
    "in_lavorazione",
    "in_attesa_azienda",
    "in_attesa_tp",
    "chiarimento_chiesto",
)


# Of the answers that may be near, how many are looked at; words weigh as much as service and sector together.
CANDIDATE = 1000
PESO_PAROLE = 20
PAROLA = re.compile(r"[^\W\d_]{4,}")
PAROLE_MASSIME = 12


class PraticaQuerySet(models.QuerySet["Pratica"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """The law of C4: the archive is everybody's in the network; the rest is seen through grants."""
        gruppi = utente.gruppi_di_lettura
        if not gruppi:
            return self.none()
        return self.filter(Q(stato="completata") | concesse(self._concessioni(), gruppi))

    def concessioni_dovute(self) -> "models.QuerySet[Any, Any]":
        """The grants that the law of C4 asks for these rows now: tuples (pratica, gruppo, fino_al).

        Draft: its own office. Open: its office, TP, the offices it is shared with until the share ends.
        Cancelled: its office, and TP if it had been involved. Completed: none, the archive is a rule.
        """
        per_sempre = Cast(Value(None), DateTimeField(null=True))
        propria = self.exclude(stato="completata").annotate(gruppo=F("sportello__gruppo"), fino_al=per_sempre)
        di_tp = self.filter(Q(stato__in=APERTE) | Q(stato="annullata", tp_coinvolta=True))
        condivise = self.filter(stato__in=APERTE, condivisioni__tolta_il=None, condivisioni__isnull=False)
        return (
            propria.values_list("pk", "gruppo", "fino_al")
            .union(
                di_tp.annotate(gruppo=gruppo_tp(), fino_al=per_sempre).values_list("pk", "gruppo", "fino_al"),
                condivise.annotate(
                    gruppo=F("condivisioni__con__gruppo"), fino_al=F("condivisioni__fino_al")
                ).values_list("pk", "gruppo", "fino_al"),
                all=True,
            )
            .order_by()
        )

    def con_aziende_passate(self) -> Self:
        """Each with `aziende_passate`: the ids of the companies it was about before this one."""
        storia: Any = self.model.pgh_event_model._default_manager  # type: ignore[attr-defined]  # added by pghistory
        altre = storia.filter(pgh_obj=OuterRef("pk")).exclude(azienda=OuterRef("azienda")).order_by()
        return self.annotate(aziende_passate=ArraySubquery(altre.values("azienda").distinct()))

    def con_lettori(self) -> Self:
        """Each with `lettori`: the names of the groups that the grants let read it now."""
        return self.annotate(lettori=lettori(self._concessioni()))

    def con_paesi(self) -> Self:
        """Each with `nomi_paesi`: the countries it is about."""
        return self.annotate(nomi_paesi=nomi(self.model, "paesi"))

    def con_mercati(self) -> Self:
        """Each with `mercati` and `mercati_obiettivo`: where its company sells, and where it would."""
        azienda = self.model._meta.get_field("azienda").related_model
        campi = ("mercati", "mercati_obiettivo")
        return self.annotate(**{campo: nomi(azienda, campo, "azienda") for campo in campi})

    def bozze(self) -> Self:
        return self.filter(stato="bozza")

    def aperte(self) -> Self:
        return self.filter(stato__in=APERTE)

    def archivio(self) -> Self:
        return self.filter(stato="completata")

    def della_stessa_impresa(self, azienda: "Azienda") -> Self:
        """Those of this company, and what the archive has of the same partita IVA or codice fiscale.

        Never a riservata of another office: that it comes up would say whose it is (C4).
        """
        codici = Q(azienda__partita_iva=azienda.partita_iva) if azienda.partita_iva else Q(pk=None)
        if azienda.codice_fiscale:
            codici |= Q(azienda__codice_fiscale=azienda.codice_fiscale)
        altrove = Q(stato="completata", riservata=False) & codici
        return self.filter(Q(azienda=azienda) | altrove)

    def simili(
        self,
        testo: str,
        servizio: "Servizio | None" = None,
        settore: "Settore | None" = None,
        paesi: Iterable["Paese"] = (),
    ) -> Self:
        """The answers of the archive nearest to a request still being typed, the nearest first.

        Nearest by words, then by service, sector and countries; one must share words, or service and sector.
        """
        archivio, domanda, paesi = self.archivio(), _parole_di(testo), list(paesi)
        in_comune = archivio.filter(ricerca=domanda) if domanda else archivio.none()
        stesso_campo = archivio.filter(servizio=servizio, settore=settore).order_by("-chiusa_il")
        candidate = (in_comune.filter(servizio=servizio), in_comune, stesso_campo)
        vicine = reduce(or_, (Q(pk__in=insieme.values("pk")[:CANDIDATE]) for insieme in candidate))
        punti = _per(Q(servizio=servizio)) + _per(Q(settore=settore)) + _per(self._per_uno_dei(paesi))
        if domanda:
            punti += SearchRank(F("ricerca"), domanda, normalization=1) * PESO_PAROLE
        return archivio.filter(vicine).annotate(punti=punti).order_by("-punti", "-chiusa_il", "-pk")

    def _per_uno_dei(self, paesi: "list[Paese]") -> Exists:
        righe = self.model.paesi.through._default_manager.filter(pratica=OuterRef("pk"), paese__in=paesi)
        return Exists(righe)

    def in_ritardo(self) -> Self:
        """Open, past their deadline, and waiting for nobody else."""
        return self.filter(stato__in=["aperta", "in_lavorazione"], scadenza__lt=tempo.oggi())

    def archivio_visibile_a(self, utente: "Utente") -> Self:
        """`visibili_a(utente).archivio()`, said so that the archive's indexes answer."""
        return self.archivio() if utente.gruppi_di_lettura else self.none()

    def non_archiviate_visibili_a(self, utente: "Utente") -> Self:
        """`visibili_a(utente)` without the archive, said so that no plan reads every grant."""
        gruppi = utente.gruppi_di_lettura
        if not gruppi:
            return self.none()
        return self.exclude(stato="completata").filter(concesse(self._concessioni(), gruppi))

    def parlano_di(self, domanda: SearchQuery, aziende: Iterable["Azienda"] = ()) -> Self:
        """Those whose words answer, or whose company is one of `aziende`, which the reader knows by name."""
        return self.filter(Q(ricerca=domanda) | Q(azienda__in=[azienda.pk for azienda in aziende]))

    def condivise_con(self, utente: "Utente") -> Self:
        """Open ones that another office lends to this person's, until the loan ends."""
        prestiti = self._righe("condivisioni").filter(con=utente.sportello_id, tolta_il=None)
        vivi = prestiti.filter(fino_al__gt=tempo.adesso())
        return self.aperte().filter(pk__in=vivi.values("pratica"))

    def seguite_da(self, utente: "Utente") -> Self:
        """Those in progress that this person follows: assigned to her, drafts of hers; as Referente."""
        if utente.di_tp:
            return self.aperte().filter(referente=utente)
        sue = Q(assegnata_a=utente) | Q(stato="bozza", assegnata_a=None, creata_da=utente)
        return self.filter(sue, stato__in=("bozza", *APERTE))

    def attendono(self, utente: "Utente") -> Self:
        """Those whose next move is this person's (C1, C2, C6)."""
        return self.aperte().filter(
            self._mosse_di_tp(utente) if utente.di_tp else self._mosse_d_ufficio(utente)
        )

    def _mosse_di_tp(self, utente: "Utente") -> Q:
        """Decisions that wait for the Referente, clarifications that were answered to him."""
        decisioni = self._righe("decisioni").filter(stato="attende_tp", referente=utente)
        chiarimenti = self._righe("chiarimenti").filter(stato="risposto", chiesto_da=utente)
        return Q(pk__in=decisioni.values("pratica")) | Q(pk__in=chiarimenti.values("pratica"))

    def _mosse_d_ufficio(self, utente: "Utente") -> Q:
        """What nobody took yet, what she works at, decisions and clarifications that wait for the office."""
        tornate = self._righe("decisioni").filter(stato="attende_sportello")
        domande = self._righe("chiarimenti").filter(stato="aperto", destinatario=utente)
        mia = Q(assegnata_a=utente) & (Q(stato="in_lavorazione") | Q(pk__in=tornate.values("pratica")))
        mossa = Q(stato="aperta") | mia | Q(pk__in=domande.values("pratica"))
        return Q(sportello=utente.sportello_id) & mossa

    def _righe(self, relazione: str) -> "models.QuerySet[Any, Any]":
        modello: Any = self.model._meta.get_field(relazione).related_model
        righe: models.QuerySet[Any, Any] = modello._default_manager.all()
        return righe

    def _concessioni(self) -> Any:
        return self.model._meta.get_field("concessioni").related_model


class MinutaQuerySet(models.QuerySet["Minuta"]):
    def in_corso(self, utente: "Utente") -> Self:
        """What this person typed and has not saved yet: nobody reads another's (C4)."""
        return self.filter(autore=utente, depositata_il=None).exclude(campi={})

    def scritte_prima_di(self, istante: datetime) -> Self:
        return self.filter(scritta_il__lt=istante)


def _per(condizione: Q | Exists) -> Any:
    """One point where the condition holds."""
    return Case(When(condizione, then=Value(1.0)), default=Value(0.0))


def _parole_di(testo: str) -> SearchQuery | None:
    """Any of the longest words of a text; None when it has none."""
    parole = sorted(set(PAROLA.findall(testo.lower())), key=lambda parola: (-len(parola), parola))
    if not parole:
        return None
    return SearchQuery(" OR ".join(parole[:PAROLE_MASSIME]), config="italiano", search_type="websearch")
