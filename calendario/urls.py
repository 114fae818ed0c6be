"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import path, re_path, register_converter

from calendario import convertitori
from calendario.views import (
    abbonamenti,
    dati,
    editori,
    feed,
    fonti,
    in_blocco,
    incorpora,
    interesse,
    legami,
    lettura,
    programma,
    pubbliche,
    redazione,
    resoconti,
    ripensamenti,
    verbi,
)

app_name = "calendario"
register_converter(convertitori.Mese, "mese")
register_converter(convertitori.Settimana, "settimana")
register_converter(convertitori.Anno, "anno")
FORMATO = r"\.(?P<formato>csv|xlsx)$"
FLUSSO = r"calendario\.(?P<formato>ics|atom|json|csv)$"

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
    path("calendario/riprendi/<uuid:chiave>/", ripensamenti.riprendi, name="riprendi"),
    path("calendario/circolari/<uuid:codice>/", lettura.legate, name="legate"),
    path("calendario/circolari/<uuid:codice>/lega/", legami.lega, name="lega"),
    path("calendario/circolari/<uuid:codice>/slega/<uuid:iniziativa>/", legami.slega, name="slega"),
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
IT, EN = {"lingua": "it"}, {"lingua": "en"}
INIZIATIVA, EVENT = "pubblico/calendario/<uuid:codice>", "pubblico/calendar/<uuid:codice>"
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
# Who writes to us from outside.
SCRIVONO = [
    path("pubblico/calendario/abbonati/", abbonamenti.abbonati, IT, name="abbonati"),
    path("pubblico/calendario/abbonati/fatto/", abbonamenti.abbonati_fatto, IT, name="abbonati_fatto"),
    path("pubblico/calendar/subscribe/", abbonamenti.abbonati, EN, name="subscribe"),
    path("pubblico/calendar/subscribe/done/", abbonamenti.abbonati_fatto, EN, name="subscribe_done"),
    path("pubblico/abbonamento/<str:chiave>/", abbonamenti.abbonamento, name="abbonamento"),
    path("pubblico/abbonamento/<str:chiave>/disiscrivi/", abbonamenti.disiscrivi, name="disiscrivi"),
    path(f"{INIZIATIVA}/interesse/", interesse.interesse, IT, name="interesse"),
    path(f"{INIZIATIVA}/interesse/fatto/", interesse.interesse_fatto, IT, name="interesse_fatto"),
    path(f"{EVENT}/interest/", interesse.interesse, EN, name="interest"),
    path(f"{EVENT}/interest/done/", interesse.interesse_fatto, EN, name="interest_done"),
]
FEED = [
    re_path(rf"^pubblico/calendario/{FLUSSO}", feed.feed, IT, name="feed"),
    re_path(rf"^pubblico/calendar/{FLUSSO}", feed.feed, EN, name="feed_en"),
    path("pubblico/calendario/<uuid:codice>/evento.ics", feed.evento_ics, IT, name="evento_ics"),
    path("pubblico/calendar/<uuid:codice>/evento.ics", feed.evento_ics, EN, name="event_ics"),
    path("pubblico/calendario/dati/", dati.dati, IT, name="dati"),
    path("pubblico/calendar/data/", dati.dati, EN, name="open_data"),
    path("pubblico/calendario/catalogo.rdf", dati.catalogo, name="catalogo"),
    path("pubblico/calendario/calendario.js", incorpora.script, name="incorpora_js"),
    path("pubblico/calendario/incorpora/", incorpora.incorpora, name="incorpora"),
    path("pubblico/calendario/incorpora/configura/", incorpora.configuratore, IT, name="configuratore"),
    path("pubblico/calendar/embed/configure/", incorpora.configuratore, EN, name="embed_guide"),
    re_path(
        r"^pubblico/calendario/incorpora/tema-(?P<colore>[0-9a-f]{6})\.css$", incorpora.foglio, name="tema"
    ),
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
urlpatterns = [*EXTRANET, *PUBBLICO, *SCRIVONO, *FEED, *FONTI]
