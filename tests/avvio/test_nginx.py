"""The door as in production: Debian's nginx with deploy/nginx.conf, a real gunicorn, real files."""

import os
import re
import shutil
import warnings
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from nucleo.allegati.risposta import SICUREZZA
from pratiche import azioni
from pratiche.models import AllegatoPratica
from tests.sostegno.pagine import Pagine
from tests.sostegno.porta import MANCA, NGINX, OSPITE, Porta

if not (NGINX and shutil.which("openssl")):
    if os.environ.get("CI"):
        raise pytest.UsageError(MANCA)
    warnings.warn(MANCA, stacklevel=1)
    pytestmark = pytest.mark.skip(reason=MANCA)
else:
    pytestmark = pytest.mark.django_db(transaction=True)

TESTO = b"prezzi per cartone: " + bytes(str(list(range(500))), "ascii")
MEGA = 1024 * 1024


@pytest.fixture(scope="module")
def porta(django_db_setup, tmp_path_factory):
    """nginx and, behind it, the program with its settings of production."""
    stato = tmp_path_factory.mktemp("stato")
    with override_settings(STATIC_ROOT=stato / "static", STORAGES=_raccolti()):
        call_command("collectstatic", interactive=False, verbosity=0)
    programma = Pagine(
        stato / "gunicorn.log",
        EXTRANET_AMBIENTE="produzione",
        EXTRANET_STATE=str(stato),
        ALLOWED_HOSTS=f"{OSPITE},127.0.0.1",
        INDIRIZZO=f"https://{OSPITE}",
        EMAIL_URL="smtp://127.0.0.1:1",
        X_ACCEL="/protetti/",
    )
    try:
        davanti = Porta(stato, f"127.0.0.1:{programma.porta}", stato / "allegati")
        davanti.programma, davanti.stato = programma, stato
        yield davanti
        davanti.ferma()
    finally:
        programma.ferma()


def _raccolti():
    """The names of production, without the half minute that compressing takes."""
    manifesto = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    return settings.STORAGES | {"staticfiles": {"BACKEND": manifesto}}


@pytest.fixture
def entra(porta):
    """A browser in which this person has signed in: a function that asks for addresses."""

    def entra(persona):
        client = Client()
        client.force_login(persona)
        sessione = client.cookies[settings.SESSION_COOKIE_NAME].value

        def chiede(via, metodo="GET", **altro):
            return porta.chiedi(
                via, metodo, Cookie=f"__Host-sessione={sessione}; __Host-csrf={'a' * 32}", **altro
            )

        return chiede

    return entra


@pytest.fixture
def in_lavorazione(campi, operatrice_fi):
    """Not that of the cast: here the clock runs, as it does for the program behind the door."""
    pratica = azioni.crea(campi, da=operatrice_fi)
    azioni.apri(pratica, da=operatrice_fi)
    azioni.prendi_in_carico(pratica, da=operatrice_fi)
    return pratica


@pytest.fixture
def allegato(porta, in_lavorazione, operatrice_fi, entra):
    """A file of the office, brought in through the door as a browser does."""
    indirizzo = f"{in_lavorazione.get_absolute_url()}allega/"
    risposta = _manda(entra(operatrice_fi), indirizzo, ("listino à.txt", TESTO))
    assert risposta.stato == 302, risposta.testo
    riga = AllegatoPratica.objects.get()
    return SimpleNamespace(riga=riga, via=f"{in_lavorazione.get_absolute_url()}allegati/{riga.pk}/")


def _manda(chiede, indirizzo, *file):
    campi = {"csrfmiddlewaretoken": "a" * 32, "pubblico": "ufficio"}
    parti = [f'name="{nome}"\r\n\r\n{valore}'.encode() for nome, valore in campi.items()]
    parti += [
        f'name="file"; filename="{nome}"\r\nContent-Type: text/plain\r\n\r\n'.encode() + dati
        for nome, dati in file
    ]
    corpo = b"".join(b"--xyz\r\nContent-Disposition: form-data; " + parte + b"\r\n" for parte in parti)
    return chiede(
        indirizzo,
        "POST",
        corpo=corpo + b"--xyz--\r\n",
        Content_Type="multipart/form-data; boundary=xyz",
        Origin=f"https://{OSPITE}",
    )


def test_il_file_lo_consegna_nginx_a_chi_puo_leggerlo(porta, allegato, entra, operatrice_fi):
    risposta = entra(operatrice_fi)(allegato.via)
    assert (risposta.stato, risposta.corpo) == (200, TESTO)
    # The program alone answers without a byte of the file: nginx has read it.
    assert risposta["Accept-Ranges"] == "bytes"
    assert not risposta["X-Accel-Redirect"]


def test_per_chi_non_puo_il_file_non_esiste(allegato, entra, operatore_pi, referente_moda, direzione):
    """E-01: like a file that never was."""
    inventato = re.sub(r"\d+/$", "999999/", allegato.via)
    for persona in (operatore_pi, referente_moda, direzione):
        chiede = entra(persona)
        vero, finto = chiede(allegato.via), chiede(inventato)
        assert vero.stato == finto.stato == 404
        assert TESTO not in vero.corpo


def test_chi_non_e_entrato_va_alla_porta(porta, allegato):
    risposta = porta.chiedi(allegato.via)
    assert risposta.stato == 302
    assert risposta["Location"].startswith("/accesso/login/")


VIE_AL_DEPOSITO = [
    "/protetti/{}",
    "//protetti/{}",
    "/./protetti/{}",
    "/x/../protetti/{}",
    "/static/../protetti/{}",
    "/protetti%2f{}",
    "/%70rotetti/{}",
    "/protetti/./{}",
    "/protetti//{}",
    "/protetti/{}/",
    "/protetti/{}%00",
    "/protetti/{}?x=/salute/",
    "/PROTETTI/{}",
    "/protetti;/{}",
    "/protetti\\{}",
    "/protetti../{}",
    "/protetti/../protetti/{}",
    "/salute/../protetti/{}",
    "/srv/allegati/{}",
    "/allegati/{}",
    "/media/{}",
    "https://extranet.prova.example/protetti/{}",
    "http://127.0.0.1/protetti/{}",
]


def test_il_deposito_non_si_raggiunge_da_fuori(allegato, entra, operatrice_fi):
    """S-01: not even by who may read the file, not even knowing its key."""
    chiede = entra(operatrice_fi)
    arrivate = {via: chiede(via.format(allegato.riga.file.name)) for via in VIE_AL_DEPOSITO}
    passate = {via: risposta.stato for via, risposta in arrivate.items() if risposta.stato not in (400, 404)}
    assert not passate
    assert not [via for via, risposta in arrivate.items() if TESTO in risposta.corpo]


@pytest.mark.parametrize(
    ("chiesto", "stato", "avuto"),
    [
        ("bytes=0-9", 206, TESTO[:10]),
        ("bytes=100-", 206, TESTO[100:]),
        ("bytes=-7", 206, TESTO[-7:]),
        ("bytes=999999-", 416, None),
    ],
)
def test_un_pezzo_del_file(allegato, entra, operatrice_fi, operatore_pi, chiesto, stato, avuto):
    """A download that broke goes on from where it was; the pieces are guarded as the whole."""
    risposta = entra(operatrice_fi)(allegato.via, Range=chiesto)
    assert risposta.stato == stato
    assert avuto is None or risposta.corpo == avuto
    assert entra(operatore_pi)(allegato.via, Range=chiesto).stato == 404


def test_un_file_gia_avuto_non_si_rimanda_ma_si_chiede_ancora_il_permesso(
    allegato, entra, operatrice_fi, operatore_pi
):
    etag = entra(operatrice_fi)(allegato.via)["ETag"]
    assert entra(operatrice_fi)(allegato.via, If_None_Match=etag).stato == 304
    assert entra(operatore_pi)(allegato.via, If_None_Match=etag).stato == 404


@pytest.mark.parametrize("pezzo", [{}, {"Range": "bytes=0-9"}, {"Range": "bytes=999999-"}])
def test_le_difese_del_programma_arrivano_con_il_file(allegato, entra, operatrice_fi, pezzo):
    """S-30: nginx keeps few of the headers of an answer that it replaces."""
    risposta = entra(operatrice_fi)(allegato.via, **pezzo)
    for nome, valore in SICUREZZA.items():
        assert risposta.intestazioni.get_all(nome) == [valore], nome
    assert risposta["Strict-Transport-Security"].startswith("max-age=31536000")
    assert risposta["X-Frame-Options"] == "DENY"
    assert risposta["Referrer-Policy"] == "same-origin"
    assert risposta["Cross-Origin-Opener-Policy"] == "same-origin"
    if not pezzo:
        assert risposta["Content-Disposition"] == "attachment; filename*=utf-8''listino%20%C3%A0.txt"
        assert risposta["Content-Type"] == "text/plain"


def test_un_file_che_il_disco_ha_perduto_e_un_404_in_italiano(porta, allegato, entra, operatrice_fi):
    (porta.stato / "allegati" / allegato.riga.file.name).unlink()
    risposta = entra(operatrice_fi)(allegato.via)
    assert risposta.stato == 404
    _pagina_della_porta(risposta, "Qui non c'è nulla")


def test_i_file_statici_si_conservano_per_sempre(porta):
    pagina = porta.chiedi("/accesso/login/")
    statici = re.findall(r'(?:src|href)="(/static/[^"#]+)', pagina.testo)
    assert statici
    for via in statici:
        conserva = porta.chiedi(via)["Cache-Control"]
        assert "immutable" in conserva, via
        assert int(re.search(r"max-age=(\d+)", conserva)[1]) >= 31_536_000


def test_le_pagine_non_si_comprimono(porta, entra, operatrice_fi):
    """S-30: a compressed page gives its secrets away to who can have words written in it (BREACH)."""
    for risposta in (
        porta.chiedi("/accesso/login/", Accept_Encoding="gzip"),
        entra(operatrice_fi)("/pratiche/?testo=aaaa", Accept_Encoding="gzip"),
    ):
        assert risposta.stato == 200
        assert not risposta["Content-Encoding"]


def test_una_pagina_di_chi_e_entrato_non_si_conserva(entra, operatrice_fi):
    """S-30."""
    conserva = entra(operatrice_fi)("/")["Cache-Control"]
    assert {"private", "no-store"} <= set(conserva.split(", "))


def test_un_invio_troppo_grande_si_spiega_in_italiano(in_lavorazione, entra, operatrice_fi):
    indirizzo = f"{in_lavorazione.get_absolute_url()}allega/"
    risposta = _manda(entra(operatrice_fi), indirizzo, ("grande.txt", b"a" * 26 * MEGA))
    assert risposta.stato == 413
    _pagina_della_porta(risposta, "L'invio è troppo grande", "25 MB", "20 MB")


def test_un_file_oltre_il_limite_ma_non_oltre_la_porta_lo_spiega_il_programma(
    in_lavorazione, entra, operatrice_fi
):
    indirizzo = f"{in_lavorazione.get_absolute_url()}allega/"
    risposta = _manda(entra(operatrice_fi), indirizzo, ("grande.txt", b"a" * 21 * MEGA))
    assert risposta.stato == 200
    assert "è troppo grande" in risposta.testo


def _pagina_della_porta(risposta, *parole):
    """Italian, whole by itself, with the same defences as the program's pages."""
    assert 'lang="it"' in risposta.testo
    assert risposta["Content-Type"] == "text/html; charset=utf-8"
    for parola in parole:
        assert parola in risposta.testo
    assert "nginx" not in risposta.testo
    assert not re.search(r"<style|<script|style=|https?:", risposta.testo)
    assert risposta["Content-Security-Policy"].startswith("default-src 'none'")
    assert risposta["X-Content-Type-Options"] == "nosniff"
    assert risposta["Strict-Transport-Security"].startswith("max-age=31536000")
    assert "no-store" in risposta["Cache-Control"]


BUGIE = [
    {"X_Accel_Redirect": "/protetti/{}"},
    {"X_Sendfile": "/srv/allegati/{}"},
    {"X_Forwarded_Proto": "http"},
    {"X_Forwarded_Host": "cattivo.example"},
    {"X_Forwarded_For": "10.0.0.1"},
    {"X_Forwarded_Port": "80"},
    {"X_Forwarded_Prefix": "/cattivo"},
    {"X_Forwarded_Ssl": "off"},
    {"X_Forwarded_Protocol": "http"},
    {"X_Real_IP": "10.0.0.1"},
    {"X_Original_URL": "/admin/"},
    {"X_Rewrite_URL": "/protetti/{}"},
    {"X_HTTP_Method_Override": "DELETE"},
    {"Forwarded": "for=10.0.0.1;host=cattivo.example;proto=http"},
    {"Via": "1.1 cattivo.example"},
    {"X_Script_Name": "/cattivo"},
    {"Script_Name": "/cattivo"},
    {"Remote_User": "ada.lippi@prova.example"},
    {"X_Remote_User": "ada.lippi@prova.example"},
    {"Client_IP": "10.0.0.1"},
    {"X_Accel_Buffering": "no"},
]


def test_le_bugie_di_un_visitatore_non_cambiano_nulla(allegato, entra, operatore_pi):
    """S-01: same answers, same redirects."""
    chiede = entra(operatore_pi)
    for via in (allegato.via, "/admin/", "/sportelli/FI/"):
        schietta = chiede(via)
        for bugia in BUGIE:
            detta = {nome: valore.format(allegato.riga.file.name) for nome, valore in bugia.items()}
            bugiarda = chiede(via, **detta)
            assert (bugiarda.stato, bugiarda["Location"]) == (schietta.stato, schietta["Location"]), bugia
            assert "cattivo" not in bugiarda.testo + str(bugiarda.intestazioni), bugia
            assert TESTO not in bugiarda.corpo, bugia


def test_chi_dice_di_essere_altrove_non_ha_altri_tentativi(porta, operatrice_fi):
    """S-40: the limit counts who nginx sees, not who one says to be."""
    risposte = []
    for n in range(12):
        campi = {"login": f"chi{n}@prova.example", "password": "x", "csrfmiddlewaretoken": "a" * 32}
        risposte.append(
            porta.chiedi(
                "/accesso/login/",
                "POST",
                corpo=urlencode(campi),
                Content_Type="application/x-www-form-urlencoded",
                Cookie=f"__Host-csrf={'a' * 32}",
                Origin=f"https://{OSPITE}",
                X_Forwarded_For=f"10.0.0.{n}",
            )
        )
    assert "Troppi tentativi" not in risposte[0].testo
    assert "Troppi tentativi" in risposte[-1].testo


ALTRI_NOMI = [
    "cattivo.example",
    f"{OSPITE}.cattivo.example",
    f"cattivo.example/{OSPITE}",
    f"{OSPITE}@cattivo.example",
    f"x{OSPITE}",
    "localhost",
    "10.0.0.1",
    "[::1]",
    "_",
    f"{OSPITE}/",
    f"{OSPITE}#",
    f"{OSPITE}\\.cattivo.example",
    "cattivo.example:443",
    f"cattivo.example {OSPITE}",
    f"{OSPITE},cattivo.example",
    "..",
    f"%{OSPITE}",
    "*",
    f".{OSPITE}",
    f"{OSPITE}..",
    "xn--80ak6aa92e.example",
]


def test_un_altro_nome_non_e_servito(porta):
    """S-01: host header."""
    arrivate = {nome: porta.chiedi("/accesso/password/reset/", Host=nome) for nome in ALTRI_NOMI}
    assert not {nome: risposta.stato for nome, risposta in arrivate.items() if risposta.stato != 400}
    assert not [nome for nome, risposta in arrivate.items() if "cattivo" in risposta.testo]


def test_in_chiaro_si_passa_solo_alla_porta_cifrata(porta):
    risposta = porta.chiedi("/pratiche/?a=1", tls=False, X_Forwarded_Proto="https")
    assert risposta.stato == 308
    assert risposta["Location"] == f"https://{OSPITE}/pratiche/?a=1"


def test_il_registro_degli_accessi_non_ha_la_chiave_di_un_questionario(porta):
    """C3: of that key the database has a fingerprint; who reads the log opens nothing with it."""
    chiave = f"/questionario/{'k' * 22}/"
    for via in (chiave, f"{chiave}rifiuta/", reverse("privacy"), reverse("privacy")):
        porta.chiedi(via)
    registro = porta.registro.read_text()
    assert "k" * 22 not in registro
    for scritta in ('GET /questionario/-/"', 'GET /questionario/-/rifiuta/"', f'GET {reverse("privacy")}"'):
        assert scritta in registro


def test_quando_il_programma_riparte_la_porta_lo_dice(tmp_path):
    """Nobody listens behind this nginx."""
    davanti = Porta(tmp_path, "127.0.0.1:1", tmp_path)
    try:
        risposta = davanti.chiedi("/pratiche/")
        assert risposta.stato == 502
        assert risposta["Retry-After"]
        _pagina_della_porta(risposta, "La Extranet torna fra un minuto")
        stile = re.search(r'href="([^"]+\.css)"', risposta.testo)[1]
        assert davanti.chiedi(stile)["Content-Type"].startswith("text/css")
    finally:
        davanti.ferma()
