"""What an import says of a file: every row that stays out, with its reason; nothing is lost in silence."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

Voce = dict[str, Any]


@dataclass
class Resoconto:
    """The report of one import. Rows have the file's numbers; `riga_fisica` is the line in a text editor."""

    file: str
    sportello: str
    prova: bool
    formato: dict[str, str]
    righe: int = 0
    contatti: int = 0
    create: list[str] = field(default_factory=list)
    aggiornate: list[str] = field(default_factory=list)
    invariate: list[str] = field(default_factory=list)
    errori: dict[str, list[Voce]] = field(default_factory=lambda: defaultdict(list))
    duplicati_esatti: list[Voce] = field(default_factory=list)
    quasi_duplicati: list[Voce] = field(default_factory=list)
    avvisi: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    differenze: list[Voce] = field(default_factory=list)
    contatti_orfani: list[int] = field(default_factory=list)
    ignorate: list[int] = field(default_factory=list)

    @property
    def scartate(self) -> int:
        return sum(len(voci) for voci in self.errori.values())

    def totali(self) -> dict[str, int]:
        valide = self.righe - self.scartate
        return {
            "righe": self.righe,
            "valide": valide,
            "da_creare": len(self.create),
            "aggiornate": len(self.aggiornate),
            "invariate": len(self.invariate),
            "duplicati_esatti": len(self.duplicati_esatti),
            "quasi_duplicati": len(self.quasi_duplicati),
            "errori": self.scartate,
            "contatti": self.contatti,
            "contatti_orfani": len(self.contatti_orfani),
        }

    def come_dati(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "file": self.file,
            "sportello": self.sportello,
            "prova": self.prova,
            "formato": self.formato,
            "totali": self.totali(),
            "errori": dict(self.errori),
            "duplicati_esatti": self.duplicati_esatti,
            "quasi_duplicati": self.quasi_duplicati,
            "avvisi": dict(self.avvisi),
            "differenze": self.differenze,
            "contatti_orfani": self.contatti_orfani,
            "righe_ignorate": self.ignorate,
            "partite_iva_da_creare": sorted(self.create),
        }
