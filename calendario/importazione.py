"""A year's programme as a spreadsheet: its columns, what each cell means, all that is wrong at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

from calendario.giorni import ANNO_MASSIMO, ANNO_MINIMO, primo_del_mese, ultimo_del_mese
from calendario.models import Editore, Iniziativa, Modalita, Tipo
from nucleo.fogli import FileIllegibile, Foglio, Riga
from sportelli.models import Paese, Settore

FOGLIO = "Programma"
RIGHE_MASSIME = 500
TESTO_MASSIMO = 20_000
RIGHE_DI_TITOLO = 5
COLONNE: Mapping[str, str] = {
    "Titolo": "titolo",
    "Titolo in inglese": "titolo_en",
    "Tipo": "tipo",
    "Dal": "inizio",
    "Al": "fine",
    "Mese": "mese",
    "Dalle": "ora_inizio",
    "Alle": "ora_fine",
    "Adesioni entro": "scadenza",
    "Come si partecipa": "modalita",
    "Città": "citta",
    "Sede": "sede",
    "Settori": "settori",
    "Paesi": "paesi",
    "Organizzata da": "organizzatore_id",
    "Con": "partner",
    "Costo in euro": "costo",
    "Posti": "posti",
    "Pagina per le adesioni": "collegamento",
    "Descrizione": "testo",
    "Descrizione in inglese": "testo_en",
}
FORMATI_DI_GIORNO = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y")
LUNGHEZZE = {"titolo": 200, "titolo_en": 200, "citta": 120, "sede": 200, "partner": 300, "collegamento": 500}


class NonVale(Exception):
    """A cell that cannot be; the message says why."""


@dataclass
class Letta:
    """One row: its number in the sheet, what it says, what is wrong with it."""

    numero: int
    celle: list[str]
    campi: dict[str, Any] = field(default_factory=dict)
    errori: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Voci:
    """The lookup tables, by what people write: a name or a code, whatever its capitals."""

    tipi: Mapping[str, str]
    modalita: Mapping[str, str]
    settori: Mapping[str, str]
    paesi: Mapping[str, str]
    enti: Mapping[str, int]

    @classmethod
    def lette(cls) -> "Voci":
        enti = Editore.objects.attivi().values_list("pk", "codice", "nome")
        return cls(
            _per_nome(Tipo.choices),
            _per_nome(Modalita.choices),
            _per_nome(Settore.objects.scegliibili().values_list("codice", "nome")),
            _per_nome(Paese.objects.scegliibili().values_list("codice", "nome")),
            {parola.casefold(): pk for pk, codice, nome in enti for parola in (codice, nome)},
        )


def leggi(fogli: list[Foglio], voci: Voci) -> list[Letta]:
    """The rows of the programme; FileIllegibile for columns that are not those, or too many rows."""
    foglio = next((foglio for foglio in fogli if foglio.nome == FOGLIO), fogli[0])
    testa = _testa(foglio)
    nomi = _nomi(testa)
    piene = [riga for riga in foglio.righe if riga.numero > testa.numero and riga.piene]
    if len(piene) > RIGHE_MASSIME:
        raise FileIllegibile(f"Le righe sono {len(piene)}: ne leggo {RIGHE_MASSIME} per volta.")
    if not piene:
        raise FileIllegibile("Sotto le intestazioni non c'è nessuna riga.")
    return _senza_doppie([_leggi(riga, nomi, voci) for riga in piene])


def _testa(foglio: Foglio) -> Riga:
    """The row of the headers; those unknown, doubled or missing are named."""
    candidate = foglio.righe[:RIGHE_DI_TITOLO]
    testa = max(candidate, key=lambda riga: len(COLONNE.keys() & set(_nomi(riga))))
    nomi = _nomi(testa)
    errori = [_sconosciuta(nome, nomi) for nome in nomi if nome not in COLONNE]
    errori += [f"la colonna «{nome}» c'è due volte" for nome in COLONNE if nomi.count(nome) > 1]
    errori += ["manca la colonna «Titolo»"] if "Titolo" not in nomi else []
    errori += ["manca la colonna «Dal», o «Mese»"] if not {"Dal", "Mese"} & set(nomi) else []
    if errori:
        raise FileIllegibile(
            f"Le colonne non sono quelle del modello: {'; '.join(errori)}. Niente è entrato."
        )
    return testa


def _sconosciuta(nome: str, presenti: list[str]) -> str:
    libere = [attesa for attesa in COLONNE if attesa not in presenti]
    simili = get_close_matches(nome, libere, n=1, cutoff=0.5)
    return f"non conosco «{nome[:60]}»" + (f" (forse «{simili[0]}»?)" if simili else "")


def _nomi(riga: Riga) -> list[str]:
    nomi = ["" if cella is None else str(cella).strip() for cella in riga.celle]
    while nomi and not nomi[-1]:
        nomi.pop()
    return nomi


def _leggi(riga: Riga, nomi: list[str], voci: Voci) -> Letta:
    celle = [*riga.celle, *[None] * (len(nomi) - len(riga.celle))][: len(nomi)]
    letta = Letta(riga.numero, [_testo(cella) for cella in celle])
    for nome, cella in zip(nomi, celle, strict=True):
        try:
            letta.campi[COLONNE[nome]] = _valore(COLONNE[nome], cella, voci)
        except NonVale as errore:
            letta.errori.append(f"{nome}: {errore}")
    letta.errori += list(_insieme(letta.campi))
    return letta


def _valore(campo: str, cella: Any, voci: Voci) -> Any:
    """What a cell means, as `azioni.campi.scrivi` takes it; NonVale says why it cannot be."""
    lettore = LETTORI.get(campo)
    if lettore is not None:
        return None if _testo(cella) == "" else lettore(cella)
    scritto = _testo(cella)
    if campo in ("settori", "paesi"):
        parole = [parola.strip() for parola in scritto.split(";") if parola.strip()]
        return sorted({_voce(parola, getattr(voci, campo)) for parola in parole})
    if campo in ("tipo", "modalita"):
        voce = voci.tipi if campo == "tipo" else voci.modalita
        predefinita = Tipo.ALTRO if campo == "tipo" else Modalita.PRESENZA
        return _voce(scritto, voce) if scritto else predefinita.value
    if campo == "organizzatore_id":
        return _voce(scritto, voci.enti) if scritto else None
    return _parole(campo, scritto)


def _parole(campo: str, scritto: str) -> str:
    massimo = LUNGHEZZE.get(campo, TESTO_MASSIMO)
    if len(scritto) > massimo:
        raise NonVale(f"al massimo {massimo} caratteri.")
    if campo == "collegamento" and scritto and not _indirizzo(scritto):
        raise NonVale("è un indirizzo che comincia con https://.")
    return scritto


def _indirizzo(scritto: str) -> bool:
    try:
        parti = urlsplit(scritto)
    except ValueError:
        return False
    return parti.scheme in ("http", "https") and "." in parti.netloc and " " not in scritto


def _voce(scritto: str, voci: Mapping[str, Any]) -> Any:
    trovata = voci.get(scritto.casefold())
    if trovata is None:
        simili = get_close_matches(scritto.casefold(), voci, n=1, cutoff=0.6)
        forse = f" (forse «{simili[0]}»?)" if simili else ""
        raise NonVale(f"non conosco «{scritto[:60]}»{forse}: le voci sono nel secondo foglio del modello.")
    return trovata


def _giorno(cella: Any) -> str:
    giorno = cella.date() if isinstance(cella, datetime) else cella
    if not isinstance(giorno, date):
        giorno = _giorno_scritto(_testo(cella))
    if not ANNO_MINIMO <= giorno.year <= ANNO_MASSIMO:
        raise NonVale(f"l'anno va dal {ANNO_MINIMO} al {ANNO_MASSIMO}.")
    return giorno.isoformat()


def _giorno_scritto(scritto: str) -> date:
    for formato in FORMATI_DI_GIORNO:
        try:
            return datetime.strptime(scritto, formato).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise NonVale(f"«{scritto[:30]}» non è un giorno: si scrive 16/06/2027.")


def _mese(cella: Any) -> str:
    if isinstance(cella, date):
        cella = f"{cella:%Y-%m}"
    scritto = _testo(cella)
    mese, _, anno = scritto.partition("/")
    primo = primo_del_mese(f"{anno}-{mese.zfill(2)}" if anno else scritto)
    if primo is None:
        raise NonVale(f"«{scritto[:30]}» non è un mese: si scrive 06/2027.")
    return primo.isoformat()


def _ora(cella: Any) -> str:
    if isinstance(cella, datetime):
        cella = cella.time()
    if isinstance(cella, time):
        return cella.replace(second=0, microsecond=0).isoformat()
    try:
        return time.fromisoformat(_testo(cella).replace(".", ":").zfill(5)).replace(tzinfo=None).isoformat()
    except ValueError as errore:
        raise NonVale(f"«{_testo(cella)[:30]}» non è un'ora: si scrive 09:30.") from errore


def _costo(cella: Any) -> str:
    scritto = _testo(cella).replace("€", "").replace(" ", "")
    if "," in scritto:
        scritto = scritto.replace(".", "").replace(",", ".")
    try:
        costo = Decimal(scritto)
    except InvalidOperation as errore:
        raise NonVale(f"«{scritto[:30]}» non è un importo: si scrive 1.800,00.") from errore
    if not costo.is_finite() or not 0 <= costo < Decimal(10) ** 7:
        raise NonVale("da 0 a 9.999.999 euro.")
    return str(costo.quantize(Decimal("0.01")))


def _posti(cella: Any) -> int:
    scritto = _testo(cella).removesuffix(".0")
    if not scritto.isdecimal() or not 0 < int(scritto[:9]) <= 100_000:
        raise NonVale("è un numero intero, da 1 a 100.000.")
    return int(scritto)


LETTORI: Mapping[str, Callable[[Any], Any]] = {
    "inizio": _giorno,
    "fine": _giorno,
    "scadenza": _giorno,
    "mese": _mese,
    "ora_inizio": _ora,
    "ora_fine": _ora,
    "costo": _costo,
    "posti": _posti,
}


def _insieme(campi: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the row as a whole; the month becomes its days."""
    mese = campi.pop("mese", None)
    if not campi.get("titolo", "manca altrove"):
        yield "Titolo: manca."
    if mese and campi.get("inizio"):
        yield "Mese: scrivi il mese oppure i giorni, non tutti e due."
    elif mese:
        primo = date.fromisoformat(mese)
        campi |= {"inizio": mese, "fine": ultimo_del_mese(primo).isoformat(), "solo_mese": True}
    elif campi.get("inizio"):
        campi |= {"fine": campi.get("fine") or campi["inizio"], "solo_mese": False}
    elif "inizio" in campi:
        yield "Dal: manca il giorno, o il mese."
    yield from _in_ordine(campi)
    if campi.get("organizzatore_id") is None:
        campi.pop("organizzatore_id", None)


def _in_ordine(campi: Mapping[str, Any]) -> Iterator[str]:
    inizio, fine, scadenza = (campi.get(nome) for nome in ("inizio", "fine", "scadenza"))
    if inizio and fine and fine < inizio:
        yield "Al: la fine viene dopo l'inizio."
    elif fine and scadenza and scadenza > fine:
        yield "Adesioni entro: si chiudono prima che l'iniziativa finisca."
    dalle, alle = campi.get("ora_inizio"), campi.get("ora_fine")
    if alle and not dalle:
        yield "Alle: scrivi anche a che ora comincia."
    if dalle and alle and inizio == fine and alle <= dalle:
        yield "Alle: finisce dopo che è cominciata."
    if dalle and campi.get("solo_mese"):
        yield "Dalle: con il solo mese non si sa l'ora."


def chiave(titolo: str, inizio: Any) -> tuple[str, str]:
    """What makes two rows the same initiative of one publisher: its title and its first day."""
    return " ".join(titolo.casefold().split()), str(inizio)


def chiave_di(iniziativa: Iniziativa) -> tuple[str, str]:
    return chiave(iniziativa.titolo, iniziativa.inizio)


def _senza_doppie(lette: list[Letta]) -> list[Letta]:
    prime: dict[tuple[str, str], int] = {}
    for letta in lette:
        if not letta.errori:
            prima = prime.setdefault(chiave(letta.campi["titolo"], letta.campi["inizio"]), letta.numero)
            if prima != letta.numero:
                letta.errori.append(f"È la stessa della riga {prima}: stesso titolo e stesso primo giorno.")
    return lette


def _per_nome(coppie: Any) -> dict[str, str]:
    """Code of each entry, by its code and by its name."""
    tutte = list(coppie)
    return {parola.casefold(): codice for codice, nome in tutte for parola in (codice, str(nome))}


def _testo(cella: Any) -> str:
    return "" if cella is None else str(cella).strip()
