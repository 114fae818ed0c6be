"""What is said of a clause: figures, each with its meaning, its judgement, the way to its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extranet.conformita.fatti import Fatti
from nucleo.elenchi.colonne import Valore, in_parole

# Judgements: a word and a sign beside the colour.
ESITI = {
    "verde": ("In regola", "it-check-circle"),
    "ambra": ("Da seguire", "it-warning-circle"),
    "rosso": ("Non in regola", "it-close-circle"),
}


@dataclass(frozen=True)
class Voce:
    """One figure. `esito` is «verde», «ambra», «rosso», or nothing for what is only told."""

    nome: str
    valore: Valore
    definizione: str
    esito: str = ""
    unita: str = ""
    indirizzo: str = ""

    @property
    def parole(self) -> str:
        """The figure as one reads it."""
        detto = in_parole(self.valore)
        return f"{detto} {self.unita}".rstrip() if self.valore is not None else detto

    @property
    def giudizio(self) -> str:
        return ESITI[self.esito][0] if self.esito else ""

    @property
    def segno(self) -> str:
        return ESITI[self.esito][1] if self.esito else ""


@dataclass(frozen=True)
class Clausola:
    """A clause, what it asks in a sentence, and the figures that say how it is kept."""

    codice: str
    titolo: str
    chiede: str
    voci: Sequence[Voce]

    @property
    def esito(self) -> str:
        """The worst of its figures."""
        return next((e for e in ("rosso", "ambra", "verde") if any(v.esito == e for v in self.voci)), "")

    @property
    def giudizio(self) -> str:
        return ESITI[self.esito][0] if self.esito else ""

    @property
    def segno(self) -> str:
        return ESITI[self.esito][1] if self.esito else ""


# What tells of a clause, from what one person reads of a year.
Sezione = Callable[[Fatti], Clausola]


def per_cento(parte: int, tutte: int) -> Decimal | None:
    """A share of a hundred, to a tenth; None of nothing."""
    return (Decimal(100 * parte) / tutte).quantize(Decimal("0.1")) if tutte else None


def almeno(valore: Decimal | None, verde: int, ambra: int) -> str:
    """The judgement of what should be high; none of what is not known."""
    if valore is None:
        return ""
    if valore >= verde:
        return "verde"
    return "ambra" if valore >= ambra else "rosso"


def nessuno(quanti: int, altrimenti: str = "ambra") -> str:
    """The judgement of what should not be."""
    return altrimenti if quanti else "verde"
