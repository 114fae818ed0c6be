"""The lists of an office: the answers of its companies, and whom to call back."""

from feedback.elenchi.risposte import ElencoRisposte
from feedback.elenchi.seguiti import ElencoSeguiti

__all__ = ["ElencoRisposte", "ElencoSeguiti"]
