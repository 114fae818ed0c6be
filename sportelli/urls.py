"""The addresses of companies, suppliers, offices and people."""

from django.urls import path, re_path

from sportelli.views import aziende, contatti, fornitori, persone, uffici

app_name = "sportelli"
FORMATO = r"\.(?P<formato>csv|xlsx)$"

urlpatterns = [
    path("aziende/", aziende.aziende, name="aziende"),
    re_path(rf"^aziende/esporta{FORMATO}", aziende.aziende_esporta, name="aziende_esporta"),
    path("aziende/nuova/", aziende.azienda_nuova, name="azienda_nuova"),
    path("aziende/simili/", aziende.aziende_simili, name="aziende_simili"),
    path("aziende/campo/<slug:nome>/", aziende.azienda_campo, name="azienda_campo"),
    path("aziende/ateco/", aziende.ateco, name="ateco"),
    path("aziende/<int:pk>/", aziende.azienda, name="azienda"),
    path("aziende/<int:pk>/modifica/", aziende.azienda_modifica, name="azienda_modifica"),
    path("aziende/<int:pk>/contatti/", aziende.azienda_contatti, name="azienda_contatti"),
    path("aziende/<int:pk>/contatti/nuovo/", contatti.contatto_nuovo, name="contatto_nuovo"),
    path("aziende/<int:pk>/consensi/", aziende.azienda_consensi, name="azienda_consensi"),
    path("aziende/<int:pk>/pratiche/", aziende.azienda_pratiche, name="azienda_pratiche"),
    path("aziende/<int:pk>/storia/", aziende.azienda_storia, name="azienda_storia"),
    path("contatti/<int:pk>/modifica/", contatti.contatto_modifica, name="contatto_modifica"),
    path("contatti/<int:pk>/disattiva/", contatti.contatto_disattiva, name="contatto_disattiva"),
    path("contatti/<int:pk>/attiva/", contatti.contatto_attiva, name="contatto_attiva"),
    path("contatti/<int:pk>/riabilita/", contatti.contatto_riabilita, name="contatto_riabilita"),
    path("contatti/<int:pk>/consenso/", contatti.consenso_nuovo, name="consenso_nuovo"),
    path("fornitori/", fornitori.fornitori, name="fornitori"),
    re_path(rf"^fornitori/esporta{FORMATO}", fornitori.fornitori_esporta, name="fornitori_esporta"),
    path("fornitori/nuovo/", fornitori.fornitore_nuovo, name="fornitore_nuovo"),
    path("fornitori/<int:pk>/", fornitori.fornitore, name="fornitore"),
    path("fornitori/<int:pk>/modifica/", fornitori.fornitore_modifica, name="fornitore_modifica"),
    path("fornitori/<int:pk>/condividi/", fornitori.fornitore_condividi, name="fornitore_condividi"),
    path("fornitori/<int:pk>/sospendi/", fornitori.fornitore_sospendi, name="fornitore_sospendi"),
    path("fornitori/<int:pk>/riattiva/", fornitori.fornitore_riattiva, name="fornitore_riattiva"),
    path("fornitori/<int:pk>/persona/", fornitori.fornitore_contatto, name="fornitore_contatto"),
    path("fornitori/<int:pk>/documento/", fornitori.fornitore_documento, name="fornitore_documento"),
    path(
        "fornitori/persone/<int:pk>/modifica/",
        fornitori.fornitore_contatto_modifica,
        name="fornitore_contatto_modifica",
    ),
    path(
        "fornitori/persone/<int:pk>/togli/",
        fornitori.fornitore_contatto_togli,
        name="fornitore_contatto_togli",
    ),
    path("fornitori/documenti/<int:pk>/", fornitori.documento, name="documento"),
    path("fornitori/documenti/<int:pk>/togli/", fornitori.documento_togli, name="documento_togli"),
    path("sportelli/", uffici.uffici, name="uffici"),
    path("sportelli/<slug:codice>/", uffici.ufficio, name="ufficio"),
    path("sportelli/<slug:codice>/modifica/", uffici.ufficio_modifica, name="ufficio_modifica"),
    path("persone/", persone.persone, name="persone"),
    path("persone/invita/", persone.persona_nuova, name="persona_nuova"),
    path("persone/<int:pk>/modifica/", persone.persona_modifica, name="persona_modifica"),
    path("persone/<int:pk>/invita/", persone.persona_invita, name="persona_invita"),
    path("persone/<int:pk>/disattiva/", persone.persona_disattiva, name="persona_disattiva"),
    path("persone/<int:pk>/riattiva/", persone.persona_riattiva, name="persona_riattiva"),
    path("profilo/", persone.profilo, name="profilo"),
    # Before allauth's page of the same address.
    path("accesso/email/", persone.chiusa, name="email_chiusa"),
]
