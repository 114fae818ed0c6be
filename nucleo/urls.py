"""The addresses of the ground floor."""

from django.urls import path, re_path

from nucleo import views

app_name = "nucleo"
urlpatterns = [
    path("notifiche/", views.notifiche, name="notifiche"),
    path("notifiche/lette/", views.leggi_tutte, name="leggi_tutte"),
    path("notifiche/preferenze/", views.preferenze, name="preferenze"),
    path("notifiche/<int:pk>/leggi/", views.leggi, name="leggi"),
    path("filtri/salva/", views.filtro_salva, name="filtro_salva"),
    path("filtri/<int:pk>/dimentica/", views.filtro_dimentica, name="filtro_dimentica"),
    path("posta/", views.posta, name="posta"),
    path("posta/sospendi/", views.sospendi, name="sospendi"),
    path("posta/riprendi/", views.riprendi, name="riprendi"),
    path("posta/riprova/", views.riprova_parcheggiate, name="riprova_parcheggiate"),
    path("posta/<int:pk>/riprova/", views.riprova, name="riprova"),
    path("posta/<int:pk>/annulla/", views.annulla, name="annulla"),
    path("registro/", views.registro, name="registro"),
    re_path(r"^registro/esporta\.(?P<formato>csv|xlsx)$", views.registro_esporta, name="registro_esporta"),
]
