"""How often the same person or machine may try something, by whatever method, GET too.

Counted by the shared cache, for all processes together, which outlives a Redis that is down (`nucleo.cache`).
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limite:
    """At most `massimo` times in a stretch of `secondi`, which begins at the first."""

    nome: str
    massimo: int
    secondi: int = 60

    def raggiunto(self, chi: str) -> bool:
        """Whether whoever `chi` says has no more tries; nothing is counted."""
        quante: int = cache.get(self._chiave(chi), 0)
        return quante >= self.massimo

    def consuma(self, chi: str) -> bool:
        """Counts one try, and says whether it was still allowed."""
        chiave = self._chiave(chi)
        if cache.add(chiave, 1, self.secondi):
            return True
        try:
            return cache.incr(chiave) <= self.massimo
        except ValueError:
            # It ended between the two: this is the first of another stretch.
            cache.set(chiave, 1, self.secondi)
            return True

    def _chiave(self, chi: str) -> str:
        return f"limite:{self.nome}:{hashlib.sha256(chi.encode()).hexdigest()}"
