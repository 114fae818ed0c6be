"""The calendar of the demonstration: eighty initiatives of Toscana Promozione, the Camere, ICE, the Regione.

They are written and published by the verbs at their instants; some are tied to the circulars.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from calendario import azioni
from calendario.models import Annuncio, Editore, Iniziativa, Stato, TipoEditore
from circolari.models import Circolare
from nucleo import tempo
from sportelli.models import Ruolo, Sportello, Utente

Riga = dict[str, Any]
Episodio = Callable[[Iniziativa, Utente], object]

# Until this day the dates of the file stand; then they move on by whole years of 52 weeks.
FINO_AL, UN_ANNO = date(2027, 6, 30), timedelta(weeks=52)
GIORNI = ("data_inizio", "data_fine", "scadenza_adesioni")
PARTNER = {
    "ICE": ("ice", "Agenzia ICE", True),
    "Regione Toscana": ("regione-toscana", "Regione Toscana", False),
    "Camera di commercio di Firenze": ("camera-firenze", "Camera di commercio di Firenze", True),
    "Camera di commercio della Toscana Nord-Ovest": (
        *("camera-toscana-nord-ovest", "Camera di commercio della Toscana Nord-Ovest", True),
    ),
    "Camera di commercio di Pistoia-Prato": (
        *("camera-pistoia-prato", "Camera di commercio di Pistoia-Prato", True),
    ),
    "Camera di commercio di Arezzo-Siena": (
        *("camera-arezzo-siena", "Camera di commercio di Arezzo-Siena", True),
    ),
    "Camera di commercio della Maremma e del Tirreno": (
        *("camera-maremma-tirreno", "Camera di commercio della Maremma e del Tirreno", True),
    ),
}
# Stati of the file in which the days are settled.
CONFERMATE = ("iscrizioni_aperte", "iscrizioni_chiuse", "in_corso", "annullata")
IN_SEDE = ("seminario", "corso", "webinar")
# By number in the file: proposed and not yet approved; of the circolare that is always under embargo, the one
# that is hidden until the rilascio and the one that is only announced.
PROPOSTA, NASCOSTA, ANNUNCIATA = 74, 34, 33
ANNUNCIO = "Una missione in Asia per l'oreficeria toscana"
RINVIATA, PRIMA_DEL_RINVIO = 64, timedelta(weeks=5)
ANNULLO = "Le imprese iscritte sono meno del numero minimo: la missione non si tiene."
RINVIO = "La fiera collegata ha spostato le date, e noi con lei."


@dataclass(frozen=True)
class Mondo:
    """Who publishes, and which circolare goes with which row."""

    redazione: Utente
    editori: Mapping[str, Editore]
    uffici: Mapping[str, Editore]
    circolari: Mapping[int, int]

    def di(self, riga: Riga) -> tuple[Editore, Editore]:
        """Publisher and organiser: what a Camera does at home is published by its Sportello."""
        organizza = self.editori[riga["organizzatore"]]
        ufficio = self.uffici.get(riga["citta"]) if riga["tipo"] in IN_SEDE else None
        return (ufficio or organizza, organizza) if "Camera" in organizza.nome else (organizza, organizza)


def carica_calendario(righe: Iterable[Riga], circolari: Iterable[Riga]) -> None:
    """Writes and publishes them all; of the Regione's, one waits for the redazione, and one change."""
    azioni.prepara()
    mondo = _mondo(circolari)
    for riga in righe:
        _racconta(sposta(riga), mondo)
    _chiede_una_modifica(mondo)


def sposta(riga: Riga) -> Riga:
    """The row as it would be this year: with its days, its month and the years of its words."""
    anni = max(0, -(-(tempo.oggi() - FINO_AL).days // UN_ANNO.days))
    if not anni:
        return riga
    giorni = {
        campo: (date.fromisoformat(riga[campo]) + anni * UN_ANNO).isoformat() if riga[campo] else None
        for campo in GIORNI
    }
    anno, _, mese = riga["mese"].partition("-")
    testi = {campo: _anni_dopo(valore, anni) for campo, valore in riga.items() if campo in TESTI}
    return riga | testi | giorni | {"mese": f"{int(anno) + anni}-{mese}"}


TESTI = ("titolo", "titolo_en", "descrizione", "descrizione_en")


def _anni_dopo(testo: str, anni: int) -> str:
    for anno in (2027, 2026):
        testo = testo.replace(str(anno), str(anno + anni))
    return testo


def _mondo(circolari: Iterable[Riga]) -> Mondo:
    redazione = Utente.objects.filter(ruolo=Ruolo.REDAZIONE).earliest("pk")
    regione = list(Utente.objects.filter(ruolo=Ruolo.EDITORE))
    editori = {"TP": Editore.objects.get(tipo=TipoEditore.TP)}
    for detto, (codice, nome, fidato) in PARTNER.items():
        editore = Editore(codice=codice, nome=nome, fidato=fidato, tipo=TipoEditore.PARTNER)
        persone = regione if codice == "regione-toscana" else []
        editori[detto] = azioni.tieni_editore(editore, persone, da=redazione)
    return Mondo(
        redazione,
        editori,
        {ufficio.comune: azioni.dello_sportello(ufficio) for ufficio in Sportello.objects.all()},
        _legami(circolari),
    )


def _legami(circolari: Iterable[Riga]) -> dict[int, int]:
    """By the number of an initiative, the key of its circolare, when that one has been sent out."""
    diffuse = Circolare.objects.exclude(diffusa_il=None).order_by("pk")
    per_titolo = dict(diffuse.values_list("titolo", "pk"))
    legami = {riga["iniziativa"]: per_titolo.get(riga["titolo"]) for riga in circolari}
    legami[ANNUNCIATA] = legami.get(NASCOSTA)
    return {numero: pk for numero, pk in legami.items() if numero is not None and pk is not None}


def _racconta(riga: Riga, mondo: Mondo) -> None:
    editore, organizza = mondo.di(riga)
    campi = _campi(riga, mondo) | {"organizzatore_id": organizza.pk}
    with tempo.fermo(_pubblicata_il(riga, campi)):
        iniziativa = azioni.crea(editore, campi, da=mondo.redazione)
        come = Stato.CONFERMATA if _confermata(riga) else Stato.PREANNUNCIATA
        if riga["id"] == PROPOSTA:
            _propone(iniziativa, come)
            return
        azioni.pubblica(iniziativa, come=come, da=mondo.redazione)
    if riga["id"] in EPISODI or riga["stato"] == "annullata":
        with tempo.fermo(tempo.adesso() - timedelta(days=4)):
            EPISODI.get(riga["id"], _annulla)(iniziativa, mondo.redazione)


def _confermata(riga: Riga) -> bool:
    return riga["stato"] in CONFERMATE and riga["data_inizio"] is not None


def _campi(riga: Riga, mondo: Mondo) -> Riga:
    online = riga["citta"] == "online"
    return {
        "tipo": riga["tipo"],
        "titolo": riga["titolo"],
        "titolo_en": riga["titolo_en"],
        "testo": riga["descrizione"],
        "testo_en": riga["descrizione_en"],
        "settori": riga["settori"],
        "paesi": [riga["paese"]],
        "citta": "" if online else riga["citta"],
        "sede": "" if online else riga["sede"] or "",
        "costo": riga["costo_eur"],
        "posti": riga["posti"],
        "scadenza": riga["scadenza_adesioni"],
        "modalita": "online" if online else "mista" if riga["tipo"] == "corso" else "presenza",
        **_quando(riga),
        **_legata(riga, mondo),
    }


def _quando(riga: Riga) -> Riga:
    if riga["data_inizio"] is None:
        anno, mese = map(int, riga["mese"].split("-"))
        ultimo = monthrange(anno, mese)[1]
        return {"inizio": date(anno, mese, 1), "fine": date(anno, mese, ultimo), "solo_mese": True}
    inizio, fine = date.fromisoformat(riga["data_inizio"]), date.fromisoformat(riga["data_fine"])
    if riga["id"] == RINVIATA:
        inizio, fine = inizio - PRIMA_DEL_RINVIO, fine - PRIMA_DEL_RINVIO
    ore = {"ora_inizio": "10:00", "ora_fine": "12:30"} if riga["tipo"] in ("seminario", "webinar") else {}
    return {"inizio": inizio, "fine": fine, **ore}


def _legata(riga: Riga, mondo: Mondo) -> Riga:
    circolare = mondo.circolari.get(riga["id"])
    if not circolare:
        return {}
    annuncio = {"annuncio": Annuncio.SENZA_DETTAGLI, "titolo_annuncio": ANNUNCIO}
    return {"circolare_id": circolare} | (annuncio if riga["id"] == ANNUNCIATA else {})


def _pubblicata_il(riga: Riga, campi: Riga) -> datetime:
    """Some months before the first of its dates; never to come."""
    inizio: date = campi["inizio"]
    primo = min(inizio, date.fromisoformat(campi["scadenza"])) if campi["scadenza"] else inizio
    giorno = primo - timedelta(days=35 + riga["id"] * 37 % 130)
    return min(tempo.ora_di_roma(giorno, time(9 + riga["id"] % 8, riga["id"] % 60)), _ieri())


def _ieri() -> datetime:
    return tempo.adesso() - timedelta(days=6)


# --- What happens to some ----------------------------------------------------------------------------------


def _propone(iniziativa: Iniziativa, come: str) -> None:
    azioni.proponi(iniziativa, come=come, da=iniziativa.editore.persone.get())


def _annulla(iniziativa: Iniziativa, redazione: Utente) -> None:
    azioni.annulla(iniziativa, motivo=ANNULLO, da=redazione)


def _rinvia(iniziativa: Iniziativa, redazione: Utente) -> None:
    inizio, fine = iniziativa.inizio, iniziativa.fine
    if inizio and fine:
        dopo = {"inizio": inizio + PRIMA_DEL_RINVIO, "fine": fine + PRIMA_DEL_RINVIO}
        azioni.rinvia(iniziativa, motivo=RINVIO, **dopo, da=redazione)


EPISODI: dict[int, Episodio] = {RINVIATA: _rinvia}


def _chiede_una_modifica(mondo: Mondo) -> None:
    """The Regione, whose words are approved first, would like to write more in one of its own."""
    regione = mondo.editori["Regione Toscana"]
    iniziativa = Iniziativa.objects.filter(editore=regione, tipo="webinar").earliest("inizio")
    campi = {"testo": f"{iniziativa.testo}\n\nIn chiusura, mezz'ora di domande e risposte."}
    azioni.modifica(iniziativa, campi, revisione=iniziativa.revisione, da=regione.persone.get())
