"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path, re_path

from calendario.views import editori, in_blocco, lettura, programma, pubbliche, redazione, resoconti, verbi

app_name = "calendario"
FORMATO = r"\.(?P<formato>csv|xlsx)$"

EXTRANET = [
    path("calendario/", lettura.elenco, name="elenco"),
    re_path(rf"^calendario/esporta{FORMATO}", lettura.elenco_esporta, name="elenco_esporta"),
    path("calendario/nuova/", redazione.nuova, name="nuova"),
    path("calendario/editori/", editori.editori, name="editori"),
    re_path(rf"^calendario/editori/esporta{FORMATO}", editori.editori_esporta, name="editori_esporta"),
    path("calendario/editori/nuovo/", editori.editore, name="editore_nuovo"),
    path("calendario/editori/<slug:codice>/", editori.editore, name="editore"),
    path("calendario/importa/", programma.importa, name="importa"),
    path("calendario/importa/modello.xlsx", programma.importa_modello, name="importa_modello"),
    path("calendario/importa/conferma/", programma.importa_conferma, name="importa_conferma"),
    path("calendario/importa/rifiutate/", programma.importa_rifiutate, name="importa_rifiutate"),
    path("calendario/resoconto/", resoconti.resoconto, name="resoconto"),
    re_path(
        rf"^calendario/resoconto/esporta{FORMATO}", resoconti.resoconto_esporta, name="resoconto_esporta"
    ),
    path("calendario/in-blocco/", in_blocco.in_blocco, name="in_blocco"),
    path("calendario/circolari/<uuid:codice>/", lettura.legate, name="legate"),
    path("calendario/allegati/<uuid:codice>/", lettura.allegato, name="allegato"),
    path("calendario/<uuid:codice>/", lettura.iniziativa, name="iniziativa"),
    path("calendario/<uuid:codice>/versioni/", lettura.versioni, name="versioni"),
    path("calendario/<uuid:codice>/anteprima/", lettura.anteprima, name="anteprima"),
    path("calendario/<uuid:codice>/modifica/", redazione.modifica, name="modifica"),
    path("calendario/<uuid:codice>/salva/", redazione.salva, name="salva"),
    path("calendario/<uuid:codice>/testo/", redazione.testo, name="testo"),
    path("calendario/<uuid:codice>/campo/<slug:nome>/", redazione.campo, name="campo"),
    path("calendario/<uuid:codice>/vicine/", redazione.radar, name="radar"),
    path("calendario/<uuid:codice>/allega/", redazione.allega, name="allega"),
    path(
        "calendario/<uuid:codice>/allegati/<int:pk>/togli/", redazione.togli_allegato, name="togli_allegato"
    ),
    path("calendario/<uuid:codice>/proponi/", verbi.proponi, name="proponi"),
    path("calendario/<uuid:codice>/ritira-proposta/", verbi.ritira_proposta, name="ritira_proposta"),
    path("calendario/<uuid:codice>/pubblica/", verbi.pubblica, name="pubblica_ora"),
    path("calendario/<uuid:codice>/approva/", verbi.approva, name="approva"),
    path("calendario/<uuid:codice>/rimanda/", verbi.rimanda, name="rimanda"),
    path("calendario/<uuid:codice>/conferma/", verbi.conferma, name="conferma"),
    path("calendario/<uuid:codice>/rinvia/", verbi.rinvia, name="rinvia"),
    path("calendario/<uuid:codice>/annulla/", verbi.annulla, name="annulla"),
    path("calendario/<uuid:codice>/duplica/", verbi.duplica, name="duplica"),
    path("calendario/<uuid:codice>/ripeti/", verbi.ripeti, name="ripeti"),
    path("calendario/<uuid:codice>/cestina/", verbi.cestina, name="cestina"),
]
PUBBLICO = [
    path("pubblico/calendario/<uuid:codice>/", pubbliche.pubblica, name="pubblica"),
]
urlpatterns = [*EXTRANET, *PUBBLICO]
