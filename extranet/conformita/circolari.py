"""The clause about circulars: the Sportelli before the companies (C7)."""

from django.urls import reverse

from circolari.statistiche import Riga
from extranet.conformita.clausole import Clausola, Voce, almeno, nessuno, per_cento
from extranet.conformita.fatti import Fatti
from nucleo.elenchi.colonne import Valore


def precedute(fatti: Fatti) -> Clausola:
    """C7."""
    anno = fatti.circolari
    urgenti, violate = len(anno.urgenti), len(anno.aperte)
    ridotte = [riga for riga in anno.righe if _ridotta(riga)]
    viste = [riga.valori["viste"] for riga in anno.righe if riga.valori.get("viste") is not None]
    visione = per_cento(round(sum(v or 0 for v in viste) * 1000), len(viste) * 1000)
    indirizzo = f"{reverse('circolari:resoconto')}?anno={fatti.anno}"
    return Clausola(
        "C7",
        "Circolari prima agli Sportelli",
        "Due giorni lavorativi prima delle aziende; uno se urgenti.",
        [
            Voce("Diffuse", len(anno.circolari), "nell'anno", "", "", indirizzo),
            Voce("Urgenti", per_cento(urgenti, len(anno.circolari)), "sul totale", "", "%", indirizzo),
            Voce("Ore di anticipo", _ore(anno.media), "lavorative, in media, prima delle aziende", "", "ore"),
            Voce(
                "Sportelli con meno ore",
                len(ridotte),
                "in media meno di quelle garantite",
                nessuno(len(ridotte)),
                "",
                indirizzo,
            ),
            Voce(
                "Aperte prima del rilascio",
                violate,
                "rese pubbliche prima del tempo",
                nessuno(violate, "rosso"),
                "",
                indirizzo,
            ),
            Voce("Prese visione", visione, "sulle ricevute, in media", almeno(visione, 80, 50), "%"),
        ],
    )


def _ridotta(riga: Riga) -> bool:
    godute, garantite = riga.valori.get("godute"), riga.valori.get("garantite")
    return godute is not None and garantite is not None and godute < garantite


def _ore(media: Riga) -> Valore:
    ore = media.valori.get("godute")
    return None if ore is None else round(ore)
