"""From a row of a Chamber's archive to the fields of our scheda aziendale, cleaned, with what was odd."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from dialogo.resoconto import Resoconto
from dialogo.tracciati import Tracciato
from nucleo.fogli import Riga
from sportelli import codici
from sportelli.azioni import SchedaAziendale
from sportelli.models import Ateco, Azienda, Paese, Provincia, Settore

CLASSI = {
    "0-100 mila": "fino_100",
    "100-500 mila": "100_500",
    "500 mila-2 mln": "500_2000",
    "2-10 mln": "2_10",
    "10-50 mln": "10_50",
    "oltre 50 mln": "oltre_50",
}
SOGLIE = ((100_000, "fino_100"), (500_000, "100_500"), (2_000_000, "500_2000"), (10_000_000, "2_10"))
RELAZIONI = ("ateco", "provincia", "settore", "mercati")


class Scartata(Exception):
    """The row stays out: why, in which columns, and the value that is wrong."""

    def __init__(self, motivo: str, campi: list[str], messaggio: str, valore: str = "") -> None:
        super().__init__(messaggio)
        self.motivo, self.campi, self.messaggio, self.valore = motivo, campi, messaggio, valore


@dataclass(frozen=True)
class Tabelle:
    """The lookup tables, read once for all the rows."""

    ateco: Mapping[str, Ateco]
    settori: Mapping[str, Settore]
    paesi: Mapping[str, Paese]
    province: Mapping[str, Provincia]

    @classmethod
    def lette(cls) -> "Tabelle":
        settori = Settore.objects.prefetch_related("ateco")
        return cls(
            {ateco.codice: ateco for ateco in Ateco.objects.all()},
            {ateco.codice: settore for settore in settori for ateco in settore.ateco.all()},
            {paese.codice: paese for paese in Paese.objects.all()},
            {provincia.codice: provincia for provincia in Provincia.objects.all()},
        )


class Lettore:
    """Reads the rows of one table, writing what is odd into the report."""

    def __init__(self, tracciato: Tracciato, tabelle: Tabelle, resoconto: Resoconto) -> None:
        self.tracciato, self.tabelle, self.resoconto = tracciato, tabelle, resoconto
        self.colonne = {campo: colonna for colonna, campo in tracciato.colonne.items()}

    def leggi(self, riga: Riga, valori: Mapping[str, Any]) -> SchedaAziendale:
        """Raises Scartata."""
        testi = {campo: testo(valore) for campo, valore in valori.items()}
        self._pretendi(testi)
        campi = {
            "ragione_sociale": testi["ragione_sociale"],
            "forma_giuridica": testi.get("forma_giuridica", ""),
            "codice_esterno": testi.get("codice_esterno", ""),
            "indirizzo": " ".join(testi["indirizzo"].split()),
            "comune": testi["comune"],
            **self._codici(riga, testi),
            **self._profilo(riga, testi),
        }
        contatti = self._contatti(riga, testi, campi)
        self._controlla(campi)
        self._stranezze(riga, valori)
        return SchedaAziendale(campi, contatti)

    def _pretendi(self, testi: Mapping[str, str]) -> None:
        """One filled column of each compulsory group."""
        for gruppo in self.tracciato.obbligatorie:
            if not any(testi[self.tracciato.colonne[colonna]] for colonna in gruppo):
                nomi = " o ".join(gruppo)
                raise Scartata("campo_obbligatorio_vuoto", list(gruppo), f"Manca {nomi}.")

    def _codici(self, riga: Riga, testi: Mapping[str, str]) -> dict[str, str]:
        """A wrong partita IVA keeps the row out: it is what tells companies apart. The others are noted."""
        letta = testi["partita_iva"]
        try:
            partita_iva = codici.pulisci_partita_iva(letta) if letta else ""
        except ValidationError as errore:
            cifre = letta.zfill(codici.LUNGHEZZA_IVA)
            motivo = f"{errore.code}_partita_iva"
            raise Scartata(motivo, [self.colonne["partita_iva"]], errore.messages[0], cifre) from errore
        if partita_iva and codici.zeri_persi(letta):
            voce = {"riga": riga.numero, "letto": letta, "corretto": partita_iva}
            self.resoconto.avvisi["zeri_iniziali_persi"].append(voce)
        codice_fiscale = self._o_avviso(riga, "codice_fiscale", testi, codici.pulisci_codice_fiscale)
        if not partita_iva and not codice_fiscale:
            raise Scartata(
                "controllo_codice_fiscale",
                [self.colonne["codice_fiscale"]],
                "Senza partita IVA serve un codice fiscale giusto: ricontrollalo.",
                testi["codice_fiscale"],
            )
        return {
            "partita_iva": partita_iva,
            "codice_fiscale": codice_fiscale,
            "numero_rea": self._o_avviso(riga, "numero_rea", testi, codici.pulisci_rea),
            "cap": self._o_avviso(riga, "cap", testi, lambda cap: codici.pulisci_cap(cap.zfill(5))),
        }

    def _profilo(self, riga: Riga, testi: Mapping[str, str]) -> dict[str, Any]:
        ateco = self._o_avviso(riga, "ateco", testi, codici.pulisci_ateco)
        if ateco and ateco not in self.tabelle.ateco:
            self._avvisa("ateco_sconosciuto", riga, "ateco", ateco)
        sigla = testi.get("provincia") or testi["numero_rea"][:2]
        return {
            "ateco": self.tabelle.ateco.get(ateco),
            "settore": self.tabelle.settori.get(ateco),
            "provincia": self.tabelle.province.get(sigla.upper()),
            "addetti": self._o_avviso(riga, "addetti", testi, _intero),
            "classe_fatturato": self._classe(riga, testi),
            "mercati": self._mercati(riga, testi["mercati"]),
        }

    def _classe(self, riga: Riga, testi: Mapping[str, str]) -> str:
        if "fatturato_euro" in testi:
            euro = self._o_avviso(riga, "fatturato_euro", testi, _intero)
            return (
                "" if euro is None else next((classe for soglia, classe in SOGLIE if euro <= soglia), "10_50")
            )
        letta = testi.get("classe_fatturato", "")
        if letta and letta not in CLASSI:
            self._avvisa("classe_sconosciuta", riga, "classe_fatturato", letta)
        return CLASSI.get(letta, "")

    def _mercati(self, riga: Riga, letti: str) -> list[Paese]:
        sigle = [sigla.strip().upper() for sigla in letti.replace("|", ",").split(",") if sigla.strip()]
        for sigla in sigle:
            if sigla not in self.tabelle.paesi:
                self._avvisa("paese_sconosciuto", riga, "mercati", sigla)
        return [self.tabelle.paesi[sigla] for sigla in sigle if sigla in self.tabelle.paesi]

    def _contatti(self, riga: Riga, testi: Mapping[str, str], campi: dict[str, Any]) -> list[dict[str, str]]:
        """The person of the row; an address without a name is the company's own."""
        if "contatto_nome" not in testi:
            return []
        email = self._o_avviso(riga, "contatto_email", testi, indirizzo_email) or ""
        telefono = testi["contatto_telefono"]
        if not testi["contatto_nome"]:
            campi |= {"email": email, "telefono": telefono}
            return []
        return [{"nome": testi["contatto_nome"], "email": email, "telefono": telefono}]

    def _controlla(self, campi: Mapping[str, Any]) -> None:
        """What the model itself says of the values: too long, not among the choices."""
        semplici = {nome: valore for nome, valore in campi.items() if nome not in RELAZIONI}
        try:
            Azienda(**semplici).clean_fields(exclude=["sportello", *RELAZIONI])
        except ValidationError as errore:
            nome, messaggi = next(iter(errore.message_dict.items()))
            colonna = self.colonne.get(nome, nome)
            raise Scartata("valore_non_valido", [colonna], messaggi[0], str(campi.get(nome, ""))) from errore

    def _o_avviso(
        self, riga: Riga, campo: str, testi: Mapping[str, str], pulisci: Callable[[str], Any]
    ) -> Any:
        """The cleaned value; a wrong one is left out and noted, and the row goes on."""
        if not testi.get(campo):
            return None if pulisci is _intero else ""
        try:
            return pulisci(testi[campo])
        except ValidationError as errore:
            self._avvisa("valore_lasciato_fuori", riga, campo, testi[campo], errore.messages[0])
            return None if pulisci is _intero else ""

    def _avvisa(self, motivo: str, riga: Riga, campo: str, letto: str, messaggio: str = "") -> None:
        voce = {"riga": riga.numero, "campo": self.colonne[campo], "letto": letto}
        self.resoconto.avvisi[motivo].append(voce | ({"messaggio": messaggio} if messaggio else {}))

    def _stranezze(self, riga: Riga, valori: Mapping[str, Any]) -> None:
        """Harmless oddities of the file, told so that the archive can be mended at its source."""
        scritti = {campo: valore for campo, valore in valori.items() if isinstance(valore, str)}
        for campo, valore in scritti.items():
            if _formula(valore):
                voce = {"riga": riga.numero, "campo": self.colonne[campo]}
                self.resoconto.avvisi["formula_da_neutralizzare"].append(voce)
        for motivo, strano in STRANEZZE.items():
            if any(strano(campo, valore) for campo, valore in scritti.items()):
                self.resoconto.avvisi[motivo].append(riga.numero)


STRANEZZE: dict[str, Callable[[str, str], bool]] = {
    "a_capo_nel_campo": lambda campo, valore: "\n" in valore.strip(),
    "virgolette_nel_campo": lambda campo, valore: '"' in valore and not _formula(valore),
    "email_con_maiuscole": lambda campo, valore: campo.endswith("email") and valore != valore.lower(),
    "spazi_iniziali_o_finali": lambda campo, valore: valore != valore.strip(),
}


def testo(valore: Any) -> str:
    """A cell as text: numbers of a workbook without their «.0», no spaces around."""
    if valore is None:
        return ""
    if isinstance(valore, float) and valore.is_integer():
        valore = int(valore)
    return str(valore).strip()


def indirizzo_email(letto: str) -> str:
    """In lower case; raises ValidationError."""
    validate_email(letto)
    return letto.lower()


def _intero(letto: str) -> int:
    cifre = letto.replace(".", "")
    if not cifre.isdecimal():
        raise ValidationError("Serve un numero intero.")
    return int(cifre)


def _formula(valore: str) -> bool:
    """What a spreadsheet would run; a telephone with its «+» is not one."""
    return valore[:1] in ("=", "@") or (valore[:1] in "+-" and not valore[1:2].isdigit() and len(valore) > 1)
