"""The words and numbers of an initiative as plain JSON: what a version keeps, what a change asks, what a
clone, a spreadsheet or a feed brings. One way in and one way out, for all of them."""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models

from calendario.models import Iniziativa, Stato
from nucleo import testo as testi
from sportelli.models import Paese, Settore

Campi = Mapping[str, Any]
MOLTI: Mapping[str, type[models.Model]] = {"settori": Settore, "paesi": Paese}
TESTI = ("testo", "testo_en")
GIORNI, ORE = ("inizio", "fine", "scadenza"), ("ora_inizio", "ora_fine")
SEMPLICI = (
    *("tipo", "titolo", "titolo_en", "partner", "modalita", "citta", "sede", "collegamento"),
    *("solo_mese", "posti", "costo", "annuncio", "titolo_annuncio"),
)
CHIAVI = ("organizzatore_id", "circolare_id")
CAMPI = frozenset({*MOLTI, *TESTI, *GIORNI, *ORE, *SEMPLICI, *CHIAVI})
CENTESIMO = Decimal("0.01")
# What a publisher without the redazione's powers may not write.
DELLA_REDAZIONE = frozenset({"circolare_id", "annuncio", "titolo_annuncio"})


def istantanea(iniziativa: Iniziativa) -> dict[str, Any]:
    """What it says now; `scrivi` takes it back as it is."""
    detto = {nome: _semplice(getattr(iniziativa, nome)) for nome in sorted(CAMPI - MOLTI.keys())}
    molti = {nome: [voce.codice for voce in getattr(iniziativa, nome).all()] for nome in MOLTI}
    return detto | molti


def cambiati(iniziativa: Iniziativa, campi: Campi) -> dict[str, Any]:
    """Those of `campi` that say something else than it does now, as JSON can hold them."""
    ora = istantanea(iniziativa)
    detti = {nome: _confrontabile(nome, valore) for nome, valore in campi.items()}
    return {nome: valore for nome, valore in detti.items() if valore != _confrontabile(nome, ora[nome])}


def scrivi(iniziativa: Iniziativa, campi: Campi) -> None:
    """Writes what is there in `campi`, and leaves the rest; PermissionDenied for what is not ours to write.

    Days and hours may be ISO words, sectors and countries are codes. ValidationError for what the row cannot
    be. The caller tells the world after.
    """
    if estranei := campi.keys() - CAMPI:
        raise PermissionDenied(f"campi non ammessi: {', '.join(sorted(estranei))}")
    for nome in campi.keys() - MOLTI.keys():
        setattr(iniziativa, nome, _letto(nome, campi[nome]))
    for nome in campi.keys() & set(TESTI):
        _componi(iniziativa, nome)
    if iniziativa.solo_mese or iniziativa.inizio is None:
        iniziativa.ora_inizio = iniziativa.ora_fine = None
    _regge(iniziativa)
    iniziativa.save()
    for nome in campi.keys() & MOLTI.keys():
        getattr(iniziativa, nome).set(MOLTI[nome]._default_manager.filter(codice__in=campi[nome]))


def _confrontabile(nome: str, valore: Any) -> Any:
    if nome in MOLTI:
        return sorted(valore)
    if nome in TESTI:
        return testi.componi(valore).markdown
    return _semplice(_letto(nome, valore))


def _regge(iniziativa: Iniziativa) -> None:
    """What the database would refuse, in words."""
    inizio, fine = iniziativa.inizio, iniziativa.fine
    if inizio and fine and fine < inizio:
        raise ValidationError({"fine": "La fine viene dopo l'inizio."})
    if iniziativa.pubblicata and not (iniziativa.titolo.strip() and inizio and fine):
        raise ValidationError({"titolo": "È pubblicata: servono sempre il titolo e i giorni, o il mese."})
    if iniziativa.stato == Stato.CONFERMATA and iniziativa.solo_mese:
        raise ValidationError({"inizio": "È confermata: servono i giorni, non solo il mese."})
    if iniziativa.ora_inizio is None:
        iniziativa.ora_fine = None


def _componi(iniziativa: Iniziativa, nome: str) -> None:
    composto = testi.componi(getattr(iniziativa, nome))
    lingua = nome.removeprefix("testo")
    setattr(iniziativa, nome, composto.markdown)
    setattr(iniziativa, f"html{lingua}", composto.html)
    setattr(iniziativa, f"testo_piano{lingua}", composto.piano)


def _letto(nome: str, valore: Any) -> Any:
    if isinstance(valore, str) and nome in GIORNI:
        return date.fromisoformat(valore) if valore else None
    if isinstance(valore, str) and nome in ORE:
        return time.fromisoformat(valore) if valore else None
    if nome == "costo" and valore not in (None, ""):
        return Decimal(str(valore)).quantize(CENTESIMO)
    return valore


def _semplice(valore: Any) -> Any:
    if isinstance(valore, date | time):
        return valore.isoformat()
    return str(valore) if isinstance(valore, Decimal) else valore
