"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path

from calendario.views import abbonamenti, interesse, lettura, pubbliche

app_name = "calendario"

EXTRANET = [
    path("calendario/<uuid:codice>/", lettura.iniziativa, name="iniziativa"),
]
PUBBLICO = [
    path("pubblico/calendario/<uuid:codice>/", pubbliche.pubblica, name="pubblica"),
]
# Who writes to us from outside.
SCRIVONO = [
    path("pubblico/calendario/abbonati/", abbonamenti.abbonati, name="abbonati"),
    path("pubblico/calendario/abbonati/fatto/", abbonamenti.abbonati_fatto, name="abbonati_fatto"),
    path("pubblico/calendar/subscribe/", abbonamenti.abbonati, {"lingua": "en"}, name="subscribe"),
    path(
        "pubblico/calendar/subscribe/done/",
        abbonamenti.abbonati_fatto,
        {"lingua": "en"},
        name="subscribe_done",
    ),
    path("pubblico/abbonamento/<str:chiave>/", abbonamenti.abbonamento, name="abbonamento"),
    path("pubblico/abbonamento/<str:chiave>/disiscrivi/", abbonamenti.disiscrivi, name="disiscrivi"),
    path("pubblico/calendario/<uuid:codice>/interesse/", interesse.interesse, name="interesse"),
    path(
        "pubblico/calendario/<uuid:codice>/interesse/fatto/",
        interesse.interesse_fatto,
        name="interesse_fatto",
    ),
    path(
        "pubblico/calendar/<uuid:codice>/interest/",
        interesse.interesse,
        {"lingua": "en"},
        name="interest",
    ),
    path(
        "pubblico/calendar/<uuid:codice>/interest/done/",
        interesse.interesse_fatto,
        {"lingua": "en"},
        name="interest_done",
    ),
]
urlpatterns = [*EXTRANET, *PUBBLICO, *SCRIVONO]
