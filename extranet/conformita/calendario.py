"""The clause about the calendar: what is coming is known early (C8)."""

from decimal import Decimal

from django.urls import reverse

from calendario.statistiche import MESE_DI_ANTICIPO
from extranet.conformita.clausole import Clausola, Voce, almeno, per_cento
from extranet.conformita.fatti import Fatti

QUINDICI_GIORNI = 15


def annunciate(fatti: Fatti) -> Clausola:
    """C8, of all publishers together: what everybody may read by now, whoever asks."""
    mediana = fatti["iniziative"].get("mediana")
    giorni = None if mediana is None else Decimal(mediana).quantize(Decimal(1))
    in_tempo = per_cento(fatti.quanti("iniziative", "un_mese"), fatti.quanti("iniziative", "quante"))
    indirizzo = f"{reverse('calendario:resoconto')}?anno={fatti.anno}"
    return Clausola(
        "C8",
        "Programma diffuso in anticipo",
        "Le iniziative si leggono nel calendario integrato prima che comincino.",
        [
            Voce(
                "Iniziative pubblicate",
                fatti.quanti("iniziative", "pubblicate"),
                "che cominciano nell'anno",
                indirizzo=indirizzo,
            ),
            Voce(
                "Giorni di anticipo",
                giorni,
                "mediana, da quando tutti ne hanno potuto leggere; annullate escluse",
                almeno(giorni, MESE_DI_ANTICIPO, QUINDICI_GIORNI),
                "giorni",
                indirizzo,
            ),
            Voce(
                "Con almeno 30 giorni",
                in_tempo,
                "fra quelle non annullate",
                almeno(in_tempo, 80, 50),
                "%",
                indirizzo,
            ),
            Voce("Rinviate", fatti.quanti("iniziative", "rinviate"), "oggi rinviate, fra le pubblicate"),
            Voce("Annullate", fatti.quanti("iniziative", "annullate"), "fra le pubblicate"),
        ],
    )
