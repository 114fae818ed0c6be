"""The app `circolari`: what Toscana Promozione tells, first to the Sportelli and then to the companies."""

from django.apps import AppConfig


class CircolariConfig(AppConfig):
    name = "circolari"
    verbose_name = "circolari"
