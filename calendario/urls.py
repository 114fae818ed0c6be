"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path

from calendario.views import lettura, pubbliche

app_name = "calendario"

EXTRANET = [
    path("calendario/<uuid:codice>/", lettura.iniziativa, name="iniziativa"),
]
PUBBLICO = [
    path("pubblico/calendario/<uuid:codice>/", pubbliche.pubblica, name="pubblica"),
]
urlpatterns = [*EXTRANET, *PUBBLICO]
