"""The addresses of the pratiche: lists and archive first, then the scheda, then everything of one pratica."""

from django.urls import URLPattern, include, path, re_path, register_converter

from pratiche import views
from pratiche.views import dintorni


class Numero:
    """«FI-2026-00042»."""

    regex = r"[A-Z]{2}-\d{4}-\d{5,}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Numero, "numero")

app_name = "pratiche"

ELENCHI: list[URLPattern] = [
    path("", views.elenco, name="elenco"),
    path("elenco/assegna/", views.elenco_assegna, name="elenco_assegna"),
    path("elenco/prendi-in-carico/", views.elenco_prendi_in_carico, name="elenco_prendi_in_carico"),
    path("elenco/<slug:nome>/", views.elenco, name="elenco_lista"),
    re_path(
        r"^elenco/(?P<nome>[a-z]+)/esporta\.(?P<formato>csv|xlsx)$",
        views.elenco_esporta,
        name="elenco_lista_esporta",
    ),
    path("azienda/<int:pk>/", dintorni.di_azienda, name="di_azienda"),
    path("fornitore/<int:pk>/", dintorni.del_fornitore, name="del_fornitore"),
    path("archivio/", views.archivio, name="archivio"),
    re_path(r"^archivio/esporta\.(?P<formato>csv|xlsx)$", views.archivio_esporta, name="archivio_esporta"),
]

SCHEDA: list[URLPattern] = [
    path("nuova/", views.nuova, name="nuova"),
    path("nuova/aziende/", views.aziende, name="aziende"),
    path("nuova/simili/", views.simili, name="simili"),
    path("nuova/verifica/", views.verifica, name="verifica"),
    path("nuova/minuta/", views.minuta, name="minuta"),
    path("nuova/minuta/scarta/", views.minuta_scarta, name="minuta_scarta"),
]

UNA_PRATICA: list[URLPattern] = [
    path("", views.dettaglio, name="dettaglio"),
    path("modifica/", views.modifica, name="modifica"),
    path("apri/", views.apri, name="apri"),
    path("prendi-in-carico/", views.prendi_in_carico, name="prendi_in_carico"),
    path("assegna/", views.assegna, name="assegna"),
    path("attendi-azienda/", views.attendi_azienda, name="attendi_azienda"),
    path("riprendi/", views.riprendi, name="riprendi"),
    path("completa/", views.completa, name="completa"),
    path("annulla/", views.annulla, name="annulla"),
    path("riapri/", views.riapri, name="riapri"),
    path("riservatezza/", views.riservatezza, name="riservatezza"),
    path("intervento/", views.intervento, name="intervento"),
    path("referente/", views.referente, name="referente"),
    path("decisioni/<int:pk>/rispondi/", views.decisione_rispondi, name="decisione_rispondi"),
    path("decisioni/<int:pk>/concorda/", views.decisione_concorda, name="decisione_concorda"),
    path("decisioni/<int:pk>/ritira/", views.decisione_ritira, name="decisione_ritira"),
    path("decisioni/<int:pk>/in-assenza/", views.decisione_in_assenza, name="decisione_in_assenza"),
    path("chiarimento/", views.chiarimento, name="chiarimento"),
    path("chiarimenti/<int:pk>/rispondi/", views.chiarimento_rispondi, name="chiarimento_rispondi"),
    path("chiarimenti/<int:pk>/replica/", views.chiarimento_replica, name="chiarimento_replica"),
    path("chiarimenti/<int:pk>/chiudi/", views.chiarimento_chiudi, name="chiarimento_chiudi"),
    path("nota/", views.nota, name="nota"),
    path("allega/", views.allega, name="allega"),
    path("allegati/<int:pk>/", views.allegato, name="allegato"),
    path("allegati/<int:pk>/pubblico/", views.allegato_pubblico, name="allegato_pubblico"),
    path("allegati/<int:pk>/togli/", views.allegato_togli, name="allegato_togli"),
    path("incarico/", views.incarico, name="incarico"),
    path("incarichi/<int:pk>/", views.incarico_modifica, name="incarico_modifica"),
    path("condividi/", views.condividi, name="condividi"),
    path("condivisioni/<int:pk>/togli/", views.condivisione_togli, name="condivisione_togli"),
]

urlpatterns = [
    *ELENCHI,
    *SCHEDA,
    path("<numero:numero>/", include(UNA_PRATICA)),
]
