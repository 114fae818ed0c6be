"""The app `calendario`: the programme of Toscana Promozione, the Sportelli and their partners."""

from django.apps import AppConfig


class CalendarioConfig(AppConfig):
    name = "calendario"
    verbose_name = "calendario"
