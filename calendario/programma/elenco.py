"""The list: what is coming, in order, month by month."""

from collections.abc import Sequence
from itertools import groupby, islice
from typing import NamedTuple
from uuid import UUID

from django.http import QueryDict
from django.utils.safestring import SafeString

from calendario.indice import Voce
from calendario.indirizzi import ELENCO
from calendario.lingue import nome_del_mese
from calendario.programma.cornice import Cornice
from calendario.programma.scritte import elencate

PER_PAGINA = 30


class Gruppo(NamedTuple):
    """The initiatives that begin in one month."""

    titolo: str
    righe: list[SafeString]


class Elenco(Cornice):
    """One page of the list. It begins after an initiative, or ends before it, named by its public code: one
    that is not there, or not for everybody, is as if it had never been (E-01)."""

    pagina = ELENCO

    def __init__(self, parametri: QueryDict, lingua: str) -> None:
        super().__init__(parametri, lingua)
        self.cursore_ignoto = False
        dopo, prima = (self._posto(parametri.get(nome, "")) for nome in ("dopo", "prima"))
        self.spostata = dopo is not None or prima is not None
        self.voci, self._seguono, self._precedono = self._ritaglia(dopo, prima)

    @property
    def valido(self) -> bool:
        return self.filtri.valido and not self.cursore_ignoto

    @property
    def gruppi(self) -> list[Gruppo]:
        mese, scritte = nome_del_mese(self.lingua), elencate(self.indice, self.voci, self.lingua)
        # A row may have gone out of sight since the index was read.
        visibili = [voce for voce in self.voci if voce.pk in scritte]
        per_mese = groupby(visibili, key=lambda voce: voce.inizio.replace(day=1))
        return [
            Gruppo(f"{mese(primo)} {primo.year}", [scritte[voce.pk] for voce in voci])
            for primo, voci in per_mese
        ]

    @property
    def precedenti(self) -> str:
        return self._verso("prima", self.voci[0]) if self._precedono else ""

    @property
    def successive(self) -> str:
        return self._verso("dopo", self.voci[-1]) if self._seguono else ""

    @property
    def per_i_motori(self) -> bool:
        return not self.filtrato and not self.spostata

    def _ritaglia(self, dopo: int | None, prima: int | None) -> tuple[Sequence[Voce], bool, bool]:
        """The page, whether there is more after it, whether there is before it."""
        if prima is not None:
            a_ritroso = self.indice.all_indietro(self.insieme, prima_di=prima)
            indietro = list(islice(a_ritroso, PER_PAGINA + 1))
            return indietro[:PER_PAGINA][::-1], True, len(indietro) > PER_PAGINA
        da = 0 if dopo is None else dopo + 1
        avanti = list(islice(self.indice.in_ordine(self.insieme, da=da), PER_PAGINA + 1))
        return avanti[:PER_PAGINA], len(avanti) > PER_PAGINA, dopo is not None

    def _posto(self, codice: str) -> int | None:
        try:
            posto = self.indice.posto_del_codice.get(UUID(codice)) if codice else None
        except ValueError:
            posto = None
        self.cursore_ignoto |= bool(codice) and posto is None
        return posto

    def _verso(self, nome: str, voce: Voce) -> str:
        domanda = self.filtri.con()
        domanda[nome] = str(voce.codice)
        return self._qui(domanda)
