"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path, re_path, register_converter

from calendario import convertitori
from calendario.views import dati, feed, incorpora, lettura, pubbliche

app_name = "calendario"
register_converter(convertitori.Mese, "mese")
register_converter(convertitori.Settimana, "settimana")
register_converter(convertitori.Anno, "anno")

EXTRANET = [
    path("calendario/<uuid:codice>/", lettura.iniziativa, name="iniziativa"),
]
IT, EN = {"lingua": "it"}, {"lingua": "en"}
PUBBLICO = [
    path("pubblico/calendario/", pubbliche.elenco, IT, name="pubblico"),
    path("pubblico/calendario/mese/<mese:mese>/", pubbliche.mese, IT, name="pubblico_mese"),
    path(
        "pubblico/calendario/settimana/<settimana:lunedi>/",
        pubbliche.settimana,
        IT,
        name="pubblico_settimana",
    ),
    path("pubblico/calendario/anno/<anno:anno>/", pubbliche.anno, IT, name="pubblico_anno"),
    path("pubblico/calendario/paesi/", pubbliche.paesi, IT, name="pubblico_paesi"),
    path("pubblico/calendario/programma.pdf", pubbliche.carta, IT, name="programma"),
    path("pubblico/calendario/allegati/<uuid:codice>/", pubbliche.allegato, name="allegato_pubblico"),
    path("pubblico/calendario/<uuid:codice>/", pubbliche.pubblica, IT, name="pubblica"),
    path("pubblico/calendar/", pubbliche.elenco, EN, name="public"),
    path("pubblico/calendar/month/<mese:mese>/", pubbliche.mese, EN, name="public_month"),
    path("pubblico/calendar/week/<settimana:lunedi>/", pubbliche.settimana, EN, name="public_week"),
    path("pubblico/calendar/year/<anno:anno>/", pubbliche.anno, EN, name="public_year"),
    path("pubblico/calendar/countries/", pubbliche.paesi, EN, name="public_countries"),
    path("pubblico/calendar/programme.pdf", pubbliche.carta, EN, name="programme"),
    path("pubblico/calendar/<uuid:codice>/", pubbliche.pubblica, EN, name="public_event"),
]
FORMATO = r"calendario\.(?P<formato>ics|atom|json|csv)$"
FEED = [
    re_path(rf"^pubblico/calendario/{FORMATO}", feed.feed, IT, name="feed"),
    re_path(rf"^pubblico/calendar/{FORMATO}", feed.feed, EN, name="feed_en"),
    path("pubblico/calendario/<uuid:codice>/evento.ics", feed.evento_ics, IT, name="evento_ics"),
    path("pubblico/calendar/<uuid:codice>/evento.ics", feed.evento_ics, EN, name="event_ics"),
    path("pubblico/calendario/dati/", dati.dati, IT, name="dati"),
    path("pubblico/calendar/data/", dati.dati, EN, name="open_data"),
    path("pubblico/calendario/catalogo.rdf", dati.catalogo, name="catalogo"),
    path("pubblico/calendario/calendario.js", incorpora.script, name="incorpora_js"),
    path("pubblico/calendario/incorpora/", incorpora.incorpora, name="incorpora"),
    path("pubblico/calendario/incorpora/configura/", incorpora.configuratore, name="configuratore"),
    re_path(
        r"^pubblico/calendario/incorpora/tema-(?P<colore>[0-9a-f]{6})\.css$", incorpora.foglio, name="tema"
    ),
]
urlpatterns = [*EXTRANET, *PUBBLICO, *FEED]
