"""What an initiative still lacks to be useful to who reads it: a score that explains itself."""

from dataclasses import dataclass

from calendario.models import Iniziativa

PIENO = 100


@dataclass(frozen=True)
class Voce:
    """One thing that readers look for: whether it is there, how much it counts, how it is mended."""

    nome: str
    peso: int
    presente: bool
    consiglio: str


@dataclass(frozen=True)
class Compiutezza:
    """The things looked for, and how much of them is there, out of 100."""

    voci: list[Voce]

    @property
    def punti(self) -> int:
        tutti = sum(voce.peso for voce in self.voci)
        return PIENO * sum(voce.peso for voce in self.voci if voce.presente) // tutti

    @property
    def mancano(self) -> list[Voce]:
        """What is missing, what counts most first."""
        return sorted((voce for voce in self.voci if not voce.presente), key=lambda voce: -voce.peso)


def compiutezza(iniziativa: Iniziativa) -> Compiutezza:
    """How complete it is for the public."""
    riga, in_presenza = iniziativa, iniziativa.modalita != "online"
    giorni = riga.inizio is not None and not riga.solo_mese
    return Compiutezza(
        [
            Voce("Titolo", 15, bool(riga.titolo.strip()), "Di' in una riga che cos'è."),
            Voce("Giorni", 15, giorni, "Con il solo mese nessuno può organizzarsi."),
            Voce("Descrizione", 15, bool(riga.testo), "A chi serve, che cosa si fa, che cosa comprende."),
            Voce("Adesioni entro", 10, riga.scadenza is not None, "Entro quando un'impresa deve decidere."),
            Voce("Pagina per le adesioni", 10, bool(riga.collegamento), "Dove si chiede di partecipare."),
            Voce("Inglese", 10, _in_inglese(riga), "La pagina inglese mostra le parole italiane."),
            Voce("Settori", 5, riga.settori.exists(), "Senza, è per tutti: chi filtra la trova lo stesso?"),
            Voce("Costo", 5, riga.costo is not None, "Scrivi 0 se è gratuita."),
            Voce("Luogo", 5, not in_presenza or bool(riga.citta), "La città in cui si va."),
            Voce("Posti", 5, riga.posti is not None, "Quante imprese possono partecipare."),
            Voce(
                "Immagine", 5, riga.allegati.filter(immagine=True).exists(), "Con il testo che la descrive."
            ),
        ]
    )


def _in_inglese(riga: Iniziativa) -> bool:
    return bool(riga.titolo_en and (riga.testo_en or not riga.testo))
