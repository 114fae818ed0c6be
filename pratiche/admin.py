"""What administrators see of pratiche: no pratica, only whether the law of visibility holds."""

from django.contrib import admin
from django.http import HttpRequest

from pratiche.models import VerificaVisibilita


@admin.register(VerificaVisibilita)
class VerificaVisibilitaAdmin(admin.ModelAdmin[VerificaVisibilita]):
    list_display = ["eseguita_il", "pratiche", "mancanti", "di_troppo", "riparate", "durata"]
    date_hierarchy = "eseguita_il"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: VerificaVisibilita | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: VerificaVisibilita | None = None) -> bool:
        return False
