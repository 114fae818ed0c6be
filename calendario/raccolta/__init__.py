"""From what a feed says to what it would change in the calendar: questions alone, nothing is written here."""

from calendario.raccolta.mosse import Che, Mossa, Piano
from calendario.raccolta.piano import piano

__all__ = ["Che", "Mossa", "Piano", "piano"]
