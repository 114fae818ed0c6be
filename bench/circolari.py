"""A circolare to a hundred thousand companies: how long the diffusione takes, how fast its mail leaves (C7).

`python bench/circolari.py [--lettere 100000] [--profila 5000]`. Needs nothing running: engines and sink are
its own. Goals: queued in less than 20 s; dispatched by two workers at 0.6 or more of what SMTP alone does
(two processes, the same sink, the same bytes, as many connections). `--profila` sends so many in this
process instead, and says where the time goes.
"""

import argparse
import cProfile
import pstats
import sys
import time
from pathlib import Path

RADICE = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RADICE))

import posta as banco  # noqa: E402  # the one beside this file, after the path

IN_CODA_ENTRO = 20
SEMINA = {
    "aziende": """
        INSERT INTO sportelli_azienda (sportello_id, ragione_sociale, forma_giuridica, partita_iva,
            codice_fiscale, numero_rea, indirizzo, cap, comune, classe_fatturato, sito,
            email, pec, telefono, note, origine, codice_esterno, creata_il, aggiornata_il, versione)
        SELECT s.id, 'Ditta ' || n, '', lpad(n::text, 11, '0'), '', '', '', '', s.comune, '', '',
            '', '', '', '', 'manuale', '', now(), now(), 1
        FROM generate_series(1, %s) n
        JOIN (SELECT id, comune, row_number() OVER (ORDER BY id) - 1 AS posto FROM sportelli_sportello) s
            ON s.posto = n %% 10
    """,
    "persone": """
        INSERT INTO sportelli_contatto
            (azienda_id, nome, incarico, email, telefono, principale, attivo, versione)
        SELECT id, 'Persona ' || id, '', 'ditta' || id || '@d' || id %% 500 || '.esempio.it', '',
            true, true, 1
        FROM sportelli_azienda WHERE %s > 0
    """,
    "consensi": """
        INSERT INTO sportelli_consenso (contatto_id, testo_id, concesso, quando, canale)
        SELECT c.id, t.id, true, now() - interval '30 days', 'modulo'
        FROM sportelli_contatto c, sportelli_testoconsenso t WHERE t.scopo = 'circolari' AND %s > 0
    """,
}
PARAGRAFO = "Sono aperte le iscrizioni alla collettiva: la quota comprende **allestimento** e catalogo.\n\n"


def main():
    argomenti = argparse.ArgumentParser(description=__doc__)
    argomenti.add_argument("--lettere", type=int, default=100_000)
    argomenti.add_argument("--profila", type=int, default=0)
    scelte = argomenti.parse_args()
    return banco.misura(lambda cartella, porta: gara(cartella, porta, scelte.lettere, scelte.profila))


def gara(cartella, porta, lettere, profila):
    import django

    django.setup()
    from nucleo import posta

    lettere = profila or lettere
    circolare, redazione = semina(lettere)
    posta.sospendi("si prepara la gara")
    in_coda = cronometra(diffondi, circolare, redazione)
    racconta("queued", lettere, in_coda)
    if profila:
        return profila_la_spedizione(circolare, redazione)
    lettera = cartella / "lettera"
    lettera.write_bytes(stampa(circolare))
    with banco.lavoratori():
        prima = banco.a_nudo(porta, lettere, lettera)
        racconta("opened to all", lettere, cronometra(libera, circolare, redazione))
        coda = lettere / banco.finche_non_partono(buste(circolare, "aziende"))
        dopo = banco.a_nudo(porta, lettere, lettera)
    consegnate(circolare, lettere)
    nudo = (prima + dopo) / 2
    sys.stdout.write(f"SMTP alone {prima:.0f}/s and {dopo:.0f}/s   circolare {coda:.0f}/s\n")
    sys.stdout.write(f"ratio {coda / nudo:.2f} (goal {banco.OBIETTIVO})\n")
    return 0 if coda / nudo >= banco.OBIETTIVO and in_coda < IN_CODA_ENTRO else 1


def semina(lettere):
    """Ten offices with a person each, so many companies that agreed, and a draft to all of them."""
    from django.core.management import call_command
    from django.db import connection

    from circolari import azioni
    from sportelli.models import Sportello, Utente

    call_command("migrate", verbosity=0)
    call_command("carica_tabelle", verbosity=0)
    redazione = Utente.objects.create_user("redazione@esempio.it", nome="R", cognome="R", ruolo="redazione")
    for n, ufficio in enumerate(Sportello.objects.all()):
        dati = {"nome": "O", "cognome": str(n), "ruolo": "operatore", "sportello": ufficio}
        Utente.objects.create_user(f"operatore{n}@esempio.it", **dati)
    with connection.cursor() as cursore:
        # Without the history, whose seals would take minutes.
        cursore.execute("SET session_replication_role = replica")
        for istruzione in SEMINA.values():
            cursore.execute(istruzione, [lettere])
        cursore.execute("RESET session_replication_role")
        cursore.execute("ANALYZE")
    circolare = azioni.nuova(da=redazione)
    campi = {"titolo": "Aperte le iscrizioni alla collettiva", "testo": PARAGRAFO * 25}
    return azioni.modifica(circolare, campi, revisione=1, da=redazione), redazione


def diffondi(circolare, redazione):
    from circolari import azioni

    azioni.diffondi(circolare, da=redazione)


def libera(circolare, redazione):
    """The Sportelli have theirs, then the embargo is broken: all the companies' mails are due at once."""
    from circolari import azioni
    from nucleo import posta

    banco.finche_non_partono(buste(circolare, "uffici"))
    posta.sospendi("si prepara la gara")
    azioni.apri_a_tutti(circolare, "La gara misura quanto parte in fretta", da=redazione)


def buste(circolare, livello):
    from nucleo.models import Busta

    return Busta.objects.con_chiave(f"circolare:{circolare.pk}:{livello}:")


def consegnate(circolare, attese):
    """Nothing lost, nothing cancelled: a figure of mails that did not leave would be no figure."""
    arrivate = buste(circolare, "aziende").filter(stato="consegnato").count()
    if arrivate != attese:
        raise SystemExit(f"consegnate {arrivate} e-mail su {attese}")


def stampa(circolare):
    """The very bytes of one of its letters."""
    from circolari import lettere
    from circolari.chiavi import Momento
    from nucleo.posta.composizione import Tipografia
    from sportelli.models import Sportello

    contenuto = lettere.per_azienda(circolare, Momento(1), Sportello.objects.first(), "1.chiave")
    return Tipografia().plico(buste(circolare, "aziende").first(), contenuto).byte


def profila_la_spedizione(circolare, redazione):
    from nucleo import posta

    posta.riprendi()
    posta.spedisci_dovuti()
    libera(circolare, redazione)
    posta.riprendi()
    profilo = cProfile.Profile()
    profilo.runcall(posta.spedisci_dovuti)
    pstats.Stats(profilo, stream=sys.stdout).sort_stats("tottime").print_stats(35)
    return 0


def cronometra(funzione, *argomenti):
    inizio = time.perf_counter()
    funzione(*argomenti)
    return time.perf_counter() - inizio


def racconta(che_cosa, quante, secondi):
    sys.stdout.write(f"{quante:,} {che_cosa} in {secondi:.1f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
