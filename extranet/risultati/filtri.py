"""What a reader asks of the results: the period, the service, the sector, the country; TP, the office too."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django import forms

from extranet.risultati import periodo
from extranet.risultati.periodo import Periodo, PeriodoNonValido
from nucleo import tempo
from pratiche.elenchi.filtri import Voci
from sportelli.models import Utente

ANNI, TRIMESTRI, MESI = 6, 8, 12
GENERI = ("servizio", "settore", "paese", "sportello")


class CampoMese(forms.CharField):
    """«2026-05», as `<input type="month">` sends it; a plain text field where browsers have none."""

    def __init__(self, **kwargs: Any) -> None:
        aspetto = forms.TextInput(attrs={"type": "month", "placeholder": "2026-05"})
        super().__init__(widget=aspetto, required=False, max_length=7, **kwargs)

    def clean(self, value: Any) -> Any:
        testo = super().clean(value)
        try:
            return periodo.leggi_mese(testo) if testo else None
        except PeriodoNonValido as errore:
            raise forms.ValidationError("Scrivi un mese così: 2026-05.") from errore


class FiltriRisultati(forms.Form):
    """A GET form: every view of the results is an address."""

    periodo = forms.ChoiceField(label="Periodo", required=False)
    dal = CampoMese(label="Oppure dal mese")
    al = CampoMese(label="al mese")
    servizio = forms.ChoiceField(label="Servizio", required=False)
    settore = forms.ChoiceField(label="Settore", required=False)
    paese = forms.ChoiceField(label="Paese", required=False)
    sportello = forms.ChoiceField(label="Sportello", required=False)

    def __init__(self, *args: Any, utente: Utente, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.utente = utente
        if utente.di_sportello:
            del self.fields["sportello"]
        self._sceglie("periodo", lambda: [("", "Quest'anno"), *periodi()])
        for genere in GENERI:
            if genere in self.fields:
                self._sceglie(genere, self._con_tutti(genere))

    def _sceglie(self, campo: str, scelte: Any) -> None:
        self.fields[campo].choices = scelte  # type: ignore[attr-defined]  # a choice field

    def _con_tutti(self, genere: str) -> Any:
        return lambda: [("", "Tutti"), *self.voci.scelte[genere]]

    @cached_property
    def voci(self) -> Voci:
        """The entries that can be chosen, read in one query."""
        return Voci(self.utente)

    def clean(self) -> dict[str, Any]:
        dati = super().clean() or self.cleaned_data
        dal, al = dati.get("dal"), dati.get("al")
        if isinstance(dal, date) and isinstance(al, date) and dal > al:
            self.add_error("al", "Il periodo finisce prima di cominciare.")
        return dati

    @cached_property
    def scelto(self) -> Periodo:
        """The period asked for; this year when none is, or it is not one."""
        anno = tempo.oggi().year
        dati = self.cleaned_data if self.is_valid() else {}
        dal: date | None = dati.get("dal")
        al: date | None = dati.get("al")
        if dal or al:
            fine = al or max(dal or date.min, tempo.oggi().replace(day=1))
            return Periodo(dal or fine.replace(month=1), fine)
        return periodo.leggi(dati.get("periodo") or str(anno))

    @cached_property
    def chiavi(self) -> dict[str, int]:
        """Kind → key of the entry asked for."""
        if not self.is_valid():
            return {}
        scelti = {genere: self.cleaned_data.get(genere) for genere in GENERI}
        return {genere: self.voci.chiavi(genere, [codice])[0] for genere, codice in scelti.items() if codice}

    def nome(self, genere: str, chiave: int) -> tuple[str, str]:
        """(code, name) of an entry; a dash for what has none."""
        trovate = self.voci.con_i_nomi(genere, {chiave: 0})
        return trovate[0][:2] if trovate else ("", "Non indicato")


def periodi() -> Iterable[tuple[str, list[tuple[str, str]]]]:
    """The periods of a drop-down list, by length."""
    questo = tempo.oggi().replace(day=1)
    anni = [str(questo.year - n) for n in range(ANNI)]
    primo = questo.replace(month=(questo.month - 1) // 3 * 3 + 1)
    trimestri = [periodo.sposta(primo, -3 * n) for n in range(TRIMESTRI)]
    mesi = [periodo.sposta(questo, -n) for n in range(MESI)]
    yield "Anno", [(anno, anno) for anno in anni]
    codici = [f"{t.year}-T{t.month // 3 + 1}" for t in trimestri]
    yield "Trimestre", [(codice, periodo.leggi(codice).nome) for codice in codici]
    yield "Mese", [(f"{mese:%Y-%m}", periodo.mese_in_parole(mese)) for mese in mesi]
