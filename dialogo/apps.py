"""The app `dialogo`: the exchange with the Chambers' archives."""

from django.apps import AppConfig


class DialogoConfig(AppConfig):
    name = "dialogo"
