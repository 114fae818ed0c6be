"""The verbs of an initiative, each on a page of its own that asks before acting."""

from typing import Any

from django.urls import reverse

from calendario import azioni, permessi
from calendario.azioni.moderazione import in_attesa, in_lettura
from calendario.confronto import cambi
from calendario.forms.verbi import ComeForm, LettaForm, MotivoForm, NotaForm, RinviaForm, RipetiForm, Verbo
from calendario.models import Iniziativa, Stato
from calendario.programma.scheda import Anteprima
from calendario.serie import Data, date_della_serie
from calendario.vicine import vicine_a
from calendario.views.banco import verbo
from nucleo import parole
from sportelli.http import Richiesta


def _vicine(request: Richiesta, riga: Iniziativa, form: Verbo) -> dict[str, Any]:
    """What stands near it, before it is in the calendar too."""
    return {"vicine": vicine_a(riga, request.user)}


def _da_leggere(request: Richiesta, riga: Iniziativa, form: Verbo) -> dict[str, Any]:
    """What the redazione approves: the change beside what is public, what is near, and the sign of it."""
    attesa = in_attesa(riga)
    form.initial["letta"] = in_lettura(riga)
    detto: dict[str, Any] = {"attesa": attesa, "cambi": cambi(riga, attesa.campi) if attesa else {}}
    detto["schede"] = [] if attesa else Anteprima.nelle_due_lingue(riga, intera=True)
    return _vicine(request, riga, form) | detto


@verbo(permessi.puo_proporre, ComeForm, _vicine)
def proponi(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    azioni.proponi(iniziativa, come=dati["come"], da=request.user)
    return "Proposta alla redazione: finché non risponde puoi ritirarla.", iniziativa


@verbo(permessi.puo_ritirare_proposta, si_riprende=True)
def ritira_proposta(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    azioni.ritira_proposta(iniziativa, da=request.user)
    return "È di nuovo una bozza: la vedono solo chi la scrive e la redazione.", iniziativa


@verbo(permessi.puo_pubblicare, ComeForm, _vicine)
def pubblica(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    azioni.pubblica(iniziativa, come=dati["come"], da=request.user)
    return "È nel calendario.", iniziativa


@verbo(permessi.puo_approvare, LettaForm, _da_leggere)
def approva(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    proposta = iniziativa.stato == Stato.PROPOSTA
    azioni.approva(iniziativa, letta=dati["letta"], da=request.user)
    fatto = "è nel calendario" if proposta else "dice quel che era stato chiesto"
    return f"«{iniziativa}» {fatto}; chi l'ha scritta lo sa.", _coda()


@verbo(permessi.puo_rimandare, NotaForm, _da_leggere)
def rimanda(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    azioni.rimanda(iniziativa, nota=dati["nota"], da=request.user)
    return f"«{iniziativa}» torna a chi l'ha scritta, con la tua nota.", _coda()


@verbo(permessi.puo_confermare, si_riprende=True)
def conferma(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    azioni.conferma(iniziativa, da=request.user)
    return "Confermata: si fa, in quei giorni.", iniziativa


@verbo(permessi.puo_rinviare, RinviaForm, si_riprende=True)
def rinvia(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    azioni.rinvia(iniziativa, da=request.user, **dati)
    return "Rinviata: nel calendario si legge perché. Quando è certa, confermala.", iniziativa


@verbo(permessi.puo_annullare, MotivoForm, si_riprende=True)
def annulla(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    azioni.annulla(iniziativa, motivo=dati["motivo"], da=request.user)
    return "Annullata: resta nel calendario, con il motivo. Se si fa lo stesso, confermala.", iniziativa


@verbo(permessi.puo_duplicare)
def duplica(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    copia = azioni.duplica(iniziativa, da=request.user)
    return "È una bozza nuova con le stesse parole, senza i giorni e senza i file.", _scrivania(copia)


@verbo(permessi.puo_cestinare)
def cestina(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any]:
    nome = str(iniziativa)
    azioni.cestina(iniziativa, da=request.user)
    return f"«{nome}» è stata buttata.", f"{reverse('calendario:elenco')}?lista=bozze"


def _della_serie(request: Richiesta, riga: Iniziativa, form: Verbo) -> dict[str, Any]:
    """The dates that would be made, once one has said how often."""
    dette = request.method == "POST" and form.is_valid()
    date = date_della_serie(riga, **form.dati) if dette else []
    return {"date": date, "confermate": _in_fila(date)}


@verbo(permessi.puo_ripetere, RipetiForm, _della_serie)
def ripeti(request: Richiesta, iniziativa: Iniziativa, dati: dict[str, Any]) -> tuple[str, Any] | None:
    """Lists the dates; when they are confirmed, makes them."""
    date = date_della_serie(iniziativa, **dati)
    if not date or request.POST.get("confermate") != _in_fila(date):
        return None
    nuove = azioni.ripeti(iniziativa, [data.campi for data in date], da=request.user)
    quante = parole.quanti(len(nuove), "bozza nuova", "bozze nuove")
    return (
        f"{quante} della serie: pubblicale quando sono pronte.",
        f"{reverse('calendario:elenco')}?lista=bozze",
    )


def _in_fila(date: list[Data]) -> str:
    """The dates as the page that asks to confirm them sends them back."""
    return ",".join(data.inizio.isoformat() for data in date)


def _coda() -> str:
    return f"{reverse('calendario:elenco')}?lista=da-approvare"


def _scrivania(iniziativa: Iniziativa) -> str:
    return reverse("calendario:modifica", args=[iniziativa.codice])
