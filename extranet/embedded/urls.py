"""Addresses of the local mailbox; they exist only outside production."""

from django.urls import path

from extranet.embedded import views

app_name = "posta_locale"
urlpatterns = [
    path("", views.elenco, name="elenco"),
    path("<slug:chiave>/", views.dettaglio, name="dettaglio"),
    path("<slug:chiave>/html/", views.html, name="html"),
    path("<slug:chiave>/allegati/<int:numero>/", views.allegato, name="allegato"),
]
