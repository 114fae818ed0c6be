"""What the environment may say, and what the program answers when it says nonsense."""

import os
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

RADICE = Path(__file__).resolve().parents[2]
PRODUZIONE = {
    "EXTRANET_AMBIENTE": "produzione",
    "SECRET_KEY": "una-chiave-lunga-abbastanza-e-varia-0123456789-ABCDEFGH",
    "DATABASE_URL": "postgresql://u:p@db.example/extranet",
    "REDIS_URL": "redis://redis.example:6379",
    "EMAIL_URL": "smtp+tls://posta.example:587",
    "ALLOWED_HOSTS": "extranet.example",
    "INDIRIZZO": "https://extranet.example",
}


@pytest.fixture
def leggi(monkeypatch):
    """The settings as a process with these variables alone would read them."""

    def leggi(**variabili):
        for nome in list(os.environ):
            monkeypatch.delenv(nome)
        for nome, valore in (PRODUZIONE | variabili).items():
            if valore is not None:
                monkeypatch.setenv(nome, valore)
        return SimpleNamespace(**runpy.run_path(str(RADICE / "extranet" / "settings.py")))

    return leggi


@pytest.mark.parametrize(
    ("nome", "valore", "messaggio"),
    [
        ("SECRET_KEY", None, "Set the environment variable SECRET_KEY"),
        ("SECRET_KEY", "cambiami", "SECRET_KEY is too weak"),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is too weak"),
        ("DATABASE_URL", None, "Set the environment variable DATABASE_URL"),
        ("DATABASE_URL", "sqlite:///db", "DATABASE_URL must start with postgresql://"),
        ("REDIS_URL", None, "Set the environment variable REDIS_URL"),
        ("REDIS_URL", "memory://", "REDIS_URL must start with"),
        ("EMAIL_URL", None, "Set the environment variable EMAIL_URL"),
        ("EMAIL_URL", "casella:///tmp/posta", "casella:// keeps mail on this machine"),
        ("EMAIL_URL", "pop3://posta.example", "EMAIL_URL must start with"),
        ("EXTRANET_AMBIENTE", "sviluppo", "EXTRANET_AMBIENTE must be one of"),
        ("INDIRIZZO", None, "Set the environment variable INDIRIZZO"),
    ],
)
def test_in_produzione_una_variabile_sbagliata_ferma_tutto_e_si_fa_nominare(leggi, nome, valore, messaggio):
    """S-30, S-40."""
    with pytest.raises(ImproperlyConfigured, match=messaggio):
        leggi(**{nome: valore})


def test_senza_dire_nulla_si_e_in_produzione(leggi):
    impostazioni = leggi(EXTRANET_AMBIENTE=None)
    assert (impostazioni.PRODUZIONE, impostazioni.LOCALE) == (True, False)


def test_in_produzione_i_biscotti_sono_legati_al_sito_e_viaggiano_cifrati(leggi):
    """S-30."""
    impostazioni = leggi()
    assert impostazioni.SESSION_COOKIE_NAME == "__Host-sessione"
    assert impostazioni.CSRF_COOKIE_NAME == "__Host-csrf"
    assert impostazioni.SESSION_COOKIE_SECURE
    assert impostazioni.CSRF_COOKIE_SECURE
    assert impostazioni.SECURE_HSTS_SECONDS == 31_536_000


def test_in_produzione_posta_locale_e_campionario_non_esistono():
    """A new process, because the addresses are read once."""
    programma = (
        "import django; django.setup(); from django.urls import resolve, Resolver404\n"
        "for u in ('/posta-locale/', '/stile/', '/salute/'):\n"
        "    try: resolve(u); print('presente')\n"
        "    except Resolver404: print('manca')"
    )
    ambiente = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "extranet.settings", **PRODUZIONE}
    uscita = subprocess.check_output([sys.executable, "-c", programma], cwd=RADICE, env=ambiente, text=True)
    assert uscita.split() == ["manca", "manca", "presente"]


def test_fuori_di_produzione_la_posta_locale_c_e(client):
    assert client.get("/posta-locale/").status_code == 200
