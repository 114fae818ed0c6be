"""A company and a person made in the same page as the request: the least that the scheda needs."""

from typing import Any

from django.db.models import QuerySet

from pratiche.forms.campi import Provvisoria
from sportelli.forms.aziende import AziendaForm, ContattoForm
from sportelli.models import Azienda

# Shorter names are like everything.
NOME_MINIMO = 4


class _InQuestaPagina(Provvisoria):
    """Its fields are checked by this page, not by that of the scheda aziendale."""

    def __init__(self, *args: Any, **opzioni: Any) -> None:
        super().__init__(*args, **opzioni)
        for campo in self.fields.values():
            campo.widget.attrs = {n: v for n, v in campo.widget.attrs.items() if not n.startswith("hx-")}


class ImpresaForm(_InQuestaPagina, AziendaForm):
    """The essential fields of the scheda aziendale; the rest is filled in later, on its own page."""

    indispensabili = ("ragione_sociale", "comune")
    prefix = "impresa"
    ateco = None  # type: ignore[assignment]  # so Django forms drop a field of their parent
    versione = None  # type: ignore[assignment]  # as above

    class Meta(AziendaForm.Meta):
        fields = [
            *("ragione_sociale", "partita_iva", "codice_fiscale", "comune", "provincia", "settore"),
            *("addetti", "email", "telefono"),
        ]

    def somiglianti(self) -> QuerySet[Azienda]:
        """The office's own companies with the codes, or nearly the name, that are being typed."""
        proprie = Azienda.objects.visibili_a(self.utente)
        codici = {nome: self[nome].value() or "" for nome in ("partita_iva", "codice_fiscale")}
        uguali = proprie.con_codice(**codici)
        nome = (self["ragione_sociale"].value() or "").strip()
        return uguali if len(nome) < NOME_MINIMO or uguali else proprie.simili_a(nome)


class PersonaForm(_InQuestaPagina, ContattoForm):
    """Who in the company asked."""

    indispensabili = ("nome",)
    prefix = "persona"

    class Meta(ContattoForm.Meta):
        fields = ["nome", "incarico", "email", "telefono"]
