"""Telephone numbers among the groups of digits of a flat text.

Two kinds: those that speak for themselves (a prefix with +, an Italian mobile, an area code) and those that
only a word near them announces. The first are looked for from the last group back, so that each one knows
whether another number begins right after it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from pratiche.recapiti import contorni, distacchi, forme
from pratiche.recapiti import piani_numerazione as piani
from pratiche.recapiti.cifre import Gruppo
from pratiche.recapiti.interni import coda
from pratiche.recapiti.spie import CODICE, DEBOLE, VERBO, Spie
from pratiche.recapiti.tutele import Tutele, conta_cose, misura_dopo, quantita_dopo

Tratto = tuple[int, int]

_CIFRE_DI_CODA = 4


class Numeri:
    """The telephone numbers of one flat text, given its groups of digits."""

    def __init__(
        self, testo: str, gruppi: Sequence[Gruppo], spie: Spie, tutele: Tutele, parole: int = 0
    ) -> None:
        self._testo = testo
        self._gruppi = gruppi
        self._spie = spie
        self._parole = parole  # a number must hold at least so many groups said in words
        self._liberi = [not tutele.tocca(gruppo.inizio, gruppo.fine) for gruppo in gruppi]
        self._inizi = [contorni.con_il_piu(testo, gruppo.inizio) for gruppo in gruppi]
        self._annunci = [spie.annuncio(inizio) for inizio in self._inizi]
        self._distacchi = [testo[prima.fine : dopo.inizio] for prima, dopo in pairwise(gruppi)]
        self._unioni = [
            distacchi.unione(prima, dopo, distacco, parole > 0)
            for (prima, dopo), distacco in zip(pairwise(gruppi), self._distacchi, strict=True)
        ]
        self._forti: dict[int, int] = {}
        self._cifre = tuple(gruppo.cifre for gruppo in gruppi)
        self._somme = [0, *accumulate(map(len, self._cifre))]  # how many figures stand before each group
        self._catene, self._catene_larghe = self._catenati(False), self._catenati(True)

    def tratti(self) -> Iterator[Tratto]:
        """The spans of the numbers found, in order and apart from each other."""
        for primo in reversed(range(len(self._gruppi))):
            self._forti[primo] = self._forte(primo)
        primo = fine = 0
        while primo < len(self._gruppi):
            ultimo = self._leggi(primo, fine)
            if ultimo < primo:
                primo += 1
                continue
            inizio, fine = self._inizi[primo], coda(self._testo, self._gruppi[ultimo].fine)
            if self._testo[inizio - 1 : inizio] == "(" and ")" in self._testo[inizio:fine]:
                inizio -= 1
            yield inizio, fine
            primo = ultimo + 1
            while primo < len(self._gruppi) and self._gruppi[primo].inizio < fine:
                primo += 1

    def _leggi(self, primo: int, fine_prima: int) -> int:
        """The last group of the number that begins here, or -1."""
        if not self._liberi[primo]:
            return -1
        forte = self._forti[primo]
        if forte >= primo and (not self._attaccato(primo) or self._in_catena(primo, fine_prima)):
            return forte
        annuncio = self._annunci[primo]
        if annuncio and annuncio != CODICE:
            return self._debole(primo, 6 if annuncio == DEBOLE else 5, annuncio)
        if not annuncio and (self._in_catena(primo, fine_prima) or self._spie.lontana(self._inizi[primo])):
            return self._debole(primo, 6, VERBO, piani.CIFRE_NAZIONALI)
        return self._annunciato_dopo(primo) if not annuncio else -1

    # numbers that speak for themselves

    def _forte(self, primo: int) -> int:
        if not self._liberi[primo]:
            return -1
        inizio, annuncio = self._inizi[primo], self._annunci[primo]
        piu = inizio < self._gruppi[primo].inizio and self._testo[inizio] in "+pP"
        if not piu and annuncio != CODICE and (ultimo := self._tra_parentesi(primo)):
            return ultimo
        comincia = self._parole > 0 or forme.puo_cominciare(self._cifre[primo])
        if not piu and (annuncio == CODICE or not comincia):
            return -1
        if not piu and not (annuncio or contorni.pulito(self._testo, inizio) or self._incollato(primo)):
            return -1
        return self._piu_lungo(primo, piu, bool(annuncio))

    def _tra_parentesi(self, primo: int) -> int:
        """The last group of a number with its area code in brackets, as other countries write, or 0."""
        gruppo = self._gruppi[primo]
        if self._testo[max(0, gruppo.inizio - 1) : gruppo.fine + 1] != f"({gruppo.cifre})":
            return 0
        for ultimo in range(primo + 1, min(self._catene[primo], primo + 2) + 1):
            if forme.tra_parentesi(self._cifre[primo : ultimo + 1]) and self._finisce(primo, ultimo):
                return ultimo
        return 0

    def _piu_lungo(self, primo: int, piu: bool, annunciato: bool) -> int:
        """The last group that still gives a valid number, without eating another number or a quantity."""
        scelto, larga = -1, piu or annunciato
        lunghezze = piani.LUNGHEZZE if piu else forme.lunghezze("".join(self._cifre[primo : primo + 3]))
        for ultimo, quante in self._abbastanza(primo, lunghezze, larga):
            if scelto >= 0 and self._basta(ultimo, quante - len(self._cifre[ultimo])):
                break
            vale = self._vale(self._cifre[primo : ultimo + 1], piu, annunciato)
            if vale and (larga or (self._finisce(primo, ultimo) and self._regolare(primo, ultimo))):
                scelto = ultimo
        if scelto < 0 or not self._detto(primo, scelto, larga):
            return -1
        return self._con_la_coda(primo, scelto)

    def _con_la_coda(self, primo: int, ultimo: int) -> int:
        """The last group of the number and of the few figures that go on with it, whatever the plan says."""
        ancora = self._catene[ultimo]
        coda = self._somme[ancora + 1] - self._somme[ultimo + 1]
        intero = self._somme[ancora + 1] - self._somme[primo]
        if not 0 < coda <= _CIFRE_DI_CODA or intero > piani.CIFRE_MASSIME:
            return ultimo
        altro = any(self._altro(indice, self._distacco(ultimo)) for indice in range(ultimo + 1, ancora + 1))
        fine = self._gruppi[ancora].fine
        finita = self._testo[fine : fine + 1] != ")" and not self._testo[fine : fine + 1].isalnum()
        return ultimo if altro or not finita or conta_cose(self._testo, fine) else ancora

    def _altro(self, indice: int, distacco: str) -> bool:
        """Whether this group, after a number joined by such a sign, is a year, a quantity, another number."""
        suo = self._distacco(indice)
        if "\n" in suo or (suo != distacco and not distacchi.stretto(suo)):
            return True
        gruppo = self._gruppi[indice]
        anno = len(gruppo.cifre) == 4 and gruppo.cifre[:2] in ("19", "20")
        return anno or self._forti.get(indice, -1) >= indice or misura_dopo(self._testo, gruppo.fine)

    def _abbastanza(self, primo: int, lunghezze: range, larga: bool) -> Iterator[tuple[int, int]]:
        """Where a number of such a length may end, and its length: the shorter ones are not even read."""
        prima = self._somme[primo]
        catena = (self._catene_larghe if larga else self._catene)[primo]
        for ultimo in range(bisect_left(self._somme, prima + lunghezze.start, primo + 1) - 1, catena + 1):
            quante = self._somme[ultimo + 1] - prima
            if quante >= lunghezze.stop:
                return
            yield ultimo, quante

    def _vale(self, gruppi: tuple[str, ...], piu: bool, annunciato: bool) -> bool:
        if piu:
            return piani.internazionale("".join(gruppi))
        return forme.valido(gruppi, annunciato or self._parole > 0) or (
            self._parole > 0 and forme.a_una_a_una(gruppi)
        )

    def _catenati(self, larga: bool) -> list[int]:
        """For every group, the last one that the groups after it reach without a gap."""
        catene = list(range(len(self._gruppi)))
        for indice in reversed(catene[1:]):
            if self._prosegue(indice, larga):
                catene[indice - 1] = catene[indice]
        return catene

    def _prosegue(self, indice: int, larga: bool) -> bool:
        """Whether this group may go on with the number of the one before it."""
        if indice >= len(self._gruppi) or not self._liberi[indice]:
            return False
        return self._unioni[indice - 1] >= (1 if larga or self._parole else 2)

    def _basta(self, indice: int, quante: int) -> bool:
        """Whether a number already whole, of so many figures, must not go on with this group."""
        gruppo = self._gruppi[indice]
        if self._forti.get(indice, -1) >= indice or misura_dopo(self._testo, gruppo.fine):
            return True
        if not self._parole and not self._tiene(indice):
            return True
        return (
            quante >= 9
            and self._distacco(indice) == " "
            and len(self._gruppi[indice - 1].cifre) >= 5
            and len(gruppo.cifre) <= 2
        )

    def _tiene(self, indice: int) -> bool:
        """Whether what stands before this group is written inside numbers, or has been all along."""
        distacco = self._distacco(indice)
        singole = len(self._cifre[indice]) == len(self._cifre[indice - 1]) == 1
        return distacchi.stretto(distacco) or (singole and distacco == self._distacco(indice - 1))

    def _regolare(self, primo: int, ultimo: int) -> bool:
        """Whether dots and commas inside the number, if any, cannot be those of a list or of an amount."""
        fra = self._distacchi[primo:ultimo]
        if len(self._cifre[primo]) == 1 and fra and fra[0] == "." and len(set(fra)) > 1:
            return False  # «3.4 / 7.2 / 37»: decimals
        if self._parole or not distacchi.a_virgole(fra):
            return True
        return len(set(fra)) == 1 and forme.dettato(self._cifre[primo : ultimo + 1])

    def _finisce(self, primo: int, ultimo: int) -> bool:
        """Whether a number that nobody announced may end here, being no quantity nor part of a code."""
        fine = self._gruppi[ultimo].fine
        if contorni.nome_di_file(self._testo, fine):
            return piani.mobile("".join(self._cifre[primo : ultimo + 1]))
        if contorni.attaccato_dopo(self._testo, fine) or quantita_dopo(self._testo, fine):
            return False
        if ultimo + 1 == len(self._gruppi) or self._distacco(ultimo + 1) not in ("-", "/", ".", ","):
            return True
        prossimo = self._gruppi[ultimo + 1].cifre
        altri = len(prossimo) <= 4 and prossimo[:2] not in ("19", "20") and self._distacco(ultimo + 1) in "-/"
        return altri or self._forti.get(ultimo + 1, -1) > ultimo

    def _incollato(self, primo: int) -> bool:
        """«Monica3331234567»: a whole mobile number right after a word that lost its space."""
        return self._mobile_intero(primo) and contorni.incollato(self._testo, self._gruppi[primo].inizio)

    def _mobile_intero(self, primo: int) -> bool:
        return len(self._cifre[primo]) == 10 and piani.mobile(self._cifre[primo])

    # numbers that a word announces

    def _debole(self, primo: int, minimo: int, annuncio: str, massimo: int = piani.CIFRE_MASSIME) -> int:
        gruppi, ultimo = self._gruppi, primo
        cifre = gruppi[primo].cifre
        while self._prosegue(ultimo + 1, True) and self._forti[ultimo + 1] <= ultimo:
            dopo = gruppi[ultimo + 1]
            if len(cifre) + len(dopo.cifre) > massimo:
                break
            if len(cifre) >= minimo and misura_dopo(self._testo, dopo.fine):
                break
            cifre, ultimo = cifre + dopo.cifre, ultimo + 1
        fine = gruppi[ultimo].fine
        if (
            not minimo <= len(cifre) <= massimo
            or quantita_dopo(self._testo, fine)
            or self._testo[fine : fine + 1].isalnum()
        ):
            return -1
        if piani.apparecchio(self._cifre[primo : ultimo + 1]) or not self._detto(primo, ultimo, True):
            return -1
        if (
            annuncio == DEBOLE
            and cifre[0] not in "03"
            and len(cifre) < 11
            and not contorni.due_punti(self._testo, gruppi[primo].inizio)
        ):
            return -1
        return -1 if annuncio == VERBO and self._conta_cose(primo, ultimo) else ultimo

    def _annunciato_dopo(self, primo: int) -> int:
        """«234567 (tel.)»: a short number with its word right after it."""
        gruppo = self._gruppi[primo]
        if (
            not 6 <= len(gruppo.cifre) <= 11
            or self._attaccato(primo)
            or not contorni.pulito(self._testo, gruppo.inizio)
        ):
            return -1
        annunciato = contorni.annunciato_dopo(self._testo, gruppo.fine) and self._detto(primo, primo, True)
        return primo if annunciato else -1

    def _in_catena(self, primo: int, fine_prima: int) -> bool:
        """Whether only «,», «/», «e», «oppure» stand between the last number and this group."""
        return contorni.in_catena(self._testo, fine_prima, self._inizi[primo])

    # what stands around

    def _distacco(self, indice: int) -> str:
        return self._distacchi[indice - 1]

    def _attaccato(self, primo: int) -> bool:
        distacco = self._distacco(primo) if primo else ""
        if distacco == "," and self._mobile_intero(primo):
            return primo == 1 or self._distacco(primo - 1) not in ("-", "/", ".")  # «7013.37.10,3331234567»
        return distacco in ("-", "/", ".", ",")

    def _conta_cose(self, primo: int, ultimo: int) -> bool:
        """«chiamare 12000 aziende», but not «chiamare il 234567 chiedendo di Anna»."""
        uno_solo = contorni.uno_solo(self._testo, self._gruppi[primo].inizio)
        return not uno_solo and conta_cose(self._testo, self._gruppi[ultimo].fine)

    def _detto(self, primo: int, ultimo: int, annunciato: bool) -> bool:
        """Whether enough of the number is said in words, by somebody who is not just counting."""
        gruppi = self._gruppi[primo : ultimo + 1]
        conta = self._parole > 0 and not annunciato and forme.conta([gruppo.cifre for gruppo in gruppi])
        return not conta and sum(gruppo.parole for gruppo in gruppi) >= self._parole
