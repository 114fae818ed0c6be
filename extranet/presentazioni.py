"""What this floor tells the ground floor: who composes its mail."""

from extranet.risultati import mensile
from nucleo import posta

posta.registra(mensile.GENERE, mensile.lettera)
