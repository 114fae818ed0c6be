"""From an audience to the ledger and the outbox: a hundred thousand rows in a handful of statements."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from circolari import chiavi, platea
from circolari.models import Circolare, Destinatario
from circolari.posta import AZIENDA, UFFICIO
from nucleo import posta
from nucleo.posta import Messaggio
from sportelli.models import Contatto

CONGELA = """
INSERT INTO circolari_destinatario
    (circolare_id, sportello_id, azienda_id, contatto_id, email, inviata)
SELECT DISTINCT ON (lower(q.email)) %s, q.sportello, q.azienda, q.contatto, q.email, 0
FROM (<righe>) q (contatto, azienda, sportello, email, principale)
ORDER BY lower(q.email), q.principale DESC, q.contatto
ON CONFLICT DO NOTHING
"""
# The mails of one moment of one circolare, told by their keys.
LEGA = """
UPDATE circolari_destinatario d SET busta_id = b.id
FROM nucleo_busta b
WHERE d.circolare_id = %s AND b.chiave = %s || d.id
"""


def congela(circolare: Circolare) -> None:
    """Writes for ever whom the circolare goes to: the offices, their people, the companies' people."""
    uffici = list(platea.uffici(circolare))
    righe = [Destinatario(circolare=circolare, sportello=ufficio, email=ufficio.email) for ufficio in uffici]
    righe += [
        Destinatario(circolare=circolare, sportello=p.sportello, utente=p, email=p.email)
        for p in platea.persone(circolare).select_related("sportello")
        if p.sportello
    ]
    Destinatario.objects.bulk_create(righe, ignore_conflicts=True)
    _congela_aziende(circolare, platea.contatti(circolare))


def agli_uffici(circolare: Circolare, momento: str) -> None:
    """Queues a mail to every office and person of it, to leave at once and before any other."""
    uffici = Destinatario.objects.degli_uffici().filter(circolare=circolare)
    prefisso = chiavi.degli_uffici(circolare, momento)
    posta.accoda_tutti(
        Messaggio(chiave=f"{prefisso}{riga.pk}", a=riga.email, genere=UFFICIO, oggetto_id=riga.pk)
        for riga in uffici
    )
    _lega(circolare, prefisso)


def alle_aziende(circolare: Circolare, momento: str) -> int:
    """Queues a mail to every company's person, not before the rilascio; how many."""
    righe = Destinatario.objects.delle_aziende().filter(circolare=circolare)
    return _accoda(circolare, momento, righe)


def a_chi_l_aveva(circolare: Circolare, momento: str) -> int:
    """Queues a mail to the companies' people who were sent an earlier version; how many."""
    righe = Destinatario.objects.delle_aziende().filter(circolare=circolare, inviata__gt=0)
    return _accoda(circolare, momento, righe)


def _accoda(circolare: Circolare, momento: str, righe: QuerySet[Destinatario]) -> int:
    prefisso = chiavi.delle_aziende(circolare, momento)
    dal = circolare.pubblica_dal
    quante = posta.accoda_in_massa(
        righe, prefisso=prefisso, genere=AZIENDA, non_prima_di=dal, all_azienda=True
    )
    _lega(circolare, prefisso)
    # Those whose address wants a thought: an international domain, a quotation mark.
    resto = list(righe.exclude(busta__chiave__startswith=prefisso))
    posta.accoda_tutti(_uno_per_uno(riga, prefisso, dal) for riga in resto)
    if resto:
        _lega(circolare, prefisso)
    return quante + len(resto)


def _uno_per_uno(riga: Destinatario, prefisso: str, dal: datetime | None) -> Messaggio:
    return Messaggio(
        chiave=f"{prefisso}{riga.pk}",
        a=riga.email,
        genere=AZIENDA,
        oggetto_id=riga.pk,
        non_prima_di=dal,
        all_azienda=True,
        massiva=True,
    )


def _congela_aziende(circolare: Circolare, contatti: QuerySet[Contatto]) -> None:
    colonne = contatti.order_by().values_list("pk", "azienda", "azienda__sportello", "email", "principale")
    interno, valori = colonne.query.sql_with_params()
    _esegui(CONGELA.replace("<righe>", interno), circolare.pk, *valori)


def _lega(circolare: Circolare, prefisso: str) -> None:
    _esegui(LEGA, circolare.pk, prefisso)


def _esegui(sql: str, *valori: Any) -> None:
    with connection.cursor() as cursore:
        cursore.execute(sql, valori)
