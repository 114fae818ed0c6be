"""What whoever writes to us from the public calendar agrees to, version by version (G-01).

The rows keep the number of the version that was read; texts are added, never changed.
"""

from dataclasses import dataclass

ATTUALE = 1


@dataclass(frozen=True)
class Testo:
    """The same words in both languages."""

    italiano: str
    inglese: str

    def in_lingua(self, lingua: str) -> str:
        return self.inglese if lingua == "en" else self.italiano


ABBONAMENTO = {
    1: Testo(
        italiano="Ho letto l'informativa privacy e chiedo di ricevere per e-mail le novità del calendario. "
        "L'indirizzo è usato solo per questo; posso smettere quando voglio dal collegamento in fondo a ogni "
        "messaggio.",
        inglese="I have read the privacy notice and ask to receive the calendar's news by e-mail. My address "
        "is used for nothing else; I can stop at any time from the link at the bottom of each message.",
    )
}
INTERESSE = {
    1: Testo(
        italiano="Ho letto l'informativa privacy: i dati vanno allo Sportello della mia provincia, che li "
        "usa per rispondere a questa richiesta.",
        inglese="I have read the privacy notice: these data go to the export desk of my province, which "
        "uses them to answer this request.",
    )
}
