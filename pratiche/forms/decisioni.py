"""The shared decision (C2): asking, answering, agreeing, withdrawing, choosing the Referente."""

from typing import Any, cast

from django import forms

from pratiche import competenza
from pratiche.forms.campi import CampoLungo, Motivo, Verbo
from pratiche.models import Pratica, VersioneDecisione
from pratiche.riservatezza import VistaVersione, vista
from sportelli.models import Utente

Genere = VersioneDecisione.Genere
GENERI_TP = [
    (Genere.EMENDAMENTO, "Emendamento: d'accordo sulla strada, con queste modifiche"),
    (Genere.CONTROPROPOSTA, "Controproposta: propongo un'altra strada"),
]


class ReferenteField(forms.ModelChoiceField[Utente]):
    """The Referenti in the order in which competence and workload propose them, each with why."""

    def __init__(self, **opzioni: Any) -> None:
        base: dict[str, Any] = {"label": "Referente per le imprese", "widget": forms.RadioSelect}
        super().__init__(Utente.objects.none(), empty_label=None, **base | opzioni)

    def proponi(self, pratica: Pratica) -> int | None:
        """Fills the choices for this pratica; the id of the first, who is the one proposed."""
        proposte = [p for p in competenza.proposte(pratica) if p.referente.pk != pratica.referente_id]
        self.queryset = Utente.objects.filter(pk__in=[p.referente.pk for p in proposte])
        self.choices = [(p.referente.pk, _in_breve(p)) for p in proposte]
        return proposte[0].referente.pk if proposte else None


def _proponi(form: Verbo) -> int | None:
    return cast(ReferenteField, form.fields["referente"]).proponi(form.pratica)


def _in_breve(proposta: competenza.Proposta) -> str:
    """«Anna Rossi: segue il settore «Moda», nessuna decisione da concordare»."""
    return f"{proposta.referente}: {', '.join(proposta.perche)}"


class InterventoForm(Verbo):
    """The office asks for TP's intervention, with a proposal of how to satisfy the request."""

    testo = CampoLungo(
        label="Come proponete di soddisfare la richiesta",
        righe=7,
        help_text="Chi fa che cosa, entro quando, con quali costi. È il testo su cui ci si accorda.",
    )
    commento = CampoLungo(label="Perché serve Toscana Promozione", righe=3, max_length=2000, required=False)
    referente = ReferenteField()

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.initial["referente"] = _proponi(self)


class RispostaForm(Verbo):
    """A new version of the decision, written on the other party's last one."""

    su_versione = forms.IntegerField(widget=forms.HiddenInput)
    genere = forms.ChoiceField(label="Che cosa rispondi", choices=GENERI_TP, widget=forms.RadioSelect)
    testo = CampoLungo(label="Il nuovo testo", righe=8)
    commento = CampoLungo(label="Perché", righe=3, max_length=2000, required=False)

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.attuale = self._ultima()
        self.initial.update(su_versione=self.attuale.numero, testo=self.attuale.testo)
        if self.utente.di_sportello:
            del self.fields["genere"]

    def _ultima(self) -> VistaVersione:
        """The text on the table, as who answers may read it (C6)."""
        letta = vista(self.pratica, self.utente)
        return next(d.ultima for d in letta.decisioni if d.pk == self.oggetto.pk)

    def clean(self) -> dict[str, Any]:
        puliti = super().clean() or {}
        if puliti.get("testo", "").split() == self.attuale.testo.split():
            self.add_error("testo", "Il testo è uguale all'ultima versione: modificalo, oppure concorda.")
        return {"genere": Genere.PROPOSTA} | puliti


class ConcordaForm(Verbo):
    """To agree on one version, named in the form: if another came meanwhile, it is refused."""

    su_versione = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        self.initial["su_versione"] = self.oggetto.versione


class InAssenzaForm(Verbo):
    motivo = Motivo(
        label="Come procederete",
        help_text="Resta agli atti, con il giorno in cui il riscontro era atteso.",
    )


class CambiaReferenteForm(Verbo):
    referente = ReferenteField()
    motivo = Motivo(label="Perché cambia")

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        _proponi(self)
