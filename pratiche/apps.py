"""The app `pratiche`: the companies' requests, from the desk to the archive."""

from django.apps import AppConfig


class PraticheConfig(AppConfig):
    name = "pratiche"
