"""What the environment says, read once, with an error that a person can act on."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

AMBIENTI = ("produzione", "locale", "prova")
SEGRETO_MINIMO = 50


def testo(nome: str, predefinito: str | None = None) -> str:
    """The variable `nome`; ImproperlyConfigured, naming it, when it is missing and has no default."""
    valore = os.environ.get(nome, predefinito)
    if valore is None:
        raise ImproperlyConfigured(f"Set the environment variable {nome} (.env.example explains it).")
    return valore


def elenco(nome: str) -> list[str]:
    return [voce.strip() for voce in os.environ.get(nome, "").split(",") if voce.strip()]


def intero(nome: str, predefinito: int) -> int:
    valore = os.environ.get(nome) or str(predefinito)
    if not valore.isdigit():
        raise ImproperlyConfigured(f"{nome} must be a whole number, not {valore!r}.")
    return int(valore)


def ambiente() -> str:
    """`produzione` unless told otherwise: forgetting the variable never opens anything."""
    nome = os.environ.get("EXTRANET_AMBIENTE", "produzione")
    if nome not in AMBIENTI:
        raise ImproperlyConfigured(f"EXTRANET_AMBIENTE must be one of {', '.join(AMBIENTI)}, not {nome!r}.")
    return nome


def segreto(nome: str) -> str:
    """A secret of at least 50 characters, at least 10 of them different; refuses anything weaker."""
    valore = testo(nome)
    if len(valore) < SEGRETO_MINIMO or len(set(valore)) < 10:
        raise ImproperlyConfigured(
            f"{nome} is too weak: it needs at least {SEGRETO_MINIMO} random characters "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(50))')."
        )
    return valore


def database(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a `postgresql://` URL, over TCP or a unix socket (`?host=`)."""
    parti = urlsplit(url)
    if parti.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must start with postgresql://")
    opzioni: dict[str, Any] = dict(parse_qsl(parti.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parti.path.lstrip("/")),
        "USER": unquote(parti.username or ""),
        "PASSWORD": unquote(parti.password or ""),
        "HOST": opzioni.pop("host", None) or unquote(parti.hostname or ""),
        "PORT": opzioni.pop("port", None) or str(parti.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}, **opzioni},
    }


def redis(url: str) -> dict[str, str]:
    """The spellings that Django's cache and Celery want of one REDIS_URL (databases 1 and 0)."""
    parti = urlsplit(url)
    if parti.scheme == "unix":
        return {
            "cache": f"unix://{parti.path}?db=1",
            "broker": f"redis+socket://{parti.path}?virtual_host=0",
        }
    if parti.scheme not in ("redis", "rediss"):
        raise ImproperlyConfigured("REDIS_URL must start with redis://, rediss:// or unix://")
    base, coda = f"{parti.scheme}://{parti.netloc}", f"?{parti.query}" if parti.query else ""
    return {"cache": f"{base}/1{coda}", "broker": f"{base}/0{coda}"}


def posta(url: str) -> dict[str, Any]:
    """Django's e-mail settings for `smtp://`, `smtps://` (TLS), `smtp+tls://` (STARTTLS) or `casella:///folder`.

    `?timeout=` is how many seconds an answer of the server is waited for.
    """
    parti = urlsplit(url)
    if parti.scheme == "casella":
        if ambiente() == "produzione":
            raise ImproperlyConfigured("casella:// keeps mail on this machine: EMAIL_URL must name a server.")
        return {"EMAIL_BACKEND": "extranet.embedded.casella.Casella", "EMAIL_FILE_PATH": Path(parti.path)}
    if parti.scheme not in ("smtp", "smtps", "smtp+tls"):
        raise ImproperlyConfigured("EMAIL_URL must start with smtp://, smtps://, smtp+tls:// or casella://")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parti.hostname or "localhost",
        "EMAIL_PORT": parti.port or 25,
        "EMAIL_HOST_USER": unquote(parti.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parti.password or ""),
        "EMAIL_USE_SSL": parti.scheme == "smtps",
        "EMAIL_USE_TLS": parti.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": float(dict(parse_qsl(parti.query)).get("timeout", 20)),
    }
