"""Groups of digits in a text, written as digits or in words («tre tre otto», «trecentotrentotto»)."""

import re
from typing import NamedTuple

from pratiche.recapiti import lessico
from pratiche.recapiti.lessico import DECINE, DIECI, RIEMPITIVI, UNITA

_RIPETIZIONI = {"doppio": 2, "doppia": 2, "double": 2, "triplo": 3, "tripla": 3, "triple": 3}
_RIPETIZIONI |= {"doble": 2, "doppel": 2, "duplo": 2}

_CIFRE = re.compile(r"\d+")
_LETTERE = re.compile(r"[^\W\d_]+")
_PAROLE = re.compile(r"\d+|[^\W\d_]+")


class Gruppo(NamedTuple):
    """Some digits and where they stand in the flat text; `parole` tells how many words say them."""

    inizio: int
    fine: int
    cifre: str
    parole: int = 0


def _fino_a_cento() -> dict[str, str]:
    nomi = dict(zip(UNITA + DIECI, map(str, range(20)), strict=True))
    for decina, nome in enumerate(DECINE, start=2):
        nomi[nome] = f"{decina}0"
        for unita, cifra in enumerate(UNITA[1:], start=1):
            nomi[nome + cifra] = nomi[nome[:-1] + cifra] = f"{decina}{unita}"
    return nomi


def _numerali() -> dict[str, str]:
    piccoli = _fino_a_cento()
    nomi = _altrove() | piccoli | {"un": "1"}
    for centinaio, multiplo in enumerate(("", *UNITA[2:]), start=1):
        nomi[multiplo + "cento"] = f"{centinaio}00"
        for nome, valore in piccoli.items():
            if valore != "0":
                intero = f"{centinaio}{int(valore):02}"
                nomi[f"{multiplo}cento{nome}"] = nomi[f"{multiplo}cent{nome}"] = intero
    return nomi


def _altrove() -> dict[str, str]:
    """The words of other languages, the German ones also put together («einundzwanzig», «achthundert»)."""
    nomi = {"hundred": "00", "vingts": "20", "ochocientos": "800", "novecientos": "900"}
    for righe, primo, passo in (
        (lessico.UNITA_ALTROVE, 0, 1),
        (lessico.DIECI_ALTROVE, 10, 1),
        (lessico.DECINE_ALTROVE, 20, 10),
    ):
        for riga in righe:
            nomi |= {nome: str(primo + passo * quale) for quale, nome in enumerate(riga)}
    for unita in (unita for riga in lessico.UNITA_ALTROVE for unita in riga[1:]):
        cifra, iniziale = nomi[unita], unita.removesuffix("s") if unita == "eins" else unita
        nomi[f"{iniziale}hundert"], nomi[f"veinti{unita}"] = f"{cifra}00", f"2{cifra}"
        nomi |= {f"{iniziale}und{decina}": nomi[decina][0] + cifra for decina in _DECINE_TEDESCHE}
    return nomi


_DECINE_TEDESCHE = [decina for riga in lessico.DECINE_ALTROVE for decina in riga if decina[-2:] == "ig"]
_NUMERALI = _numerali()
_PAROLE_DI_UNITA = tuple(dict.fromkeys(sum(lessico.UNITA_ALTROVE, UNITA)))
_UNITA = "|".join(unita for unita in _PAROLE_DI_UNITA if len(unita) > 2)
_INIZI = {unita[:3] for unita in _PAROLE_DI_UNITA}
_ATTACCATE = re.compile(rf"(?:{_UNITA}){{2,40}}")
_UNA_UNITA = re.compile(_UNITA)
_FRA_CIFRE = re.compile(rf"\d(?:{_UNITA})(?![^\W\d_])|(?<![^\W\d_])(?:{_UNITA})\d", re.IGNORECASE)
_A_CONTATTO = re.compile(r"\d[a-zA-Z]|[a-zA-Z]\d")
_PAROLE_DI_UN_DOPPIO = 2
_FRA_DECINA_E_UNITA = (" ", "-", " y ", " e ", " et ", "-et-")
_DA_DIECI = [str(numero) for numero in range(10, 20)]
_VOLTE = {"2": 2, "3": 3}


def gruppi_in_cifre(testo: str) -> list[Gruppo]:
    """Every run of digits, in order."""
    return [Gruppo(m.start(), m.end(), m.group()) for m in _CIFRE.finditer(testo)]


def numeri_detti(testo: str) -> int:
    """How many number words the text holds, more or less: a quick look before reading them."""
    parole = sum(map(_parole_dette, _LETTERE.findall(testo.lower())))
    return parole + (len(_FRA_CIFRE.findall(testo)) if _A_CONTATTO.search(testo) else 0)


def gruppi_detti(testo: str) -> list[Gruppo]:
    """Every run of digits and every number said in words, in order."""
    gruppi: list[Gruppo] = []
    volte, detto_a = 1, 0
    for parola in _PAROLE.finditer(testo):
        minuscola = parola.group().lower()
        if minuscola in _RIPETIZIONI:
            volte, detto_a = _RIPETIZIONI[minuscola], parola.start()
        elif minuscola in ("volte", "zeri") and gruppi and gruppi[-1].cifre in _VOLTE:
            volte, detto_a = _VOLTE[gruppi[-1].cifre], gruppi.pop().inizio
            if minuscola == "zeri":
                gruppi.append(Gruppo(detto_a, parola.end(), "0" * volte, 2))
                volte = 1
        else:
            if cifre := minuscola if minuscola[0].isdigit() else _in_cifre(minuscola):
                volte = volte if len(cifre) == 1 else 1  # «doppio sette», not «doppio 347»
                inizio = detto_a if volte > 1 else parola.start()
                parole = _quante_parole(testo, parola, cifre) + _PAROLE_DI_UN_DOPPIO * (volte > 1)
                _aggiungi(gruppi, Gruppo(inizio, parola.end(), cifre * volte, parole), testo)
            volte = 1
    return gruppi


def senza_riempitivi(distacco: str) -> str:
    """What stands between two groups, without the words people say there («trattino», «poi»)."""
    return _PAROLE.sub(lambda p: "" if p.group().lower() in RIEMPITIVI else p.group(), distacco)


def _parole_dette(parola: str) -> int:
    ripete = parola in _RIPETIZIONI or parola in ("volte", "zeri")
    return _PAROLE_DI_UN_DOPPIO if ripete else _in_tutto(parola, _in_cifre(parola))


def _in_tutto(parola: str, cifre: str) -> int:
    """One, or as many as its figures where a word says several («tretreotto», «trecentotrentotto»)."""
    return 1 if parola in _NUMERALI and len(cifre) < 3 else len(cifre)


def _quante_parole(testo: str, parola: re.Match[str], cifre: str) -> int:
    """How many number words these figures took; one glued to digits («34sette») is no slip of prose."""
    scritta = parola.group().lower()
    if scritta[0].isdigit():
        return 0
    vicini = testo[max(0, parola.start() - 1) : parola.start()] + testo[parola.end() : parola.end() + 1]
    return _in_tutto(scritta, cifre) + any(map(str.isdigit, vicini))


def _in_cifre(parola: str) -> str:
    if parola in _NUMERALI:
        return _NUMERALI[parola]
    if 6 <= len(parola) <= 120 and parola[:3] in _INIZI and _ATTACCATE.fullmatch(parola):
        return "".join(_NUMERALI[unita] for unita in _UNA_UNITA.findall(parola))
    return ""


def _aggiungi(gruppi: list[Gruppo], nuovo: Gruppo, testo: str) -> None:
    """Appends a group, joining «trenta otto» to 38, «trecento trentotto» to 338, «treinta y ocho» to 38."""
    prima = gruppi[-1] if gruppi else None
    distacco = testo[prima.fine : nuovo.inizio].lower() if prima else ""
    if prima and prima.parole and nuovo.parole and distacco in _FRA_DECINA_E_UNITA:
        detta = testo[prima.inizio : prima.fine].lower()
        if cifre := _somma_francese(prima.cifre, nuovo.cifre, detta) or _somma(prima.cifre, nuovo.cifre):
            gruppi[-1] = Gruppo(prima.inizio, nuovo.fine, cifre, prima.parole + nuovo.parole)
            return
    gruppi.append(nuovo)


def _somma(prima: str, dopo: str) -> str:
    """Tens or hundreds, and what fits in their noughts; else nothing."""
    tonda = prima.rstrip("0")
    zeri = len(prima) - len(tonda)
    entra = len(tonda) == 1 and prima != "10" and len(dopo) == zeri and dopo[0] != "0"
    return prima[: -len(dopo)] + dopo if entra else ""


def _somma_francese(prima: str, dopo: str, detta: str) -> str:
    """«quatre-vingt», «soixante-douze», «quatre-vingt-dix», «dix-sept»; else nothing."""
    if detta == "quatre" and dopo == "20":
        return "80"
    oltre = detta == "soixante" or (prima == "80" and "vingt" in detta)
    somma = (oltre and dopo in _DA_DIECI) or (detta == "dix" and dopo in ("7", "8", "9"))
    return str(int(prima) + int(dopo)) if somma else ""
