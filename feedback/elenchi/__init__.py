"""The lists of an office: what it asked, the answers of its companies, whom to call back."""

from feedback.elenchi.liste import scelta
from feedback.elenchi.richieste import ElencoRichieste
from feedback.elenchi.risposte import ElencoRisposte
from feedback.elenchi.seguiti import ElencoSeguiti

__all__ = ["ElencoRichieste", "ElencoRisposte", "ElencoSeguiti", "scelta"]
