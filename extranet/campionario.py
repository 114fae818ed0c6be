"""Invented but plausible content for the living style guide (`/stile/`)."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from nucleo import tempo

PRATICHE = (
    (
        *("FI-2026-00417", "Etichettatura dell'olio extravergine per il mercato giapponese"),
        *("Oleificio Valdarno S.r.l.", "Giappone", "in_lavorazione", "Giulia Bianchi", 4, False),
    ),
    (
        *("FI-2026-00416", "Dazi aggiuntivi sulle borse in pelle dopo il 1º agosto"),
        *("Pelletterie Scandicci S.p.A.", "Stati Uniti", "in_attesa_tp", "Giulia Bianchi", 1, True),
    ),
    (
        *("FI-2026-00409", "Ricerca di un distributore per filati cardati"),
        *("Filati del Bisenzio S.n.c.", "Germania", "chiarimento_chiesto", "Marco Neri", -3, True),
    ),
    (
        *("FI-2026-00402", "Certificato di origine e visto consolare per macchine da marmo"),
        *("Officine Apuane S.r.l.", "Emirati Arabi Uniti", "in_attesa_azienda", "Marco Neri", 12, True),
    ),
    (
        *("FI-2026-00398", "Registrazione del marchio comunitario e del marchio svizzero"),
        *("Cantina Poggio ai Venti", "Svizzera", "aperta", "", 0, False),
    ),
    (
        *("FI-2026-00377", "Requisiti per esportare cosmetici a base di acqua termale"),
        *("Terme e Natura S.r.l.", "Corea del Sud", "completata", "Giulia Bianchi", -20, False),
    ),
)
PAROLE = {
    "bozza": "Bozza",
    "aperta": "Aperta",
    "in_lavorazione": "In lavorazione",
    "in_attesa_azienda": "In attesa dell'azienda",
    "in_attesa_tp": "In attesa di Toscana Promozione",
    "chiarimento_chiesto": "Chiarimento chiesto",
    "completata": "Completata",
    "annullata": "Annullata",
}
MOTIVO = "Serve la rete degli uffici all'estero: l'azienda vuole incontrare tre importatori."
DIFFERENZE = {"Paesi": ["Giappone", "Giappone, Corea del Sud"], "Priorità": ["Normale", "Alta"]}


class Esempio(SimpleNamespace):
    """A row that looks like a pratica, or like one of its steps, to a template."""

    def get_stato_display(self) -> str:
        return PAROLE[self.stato]

    def get_a_stato_display(self) -> str:
        return PAROLE[self.a_stato]


class ModuloDiProva(forms.Form):
    """One field of every kind."""

    ragione_sociale = forms.CharField(
        label="Ragione sociale", help_text="Come risulta al Registro delle imprese."
    )
    partita_iva = forms.CharField(label="Partita IVA", max_length=11)
    servizio = forms.ChoiceField(
        label="Servizio",
        choices=[("", "Scegli…"), ("dogane", "Dogane e fiscalità"), ("fiere", "Fiere e missioni")],
    )
    paese = forms.ChoiceField(
        label="Paese",
        choices=[
            ("", ""),
            *((p[:2].lower(), p) for p in ("Giappone", "Germania", "Stati Uniti", "Svizzera", "Spagna")),
        ],
        widget=forms.Select(attrs={"data-ricerca": "Scrivi il nome del paese"}),
    )
    mercati = forms.MultipleChoiceField(
        label="Mercati da aprire",
        required=False,
        choices=[
            (p[:3].lower(), p)
            for p in ("Brasile", "Canada", "Corea del Sud", "Emirati Arabi Uniti", "Messico")
        ],
        widget=forms.SelectMultiple(attrs={"data-ricerca": "Aggiungi un mercato"}),
    )
    scadenza = forms.DateField(
        label="Entro il", required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    canale = forms.ChoiceField(
        label="Arrivata per",
        choices=[("sportello", "Allo sportello"), ("telefono", "Telefono"), ("pec", "PEC")],
        widget=forms.RadioSelect,
    )
    quesito = forms.CharField(label="Quesito", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    allegato = forms.FileField(
        label="Allegato", required=False, help_text="PDF, Word, Excel o immagine, fino a 20 MB."
    )
    riservata = forms.BooleanField(
        label="Riservata",
        required=False,
        help_text="Gli altri Sportelli vedranno solo settore, dimensione e provincia.",
    )

    def clean_partita_iva(self) -> str:
        valore = str(self.cleaned_data["partita_iva"])
        if len(valore) != 11:
            raise ValidationError(
                "La partita IVA ha 11 cifre: qui sono %(quante)s.", params={"quante": len(valore)}
            )
        return valore


class MotivoDiProva(forms.Form):
    motivo = forms.CharField(
        label="Motivo",
        help_text="Resta nella cronologia.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class FiltriDiProva(forms.Form):
    stato = forms.MultipleChoiceField(
        label="Stato",
        required=False,
        choices=[
            ("aperta", "Aperta"),
            ("in_lavorazione", "In lavorazione"),
            ("in_attesa_tp", "In attesa di TP"),
        ],
        widget=forms.SelectMultiple(attrs={"data-ricerca": "Qualunque"}),
    )
    verso = forms.ChoiceField(
        label="Paese", required=False, choices=[("", "Qualunque"), ("jp", "Giappone"), ("us", "Stati Uniti")]
    )
    dal = forms.DateField(label="Aperte dal", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    q = forms.CharField(label="Parole", required=False)


def contesto(parametri: QueryDict | None) -> dict[str, Any]:
    """All that the style guide shows."""
    rifiutato = ModuloDiProva(
        {"r-ragione_sociale": "Oleificio Valdarno S.r.l.", "r-partita_iva": "0123", "r-canale": "pec"},
        prefix="r",
    )
    return {
        "pratiche": _pratiche(),
        "passi": _passi(),
        "file": _file(),
        "stati": [Esempio(stato=stato) for stato in PAROLE],
        "modulo": ModuloDiProva(initial={"canale": "sportello", "mercati": ["bra"]}),
        "rifiutato": rifiutato,
        "filtri": FiltriDiProva(parametri),
        "adesso": tempo.adesso(),
        "oggi": tempo.oggi(),
        "giorni": [tempo.oggi() + timedelta(days=g) for g in (-3, -1, 0, 1, 4, 30)],
        "toni": ("grigio", "blu", "petrolio", "viola", "ambra", "arancio", "verde", "rosso"),
    }


def _pratiche() -> list[Esempio]:
    campi = ("numero", "oggetto", "azienda", "paese", "stato", "assegnata_a", "fra", "sospesa")
    righe = [Esempio(**dict(zip(campi, riga, strict=True))) for riga in PRATICHE]
    for indice, riga in enumerate(righe):
        riga.scadenza = tempo.oggi() + timedelta(days=riga.fra)
        riga.chiusa = riga.stato == "completata"
        riga.aggiornata_il = tempo.adesso() - timedelta(hours=7 * indice, minutes=13)
    return righe


def _passo(che: str, ore: int, **altro: Any) -> Esempio:
    quando = tempo.adesso() - timedelta(hours=ore)
    return Esempio(
        **{"get_genere_display": che, "da": "Giulia Bianchi", "ufficio": "Firenze", "quando": quando, **altro}
    )


def _passi() -> list[Esempio]:
    return [
        _passo("Chiesto l'intervento di Toscana Promozione", 1, a_stato="in_attesa_tp", motivo=MOTIVO),
        _passo("Scheda modificata", 26, differenze=DIFFERENZE),
        _passo("Sollecito a Toscana Promozione", 50, da=None),
        _passo("Pratica aperta", 75, a_stato="aperta"),
    ]


def _file() -> list[Esempio]:
    nomi = (("etichetta_olio_giappone.pdf", 348_112), ("Listino export 2026.xlsx", 41_984))
    return [
        Esempio(nome=nome, dimensione=byte, caricato_il=tempo.adesso(), get_absolute_url="#file")
        for nome, byte in nomi
    ]
