"""What this app tells the ground floor: who composes its mail."""

from sportelli import posta

posta.registra()
