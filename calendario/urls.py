"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path, re_path

from calendario.views import dati, feed, incorpora, lettura, pubbliche

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
    path("pubblico/calendario/dati/", dati.dati, name="dati"),
    path("pubblico/calendar/data/", dati.open_data, name="open_data"),
    path("pubblico/calendario/catalogo.rdf", dati.catalogo, name="catalogo"),
    path("pubblico/calendario/calendario.js", incorpora.script, name="incorpora_js"),
    path("pubblico/calendario/incorpora/", incorpora.incorpora, name="incorpora"),
    path("pubblico/calendario/incorpora/configura/", incorpora.configuratore, name="configuratore"),
    re_path(
        r"^pubblico/calendario/incorpora/tema-(?P<colore>[0-9a-f]{6})\.css$", incorpora.foglio, name="tema"
    ),
]
urlpatterns = [*EXTRANET, *PUBBLICO, *FEED]
