"""What administrators keep: offices, lookup tables, texts of consent. People have pages of their own."""

from typing import Any

import allauth.account.admin  # noqa: F401  # it registers what is taken back here
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sportelli import azioni
from sportelli.models import (
    Ateco,
    DomandaServizio,
    Paese,
    Provincia,
    Servizio,
    Settore,
    Sportello,
    TestoConsenso,
    Utente,
)

admin.site.site_header = admin.site.site_title = "Amministrazione dell'Extranet"
admin.site.index_title = "Uffici, tabelle, giorni di chiusura"


class NonSiCancella(admin.ModelAdmin[Any]):
    """Rows are switched off, never deleted: the database refuses too."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VoceAdmin(NonSiCancella):
    list_display = ["nome", "codice", "ordine", "attiva"]
    list_editable = ["ordine", "attiva"]
    list_filter = ["attiva"]
    search_fields = ["nome", "codice"]

    def get_changelist_form(self, request: HttpRequest, **opzioni: Any) -> Any:
        """The fields in the rows of the list say their own name: their column is not read with them."""
        nominati = {
            "ordine": forms.NumberInput(attrs={"aria-label": "Ordine", "class": "vIntegerField"}),
            "attiva": forms.CheckboxInput(attrs={"aria-label": "Attiva"}),
        }
        return super().get_changelist_form(request, widgets=nominati, **opzioni)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The code is what files and pratiche know it by: it is chosen once."""
        return ["codice"] if obj else []


class DomandaInline(admin.StackedInline[DomandaServizio, Servizio]):
    model = DomandaServizio
    extra = 0
    can_delete = False


@admin.register(Servizio)
class ServizioAdmin(VoceAdmin):
    list_display = ["nome", "codice", "giorni_lavorativi", "ordine", "attiva"]
    inlines = [DomandaInline]


@admin.register(Settore)
class SettoreAdmin(VoceAdmin):
    autocomplete_fields = ["ateco"]


admin.site.register([Paese, Provincia], VoceAdmin)


@admin.register(Ateco)
class AtecoAdmin(NonSiCancella):
    list_display = ["codice", "descrizione"]
    search_fields = ["codice", "descrizione"]


@admin.register(TestoConsenso)
class TestoConsensoAdmin(NonSiCancella):
    """A new version is a new row; the words that somebody agreed to stay as they were."""

    list_display = ["scopo", "versione", "in_vigore_dal"]
    list_filter = ["scopo"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Sportello)
class SportelloAdmin(NonSiCancella):
    list_display = ["nome", "codice", "camera", "vice", "attivo"]
    list_filter = ["attivo"]
    search_fields = ["nome", "codice"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The code stands in the number of every pratica."""
        return ["codice", "vice"] if obj else ["vice"]

    def save_model(self, request: Any, obj: Sportello, form: Any, change: bool) -> None:
        azioni.salva_sportello(obj, da=request.user)


@admin.register(Utente)
class UtenteAdmin(NonSiCancella):
    """To look people up; inviting and changing them happens on pages that tell what follows from it."""

    list_display = ["cognome", "nome", "email", "ruolo", "sportello", "is_active", "last_login", "gestione"]
    list_filter = ["ruolo", "sportello", "is_active"]
    list_select_related = ["sportello"]
    search_fields = ["cognome", "nome", "email"]
    exclude = ["password"]

    @admin.display(description="gestione")
    def gestione(self, persona: Utente) -> SafeString:
        indirizzo = reverse("sportelli:persona_modifica", args=[persona.pk])
        return format_html('<a href="{}">Gestisci</a>', indirizzo)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


# allauth's own pages show the secret of a second factor and add one to anybody: an administrator could enter
# in another's name. Addresses belong to `Utente`.
admin.site.unregister([EmailAddress, Authenticator])


@admin.register(Authenticator)
class SecondoFattoreAdmin(AuthenticatorAdmin):  # type: ignore[misc]  # allauth has no types
    """For a lost telephone: an administrator deletes the second factor, and its owner sets another (S-40)."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    fields = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__cognome", "user__email"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
