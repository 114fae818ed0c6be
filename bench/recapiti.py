"""How long `maschera` and `nascondi_nomi` take on 100 KB of hostile text, and how they grow with its length.

`python bench/recapiti.py`. Prose of the same length is 1; ends with 1 if anything takes a second, or grows
much faster than the text. Needs nothing running.
"""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pratiche.recapiti import maschera, nascondi_nomi
from tests.pratiche.recapiti.casi_ostili import A_CASO, NOMI, OSTILI, ostile

CARATTERI = 100_000
AL_PIU = 1.0  # seconds
CRESCITA = 16  # for a text eight times as long; a square would be 64


def nomi(testo):
    return nascondi_nomi(testo, ["Mario Rossi", "Camiceria Torriandini S.p.A."], "[azienda]")


def secondi(funzione, testo):
    migliore = float("inf")
    for _ in range(3):
        inizio = time.process_time()
        funzione(testo)
        migliore = min(migliore, time.process_time() - inizio)
    return migliore


def main():
    prosa = secondi(maschera, ostile("prosa", CARATTERI))
    casi = [(maschera, nome, ostile(nome, CARATTERI)) for nome in (*OSTILI, *A_CASO)]
    casi += [(nomi, unita, unita * (CARATTERI // len(unita))) for unita in NOMI]
    righe = []
    for funzione, nome, testo in casi:
        durata = secondi(funzione, testo)
        crescita = durata / secondi(funzione, testo[: CARATTERI // 8])
        righe.append((durata, crescita, funzione.__name__, nome))
    for durata, crescita, funzione, nome in sorted(righe, reverse=True)[:20]:
        print(f"{durata:6.3f} s  {durata / prosa:5.1f}  x{crescita:4.1f}  {funzione} {nome}")
    return int(any(riga[0] > AL_PIU or riga[0] > 0.05 and riga[1] > CRESCITA for riga in righe))


if __name__ == "__main__":
    sys.exit(main())
