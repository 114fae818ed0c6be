"""What lists, searches and pages cost at ten thousand, a hundred thousand and a million pratiche.

`python bench/elenchi.py [--righe 10000 100000 1000000] [--solo archivio] [--piani]`. Needs nothing running: a
PostgreSQL of its own, thrown away at the end; or that of DATABASE_URL (where bench/semina.py has filled the
databases `p<righe>_banco`). For each page, in milliseconds of processor, best of four: the rows of the list,
and how many times the plain indexed filter they take; its slowest statement; all its SQL; the page, SQL and
Django; its queries.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

RADICE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RADICE))
GIRI = 5
# The best that a list can be: fifty-one rows from one index, and nobody asked who may read them.
SEMPLICE = """SELECT id, numero, oggetto, chiusa_il FROM pratiche_pratica WHERE stato = 'completata'
    ORDER BY chiusa_il DESC, id DESC LIMIT 51"""
PAROLE = {
    "una parola in tutti": "azienda",
    "una parola in due terzi": "prodotto",
    "una parola in uno su quindici": "sconto",
    "due parole": "dogana etichetta",
    "molte parole": "azienda prodotto mercato richiesta spedizione",
    "frase di parole comuni": '"azienda prodotto"',
    "frase che non c'è": '"mercato azienda prodotto richiesta"',
    "prefisso": "cert",
    "prefisso di tutto": "pro",
    "parola e parola esclusa": "azienda -prodotto",
}


def main():
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("--righe", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    argomenti.add_argument("--solo", default="")
    argomenti.add_argument("--piani", action="store_true", help="EXPLAIN the slowest statement of each page")
    scelte = argomenti.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-elenchi-", ignore_cleanup_errors=True) as cartella:
        motori = accendi(Path(cartella))
        try:
            for righe in scelte.righe:
                misura(righe, scelte.solo, scelte.piani, seminare=bool(motori))
        finally:
            for motore in reversed(motori):
                motore.ferma()
            if motori:
                from extranet.embedded import luoghi

                luoghi.cancella(Path(cartella))


def accendi(cartella):
    """The engines, unless DATABASE_URL and REDIS_URL name others; then Django."""
    motori = []
    if "DATABASE_URL" not in os.environ:
        os.environ |= {"EXTRANET_STATE": str(cartella), "SECRET_KEY": secrets.token_urlsafe(50)}
        from extranet.embedded.postgres import Postgres
        from extranet.embedded.valkey import Valkey

        motori = [Postgres(cartella, effimero=True), Valkey(cartella, effimero=True)]
        for motore in motori:
            motore.avvia()
        os.environ |= {"DATABASE_URL": motori[0].url, "REDIS_URL": motori[1].url}
    os.environ |= {"EXTRANET_AMBIENTE": "prova", "EMAIL_URL": f"casella://{cartella}", "LIVELLO_LOG": "ERROR"}
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extranet.settings")
    django.setup()
    return motori


def misura(righe, solo, piani, *, seminare):
    from django.db import connection

    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = f"p{righe}_banco"
    if seminare:
        indirizzo = os.environ["DATABASE_URL"].replace("/extranet?", f"/p{righe}_banco?")
        comando = [sys.executable, "-m", "bench.semina", "--pratiche", str(righe)]
        subprocess.run(comando, cwd=RADICE, env=os.environ | {"DATABASE_URL": indirizzo}, check=True)
    semplice = min(sql(SEMPLICE) for _ in range(9))
    print(f"\n## {righe:,} pratiche\n\nIl filtro semplice: {semplice:.2f} ms\n")
    print("| pagina | righe | volte il semplice | SQL più lento | tutto l'SQL | pagina | domande |")
    print("|---|---|---|---|---|---|---|")
    for nome, chi, indirizzo in casi():
        if solo in nome:
            riga(nome, chi, indirizzo, semplice, piani)


def sql(istruzione):
    from django.db import connection

    with connection.cursor() as cursore:
        cronometro = Cronometro(connection)
        cursore.execute(istruzione)
        cursore.fetchall()
        return cronometro.millisecondi()


class Cronometro:
    """What PostgreSQL's process has computed meanwhile: another program on the machine does not count.

    By the wall clock where the system does not say it, or where the server is elsewhere.
    """

    def __init__(self, connessione):
        self.file = Path(f"/proc/{connessione.connection.info.backend_pid}/schedstat")
        self.inizio = self._adesso()

    def millisecondi(self):
        return (self._adesso() - self.inizio) / 1e6

    def _adesso(self):
        try:
            return int(self.file.read_text().split()[0])
        except OSError:
            return time.perf_counter_ns()


class Cronista:
    """Every statement of a page, and how long it took."""

    def __init__(self):
        self.istruzioni = []

    def __call__(self, esegui, istruzione, valori, molti, contesto):
        cronometro = Cronometro(contesto["connection"])
        try:
            return esegui(istruzione, valori, molti, contesto)
        finally:
            self.istruzioni.append((cronometro.millisecondi(), istruzione, valori))


def riga(nome, chi, indirizzo, semplice, piani):
    from django.db import connection
    from django.test import Client

    cliente = Client()
    cliente.force_login(chi)
    pagine = []
    for _ in range(GIRI):
        cronista = Cronista()
        inizio = time.process_time()
        with connection.execute_wrapper(cronista):
            risposta = cliente.get(indirizzo)
            if risposta.streaming:
                next(iter(risposta.streaming_content), b"")
                next(iter(risposta.streaming_content), b"")
        nostro, suo = (time.process_time() - inizio) * 1000, sum(i[0] for i in cronista.istruzioni)
        pagine.append((nostro + suo, cronista.istruzioni, risposta.status_code))
    pagine = pagine[min(1, len(pagine) - 1) :]
    lenti = [max(istruzioni, key=lambda i: i[0]) for _, istruzioni, _ in pagine]
    lento = min(ms for ms, _, _ in lenti)
    tutto = min(sum(ms for ms, _, _ in istruzioni) for _, istruzioni, _ in pagine)
    pagina = min(ms for ms, _, _ in pagine)
    righe = min(sum(ms for ms, testo, _ in i if "chiave_di_ordine" in testo) for _, i, _ in pagine)
    esito = "" if pagine[-1][2] == 200 else f" (HTTP {pagine[-1][2]})"
    print(
        f"| {nome}{esito} | {righe:.1f} | {righe / semplice:.0f} | {lento:.1f} | {tutto:.1f} | {pagina:.0f} "
        f"| {len(pagine[-1][1])} |",
        flush=True,
    )
    if piani:
        spiega(lenti[-1])


def spiega(istruzione):
    from django.db import connection

    with connection.cursor() as cursore:
        cursore.execute(f"EXPLAIN (ANALYZE, BUFFERS) {istruzione[1]}", istruzione[2])
        print("\n".join(f"    {linea}" for (linea,) in cursore.fetchall()))


def casi():
    """(name, reader, address) of every page."""
    from sportelli.models import Utente

    def chi(email):
        return Utente.objects.get(email=f"{email}@esempio.it")

    operatore, responsabile = chi("operatore1.fi"), chi("responsabile1.fi")
    referente, direzione = chi("referente1.tp"), chi("direzione1.tp")
    for nome, persona in (("operatore", operatore), ("responsabile", responsabile), ("referente", referente)):
        yield f"home, {nome}", persona, "/"
    yield "home, direzione", direzione, "/"
    for persona in (operatore, responsabile, referente, direzione):
        yield from _liste(persona)
    yield from _archivio(operatore, referente)
    yield from _dettagli(operatore, referente)
    yield from _altrove(operatore, referente)


def _liste(persona):
    from django.urls import reverse

    from pratiche.elenchi import liste_di

    for lista in liste_di(persona):
        indirizzo = reverse("pratiche:elenco_lista", args=[lista.nome])
        yield f"lista {lista.nome}, {persona.ruolo}", persona, indirizzo
        yield f"lista {lista.nome}, {persona.ruolo}, in fondo", persona, _in_fondo(persona, lista, indirizzo)
    if persona.ruolo in ("operatore", "referente"):
        indirizzo = reverse("pratiche:elenco_lista", args=["ufficio" if persona.di_sportello else "tutte"])
        for nome, filtro in (
            ("testo", {"testo": "dogana"}),
            ("stato", {"stato": "in_lavorazione"}),
            ("paese", {"paese": "US"}),
            ("servizio raro", {"servizio": "logistica"}),
        ):
            yield f"lista filtrata per {nome}, {persona.ruolo}", persona, f"{indirizzo}?{urlencode(filtro)}"


def _in_fondo(persona, lista, indirizzo):
    from django.http import QueryDict

    from pratiche.elenchi import ElencoPratiche

    return f"{indirizzo}?dopo={_cursore(ElencoPratiche(persona, QueryDict(''), lista))}"


def _cursore(elenco, parte=0.9):
    """Where the list is nine tenths done, or at the row 200,000."""
    from nucleo.elenchi import chiavi

    righe = chiavi.ordinate(elenco.da_mostrare, elenco.verso)
    posto = int(min(elenco.da_mostrare.count(), 220_000) * parte)
    riga = righe[posto : posto + 1].first()
    return chiavi._scrivi(riga, elenco.verso) if riga else ""


def _archivio(operatore, referente):
    from django.http import QueryDict
    from django.urls import reverse

    from pratiche.elenchi import ElencoArchivio

    indirizzo = reverse("pratiche:archivio")
    yield "archivio", operatore, indirizzo
    yield "archivio, Referente", referente, indirizzo
    cursore = _cursore(ElencoArchivio(operatore, QueryDict("")))
    yield "archivio, pagina profonda", operatore, f"{indirizzo}?dopo={cursore}"
    for filtro in (
        *(
            {"servizio": "dogane"},
            {"settore": "carta"},
            {"paese": "US"},
            {"paese": "NO"},
            {"sportello": "MS"},
        ),
        *({"anno": "2020"}, {"anno": "2002"}, {"servizio": "logistica", "settore": "carta", "paese": "NO"}),
        {"sportello": "MS", "anno": "2019", "paese": "AL"},
    ):
        yield (
            f"archivio per {', '.join(filtro)}: {' '.join(filtro.values())}",
            operatore,
            f"{indirizzo}?{urlencode(filtro)}",
        )
    for nome, testo in {**PAROLE, **_rare()}.items():
        yield f"archivio, {nome}", operatore, f"{indirizzo}?{urlencode({'testo': testo})}"
        if nome in ("una parola in tutti", "una parola rara"):
            yield (
                f"archivio, {nome}, per data",
                operatore,
                f"{indirizzo}?{urlencode({'testo': testo, 'ordina': '-data'})}",
            )
    filtro = {"testo": "prodotto", "paese": "NO", "anno": "2020"}
    yield "archivio, testo con due faccette", operatore, f"{indirizzo}?{urlencode(filtro)}"
    file = reverse("pratiche:archivio_esporta", args=["csv"])
    yield (
        "archivio, prime righe del file",
        operatore,
        f"{file}?{urlencode({'testo': 'prodotto', 'anno': '2020', 'sportello': 'MS', 'paese': 'AL'})}",
    )


def _rare():
    """A word of some two answers in a thousand, and one of a single company's."""
    from bench.semina import vocabolario
    from sportelli.models import Azienda

    return {
        "una parola rara": vocabolario()[-1],
        "il nome di un'azienda": Azienda.objects.order_by("-pk")[0].ragione_sociale.removesuffix(" S.r.l."),
    }


def _dettagli(operatore, referente):
    from pratiche.models import Pratica

    proprie = Pratica.objects.filter(sportello=operatore.sportello).order_by("-pk")
    altrui = Pratica.objects.exclude(sportello=operatore.sportello).filter(stato="completata").order_by("pk")
    yield (
        "pratica in lavorazione",
        operatore,
        proprie.filter(stato="in_lavorazione").first().get_absolute_url(),
    )
    attesa = Pratica.objects.filter(stato="in_attesa_tp").first()
    yield "pratica che attende TP, Referente", referente, attesa.get_absolute_url()
    yield (
        "pratica propria completata",
        operatore,
        proprie.filter(stato="completata").first().get_absolute_url(),
    )
    yield "pratica altrui in archivio", operatore, altrui.filter(riservata=False).first().get_absolute_url()
    yield "pratica riservata altrui", operatore, altrui.filter(riservata=True).first().get_absolute_url()


def _altrove(operatore, referente):
    from django.urls import reverse

    for nome, testo in {**PAROLE, **_rare()}.items():
        yield f"casella di ricerca: {nome}", operatore, f"{reverse('cerca')}?{urlencode({'q': testo})}"
    yield "casella di ricerca: prodotto, Referente", referente, f"{reverse('cerca')}?q=prodotto"
    yield "aziende", operatore, reverse("sportelli:aziende")
    yield "aziende per nome", operatore, f"{reverse('sportelli:aziende')}?testo=azienda+pro"
    yield "aziende, nome che non c'è", operatore, f"{reverse('sportelli:aziende')}?testo=zzzyx"
    yield "fornitori", operatore, reverse("sportelli:fornitori")
    yield "fornitori per nome", operatore, f"{reverse('sportelli:fornitori')}?testo=mercato"
    yield "notifiche", operatore, reverse("nucleo:notifiche")


if __name__ == "__main__":
    main()
