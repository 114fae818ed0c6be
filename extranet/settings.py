"""One settings file for every place, fed by the environment (`.env.example` lists it all)."""

from pathlib import Path
from typing import Any

import django_stubs_ext
import structlog
from csp.constants import NONE, SELF

from extranet import ambiente
from nucleo.tracce import senza_chiavi

# Lets `ModelForm[Pratica]` and `ModelAdmin[Pratica]`, which mypy asks for, be written at run time too.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent

AMBIENTE = ambiente.ambiente()
PRODUZIONE = AMBIENTE == "produzione"
# The embedded stack of `script/server`: demonstration accounts, mail readable at /posta-locale/.
LOCALE = AMBIENTE == "locale"
# Accounts of this domain need no second factor where LOCALE is on.
DOMINIO_DIMOSTRATIVO = "dimostrazione.example"
PROVA = AMBIENTE == "prova"
STATO = Path(ambiente.testo("EXTRANET_STATE", str(BASE_DIR / "var")))

SECRET_KEY = ambiente.segreto("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = ambiente.elenco("ALLOWED_HOSTS") or ([] if PRODUZIONE else ["*"])
CSRF_TRUSTED_ORIGINS = ambiente.elenco("CSRF_TRUSTED_ORIGINS")
# The public address, used in e-mail.
INDIRIZZO = ambiente.testo("INDIRIZZO", None if PRODUZIONE else "http://localhost:8000").rstrip("/")

# Who answers about accessibility, privacy and access: written on the public pages.
CONTATTO = ambiente.testo("CONTATTO", "assistenza@esempio.it")

INSTALLED_APPS = [
    "extranet",
    "dialogo",
    "feedback",
    "calendario",
    "pratiche",
    "circolari",
    "sportelli",
    "nucleo",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_structlog",
    "guardian",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Public pages are answered here: what follows would ask who reads them.
    "nucleo.vetrina.Vetrina",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "nucleo.middleware.SenzaNul",
    "nucleo.middleware.Privata",
    "nucleo.middleware.Storia",
    "nucleo.middleware.Ricevuta",
    "nucleo.middleware.Conflitto",
    "sportelli.middleware.Uscita",
    "sportelli.middleware.SecondoFattore",
    "extranet.conformita.tentativi.Tentativi",
]

ROOT_URLCONF = "extranet.urls"
WSGI_APPLICATION = "extranet.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "extranet.contesto.pagina",
            ],
            "builtins": [
                "django.templatetags.static",
                "nucleo.templatetags.nucleo",
                "nucleo.templatetags.componenti",
            ],
        },
    }
]

DATABASES = {"default": ambiente.database(ambiente.testo("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS = ambiente.redis(ambiente.testo("REDIS_URL"))
CACHES = {"default": {"BACKEND": "nucleo.cache.ConRiserva", "LOCATION": REDIS["cache"]}}
# Public pages are kept until the minute ends; not in tests, whose clocks stand still.
VETRINA_RICORDA = not PROVA
# Sessions in the database: they survive a lost Redis, and end when they must.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

CELERY_BROKER_URL = REDIS["broker"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 2,
    "socket_connect_timeout": 2,
    "visibility_timeout": 3600,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Europe/Rome"
# Duties are rows that are due; one sweep a minute finds them. Nothing is scheduled by the broker.
CELERY_BEAT_SCHEDULE = {
    "ronda": {"task": "extranet.tasks.ronda", "schedule": 60.0, "options": {"expires": 55}},
}

for _nome, _valore in ambiente.posta(ambiente.testo("EMAIL_URL")).items():
    globals()[_nome] = _valore
DEFAULT_FROM_EMAIL = ambiente.testo("POSTA_MITTENTE", "Extranet Sportelli <extranet@esempio.it>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# E-mails that a worker takes at once, for one connection; e-mails a minute to one domain (0: no limit).
POSTA_MANCIATA = ambiente.intero("POSTA_MANCIATA", 250)
POSTA_PER_DOMINIO = ambiente.intero("POSTA_PER_DOMINIO", 300)

AUTH_USER_MODEL = "sportelli.Utente"
AUTHENTICATION_BACKENDS = ["sportelli.adattatore.Ingresso"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"django.contrib.auth.password_validation.{nome}"}
    for nome in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[0] |= {"OPTIONS": {"user_attributes": ("nome", "cognome", "email")}}
AUTH_PASSWORD_VALIDATORS[1] |= {"OPTIONS": {"min_length": 12}}
if PROVA:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed, in tests alone
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "cruscotto"
ACCOUNT_ADAPTER = "sportelli.adattatore.Adattatore"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "sportelli.chiavi.ChiaviDiPassword"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# How many proxies of ours stand before us: limits per address count the browser's, not nginx's.
ALLAUTH_TRUSTED_PROXY_COUNT = ambiente.intero("PROXY_DAVANTI", 1 if PRODUZIONE else 0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "sportelli.forms.accesso.NuovaChiaveForm",
    "edit_webauthn": "sportelli.forms.accesso.RinominaChiaveForm",
}
MFA_TOTP_ISSUER = "Extranet Sportelli"

# Guardian is used for grants to groups only, through nucleo.visibilita.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# guardian.W001 wants its authentication backend, which we never ask: `visibili_a` reads the grants.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

PGHISTORY_APPEND_ONLY = True
# Triggers are what the models say, put in place after every `migrate`: in migrations each one would cost a
# rendering of all models, and its text would be there twice.
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True

LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English")]
TIME_ZONE = "Europe/Rome"
USE_TZ = True
FORMAT_MODULE_PATH = ["extranet.formati"]
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = STATO / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Compressing takes half a minute: worth it only where the files travel. Tests need no collected files at
# all; one of them turns the manifest on.
DEPOSITO_STATICO = {
    "produzione": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    "locale": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    "prova": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": STATO / "allegati", "base_url": None},
    },
    "staticfiles": {"BACKEND": DEPOSITO_STATICO[AMBIENTE]},
}
# Behind nginx private files are handed over by X-Accel-Redirect from this internal location; else streamed.
ACCEL = ambiente.testo("X_ACCEL", "")
ALLEGATO_MASSIMO = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

HTTPS = PRODUZIONE or bool(ambiente.testo("HTTPS", ""))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessione" if HTTPS else "sessione"
CSRF_FAILURE_VIEW = "extranet.views.modulo_scaduto"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_AGE = 10 * 3600
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^salute/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# One line per event, on stderr: words for a person, JSON where a machine collects them.
STRUTTURA: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    senza_chiavi,
]
structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *STRUTTURA,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "riga": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer()
            if PRODUZIONE
            else structlog.dev.ConsoleRenderer(colors=False),
            "foreign_pre_chain": STRUTTURA,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "riga"}},
    "root": {"handlers": ["console"], "level": ambiente.testo("LIVELLO_LOG", "WARNING")},
}
