"""The addresses of the calendar: those of the Extranet, and under `pubblico/` those of everybody."""

from django.urls import include, path, re_path, register_converter

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
    path("", lettura.elenco, name="elenco"),
    re_path(rf"^esporta{FORMATO}", lettura.elenco_esporta, name="elenco_esporta"),
    path("nuova/", redazione.nuova, name="nuova"),
    path("editori/", editori.editori, name="editori"),
    re_path(rf"^editori/esporta{FORMATO}", editori.editori_esporta, name="editori_esporta"),
    path("editori/nuovo/", editori.editore, name="editore_nuovo"),
    path("editori/<slug:codice>/", editori.editore, name="editore"),
    path("importa/", programma.importa, name="importa"),
    path("importa/modello.xlsx", programma.importa_modello, name="importa_modello"),
    path("importa/conferma/", programma.importa_conferma, name="importa_conferma"),
    path("importa/rifiutate/", programma.importa_rifiutate, name="importa_rifiutate"),
    path("resoconto/", resoconti.resoconto, name="resoconto"),
    re_path(rf"^resoconto/esporta{FORMATO}", resoconti.resoconto_esporta, name="resoconto_esporta"),
    path("in-blocco/", in_blocco.in_blocco, name="in_blocco"),
    path("riprendi/<uuid:chiave>/", ripensamenti.riprendi, name="riprendi"),
    path("circolari/<uuid:codice>/", lettura.legate, name="legate"),
    path("circolari/<uuid:codice>/lega/", legami.lega, name="lega"),
    path("circolari/<uuid:codice>/slega/<uuid:iniziativa>/", legami.slega, name="slega"),
    path("allegati/<uuid:codice>/", lettura.allegato, name="allegato"),
    path("<uuid:codice>/", lettura.iniziativa, name="iniziativa"),
    path("<uuid:codice>/versioni/", lettura.versioni, name="versioni"),
    path("<uuid:codice>/anteprima/", lettura.anteprima, name="anteprima"),
    path("<uuid:codice>/modifica/", redazione.modifica, name="modifica"),
    path("<uuid:codice>/salva/", redazione.salva, name="salva"),
    path("<uuid:codice>/testo/", redazione.testo, name="testo"),
    path("<uuid:codice>/campo/<slug:nome>/", redazione.campo, name="campo"),
    path("<uuid:codice>/vicine/", redazione.radar, name="radar"),
    path("<uuid:codice>/allega/", redazione.allega, name="allega"),
    path("<uuid:codice>/allegati/<int:pk>/togli/", redazione.togli_allegato, name="togli_allegato"),
    path("<uuid:codice>/proponi/", verbi.proponi, name="proponi"),
    path("<uuid:codice>/ritira-proposta/", verbi.ritira_proposta, name="ritira_proposta"),
    path("<uuid:codice>/pubblica/", verbi.pubblica, name="pubblica_ora"),
    path("<uuid:codice>/approva/", verbi.approva, name="approva"),
    path("<uuid:codice>/rimanda/", verbi.rimanda, name="rimanda"),
    path("<uuid:codice>/conferma/", verbi.conferma, name="conferma"),
    path("<uuid:codice>/rinvia/", verbi.rinvia, name="rinvia"),
    path("<uuid:codice>/annulla/", verbi.annulla, name="annulla"),
    path("<uuid:codice>/duplica/", verbi.duplica, name="duplica"),
    path("<uuid:codice>/ripeti/", verbi.ripeti, name="ripeti"),
    path("<uuid:codice>/cestina/", verbi.cestina, name="cestina"),
]
FONTI = [
    path("fonti/", fonti.fonti, name="fonti"),
    path("fonti/nuova/", fonti.nuova, name="fonte_nuova"),
    path("fonti/<int:pk>/", fonti.fonte, name="fonte"),
    path("fonti/<int:pk>/modifica/", fonti.modifica, name="fonte_modifica"),
    path("fonti/<int:pk>/stato/", fonti.stato, name="fonte_stato"),
    path("fonti/<int:pk>/prova/", fonti.prova, name="fonte_prova"),
    path("fonti/<int:pk>/leggi/", fonti.leggi, name="fonte_leggi"),
    path("fonti/<int:pk>/accendi/", fonti.accendi, name="fonte_accendi"),
    path("fonti/<int:pk>/spegni/", fonti.spegni, name="fonte_spegni"),
    path("fonti/letture/<int:pk>/", fonti.lettura, name="fonte_lettura"),
    path("fonti/letture/<int:pk>/conferma/", fonti.conferma, name="fonte_conferma"),
    path("fonti/escluse/<int:pk>/riammetti/", fonti.riammetti, name="fonte_riammetti"),
]
IT, EN = {"lingua": "it"}, {"lingua": "en"}
ITALIANO = [
    path("", pubbliche.elenco, IT, name="pubblico"),
    path("mese/<mese:mese>/", pubbliche.mese, IT, name="pubblico_mese"),
    path("settimana/<settimana:lunedi>/", pubbliche.settimana, IT, name="pubblico_settimana"),
    path("anno/<anno:anno>/", pubbliche.anno, IT, name="pubblico_anno"),
    path("paesi/", pubbliche.paesi, IT, name="pubblico_paesi"),
    path("programma.pdf", pubbliche.carta, IT, name="programma"),
    path("allegati/<uuid:codice>/", pubbliche.allegato, name="allegato_pubblico"),
    path("<uuid:codice>/", pubbliche.pubblica, IT, name="pubblica"),
    path("<uuid:codice>/evento.ics", feed.evento_ics, IT, name="evento_ics"),
    re_path(rf"^{FLUSSO}", feed.feed, IT, name="feed"),
    path("dati/", dati.dati, IT, name="dati"),
    path("catalogo.rdf", dati.catalogo, name="catalogo"),
    path("calendario.js", incorpora.script, name="incorpora_js"),
    path("incorpora/", incorpora.incorpora, name="incorpora"),
    path("incorpora/configura/", incorpora.configuratore, IT, name="configuratore"),
    re_path(r"^incorpora/tema-(?P<colore>[0-9a-f]{6})\.css$", incorpora.foglio, name="tema"),
]
INGLESE = [
    path("", pubbliche.elenco, EN, name="public"),
    path("month/<mese:mese>/", pubbliche.mese, EN, name="public_month"),
    path("week/<settimana:lunedi>/", pubbliche.settimana, EN, name="public_week"),
    path("year/<anno:anno>/", pubbliche.anno, EN, name="public_year"),
    path("countries/", pubbliche.paesi, EN, name="public_countries"),
    path("programme.pdf", pubbliche.carta, EN, name="programme"),
    path("<uuid:codice>/", pubbliche.pubblica, EN, name="public_event"),
    path("<uuid:codice>/evento.ics", feed.evento_ics, EN, name="event_ics"),
    re_path(rf"^{FLUSSO}", feed.feed, EN, name="feed_en"),
    path("data/", dati.dati, EN, name="open_data"),
    path("embed/configure/", incorpora.configuratore, EN, name="embed_guide"),
]
# Who writes to us from outside.
SCRIVONO_IT = [
    path("abbonati/", abbonamenti.abbonati, IT, name="abbonati"),
    path("abbonati/fatto/", abbonamenti.abbonati_fatto, IT, name="abbonati_fatto"),
    path("<uuid:codice>/interesse/", interesse.interesse, IT, name="interesse"),
    path("<uuid:codice>/interesse/fatto/", interesse.interesse_fatto, IT, name="interesse_fatto"),
]
SCRIVONO_EN = [
    path("subscribe/", abbonamenti.abbonati, EN, name="subscribe"),
    path("subscribe/done/", abbonamenti.abbonati_fatto, EN, name="subscribe_done"),
    path("<uuid:codice>/interest/", interesse.interesse, EN, name="interest"),
    path("<uuid:codice>/interest/done/", interesse.interesse_fatto, EN, name="interest_done"),
]
# Group by group: who asks for another page pays for four, and not for ninety.
urlpatterns = [
    path("pubblico/calendario/", include([*ITALIANO, *SCRIVONO_IT])),
    path("pubblico/calendar/", include([*INGLESE, *SCRIVONO_EN])),
    path("calendario/", include([*EXTRANET, *FONTI])),
    path("pubblico/abbonamento/<str:chiave>/", abbonamenti.abbonamento, name="abbonamento"),
    path("pubblico/abbonamento/<str:chiave>/disiscrivi/", abbonamenti.disiscrivi, name="disiscrivi"),
]
