"""The results and the compliance at a million pratiche, and what it costs to keep their sums true.

`python bench/risultati.py [--pratiche 1000000] [--risposte 300000] [--giri 5] [--piani] [--solo pagine]`.
Needs nothing running: a PostgreSQL of its own, thrown away at the end; or that of DATABASE_URL, a database
whose name ends in «_banco», which is made anew unless `--pronta` says that it was seeded already. In order:
`zero`, everything summed from nothing; `pagine`, p95 of all their requests (goals: 300 ms of processor, ours
and PostgreSQL's, and twelve queries); `worker`, what it takes to sum again some thousands of changed rows.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

RADICE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RADICE))

from elenchi import Cronista, Cronometro, accendi, spiega  # noqa: E402  # the one beside this file, after the path

PASSI = dict(
    passo.split("\n", 1) for passo in Path(__file__).with_suffix(".sql").read_text().split("--- ")[1:]
)
MASSIMO_MS, MASSIMO_DOMANDE = 300, 12
CAMBIATE = (100, 1_000, 10_000)
LAVORO = "| lavoro | secondi | processore, nostro | processore, PostgreSQL |\n|---|---|---|---|"
SCELTE = ("servizio=dogane", "settore=moda", "paese=US", "servizio=orientamento&settore=moda&paese=DE")
# Rows that people may have touched within a minute: of the last months, as they are those at hand.
RECENTI = "SELECT id FROM {tabella} WHERE {quando} IS NOT NULL ORDER BY {quando} DESC LIMIT %s"


def main():
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("--pratiche", type=int, default=1_000_000)
    argomenti.add_argument("--risposte", type=int, default=300_000)
    argomenti.add_argument("--giri", type=int, default=5)
    argomenti.add_argument("--piani", action="store_true", help="EXPLAIN the slowest statement of each page")
    argomenti.add_argument("--pronta", action="store_true", help="the database of DATABASE_URL is seeded")
    argomenti.add_argument("--solo", choices=("zero", "pagine", "worker"), help="one of the three measures")
    scelte = argomenti.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-risultati-", ignore_cleanup_errors=True) as cartella:
        motori = accendi(Path(cartella))
        try:
            return misura(scelte, "banco_banco" if motori else "")
        finally:
            for motore in reversed(motori):
                motore.ferma()
            if motori:
                from extranet.embedded import luoghi

                luoghi.cancella(Path(cartella))


def misura(scelte, nome):
    from django.db import connection

    if nome:
        connection.close()
        connection.close_pool()
        connection.settings_dict["NAME"] = nome
    if not scelte.pronta:
        semina(scelte, nome)
    misure = {"zero": rifatti, "pagine": lambda: pagine(scelte), "worker": aggiornamenti}
    return max(misura() or 0 for come, misura in misure.items() if scelte.solo in (None, come))


def semina(scelte, nome):
    """The pratiche of semina.py, then their lives, requests and answers."""
    from django.db import connection

    indirizzo = os.environ["DATABASE_URL"]
    if nome:
        indirizzo = indirizzo.replace("/extranet?", f"/{nome}?")
    comando = [sys.executable, "-m", "bench.semina", "--pratiche", str(scelte.pratiche)]
    subprocess.run(comando, cwd=RADICE, env=os.environ | {"DATABASE_URL": indirizzo}, check=True)
    from feedback.azioni import carica_questionario

    carica_questionario()
    with connection.cursor() as cursore:
        for titolo, istruzione in PASSI.items():
            inizio = time.perf_counter()
            cursore.execute(istruzione.replace(":risposte", str(scelte.risposte)))
            quante = max(0, cursore.rowcount)
            print(f"{titolo}: {quante:,} righe in {time.perf_counter() - inizio:.1f} s", flush=True)
        cursore.execute("VACUUM ANALYZE")


def rifatti():
    """Everything summed from nothing, as `manage.py rifai_aggregati` does."""
    from django.db import connection

    from extranet.doveri import AGGREGATI
    from sportelli.aggregati import rifai

    print(f"\n{LAVORO}")
    for aggregato in AGGREGATI:
        lavoro(f"da zero, {aggregato.nome}", lambda aggregato=aggregato: rifai(aggregato))
    with connection.cursor() as cursore:
        cursore.execute("VACUUM ANALYZE")


def lavoro(nome, fai):
    """Does it, and prints how long it took."""
    from django.db import connection

    connection.ensure_connection()
    inizio, nostro, suo = time.perf_counter(), time.process_time(), Cronometro(connection)
    fai()
    cifre = (time.perf_counter() - inizio, time.process_time() - nostro, suo.millisecondi() / 1000)
    print(f"| {nome} | {' | '.join(f'{cifra:.1f}' for cifra in cifre)} |", flush=True)


# --- Pages -------------------------------------------------------------------------------------------------


def pagine(scelte):
    """0 when every page keeps to the goals."""
    print("\n| pagina | p50 | p95 | massimo | SQL più lento | domande |\n|---|---|---|---|---|---|")
    esiti = [riga(nome, chi, indirizzi, scelte) for nome, chi, indirizzi in casi()]
    return 0 if all(esiti) else 1


def riga(nome, chi, indirizzi, scelte):
    """Every address of a page, some times each, in milliseconds of processor."""
    from django.test import Client

    cliente = Client()
    if chi is not None:
        cliente.force_login(chi)
    cliente.get(indirizzi[0])
    richieste = [una(cliente, indirizzo) for _ in range(scelte.giri) for indirizzo in indirizzi]
    tempi = sorted(ms for ms, _ in richieste)
    domande = max(len(istruzioni) for _, istruzioni in richieste)
    lenta = max(
        (i for _, istruzioni in richieste for i in istruzioni), key=lambda i: i[0], default=(0, "", ())
    )
    p95 = tempi[min(len(tempi) - 1, round(len(tempi) * 0.95))]
    cifre = (tempi[len(tempi) // 2], p95, tempi[-1], lenta[0], domande)
    print(f"| {nome} | {' | '.join(f'{cifra:.0f}' for cifra in cifre)} |", flush=True)
    if scelte.piani and lenta[1]:
        spiega(lenta)
    return p95 <= MASSIMO_MS and domande <= MASSIMO_DOMANDE


def una(cliente, indirizzo):
    from django.db import connection

    cronista, inizio = Cronista(), time.process_time()
    with connection.execute_wrapper(cronista):
        risposta = cliente.get(indirizzo)
        if risposta.streaming:
            b"".join(risposta.streaming_content)
    if risposta.status_code != 200:
        raise SystemExit(f"{indirizzo}: {risposta.status_code}")
    suo = sum(ms for ms, _, _ in cronista.istruzioni)
    return (time.process_time() - inizio) * 1000 + suo, cronista.istruzioni


def casi():
    """(name, reader, addresses) of every page."""
    from nucleo import tempo
    from sportelli.models import Utente

    def chi(email):
        return Utente.objects.get(email=f"{email}@esempio.it")

    anno = tempo.oggi().year
    ufficio, piccolo, direzione = chi("operatore1.fi"), chi("operatore1.ms"), chi("direzione1.tp")
    for nome, persona in (
        ("operatore", ufficio),
        ("operatore del più piccolo", piccolo),
        ("direzione", direzione),
    ):
        yield f"risultati, {nome}", persona, list(_risultati(anno))
        sempre = f"/risultati/?dal={anno - 8}-01&al={anno}-12"
        yield f"risultati, {nome}, tutti gli anni", persona, [sempre]
        yield f"risultati, {nome}, tutti gli anni di qualcosa", persona, [f"{sempre}&{s}" for s in SCELTE]
    yield (
        "risultati, uno Sportello, direzione",
        direzione,
        ["/risultati/?sportello=FI", "/risultati/?sportello=MS"],
    )
    yield "tabelle in CSV e XLSX", direzione, [f"/risultati/{t}" for t in ("sportelli.csv", "sintesi.xlsx")]
    yield "grafici in SVG e PNG", ufficio, [f"/risultati/{t}" for t in ("andamento.svg", "tempi.png")]
    yield "rapporto dell'anno in PDF", ufficio, [f"/risultati/{anno - 1}/rapporto.pdf"]
    yield (
        "conformità",
        direzione,
        [f"/conformita/{q}" for q in ("", f"?anno={anno - 1}", f"?anno={anno - 4}")],
    )
    yield "risposte, operatore", ufficio, ["/feedback/", "/feedback/?complessivo=5"]
    yield "risposte, direzione", direzione, ["/feedback/"]
    yield "dati aperti", None, ["/pubblico/dati/", "/pubblico/dati/servizi.csv"]


def _risultati(anno):
    filtri = (
        *({}, {"periodo": anno - 1}, {"periodo": anno - 3}, {"periodo": f"{anno - 1}-T2"}),
        *({"servizio": "dogane"}, {"settore": "carta"}, {"paese": "US"}, {"paese": "NO"}),
        {"periodo": anno - 1, "servizio": "orientamento", "settore": "moda"},
        {"periodo": anno - 1, "servizio": "orientamento", "settore": "moda", "paese": "US"},
    )
    for filtro in filtri:
        yield f"/risultati/?{urlencode(filtro)}"


# --- The worker --------------------------------------------------------------------------------------------


def aggiornamenti():
    """Some thousands of rows change, and the worker sums them again."""
    from feedback.aggregati import FEEDBACK
    from pratiche.aggregati import PRATICHE

    print(f"\n{LAVORO}")
    for quante in CAMBIATE:
        aggiornamento(
            PRATICHE, "pratica", RECENTI.format(tabella="pratiche_pratica", quando="chiusa_il"), quante
        )
        aggiornamento(
            FEEDBACK, "risposta", RECENTI.format(tabella="feedback_risposta", quando="data_il"), quante
        )


def aggiornamento(aggregato, genere, quali, quante):
    from django.db import connection

    from sportelli.aggregati import aggiorna

    coda = aggregato.coda._meta.db_table
    with connection.cursor() as cursore:
        cursore.execute(
            f"INSERT INTO {coda} (genere, origine) SELECT '{genere}', id FROM ({quali}) r", [quante]
        )

    def fai():
        while aggregato.coda._default_manager.exists():
            aggiorna(aggregato)

    lavoro(f"{quante:,} cambiate, {genere}", fai)


if __name__ == "__main__":
    sys.exit(main())
