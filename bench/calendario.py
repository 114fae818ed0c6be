"""The public calendar with many initiatives, beside a view that does nothing (C8).

`python bench/calendario.py [--iniziative 1000 10000] [--richieste 2000] [--giri 3]`. gunicorn runs as in the
one-command stack, engines are its own, nothing leaves the loopback. For each size, in one run:

* kept pages and feeds, and conditional requests, beside a plain view of as many bytes (goals: 304 and full
  ICS at least 0.8 of it);
* pages that nobody keeps beside a page of fifty rows built by the same program, in milliseconds of processor,
  PostgreSQL's too (goal: at least 0.5 of it): with the index at hand, as all those of a minute but the first;
  as the first of a minute; and as the first after an initiative was changed; and how many a second are handed
  over, each at an address of its own (goal: ten times the 24 a second of the best peer);
* how many milliseconds of processor, PostgreSQL's too, the full ICS takes to be built again (goal: 25 for a
  thousand events).
"""

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

RADICE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RADICE))

import pubblico as banco  # noqa: E402  # those beside this file, after the path
from clienti import non_cambiate, tutte_diverse  # noqa: E402

TUTTE = "passate=1"
PAGINE = {
    "elenco": "/pubblico/calendario/",
    "mese": "/pubblico/calendario/mese/2027-03/",
    "incorporata": "/pubblico/calendario/incorpora/",
    "ICS intero": f"/pubblico/calendario/calendario.ics?{TUTTE}",
    "JSON": "/pubblico/calendario/calendario.json",
    "Atom": "/pubblico/calendario/calendario.atom",
}
COME_LA_NUDA = {"ICS intero": 0.8}
DA_RIFARE = ("elenco", "mese", "incorporata", "dettaglio")
CONDIZIONATE, NON_TENUTE, RIFATTO_MS, AL_SECONDO = 0.8, 0.5, 25, 240
TESTO = "Dodici postazioni **in Fortezza**, con interprete e incontri preparati prima della partenza.\n\n"


def main():
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("--iniziative", type=int, nargs="+", default=[1_000, 10_000])
    argomenti.add_argument("--richieste", type=int, default=2_000, help="for each side of each round")
    argomenti.add_argument("--giri", type=int, default=3)
    scelte = argomenti.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-calendario-") as cartella:
        return misura(Path(cartella), scelte)


def misura(cartella, scelte):
    porta = banco.porta_libera()
    banco.ambiente(cartella, porta)
    from extranet.embedded.postgres import Postgres
    from extranet.embedded.valkey import Valkey

    servizi = [Postgres(cartella, effimero=True), Valkey(cartella, effimero=True)]
    for servizio in servizi:
        servizio.avvia()
    banco.os.environ |= {"DATABASE_URL": servizi[0].url, "REDIS_URL": servizi[1].url}
    try:
        prepara()
        return max(gara(porta, quante, scelte) for quante in scelte.iniziative)
    finally:
        for servizio in reversed(servizi):
            servizio.ferma()


def prepara():
    import django

    django.setup()
    from django.core.management import call_command

    from calendario import azioni
    from sportelli.azioni import carica_tabelle

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("migrate", verbosity=0)
    carica_tabelle()
    azioni.prepara()


def gara(porta, quante, scelte):
    from django.db import connection

    semina(quante)
    print(f"\n{quante} iniziative")
    pagine = PAGINE | {"dettaglio": un_dettaglio()}
    esiti = [rifatto(quante), a_freddo(pagine)]
    connection.close()
    programma = banco.accendi(porta)
    try:
        esiti += [tenuta(porta, nome, via, scelte) for nome, via in pagine.items()]
        esiti += [condizionata(porta, nome, via, scelte) for nome, via in pagine.items()]
        esiti += [non_tenuta(porta, nome, pagine[nome], scelte) for nome in ("elenco", "mese")]
    finally:
        programma.terminate()
        programma.wait()
    return max(esiti)


def semina(quante):
    """Published rows with days, topics and countries of their own; the sweep writes their events."""
    from django.core.management import call_command

    from calendario.models import Editore, Iniziativa
    from sportelli.models import Paese, Settore

    tp, settori, paesi = (
        Editore.objects.get(tipo="tp"),
        list(Settore.objects.all()),
        list(Paese.objects.all()),
    )
    nuove = [_riga(tp, n) for n in range(Iniziativa.objects.count(), quante)]
    Iniziativa.objects.bulk_create(nuove, batch_size=500)
    for campo, voci, chiave in (("settori", settori, "settore_id"), ("paesi", paesi[:40], "paese_id")):
        legame = getattr(Iniziativa, campo).through
        righe = [
            legame(iniziativa_id=riga.pk, **{chiave: voci[n % len(voci)].pk}) for n, riga in enumerate(nuove)
        ]
        legame.objects.bulk_create(righe, batch_size=1_000)
    call_command("riscrivi_ics", verbosity=0)


def _riga(tp, n):
    from datetime import timedelta

    from calendario.models import Iniziativa, Stato
    from nucleo import tempo, testo

    inizio, composto = tempo.oggi() + timedelta(days=n % 500 - 100), testo.componi(TESTO * 6)
    return Iniziativa(
        editore=tp,
        organizzatore=tp,
        stato=Stato.CONFERMATA,
        pubblicata_il=tempo.adesso(),
        sequenza=1,
        tipo="collettiva",
        titolo=f"Collettiva numero {n}",
        citta="Osaka",
        inizio=inizio,
        fine=inizio + timedelta(days=2),
        scadenza=inizio,
        testo=composto.markdown,
        html=composto.html,
        testo_piano=composto.piano,
    )


def rifatto(quante):
    """The whole ICS from the index and the database, the best of ten: as when something has just changed."""
    from django.db import connection
    from django.http import QueryDict

    from calendario.feed import calendari
    from calendario.feed.scelta import Scelta

    calendari.calendario(Scelta(QueryDict(TUTTE), "it"))
    tempi, byte = [], 0
    for _ in range(10):
        scelta = Scelta(QueryDict(TUTTE), "it")
        inizio = processore(connection)
        byte = len(calendari.calendario(scelta).encode())
        tempi.append(processore(connection) - inizio)
    limite = RIFATTO_MS * quante / 1_000
    print(f"{'ICS rifatto':>14}: {byte:9} byte in {min(tempi):.1f} ms (obiettivo {limite:.0f})")
    return int(min(tempi) > limite)


def processore(connessione):
    """Milliseconds of processor that this process and its PostgreSQL have used."""
    file = Path(f"/proc/{connessione.connection.info.backend_pid}/schedstat")
    return time.process_time() * 1000 + int(file.read_text().split()[0]) / 1e6


def un_dettaglio():
    """The address of one to come, with others near it."""
    from calendario.models import Iniziativa

    return Iniziativa.objects.pubbliche().future().order_by("inizio", "pk")[10].indirizzo_pubblico


def a_freddo(pagine):
    """Pages that nobody keeps, beside a page of fifty rows, in this process."""
    from django.template import engines
    from django.test import Client, override_settings

    from calendario.models import Iniziativa
    from nucleo import vetrina

    modello = engines["django"].from_string(
        "{% for r in righe %}<li><a href='{{ r.get_absolute_url }}'>{{ r.titolo }}</a> {{ r.inizio|data }} "
        "{% etichetta r.get_stato_display %} {{ r.organizzatore }}"
        "{% for s in r.settori.all %}{{ s }}{% endfor %}</li>{% endfor %}"
    )

    def cinquanta():
        righe = Iniziativa.objects.pubbliche().select_related("organizzatore").prefetch_related("settori")
        modello.render({"righe": righe.order_by("-inizio")[:50]})

    esito, metro = 0, meglio_di_dieci(cinquanta)
    print(f"{'50 righe':>14}: {metro:.1f} ms")
    with override_settings(VETRINA_RICORDA=True, ALLOWED_HOSTS=["*"]):
        cliente = Client()
        for nome in DA_RIFARE:
            for come, prima in (
                ("non tenuta", vetrina.memoria.svuota),
                ("prima del minuto", vetrina.rinnova),
                ("dopo una modifica", cambia),
            ):
                pagina = meglio_di_dieci(lambda via=pagine[nome]: cliente.get(via), prima)
                esito |= _dice(f"{nome}, {come}", f"{pagina:.1f} ms", metro / pagina, NON_TENUTE)
    return esito


def cambia():
    """Somebody saves an initiative."""
    from django.db.models import F

    from calendario.models import Iniziativa
    from nucleo import vetrina

    una = Iniziativa.objects.pubbliche().earliest("pk")
    Iniziativa.objects.filter(pk=una.pk).update(sequenza=F("sequenza") + 1)
    vetrina.rinnova()


def meglio_di_dieci(fa, prima=lambda: None):
    """Milliseconds of processor, ours and PostgreSQL's; `prima` is done before each time, and not counted."""
    from django.db import connection

    fa()
    tempi = []
    for _ in range(10):
        prima()
        inizio = processore(connection)
        fa()
        tempi.append(processore(connection) - inizio)
    return min(tempi)


def tenuta(porta, nome, via, scelte):
    """Kept, with all its bytes, beside a plain view of as many."""
    byte = len(banco.Cliente(porta).chiedi(via))
    richieste = max(40, min(scelte.richieste, 400_000_000 // byte))
    rapporto = confronta(
        scelte.giri,
        lambda: banco.secondo(porta, f"/nuda/{byte}/", richieste),
        lambda: banco.secondo(porta, via, richieste),
    )
    return _dice(f"{nome} tenuta", f"{byte} byte", rapporto, COME_LA_NUDA.get(nome, 0))


def condizionata(porta, nome, via, scelte):
    """A 304 beside the answer with a few bytes of a plain view."""
    rapporto = confronta(
        scelte.giri,
        lambda: banco.secondo(porta, "/nuda/200/", scelte.richieste),
        lambda: non_cambiate(porta, via, scelte.richieste),
    )
    return _dice(f"{nome} 304", "", rapporto, CONDIZIONATE)


def non_tenuta(porta, nome, via, scelte):
    """How many a second that nobody keeps, the best of the rounds."""
    migliore = max(tutte_diverse(porta, via, scelte.richieste) for _ in range(scelte.giri + 1))
    print(f"{nome + ', ogni volta nuova':>28}: {migliore:.0f}/s (obiettivo {AL_SECONDO})")
    return int(migliore < AL_SECONDO)


def confronta(giri, nuda, pagina):
    """The median of the ratios, after one round that warms both up."""
    nuda(), pagina()
    coppie = [(nuda(), pagina()) for _ in range(giri)]
    return statistics.median(sua / semplice for semplice, sua in coppie)


def _dice(nome, nota, rapporto, obiettivo):
    fine = f" (obiettivo {obiettivo})" if obiettivo else ""
    print(f"{nome:>28}: {nota:>14} rapporto {rapporto:.2f}{fine}")
    return int(rapporto < obiettivo)


if __name__ == "__main__":
    sys.exit(main())
