"""The programme on paper: the same initiatives as the list, as a PDF that the same rows make again."""

import json
from itertools import groupby, islice
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.http import QueryDict
from django.utils.translation import gettext as _

from calendario.frasi import giorno_breve
from calendario.indirizzi import CARTA
from calendario.lingue import nome_del_mese
from calendario.models import CONCLUSA
from calendario.programma.cornice import Cornice
from calendario.programma.righe import Riga, righe
from nucleo import tempo

MODELLO = Path(__file__).with_suffix(".typ")
# More would be a book, and would keep a process busy for whoever asks (S-01).
MASSIME = 200
_UNA_PER_VOLTA = Lock()


class Carta(Cornice):
    """What is asked of the list, as far as a programme on paper goes."""

    pagina = CARTA

    def __init__(self, parametri: QueryDict, lingua: str) -> None:
        super().__init__(parametri, lingua)
        voci = list(islice(self.indice.in_ordine(self.insieme), MASSIME))
        self.righe = righe(voci, lingua)

    def stampa(self) -> bytes:
        """The PDF. What people wrote reaches the printer as data, never as its source; one a time for each
        process, so that many requests never take more than one of its processors."""
        testo = json.dumps(self.dati(), ensure_ascii=False, sort_keys=True)
        with _UNA_PER_VOLTA:
            pdf: bytes = typst.compile(
                str(MODELLO),
                root=str(MODELLO.parent),
                ignore_system_fonts=True,
                sys_inputs={"dati": testo},
            )
        return pdf

    def dati(self) -> dict[str, Any]:
        """All that is printed."""
        quante = self.insieme.bit_count()
        oltre = _("Qui le prime %(prime)d: le altre sono nel calendario, alla pagina %(indirizzo)s.")
        sotto = {"prime": len(self.righe), "indirizzo": self.canonico.rsplit("/", 1)[0] + "/"}
        return {
            "lingua": self.lingua,
            "titolo": _("Calendario integrato delle iniziative"),
            "sopra": _("Toscana Promozione con gli Sportelli delle Camere di commercio della Toscana"),
            "chieste": self.filtri.descrizione,
            "conto": self.quante,
            "nota": oltre % sotto if quante > len(self.righe) else "",
            "giorno": _("Al %(giorno)s") % {"giorno": giorno_breve(tempo.oggi(), self.lingua)},
            "pagina": _("Pagina"),
            "colonne": [_("Quando"), _("Che cosa"), _("Dove"), _("Adesioni")],
            "mesi": [{"nome": mese, "righe": voci} for mese, voci in self._mesi()],
        }

    def _mesi(self) -> list[tuple[str, list[dict[str, str]]]]:
        mese = nome_del_mese(self.lingua)
        gruppi = groupby(self.righe, key=lambda riga: riga.vista.inizio.replace(day=1))
        return [(f"{mese(primo)} {primo.year}", [_riga(riga) for riga in voci]) for primo, voci in gruppi]


def _riga(riga: Riga) -> dict[str, str]:
    vista = riga.vista
    avvisi = [riga.stato.testo] if riga.stato and vista.stato != CONCLUSA else []
    return {
        "quando": vista.quando,
        "titolo": vista.titolo,
        "sotto": " · ".join([vista.nome_tipo, vista.organizzatore, *avvisi]),
        "dove": vista.luogo or (_("Online") if vista.modalita == "online" else ""),
        "adesioni": riga.scadenza.testo if riga.scadenza else "",
    }
