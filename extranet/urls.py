"""All the addresses, by app."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from extranet import mappa, salute, views
from extranet.conformita import views as conformita
from extranet.risultati import pubblico
from extranet.risultati import views as risultati

admin.autodiscover()
# Sign-in, second factor and rate limits are allauth's, for the administrators too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth prescribes

# Pages of allauth that change who one is: here the e-mail is the identity, and an administrator gives it.
NON_QUI = (
    ("email/", "account_email"),
    ("confirm-email/", "account_email_verification_sent"),
    ("confirm-email/<path:key>/", "account_confirm_email"),
    ("password/set/", "account_set_password"),
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.cruscotto, name="cruscotto"),
    path("cerca/", views.cerca, name="cerca"),
    path("risultati/", risultati.risultati, name="risultati"),
    re_path(
        r"^risultati/(?P<nome>[a-z]+)\.(?P<formato>csv|xlsx|svg|png)$",
        risultati.risultati_file,
        name="risultati_file",
    ),
    path("risultati/<int:anno>/rapporto.pdf", risultati.risultati_rapporto, name="risultati_rapporto"),
    path("risultati/ogni-mese/", risultati.risultati_ogni_mese, name="risultati_ogni_mese"),
    path("risultati/basta/", risultati.risultati_basta, name="risultati_basta"),
    path("pubblico/dati/", pubblico.dati_aperti, name="dati_aperti"),
    path("pubblico/dati/catalogo.jsonld", pubblico.dati_aperti_catalogo, name="dati_aperti_catalogo"),
    path("pubblico/dati/<slug:nome>.csv", pubblico.dati_aperti_file, name="dati_aperti_file"),
    path("conformita/", conformita.conformita, name="conformita"),
    re_path(
        r"^conformita/esporta\.(?P<formato>csv|xlsx)$", conformita.conformita_file, name="conformita_file"
    ),
    path("pratiche/", include("pratiche.urls")),
    path("", include("calendario.urls")),
    path("", include("circolari.urls")),
    path("", include("feedback.urls")),
    path("", include("sportelli.urls")),
    *(path(f"accesso/{via}", views.non_qui, name=nome) for via, nome in NON_QUI),
    path("accesso/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("nucleo.urls")),
    path("accessibilita/", views.accessibilita, name="accessibilita"),
    path("privacy/", views.privacy, name="privacy"),
    path("note-legali/", views.note_legali, name="note_legali"),
    path("sitemap.xml", mappa.mappa, name="mappa"),
    path("robots.txt", mappa.robot, name="robot"),
    path("salute/", salute.viva, name="salute"),
    path("salute/pronta/", salute.pronta, name="salute_pronta"),
]

if not settings.PRODUZIONE:
    urlpatterns += [
        path("stile/", views.stile, name="stile"),
        path("stile/conferma/", views.stile_conferma, name="stile_conferma"),
        path("posta-locale/", include("extranet.embedded.urls")),
    ]
