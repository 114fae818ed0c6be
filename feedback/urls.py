"""The addresses of the questionnaire: the company's, the office's, the redazione's."""

from django.urls import URLPattern, path, re_path

from feedback.views import impostazioni, pubblico, redazione, richieste, seguiti, ufficio

app_name = "feedback"
DEI_QUESTIONARI = "feedback/questionari/<int:versione>/"

urlpatterns: list[URLPattern] = [
    path("questionario/rifiutato/", pubblico.rifiutata, name="rifiutata"),
    path("questionario/<str:gettone>/", pubblico.rispondi, name="rispondi"),
    path("questionario/<str:gettone>/rifiuta/", pubblico.rifiuta, name="rifiuta"),
    path("feedback/", ufficio.elenco, name="elenco"),
    re_path(r"^feedback/esporta\.(?P<formato>csv|xlsx)$", ufficio.elenco_esporta, name="elenco_esporta"),
    path("feedback/richieste/", richieste.richieste, name="richieste"),
    re_path(
        r"^feedback/richieste/esporta\.(?P<formato>csv|xlsx)$",
        richieste.richieste_esporta,
        name="richieste_esporta",
    ),
    path("feedback/risposte/<int:pk>/", ufficio.risposta, name="risposta"),
    path("feedback/pratiche/<str:numero>/", ufficio.della_pratica, name="della_pratica"),
    path("feedback/pratiche/<str:numero>/chiedi/", ufficio.chiedi, name="chiedi"),
    path("feedback/pratiche/<str:numero>/telefono/", ufficio.raccogli, name="raccogli"),
    path("feedback/seguiti/", seguiti.seguiti, name="seguiti"),
    re_path(
        r"^feedback/seguiti/esporta\.(?P<formato>csv|xlsx)$", seguiti.seguiti_esporta, name="seguiti_esporta"
    ),
    path("feedback/seguiti/<int:pk>/chiudi/", seguiti.seguito_chiudi, name="seguito_chiudi"),
    path("feedback/impostazioni/", impostazioni.impostazioni, name="impostazioni"),
    path("feedback/questionari/", redazione.questionari, name="questionari"),
    path("feedback/questionari/nuova/", redazione.nuova, name="questionario_nuovo"),
    path(DEI_QUESTIONARI, redazione.questionario, name="questionario"),
    path(f"{DEI_QUESTIONARI}anteprima/", redazione.anteprima, name="anteprima"),
    path(f"{DEI_QUESTIONARI}testi/", redazione.testi, name="questionario_testi"),
    path(f"{DEI_QUESTIONARI}sezione/", redazione.sezione, name="sezione_nuova"),
    path(f"{DEI_QUESTIONARI}sezione/<int:pk>/", redazione.sezione, name="sezione"),
    path(f"{DEI_QUESTIONARI}sezione/<int:pk>/togli/", redazione.sezione_togli, name="sezione_togli"),
    path(f"{DEI_QUESTIONARI}domanda/", redazione.domanda, name="domanda_nuova"),
    path(f"{DEI_QUESTIONARI}domanda/prova/", redazione.domanda_prova, name="domanda_prova"),
    path(f"{DEI_QUESTIONARI}domanda/<int:pk>/", redazione.domanda, name="domanda"),
    path(f"{DEI_QUESTIONARI}domanda/<int:pk>/sposta/", redazione.domanda_sposta, name="domanda_sposta"),
    path(f"{DEI_QUESTIONARI}domanda/<int:pk>/togli/", redazione.domanda_togli, name="domanda_togli"),
    path(f"{DEI_QUESTIONARI}adotta/", redazione.adotta, name="questionario_adotta"),
    path(f"{DEI_QUESTIONARI}cestina/", redazione.cestina, name="questionario_cestina"),
]
