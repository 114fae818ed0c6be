"""What administrators keep: the closure days."""

from typing import Any

import django.contrib.auth.admin  # noqa: F401  # it registers what is taken back here
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from nucleo import chiusure
from nucleo.models import Chiusura

# The groups are those that carry the grants (C4): nobody edits them by hand, and the page that deletes one
# would count what it may see.
admin.site.unregister(Group)


@admin.register(Chiusura)
class ChiusuraAdmin(admin.ModelAdmin[Chiusura]):
    list_display = ["dal", "al", "motivo", "provincia"]
    list_filter = ["provincia"]
    search_fields = ["motivo"]
    date_hierarchy = "dal"

    def save_model(self, request: HttpRequest, obj: Chiusura, form: Any, change: bool) -> None:
        chiusure.salva(obj)
