"""What pratiche, decisions and clarifications give to the sums by month (C2, C5, C6)."""

from pratiche.aggregati.pratiche import PRATICHE
from pratiche.aggregati.scambi import SCAMBI

__all__ = ["PRATICHE", "SCAMBI"]
