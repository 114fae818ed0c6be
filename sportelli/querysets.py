"""Questions about people, offices, companies and suppliers."""

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import BaseUserManager
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models
from django.db.models import OuterRef, Prefetch, Q
from django.db.models.functions import Length

from nucleo import tempo
from nucleo.models import Notifica

if TYPE_CHECKING:
    from sportelli.models import Ateco, Azienda, Consenso, Fornitore, Sportello, TestoConsenso, Utente


SOMIGLIANZA = 0.45
# Digits and dots of the last level of ATECO, the one that a company has.
CODICE_INTERO = 8


def nomi(modello: Any, relazione: str, riga: str = "pk") -> ArraySubquery:
    """The names, in order, of the entries tied to a row of `modello`; the outer query has its key in `riga`.

    Read with the row: a prefetch is one more question, and an object for each name.
    """
    campo = modello._meta.get_field(relazione)
    voce = campo.m2m_reverse_field_name()
    legami = campo.remote_field.through._default_manager.filter(**{campo.m2m_field_name(): OuterRef(riga)})
    return ArraySubquery(legami.order_by(f"{voce}__ordine", f"{voce}__nome").values(f"{voce}__nome"))


class VoceQuerySet(models.QuerySet[Any]):
    def scegliibili(self) -> Self:
        """Those not switched off."""
        return self.filter(attiva=True)


class AtecoQuerySet(models.QuerySet["Ateco"]):
    def cerca(self, testo: str) -> Self:
        """Twenty classes whose code begins so, or whose description holds these words."""
        parola = testo.strip()
        if len(parola) < 2:
            return self.none()
        if parola[0].isdigit():
            return self.filter(codice__startswith=parola)[:20]
        intere = self.annotate(lunghezza=Length("codice")).filter(lunghezza=CODICE_INTERO)
        return intere.filter(descrizione__icontains=parola)[:20]


class SportelloQuerySet(models.QuerySet["Sportello"]):
    def attivi(self) -> Self:
        return self.filter(attivo=True)

    def con_responsabili(self) -> Self:
        """Each with its active responsabili in `responsabili`."""
        persone = self.model._meta.get_field("utenti").related_model._default_manager
        guida = persone.filter(ruolo="responsabile", is_active=True)
        return self.prefetch_related(Prefetch("utenti", guida, to_attr="responsabili"))


class UtenteQuerySet(models.QuerySet["Utente"]):
    def attivi(self) -> Self:
        return self.filter(is_active=True)

    def gestite_da(self, utente: "Utente") -> Self:
        """An administrator sees everybody, a responsabile the people of her own office."""
        if utente.is_staff:
            return self.all()
        if not utente.di_sportello or utente.ruolo != "responsabile":
            return self.none()
        return self.filter(sportello=utente.sportello_id)

    def con_generi_da_leggere(self) -> Self:
        """Each with `generi_da_leggere`: the kinds of what her unread notices speak of, seen or not."""
        sue = Notifica.objects.filter(destinatario=OuterRef("pk")).da_leggere().order_by()
        return self.annotate(generi_da_leggere=ArraySubquery(sue.values("genere").distinct()))

    def amministratori(self) -> Self:
        """Who is told when the machinery wants a person."""
        return self.attivi().filter(ruolo="amministratore")

    def invitati(self) -> Self:
        """Those who have not chosen a password yet."""
        return self.attivi().filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def senza_secondo_fattore(self) -> Self:
        """Who enters with a password alone: neither an app with codes nor a passkey (S-40)."""
        entrati = self.attivi().exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return entrati.exclude(authenticator__type__in=("totp", "webauthn"))


class UtenteManager(BaseUserManager["Utente"].from_queryset(UtenteQuerySet)):  # type: ignore[misc]  # built at run time
    """Makes people; the e-mail, always in lower case, is their name."""

    def get_by_natural_key(self, email: str | None) -> "Utente":
        utente: Utente = self.get(email=(email or "").lower())
        return utente

    def create_user(self, email: str, password: str | None = None, **campi: Any) -> "Utente":
        utente: Utente = self.model(email=email.strip().lower(), **campi)
        utente.set_password(password)
        utente.save(using=self._db)
        return utente

    def create_superuser(self, email: str, password: str | None = None, **campi: Any) -> "Utente":
        return self.create_user(email, password, **campi | {"ruolo": "amministratore"})


class AziendaQuerySet(models.QuerySet["Azienda"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """The companies of one's own office; nobody else opens a scheda aziendale (C4, C6)."""
        if not utente.di_sportello:
            return self.none()
        return self.filter(sportello=utente.sportello_id)

    def cerca(self, testo: str) -> Self:
        """Those whose name, town, partita IVA or codice fiscale hold every word; by name."""
        trovate = self
        for parola in testo.split():
            trovate = trovate.filter(
                Q(ragione_sociale__unaccent__icontains=parola)
                | Q(comune__unaccent__istartswith=parola)
                | Q(partita_iva__startswith=parola)
                | Q(codice_fiscale__istartswith=parola)
            )
        return trovate.order_by("ragione_sociale", "pk")

    def con_codice(self, partita_iva: str = "", codice_fiscale: str = "") -> Self:
        """The same company: by partita IVA, or by codice fiscale where either side has no partita IVA."""
        condizione = Q(pk__in=[])
        if partita_iva:
            condizione |= Q(partita_iva=partita_iva)
        if codice_fiscale:
            senza = Q() if not partita_iva else Q(partita_iva="")
            condizione |= Q(codice_fiscale=codice_fiscale) & senza
        return self.filter(condizione)

    def simili_a(self, ragione_sociale: str) -> Self:
        """The five whose names look most like this one, so that nobody enters a company twice."""
        vicine = self.annotate(somiglianza=TrigramWordSimilarity(ragione_sociale, "ragione_sociale"))
        return vicine.filter(somiglianza__gt=SOMIGLIANZA).order_by("-somiglianza", "ragione_sociale")[:5]


class TestoConsensoQuerySet(models.QuerySet["TestoConsenso"]):
    def in_vigore(self, scopo: str) -> "TestoConsenso":
        """The last version for a purpose whose day has come; DoesNotExist if there is none."""
        return self.filter(scopo=scopo, in_vigore_dal__lte=tempo.oggi()).latest("versione")


class ConsensoQuerySet(models.QuerySet["Consenso"]):
    def in_vigore(self) -> Self:
        """The last answer of each contact for each purpose."""
        recenti = self.order_by("contatto_id", "testo__scopo", "-quando", "-pk")
        return recenti.distinct("contatto_id", "testo__scopo")


class FornitoreQuerySet(models.QuerySet["Fornitore"]):
    def visibili_a(self, utente: "Utente") -> Self:
        """TP: every supplier; an office: its own, TP's, and those shared with the network (C4)."""
        if utente.di_tp:
            return self.all()
        if not utente.di_sportello:
            return self.none()
        propri = Q(proprietario=utente.sportello_id)
        return self.filter(propri | Q(proprietario=None) | Q(condiviso_con_la_rete=True))
