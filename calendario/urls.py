"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path, re_path

from calendario.views import feed, lettura, pubbliche

app_name = "calendario"

EXTRANET = [
    path("calendario/<uuid:codice>/", lettura.iniziativa, name="iniziativa"),
]
PUBBLICO = [
    path("pubblico/calendario/<uuid:codice>/", pubbliche.pubblica, name="pubblica"),
]
FORMATO = r"calendario\.(?P<formato>ics|atom|json|csv)$"
FEED = [
    re_path(rf"^pubblico/calendario/{FORMATO}", feed.feed, {"lingua": "it"}, name="feed"),
    re_path(rf"^pubblico/calendar/{FORMATO}", feed.feed, {"lingua": "en"}, name="feed_en"),
    path("pubblico/calendario/<uuid:codice>/evento.ics", feed.evento_ics, name="evento_ics"),
]
urlpatterns = [*EXTRANET, *PUBBLICO, *FEED]
