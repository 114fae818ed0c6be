"""The results of the Sportelli: what was done, how long it took, what the companies say of it (C5)."""
