"""What is known of one page: its address, who opens it, and of which row."""

from typing import NamedTuple


class Pagina(NamedTuple):
    """`riga` names a row of mondo.py; `stato` is the answer's code, `manda` says that it sends elsewhere."""

    nome: str
    chi: str
    riga: str = ""
    query: str = ""
    stato: int = 200
    manda: bool = False

    def __str__(self):
        return " ".join(parte for parte in (self.nome, self.riga, self.query, f"({self.chi})") if parte)
