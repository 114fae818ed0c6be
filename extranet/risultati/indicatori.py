"""The figures of the results: what each is called, how it is made of the sums, what it means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Somma = Mapping[str, int]
Cifra = Decimal | None
DECIMO = Decimal("0.1")


@dataclass(frozen=True)
class Indicatore:
    """One figure. `conta` says that it counts rows, so that a mean of offices divides it by them."""

    nome: str
    titolo: str
    unita: str
    definizione: str
    calcola: Callable[[Somma], Cifra]
    conta: bool = False

    def di(self, somma: Somma, uffici: int = 1) -> Cifra:
        """Its value, to a tenth; None where nothing is known. `uffici` divides what counts rows."""
        valore = self.calcola(somma)
        return arrotonda(valore / uffici if self.conta and valore is not None and uffici else valore)


def arrotonda(valore: Cifra) -> Cifra:
    """To a tenth, and whole where there is nothing behind the comma."""
    if valore is None:
        return None
    preciso = valore.quantize(DECIMO, ROUND_HALF_UP)
    return preciso.to_integral_value() if preciso == preciso.to_integral_value() else preciso


def quanti(misura: str) -> Callable[[Somma], Cifra]:
    return lambda somma: Decimal(somma[misura]) if misura in somma else None


def rapporto(sopra: str, sotto: str, per: int = 1) -> Callable[[Somma], Cifra]:
    """A mean, or a share when `per` is a hundred; None where there is nothing to divide by."""

    def calcola(somma: Somma) -> Cifra:
        return Decimal(somma[sopra] * per) / somma[sotto] if somma.get(sotto) else None

    return calcola


def _soddisfazione(somma: Somma) -> Cifra:
    valore = rapporto("somma_soddisfazioni", "soddisfazioni")(somma)
    return None if valore is None else valore / 100


def _nps(somma: Somma) -> Cifra:
    if not somma.get("consigli"):
        return None
    return Decimal(100 * (somma["promotori"] - somma["detrattori"])) / somma["consigli"]


GIORNI = "giorni lavorativi dello Sportello: senza festività, patrono e chiusure"


def _quantita(nome: str, titolo: str, definizione: str) -> Indicatore:
    return Indicatore(nome, titolo, "", definizione, quanti(nome), conta=True)


QUANTITA = (
    _quantita("aperte", "Pratiche aperte", "aperte nel periodo"),
    _quantita("completate", "Pratiche completate", "completate nel periodo"),
    _quantita("annullate", "Pratiche annullate", "annullate dopo l'apertura"),
    _quantita("aziende", "Aziende seguite", "imprese con una pratica aperta nel periodo"),
)
TEMPI = (
    Indicatore(
        "prima",
        "Alla prima risposta",
        "giorni",
        f"dall'apertura a quando lo Sportello comincia a lavorarci; {GIORNI}",
        rapporto("giorni_prima", "prime"),
    ),
    Indicatore(
        "giorni",
        "Al completamento",
        "giorni",
        f"dall'apertura al completamento, attese comprese; {GIORNI}",
        rapporto("giorni", "completate"),
    ),
    Indicatore(
        "in_tempo",
        "Completate entro la scadenza",
        "%",
        "la scadenza si sposta dei giorni attesi",
        rapporto("in_tempo", "completate", 100),
    ),
)


def _attesa(nome: str, titolo: str, definizione: str) -> Indicatore:
    return Indicatore(nome, titolo, "giorni", definizione, rapporto(f"giorni_{nome}", "completate"))


def _esito(nome: str, titolo: str) -> Indicatore:
    return Indicatore(nome, titolo, "%", "sulle completate", rapporto(nome, "completate", 100))


ATTESE = (
    _attesa("sportello", "Lo Sportello", "lavorazione e chiarimenti"),
    _attesa("azienda", "L'azienda", "elementi chiesti"),
    _attesa("tp", "Toscana Promozione", "decisione da condividere"),
)
ESITI = (
    _esito("risolte", "Risolte"),
    _esito("in_parte", "Risolte in parte"),
    _esito("orientate", "Indirizzate ad altri"),
    _esito("non_risolte", "Non risolte"),
)
RISPOSTE = (
    _quantita("richieste", "Questionari chiesti", "partiti nel periodo"),
    _quantita("risposte", "Risposte arrivate", "arrivate nel periodo"),
    Indicatore(
        "tasso",
        "Tasso di risposta",
        "%",
        "fra i questionari chiesti nel periodo, quelli che hanno avuto risposta",
        rapporto("accolte", "richieste", 100),
    ),
)
GIUDIZI = (
    Indicatore("voto", "Voto complessivo", "", "media dei voti complessivi", rapporto("somma_voti", "voti")),
    Indicatore(
        "soddisfazione", "Soddisfazione", "", "media delle domande sulla soddisfazione", _soddisfazione
    ),
    Indicatore("risolto", "Problema risolto", "%", "risposte «sì»", rapporto("risolti", "esiti", 100)),
    Indicatore("nps", "NPS", "", "promotori (9-10) meno detrattori (0-6), su cento risposte", _nps),
)
TUTTI = (*QUANTITA, *TEMPI, *RISPOSTE, *GIUDIZI)
PER_NOME = {indicatore.nome: indicatore for indicatore in (*TUTTI, *ATTESE, *ESITI)}
