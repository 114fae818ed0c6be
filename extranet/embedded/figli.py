"""A program that the launcher keeps running, and passes on the words of."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from extranet.embedded.processi import Guasto, Processo, nasci, termina

RADICE = Path(__file__).resolve().parents[2]
TENTATIVI = 5
# A program that has run this long was well: its earlier failures are forgotten.
STABILE = 30.0


def dice(nome: str, testo: str, dove: TextIO | None = None) -> None:
    """One line on the terminal; when the terminal is gone, nothing."""
    try:
        print(f"{nome:>10} | {testo}", flush=True, file=dove)
    except OSError:
        return


class Figlio:
    """A program started again when it ends, a little later each time; after five quick failures, Guasto.

    `pazienza` is how many seconds it is given to end when asked.
    """

    def __init__(
        self, nome: str, comando: Sequence[str], ambiente: Mapping[str, str], pazienza: float
    ) -> None:
        self.nome, self.comando, self.ambiente, self.pazienza = nome, comando, ambiente, pazienza
        self.processo: Processo | None = None
        self.cadute = 0
        self.istante = 0.0  # of birth while it runs, of rebirth while it waits
        self._resto = b""

    def avvia(self) -> None:
        self.istante = time.monotonic()
        self.processo = nasci(
            self.comando,
            alla_morte=signal.SIGKILL,  # the database dies with us too: there is nothing to end in order
            env=self.ambiente,
            cwd=RADICE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        os.set_blocking(self.uscite()[0], False)

    def vivo(self) -> bool:
        return self.processo is not None and self.processo.poll() is None

    def uscite(self) -> list[int]:
        """The file descriptor of what it prints, none while it does not run."""
        canale = self.processo.stdout if self.processo else None
        return [canale.fileno()] if canale else []

    def ripeti(self) -> None:
        """Passes on the whole lines that it has printed meanwhile."""
        for uscita in self.uscite():
            for riga in self._righe(uscita):
                if riga.strip():
                    dice(self.nome, riga.decode(errors="replace"))

    def sorveglia(self) -> None:
        """Notices that it has ended, and starts it again when its pause is over."""
        self.ripeti()
        if self.processo is None and time.monotonic() >= self.istante:
            self.avvia()
        elif self.processo is not None and not self.vivo():
            self._caduto(self.processo.returncode)

    def chiedi_di_finire(self) -> None:
        if self.processo is not None and self.vivo():
            self.processo.send_signal(signal.SIGTERM)
        self.istante = time.monotonic() + self.pazienza

    def finito(self) -> bool:
        """Whether it has ended after being asked; when its time is over it is killed with its children."""
        self.ripeti()
        if self.processo is None or not self.vivo():
            return True
        if time.monotonic() > self.istante:
            dice(self.nome, f"non finisce in {self.pazienza:.0f} s: lo chiudo")
            termina(self.processo)
        return False

    def _caduto(self, codice: int) -> None:
        breve = time.monotonic() - self.istante < STABILE
        self.cadute = self.cadute + 1 if breve else 1
        if self.cadute >= TENTATIVI:
            raise Guasto(f"{self.nome} continua a cadere: mi fermo.")
        pausa = 2 ** (self.cadute - 1)
        dice(self.nome, f"è caduto (codice {codice}): riparte fra {pausa} s")
        self.processo, self.istante = None, time.monotonic() + pausa

    def _righe(self, uscita: int) -> list[bytes]:
        letto = b""
        try:
            while pezzo := os.read(uscita, 65536):
                letto += pezzo
        except BlockingIOError:
            pass
        *righe, self._resto = (self._resto + letto).split(b"\n")
        return righe
