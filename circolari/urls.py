"""The addresses of circulars: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path, re_path

from circolari.views import (
    certificato,
    diffusione,
    iscrizioni,
    lettura,
    pubbliche,
    redazione,
    registro,
    resoconti,
)

app_name = "circolari"
FORMATO = r"\.(?P<formato>csv|xlsx)$"
UUID = r"(?P<codice>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

urlpatterns = [
    path("circolari/", lettura.elenco, name="elenco"),
    re_path(rf"^circolari/esporta{FORMATO}", lettura.elenco_esporta, name="elenco_esporta"),
    path("circolari/nuova/", redazione.nuova, name="nuova"),
    path("circolari/simulatore/", diffusione.simulatore, name="simulatore"),
    path("circolari/resoconto/", resoconti.resoconto, name="resoconto"),
    re_path(rf"^circolari/resoconto/esporta{FORMATO}", resoconti.resoconto_esporta, name="resoconto_esporta"),
    path("circolari/allegati/<uuid:codice>/", lettura.allegato, name="allegato"),
    path("circolari/<uuid:codice>/", lettura.circolare, name="circolare"),
    path("circolari/<uuid:codice>/versioni/", lettura.versioni, name="versioni"),
    path("circolari/<uuid:codice>/presa-visione/", lettura.prendi_visione, name="prendi_visione"),
    path("circolari/<uuid:codice>/modifica/", redazione.modifica, name="modifica"),
    path("circolari/<uuid:codice>/salva/", redazione.salva, name="salva"),
    path("circolari/<uuid:codice>/testo/", redazione.testo, name="testo"),
    path("circolari/<uuid:codice>/platea/", redazione.platea, name="platea"),
    path("circolari/<uuid:codice>/anteprima/", redazione.anteprima, name="anteprima"),
    path("circolari/<uuid:codice>/prova/", redazione.prova, name="prova"),
    path("circolari/<uuid:codice>/duplica/", redazione.duplica, name="duplica"),
    path("circolari/<uuid:codice>/cestina/", redazione.cestina, name="cestina"),
    path("circolari/<uuid:codice>/allega/", redazione.allega, name="allega"),
    path("circolari/<uuid:codice>/allegati/<int:pk>/togli/", redazione.togli_allegato, name="togli_allegato"),
    path("circolari/<uuid:codice>/diffondi/", diffusione.diffondi, name="diffondi"),
    path("circolari/<uuid:codice>/correggi/", diffusione.correggi, name="correggi"),
    path("circolari/<uuid:codice>/ritira/", diffusione.ritira, name="ritira"),
    path("circolari/<uuid:codice>/apri-a-tutti/", diffusione.apri_a_tutti, name="apri_a_tutti"),
    path("circolari/<uuid:codice>/riprova/", diffusione.riprova, name="riprova"),
    path("circolari/<uuid:codice>/registro/", registro.registro, name="registro"),
    re_path(
        rf"^circolari/{UUID}/registro/esporta{FORMATO}", registro.registro_esporta, name="registro_esporta"
    ),
    path("circolari/<uuid:codice>/avanzamento/", registro.avanzamento, name="avanzamento"),
    path("circolari/<uuid:codice>/certificato.pdf", certificato.certificato, name="certificato"),
    path("pubblico/circolari/", pubbliche.pubbliche, name="pubbliche"),
    path("pubblico/circolari/atom.xml", pubbliche.feed, name="feed"),
    path("pubblico/circolari/allegati/<uuid:codice>/", pubbliche.allegato, name="allegato_pubblico"),
    path("pubblico/circolari/<uuid:codice>/", pubbliche.pubblica, name="pubblica"),
    path("pubblico/iscrizione/<str:chiave>/", iscrizioni.iscrizione, name="iscrizione"),
    path("pubblico/iscrizione/<str:chiave>/disiscrivi/", iscrizioni.disiscrivi, name="disiscrivi"),
]
