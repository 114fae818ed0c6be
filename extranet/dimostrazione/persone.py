"""The people of the demonstration. Every account has the same password and needs no second factor."""

from dataclasses import dataclass, field
from unicodedata import normalize

from sportelli.models import Ruolo

DOMINIO = "dimostrazione.example"
PAROLA = "toscana-export-2026"


@dataclass(frozen=True)
class Persona:
    nome: str
    cognome: str
    ruolo: Ruolo
    sportello: str = ""
    vice: bool = False
    settori: tuple[str, ...] = ()
    paesi: tuple[str, ...] = ()
    servizi: tuple[str, ...] = ()
    # Shown on the sign-in page, with what to look at.
    racconta: str = field(default="")

    @property
    def email(self) -> str:
        nome = normalize("NFKD", f"{self.nome}.{self.cognome}").encode("ascii", "ignore").decode()
        return f"{nome}@{DOMINIO}".lower().replace(" ", "")


def _ufficio(codice: str, *nomi: str) -> list[Persona]:
    """The people of an office: the responsabile, the deputy, the others."""
    divise = [nome.partition(" ") for nome in nomi]
    ruoli = (Ruolo.RESPONSABILE, *[Ruolo.OPERATORE] * len(nomi))
    return [
        Persona(nome, cognome, ruolo, codice, vice=posto == 1)
        for posto, ((nome, _, cognome), ruolo) in enumerate(zip(divise, ruoli, strict=False))
    ]


REFERENTI = [
    Persona(
        "Chiara",
        "Salvini",
        Ruolo.REFERENTE,
        settori=("moda", "pelletteria", "calzature", "concia", "tessile", "oreficeria"),
        paesi=("US", "FR", "JP"),
        racconta="Referente per le imprese: le decisioni condivise con gli Sportelli",
    ),
    Persona(
        "Andrea",
        "Fabbri",
        Ruolo.REFERENTE,
        settori=("vino", "olio", "agroalimentare", "florovivaismo"),
        paesi=("US", "DE", "CH"),
        servizi=("certificazione",),
    ),
    Persona(
        "Marta",
        "Ricci",
        Ruolo.REFERENTE,
        settori=("meccanica", "nautica", "camper", "ict"),
        paesi=("DE", "AE", "CN"),
        servizi=("trasporti",),
    ),
    Persona(
        "Paolo",
        "Nesi",
        Ruolo.REFERENTE,
        servizi=("dogane", "documenti", "fiscalita", "sanzioni_dual_use"),
        paesi=("RU", "TR", "GB"),
    ),
    Persona(
        "Lucia",
        "Conti",
        Ruolo.REFERENTE,
        settori=("arredo", "lapideo", "carta", "ceramica_vetro"),
        paesi=("AE", "SA", "IN"),
        servizi=("fiere", "missioni", "incoming"),
    ),
    Persona(
        "Marco",
        "Benelli",
        Ruolo.REFERENTE,
        settori=("cosmetica", "farmaceutica", "elettromedicale", "servizi"),
        servizi=("contrattualistica", "pagamenti", "marchi_brevetti", "finanziamenti", "ecommerce"),
    ),
]

PERSONE = [
    Persona(
        "Sara",
        "Innocenti",
        Ruolo.RESPONSABILE,
        "FI",
        racconta="Responsabile dello Sportello di Firenze: i chiarimenti chiesti da TP",
    ),
    Persona(
        "Giulia",
        "Bianchi",
        Ruolo.OPERATORE,
        "FI",
        vice=True,
        racconta="Operatrice a Firenze: le richieste delle aziende, tutti i giorni",
    ),
    Persona("Tommaso", "Gori", Ruolo.OPERATORE, "FI"),
    *_ufficio("AR", "Elena Mori", "Stefano Peruzzi", "Irene Casi"),
    *_ufficio("GR", "Fabio Tosi", "Alice Ferri"),
    *_ufficio("LI", "Simone Galli", "Valeria Lenzi"),
    *_ufficio("LU", "Anna Del Carlo", "Matteo Puccini"),
    *_ufficio("MS", "Luca Vatteroni", "Serena Musetti"),
    Persona(
        "Francesca",
        "Barsotti",
        Ruolo.RESPONSABILE,
        "PI",
        racconta="Responsabile dello Sportello di Pisa: l'archivio della rete visto da un altro ufficio",
    ),
    Persona("Davide", "Cei", Ruolo.OPERATORE, "PI", vice=True),
    *_ufficio("PT", "Silvia Breschi", "Lorenzo Niccolai"),
    *_ufficio("PO", "Roberto Mazzoni", "Chiara Pacini", "Bruno Cai"),
    *_ufficio("SI", "Laura Betti", "Niccolò Pianigiani", "Caterina Vigni"),
    *REFERENTI,
    Persona("Beatrice", "Landi", Ruolo.REDAZIONE, racconta="Redazione di Toscana Promozione"),
    Persona("Elisa", "Marchi", Ruolo.EDITORE, racconta="Regione Toscana: le sue iniziative nel calendario"),
    Persona("Giovanni", "Rossetti", Ruolo.DIREZIONE, racconta="Direzione di Toscana Promozione"),
    Persona("Ada", "Amministra", Ruolo.AMMINISTRATORE, racconta="Amministratrice: persone, uffici, tabelle"),
]
