"""What administrators keep: the closure days."""

from django.contrib import admin

from nucleo.models import Chiusura


@admin.register(Chiusura)
class ChiusuraAdmin(admin.ModelAdmin[Chiusura]):
    list_display = ["dal", "al", "motivo", "provincia"]
    list_filter = ["provincia"]
    search_fields = ["motivo"]
    date_hierarchy = "dal"
