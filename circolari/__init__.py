"""Circulars: the Sportelli first, the companies two working days later, never a minute early (C7)."""
