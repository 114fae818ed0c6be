"""The app `nucleo`: the ground floor: what every app stands on."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NucleoConfig(AppConfig):
    name = "nucleo"
    verbose_name = "Servizi comuni"

    def ready(self) -> None:
        """Lets each app present itself: the kinds and topics of its notices, who composes its mail."""
        autodiscover_modules("presentazioni")
