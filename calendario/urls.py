"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path

from calendario.views import fonti, lettura, pubbliche

app_name = "calendario"

EXTRANET = [
    path("calendario/<uuid:codice>/", lettura.iniziativa, name="iniziativa"),
]
PUBBLICO = [
    path("pubblico/calendario/<uuid:codice>/", pubbliche.pubblica, name="pubblica"),
]
FONTI = [
    path("calendario/fonti/", fonti.fonti, name="fonti"),
    path("calendario/fonti/nuova/", fonti.nuova, name="fonte_nuova"),
    path("calendario/fonti/<int:pk>/", fonti.fonte, name="fonte"),
    path("calendario/fonti/<int:pk>/modifica/", fonti.modifica, name="fonte_modifica"),
    path("calendario/fonti/<int:pk>/stato/", fonti.stato, name="fonte_stato"),
    path("calendario/fonti/<int:pk>/prova/", fonti.prova, name="fonte_prova"),
    path("calendario/fonti/<int:pk>/leggi/", fonti.leggi, name="fonte_leggi"),
    path("calendario/fonti/<int:pk>/accendi/", fonti.accendi, name="fonte_accendi"),
    path("calendario/fonti/<int:pk>/spegni/", fonti.spegni, name="fonte_spegni"),
    path("calendario/fonti/letture/<int:pk>/", fonti.lettura, name="fonte_lettura"),
    path("calendario/fonti/letture/<int:pk>/conferma/", fonti.conferma, name="fonte_conferma"),
    path("calendario/fonti/escluse/<int:pk>/riammetti/", fonti.riammetti, name="fonte_riammetti"),
]
urlpatterns = [*EXTRANET, *PUBBLICO, *FONTI]
