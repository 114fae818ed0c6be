"""An initiative as it is typed: of a draft anything may still be missing, only what cannot be is refused."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.urls import reverse

from calendario import permessi
from calendario.azioni.campi import DELLA_REDAZIONE, MOLTI, cambiati, istantanea
from calendario.forms.campi import Giorno, Mese, Ora
from calendario.giorni import primo_del_mese, ultimo_del_mese
from calendario.models import Annuncio, Editore, Iniziativa, Modalita, Stato, Tipo
from circolari.forms.campi import CampoTesto
from circolari.forms.redazione import detto
from circolari.models import Circolare
from sportelli.forms.campi import SceltaConRicerca, ScelteConRicerca, scegliibili_o_gia_scelte
from sportelli.models import Paese, Settore, Utente

GIORNI, MESE = "giorni", "mese"
QUANDO = [(GIORNI, "Nei giorni"), (MESE, "Si sa solo il mese")]
RIGHE_DI_TESTO = 11
NIENTE, CON_TITOLO = "nascosta", "senza_dettagli"
# Checked one by one while the form is being filled.
CONTROLLATI = ("titolo", "inizio", "fine", "ora_fine", "scadenza", "costo", "posti", "collegamento")
# What the radar looks at.
DEL_RADAR = ("quando", "mese", "inizio", "fine", "settori", "paesi", "citta")
UGUALI = (
    *("tipo", "titolo", "titolo_en", "partner", "testo", "testo_en", "modalita", "citta", "sede"),
    *("ora_inizio", "ora_fine", "scadenza", "costo", "posti", "collegamento"),
)


class IniziativaForm(forms.Form):
    """The whole initiative. `revisione` is the one that was read: who saved meanwhile is not overwritten."""

    revisione = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    tipo = forms.ChoiceField(label="Che cos'è", choices=Tipo)
    titolo = forms.CharField(label="Titolo", max_length=200, required=False)
    testo = CampoTesto(label="Descrizione", required=False)
    titolo_en = forms.CharField(label="Titolo in inglese", max_length=200, required=False)
    testo_en = CampoTesto(label="Descrizione in inglese", required=False)
    quando = forms.ChoiceField(label="Quando", choices=QUANDO, widget=forms.RadioSelect)
    mese = Mese(label="Mese", help_text="Con il solo mese si preannuncia; per confermarla servono i giorni.")
    inizio = Giorno(label="Dal")
    fine = Giorno(label="Al", help_text="Vuoto: un giorno solo.")
    ora_inizio = Ora(label="Dalle", help_text="Vuoto: tutto il giorno.")
    ora_fine = Ora(label="Alle")
    scadenza = Giorno(label="Adesioni entro")
    modalita = forms.ChoiceField(label="Come si partecipa", choices=Modalita, widget=forms.RadioSelect)
    citta = forms.CharField(label="Città", max_length=120, required=False)
    sede = forms.CharField(label="Sede", max_length=200, required=False)
    settori = forms.ModelMultipleChoiceField(
        Settore.objects.none(),
        to_field_name="codice",
        required=False,
        widget=ScelteConRicerca("Cerca un settore"),
        label="Settori",
        help_text="Nessuno: per tutti.",
    )
    paesi = forms.ModelMultipleChoiceField(
        Paese.objects.none(),
        to_field_name="codice",
        required=False,
        widget=ScelteConRicerca("Cerca un paese"),
        label="Paesi",
    )
    organizzatore = forms.ModelChoiceField(
        Editore.objects.none(), label="Organizzata da", widget=SceltaConRicerca("Cerca un ente")
    )
    partner = forms.CharField(
        label="Con", max_length=300, required=False, help_text="Gli altri enti, se ce ne sono."
    )
    costo = forms.DecimalField(
        label="Costo in euro",
        max_digits=9,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text="0 se è gratuita; vuoto se non si sa ancora.",
    )
    posti = forms.IntegerField(label="Posti", min_value=1, max_value=100_000, required=False)
    collegamento = forms.URLField(
        label="Pagina per le adesioni", max_length=500, required=False, assume_scheme="https"
    )
    circolare = forms.ModelChoiceField(
        Circolare.objects.none(),
        label="Circolare",
        required=False,
        widget=SceltaConRicerca("Cerca una circolare"),
        help_text="Finché la circolare è solo degli Sportelli, l'iniziativa non si legge fuori.",
    )
    annuncio = forms.ChoiceField(
        label="Prima del rilascio, il pubblico vede", choices=Annuncio, widget=forms.RadioSelect
    )
    titolo_annuncio = forms.CharField(
        label="Titolo dell'annuncio",
        max_length=200,
        required=False,
        help_text="Si vedono anche il periodo, il tipo e chi organizza; nient'altro.",
    )

    def __init__(
        self, *args: Any, utente: Utente, iniziativa: Iniziativa, attesa: Mapping[str, Any], **opzioni: Any
    ) -> None:
        """`attesa` is what a change that waits for the redazione says: one goes on from there."""
        opzioni.setdefault("initial", iniziali(iniziativa, istantanea(iniziativa) | dict(attesa)))
        super().__init__(*args, **opzioni)
        self.utente, self.iniziativa, self.attesa = utente, iniziativa, attesa
        self.fields["testo"].widget.attrs["rows"] = RIGHE_DI_TESTO
        self.fields["testo_en"].widget.attrs["rows"] = RIGHE_DI_TESTO
        self._scelte()
        self._mentre_si_scrive()
        if not permessi.puo_legare_circolari(utente):
            for nome in ("circolare", "annuncio", "titolo_annuncio"):
                del self.fields[nome]

    def clean(self) -> dict[str, Any]:
        puliti = super().clean() or self.cleaned_data
        if puliti.get("quando") == GIORNI:
            self._giorni(puliti)
        self._scadenza(puliti)
        if self.cleaned_data.get("circolare") and puliti.get("annuncio") == CON_TITOLO:
            self._vuole("titolo_annuncio", "L'annuncio senza dettagli ha bisogno di un suo titolo.")
        if self.iniziativa.pubblicata:
            self._pubblica(puliti)
        return puliti

    @property
    def campi(self) -> dict[str, Any]:
        """What the verbs take."""
        puliti = self.cleaned_data
        detti = {nome: puliti[nome] for nome in UGUALI} | self._quando()
        detti |= {nome: [voce.codice for voce in puliti[nome]] for nome in MOLTI}
        detti["organizzatore_id"] = puliti["organizzatore"].pk
        if "circolare" in self.fields:
            detti |= self._annuncio()
        return detti

    @property
    def con_redazione(self) -> bool:
        """Whether it asks what the redazione alone decides."""
        return "circolare" in self.fields

    def differenze(self, com_e_ora: Iniziativa) -> dict[str, list[str]]:
        """Where what was typed differs from the initiative as it is now: label → [now, typed]."""
        ora = IniziativaForm(utente=self.utente, iniziativa=com_e_ora, attesa={})
        nomi = [nome for nome in self.fields if nome not in ("revisione", "testo", "testo_en")]
        coppie = {str(self[nome].label): [detto(ora[nome]), detto(self[nome])] for nome in nomi}
        return {nome: coppia for nome, coppia in coppie.items() if coppia[0] != coppia[1]}

    def dice_lo_stesso(self, com_e_ora: Iniziativa) -> bool:
        """Whether the row says this already: the second press of a button, a save that arrived twice."""
        return not cambiati(com_e_ora, self.campi)

    def _scelte(self) -> None:
        riga = self.iniziativa
        circolari = Circolare.objects.visibili_a(self.utente).exclude(stato="ritirata")
        scelte: dict[str, Any] = {
            "settori": scegliibili_o_gia_scelte(Settore.objects.all(), riga.settori),
            "paesi": scegliibili_o_gia_scelte(Paese.objects.all(), riga.paesi),
            "organizzatore": Editore.objects.attivi() | Editore.objects.filter(pk=riga.organizzatore_id),
            "circolare": circolari | Circolare.objects.filter(pk=riga.circolare_id or 0),
        }
        for nome, righe in scelte.items():
            self.fields[nome].queryset = righe  # type: ignore[attr-defined]  # a model field

    def _mentre_si_scrive(self) -> None:
        for nome in CONTROLLATI:
            verso = reverse("calendario:campo", args=[self.iniziativa.codice, nome])
            self.fields[nome].widget.attrs |= {
                "hx-post": verso,
                "hx-trigger": "change",
                "hx-target": f"#div_id_{nome}",
                "hx-swap": "outerHTML",
                "hx-params": "not testo,testo_en,allegati,immagine",
            }

    def _giorni(self, puliti: dict[str, Any]) -> None:
        inizio, fine = puliti.get("inizio"), puliti.get("fine")
        if inizio and fine and fine < inizio:
            self.add_error("fine", "La fine viene dopo l'inizio.")
        if fine and not inizio:
            self._vuole("inizio", "Scrivi da quale giorno.")
        dalle, alle = puliti.get("ora_inizio"), puliti.get("ora_fine")
        if alle and not dalle:
            self.add_error("ora_fine", "Scrivi anche a che ora comincia.")
        elif dalle and alle and (fine or inizio) == inizio and alle <= dalle:
            self.add_error("ora_fine", "Finisce dopo che è cominciata: scrivi un'ora più tarda.")
        if dalle:
            self._vuole("inizio", "Con l'ora serve anche il giorno.")

    def _pubblica(self, puliti: dict[str, Any]) -> None:
        """What everybody reads stays whole."""
        self._vuole("titolo", "È pubblicata: senza titolo non può stare.")
        solo_mese = puliti.get("quando") == MESE
        self._vuole("mese" if solo_mese else "inizio", "È pubblicata: scrivi quando.")
        if solo_mese and self.iniziativa.stato == Stato.CONFERMATA:
            self.add_error("quando", "È confermata: servono i giorni.")

    def _scadenza(self, puliti: dict[str, Any]) -> None:
        ultimo = self._ultimo(puliti)
        if ultimo and puliti.get("scadenza") and puliti["scadenza"] > ultimo:
            self.add_error("scadenza", "Le adesioni si chiudono prima che l'iniziativa finisca.")

    def _ultimo(self, puliti: dict[str, Any]) -> Any:
        if puliti.get("quando") == MESE:
            return ultimo_del_mese(puliti["mese"]) if puliti.get("mese") else None
        return puliti.get("fine") or puliti.get("inizio")

    def _vuole(self, nome: str, frase: str) -> None:
        if not self.cleaned_data.get(nome) and nome not in self.errors:
            self.add_error(nome, frase)

    def _quando(self) -> dict[str, Any]:
        puliti = self.cleaned_data
        if puliti["quando"] == MESE:
            mese = puliti["mese"]
            giorni = {"inizio": mese, "fine": mese and ultimo_del_mese(mese)}
            return giorni | {"solo_mese": True, "ora_inizio": None, "ora_fine": None}
        giorni = {"inizio": puliti["inizio"], "fine": puliti["fine"] or puliti["inizio"]}
        return giorni | {"solo_mese": False}

    def _annuncio(self) -> dict[str, Any]:
        circolare = self.cleaned_data["circolare"]
        con_titolo = circolare is not None and self.cleaned_data["annuncio"] == CON_TITOLO
        return {
            "circolare_id": circolare and circolare.pk,
            "annuncio": CON_TITOLO if con_titolo else NIENTE,
            "titolo_annuncio": self.cleaned_data["titolo_annuncio"] if con_titolo else "",
        }


def iniziali(iniziativa: Iniziativa, detto_ora: Mapping[str, Any]) -> dict[str, Any]:
    """The words and numbers of a version as the form shows them."""
    solo_mese = bool(detto_ora["solo_mese"])
    iniziali = {nome: detto_ora[nome] for nome in (*UGUALI, *MOLTI, "inizio", "fine")}
    iniziali["mese"] = (detto_ora["inizio"] or "")[:7] if solo_mese else ""
    if solo_mese:
        iniziali |= {"inizio": None, "fine": None}
    iniziali |= {nome: detto_ora[nome] for nome in DELLA_REDAZIONE - {"circolare_id"}}
    return iniziali | {
        "revisione": iniziativa.revisione,
        "quando": MESE if solo_mese else GIORNI,
        "organizzatore": detto_ora["organizzatore_id"],
        "circolare": detto_ora["circolare_id"],
    }


def del_periodo(dati: Mapping[str, str]) -> tuple[Any, Any]:
    """The first and the last day that a form being filled says, as far as one can read them."""
    if dati.get("quando") == MESE:
        mese = primo_del_mese(dati.get("mese", ""))
        return mese, mese and ultimo_del_mese(mese)
    inizio, fine = _giorno(dati.get("inizio", "")), _giorno(dati.get("fine", ""))
    return inizio, max(filter(None, (inizio, fine)), default=None) if inizio else None


def _giorno(scritto: str) -> Any:
    try:
        return Giorno().clean(scritto)
    except forms.ValidationError:
        return None


def etichette(nomi: Iterable[str]) -> dict[str, str]:
    """How people call the fields of an initiative, for what compares two versions of it."""
    campi = IniziativaForm.base_fields
    return {nome: str(campi[nome].label) for nome in nomi if nome in campi}
