"""What the clauses are judged on, read once for a reader and a year (C1-C8).

The page has a dozen queries however many its figures are: what is counted is asked together.
"""

from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet, Sum

from calendario import statistiche as calendario
from circolari import statistiche as circolari
from extranet.conformita import tentativi
from feedback.models import Fonte, Richiesta, Risposta, StatoRichiesta, TotaleFeedback
from nucleo import tempo
from nucleo.insieme import Riga, chiedi_insieme, conta
from pratiche.models import Chiarimento, Decisione, Pratica, TotalePratiche, TotaleScambi, VerificaVisibilita
from sportelli.models import Azienda, Conteggio, Lato, Utente

FERME_DA = timedelta(days=14)
SCAMBI = (
    *("decisioni", "concordate", "giorni_concordate", "in_assenza", "ritirate"),
    *("chiarimenti", "chiariti", "giorni_chiariti"),
)
Domande = dict[str, QuerySet[Any, Any]]


class Fatti:
    """One year for one person, who reads every office (the direzione)."""

    def __init__(self, utente: Utente, anno: int) -> None:
        self.utente, self.anno = utente, anno

    def __getitem__(self, nome: str) -> Riga:
        """What was found under one of the names below; what was never counted is missing."""
        return self._trovati[nome]

    def quanti(self, nome: str, misura: str = "quanti") -> int:
        """A count, nought when there is nothing to count."""
        return int(self[nome].get(misura) or 0)

    @cached_property
    def _trovati(self) -> dict[str, Riga]:
        return chiedi_insieme(self._delle_somme() | self._dell_anno() | self._di_oggi())

    def _delle_somme(self) -> Domande:
        """What the worker keeps summed by month, and up to when."""
        pratiche = {m: Sum(m) for m in ("aperte", "completate", "annullate", "in_tempo")}
        return {
            "pratiche": conta(
                self._totali(TotalePratiche), uffici=Count("sportello", distinct=True), **pratiche
            ),
            "scambi": conta(self._totali(TotaleScambi), **{m: Sum(m) for m in SCAMBI}),
            "feedback": conta(
                self._totali(TotaleFeedback), **{m: Sum(m) for m in ("richieste", "accolte", "risposte")}
            ),
            "conteggi": conta(
                Conteggio.objects.all(),
                tutti=Count("pk"),
                noti=Count("aggiornato_il"),
                dal=Min("aggiornato_il"),
            ),
        }

    def _dell_anno(self) -> Domande:
        """What is few enough to be counted when it is asked."""
        non_inviate = Richiesta.objects.filter(self._nell_anno("creata_il"), stato=StatoRichiesta.NON_INVIATA)
        importate = Risposta.objects.filter(self._nell_anno("data_il"), fonte=Fonte.IMPORTATA)
        verifiche = VerificaVisibilita.objects.filter(self._nell_anno("eseguita_il"))
        return {
            "non_inviate": conta(non_inviate, quanti=Count("pk")),
            "importate": conta(importate, quanti=Count("pk")),
            "verifiche": conta(verifiche, quanti=Count("pk")),
            "tentativi": conta(tentativi.rifiutati().filter(self._nell_anno("quando")), quanti=Count("pk")),
            "iniziative": calendario.in_breve(self.anno),
        }

    def _di_oggi(self) -> Domande:
        """How things are now, whatever the year."""
        aperte = Pratica.objects.non_archiviate_visibili_a(self.utente).aperte()
        silenzi = Decisione.objects.filter(stato="attende_tp", sollecitata_il__isnull=False)
        tardi = Chiarimento.objects.filter(stato="aperto", entro_il__lt=tempo.oggi())
        ferme = aperte.filter(aggiornata_il__lt=tempo.adesso() - FERME_DA)
        ultima = VerificaVisibilita.objects.annotate(deriva=F("mancanti") + F("di_troppo"))
        di_camera = Count("pk", filter=Q(origine=Azienda.Origine.CAMERA))
        return {
            "ritardo": conta(aperte.in_ritardo(), quanti=Count("pk")),
            "ferme": conta(ferme, quanti=Count("pk")),
            "silenzi": conta(silenzi, quanti=Count("pk")),
            "tardi": conta(tardi, quanti=Count("pk")),
            "aziende": conta(Azienda.objects.all(), quanti=Count("pk"), importate=di_camera),
            "verifica": ultima.values("eseguita_il", "pratiche", "deriva"),
        }

    def _totali(self, totali: Any) -> QuerySet[Any, Any]:
        dell_anno: QuerySet[Any, Any] = totali.objects.filter(lato=Lato.TUTTO, mese__year=self.anno)
        return dell_anno

    def _nell_anno(self, campo: str) -> Q:
        """Within the year of Rome, by instants: an index answers."""
        dal, al = (tempo.ora_di_roma(date(a, 1, 1), time()) for a in (self.anno, self.anno + 1))
        return Q(**{f"{campo}__gte": dal, f"{campo}__lt": al})

    @cached_property
    def circolari(self) -> circolari.Resoconto:
        """Six queries."""
        return circolari.precedenze(self.utente, self.anno)

    @property
    def aggiornati_il(self) -> datetime | None:
        """When the sums were last true, all of them; None before the first time."""
        conteggi = self["conteggi"]
        pronti = conteggi.get("noti") and conteggi["noti"] == conteggi["tutti"]
        return datetime.fromisoformat(conteggi["dal"]) if pronti else None

    @property
    def verifica_il(self) -> datetime | None:
        """When the grants were last compared with the law (A-06)."""
        quando = self["verifica"].get("eseguita_il")
        return datetime.fromisoformat(quando) if quando else None
