"""The only way to change the state of a row: compare and swap."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.db import models


class PassaggioNonAmmesso(Exception):
    """That state does not foresee the step, or somebody else was faster (HTTP 409)."""


class VersioneSuperata(PassaggioNonAmmesso):
    """Somebody has written the row since it was read (HTTP 409)."""


class ConStato(models.Model):
    """A model whose `stato` follows `PASSAGGI` and changes through `passa_a` alone."""

    PASSAGGI: ClassVar[Mapping[str, Collection[str]]]
    stato = models.CharField(max_length=20, editable=False)

    class Meta:
        abstract = True

    def passa_a(self, nuovo: str, **campi: Any) -> None:
        """Writes the new state, and the fields that go with it, if the state is still the one read.

        Raises PassaggioNonAmmesso when the step is not in PASSAGGI or the row has moved meanwhile.
        """
        vecchio = self.stato
        if nuovo not in self.PASSAGGI.get(vecchio, ()):
            raise PassaggioNonAmmesso(f"{self}: da {vecchio} a {nuovo}")
        riga = type(self)._default_manager.filter(pk=self.pk, stato=vecchio)
        if not riga.update(stato=nuovo, **campi):
            raise PassaggioNonAmmesso(f"{self}: non è più {vecchio}")
        self.refresh_from_db(fields=["stato", *campi])
