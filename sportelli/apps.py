"""The app `sportelli`: people, offices, companies and suppliers."""

from django.apps import AppConfig


class SportelliConfig(AppConfig):
    name = "sportelli"
