"""`manage.py importa_aziende FILE --sportello FI [--prova] [--json]`.

Exits with 0 when the file was read, also if some of its rows stay out (the report names each), and with 2
when the file itself could not be read and nothing was written.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dialogo.azioni import importa_aziende
from dialogo.resoconto import Resoconto
from nucleo.fogli import FileIllegibile
from sportelli.models import Sportello


class Command(BaseCommand):
    help = "Importa le aziende dal file (CSV o XLSX) dell'archivio di una Camera di commercio."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--sportello", required=True, help="la sigla dello Sportello, per esempio FI")
        parser.add_argument(
            "--prova", action="store_true", help="dice che cosa succederebbe e non scrive niente"
        )
        parser.add_argument("--json", action="store_true", help="il resoconto per le macchine")

    def handle(self, *args: Any, file: Path, sportello: str, prova: bool, **opzioni: Any) -> None:
        try:
            ufficio = Sportello.objects.get(codice=sportello.upper())
            resoconto = importa_aziende(file, sportello=ufficio, prova=prova)
        except Sportello.DoesNotExist:
            raise CommandError(f"Non c'è uno Sportello con la sigla {sportello}.", returncode=2) from None
        except FileIllegibile as errore:
            if opzioni["json"]:
                self.stdout.write(json.dumps({"file": file.name, "errore": str(errore)}, ensure_ascii=False))
            raise CommandError(str(errore), returncode=2) from errore
        if opzioni["json"]:
            self.stdout.write(json.dumps(resoconto.come_dati(), ensure_ascii=False, indent=1))
        else:
            self._racconta(resoconto)

    def _racconta(self, resoconto: Resoconto) -> None:
        self.stdout.write(
            f"{resoconto.file} → Sportello {resoconto.sportello}{' (prova)' if resoconto.prova else ''}"
        )
        for nome, quanti in resoconto.totali().items():
            self.stdout.write(f"  {nome.replace('_', ' '):20} {quanti:6}")
        for motivo, voci in resoconto.errori.items():
            self.stdout.write(f"\nRighe scartate, {motivo.replace('_', ' ')}:")
            for voce in voci:
                dove = f"riga {voce['riga']} (linea {voce['riga_fisica']})"
                self.stdout.write(f"  {dove:22} {voce['messaggio']} {voce['valore']}".rstrip())
        for voce in resoconto.quasi_duplicati:
            scritta = f"riga {voce['riga']} «{voce['scritta_come']}»"
            self.stdout.write(f"\nForse la stessa azienda: {scritta}, già alla riga {voce['originale']}")
        for motivo, voci in resoconto.avvisi.items():
            self.stdout.write(f"\nDa guardare, {motivo.replace('_', ' ')}: {len(voci)} righe")
        if resoconto.contatti_orfani:
            righe = ", ".join(map(str, resoconto.contatti_orfani))
            self.stdout.write(f"\nPersone di aziende che il file non ha: righe {righe}")
