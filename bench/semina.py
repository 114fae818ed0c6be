"""Fills a database of its own with a million synthetic pratiche, by set-based SQL.

`python -m bench.semina [--pratiche 1000000]`, with DATABASE_URL naming a database that ends in «_banco»,
which is made anew. States, dates and words are skewed as in a real network; the grants follow the law (C4).
A million takes some minutes: triggers off, indexes built at the end.
"""

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from bench.banco import vuota
from nucleo import tempo
from sportelli.models import Paese, Servizio, Settore, Sportello, Utente

UFFICI = {"FI": 28, "PI": 15, "LU": 12, "AR": 10, "SI": 9, "PO": 8, "LI": 6, "PT": 5, "GR": 4, "MS": 3}
SETTORI = "moda pelletteria calzature concia vino olio agroalimentare meccanica nautica arredo marmo carta"
SERVIZI = (
    "orientamento ricerca_partner ricerca_mercato dogane certificazione contratti fiere pagamenti logistica"
)
PAESI = "US DE FR GB CH CN JP AE KR CA BR IN PL ES NL BE AT SE TR MX AU SA VN SG ZA MA EG RS AL NO"
# The words of the texts, from the most frequent to the rarest; each is drawn with a Zipf-like skew.
COMUNI = """
azienda prodotto mercato richiesta spedizione cliente importatore documento etichetta dazio contratto
pagamento certificazione dogana fiera listino campione ordine distributore agente normativa licenza
fattura trasporto registrazione marchio catalogo prezzo quantità scadenza consegna qualità analisi
laboratorio ingrediente tessuto pelle macchina ricambio imballaggio pallet container assicurazione
credito lettera banca valuta cambio sconto
"""
FRASI = 20_000
GRANDI = [
    *("sportelli_azienda", "sportelli_aziendaevent", "sportelli_contatto", "sportelli_contattoevent"),
    *("pratiche_pratica", "pratiche_praticaevent", "pratiche_pratica_paesi"),
    *("pratiche_concessionepratica", "pratiche_passo", "pratiche_incarico", "nucleo_notifica"),
]
SILLABE = """
ba be bi bo ca co da de di do fa fe fi ga go la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro
sa se si so ta te ti to va ve vi vo za zo
"""


def vocabolario() -> list[str]:
    """Every word of the texts, from the most frequent to the rarest."""
    caso = random.Random(5)  # noqa: S311 - synthetic words
    sillabe = SILLABE.split()
    rare = sorted({"".join(caso.choices(sillabe, k=caso.randint(3, 5))) + "x" for _ in range(6000)})
    return [*COMUNI.split(), *rare]


def frasi(quante: int) -> Iterator[tuple[int, str]]:
    """Sentences of a dozen words, the common ones often and the invented ones rarely, always the same."""
    caso, parole = random.Random(6), vocabolario()  # noqa: S311 - synthetic words
    for numero in range(quante):
        indici = (int(caso.random() ** 4 * len(parole)) for _ in range(12))
        yield numero, " ".join(parole[indice] for indice in indici).capitalize()


PASSI = dict(
    passo.split("\n", 1) for passo in Path(__file__).with_suffix(".sql").read_text().split("--- ")[1:]
)


def tabelle() -> None:
    """The small tables, as the program itself would write them."""
    for modello, nomi in ((Settore, SETTORI), (Servizio, SERVIZI), (Paese, PAESI)):
        modello.objects.bulk_create(
            modello(codice=codice, nome=codice.replace("_", " ").capitalize(), ordine=numero)
            for numero, codice in enumerate(nomi.split(), 1)
        )
    for codice in UFFICI:
        gruppo = Group.objects.create(name=f"Sportello {codice}")
        comuni = {"nome": f"Sportello territoriale di {codice}", "comune": codice, "camera": codice}
        sportello = Sportello.objects.create(
            codice=codice, gruppo=gruppo, email=f"{codice}@esempio.it", **comuni
        )
        persone("operatore", 4, sportello)
        persone("responsabile", 1, sportello)
    persone("referente", 6, None)
    persone("direzione", 1, None)


def persone(ruolo: str, quante: int, sportello: Sportello | None) -> None:
    """People of one role, in an office or at TP."""
    ufficio = sportello.codice.lower() if sportello else "tp"
    for numero in range(1, quante + 1):
        email = f"{ruolo}{numero}.{ufficio}@esempio.it"
        Utente.objects.create_user(
            email, nome="Prova", cognome=f"{ufficio} {numero}", ruolo=ruolo, sportello=sportello
        )


def righe(cursore: CursorWrapper, quante: int) -> None:
    """The large tables, one statement each."""
    cursore.execute(
        "SELECT setseed(0.5); SET LOCAL work_mem = '64MB'; SET LOCAL maintenance_work_mem = '512MB'"
    )
    cursore.execute(
        "CREATE TEMP TABLE q AS SELECT %s::int AS quante, %s::timestamptz AS oggi, %s - 1 AS frasi",
        [quante, tempo.adesso(), FRASI],
    )
    cursore.execute("CREATE TEMP TABLE frasi (id int PRIMARY KEY, testo text)")
    with cursore.copy("COPY frasi FROM STDIN") as copia:
        for frase in frasi(FRASI):
            copia.write_row(frase)
    cursore.execute("ANALYZE frasi")
    cursore.execute("CREATE TEMP TABLE pesi (codice text, peso int)")
    cursore.executemany("INSERT INTO pesi VALUES (%s, %s)", list(UFFICI.items()))
    for nome, istruzione in PASSI.items():
        _fai(cursore, nome, istruzione)
    cursore.execute("SET session_replication_role = DEFAULT")


def indici_tolti(cursore: CursorWrapper) -> list[tuple[str, str]]:
    """Drops the indexes of the large tables that no constraint needs; (name, definition) of each."""
    cursore.execute(
        """SELECT c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique""",
        [GRANDI],
    )
    tolti = cursore.fetchall()
    for nome, _ in tolti:
        cursore.execute(f'DROP INDEX "{nome}"')
    return tolti


def _fai(cursore: CursorWrapper, nome: str, istruzione: str) -> None:
    inizio = time.perf_counter()
    cursore.execute(istruzione)
    print(f"{nome}: {max(0, cursore.rowcount):,} righe in {time.perf_counter() - inizio:.1f} s", flush=True)


def semina(quante: int) -> None:
    with transaction.atomic(), connection.cursor() as cursore:
        tabelle()
        tolti = indici_tolti(cursore)
        righe(cursore, quante)
        cursore.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for nome, definizione in tolti:
            _fai(cursore, nome, definizione)
    with connection.cursor() as cursore:
        _fai(cursore, "statistiche", "VACUUM ANALYZE")


if __name__ == "__main__":
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("--pratiche", type=int, default=1_000_000)
    vuota()
    call_command("migrate", verbosity=0, skip_checks=True)
    semina(argomenti.parse_args().pratiche)
