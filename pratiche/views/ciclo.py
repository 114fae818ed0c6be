"""The verbs that move a pratica through its states (C1)."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from nucleo import parole
from pratiche import azioni, permessi
from pratiche import riservatezza as riservatezza_di
from pratiche.forms import ciclo as forms
from pratiche.models import Pratica
from pratiche.riservatezza import Vista, chi_vede_dopo
from pratiche.views.verbi import verbo
from sportelli.http import Richiesta

Dati = dict[str, Any]
SIMILI = 3


def _dopo(request: Richiesta, vista: Vista, pratica: Pratica) -> Dati:
    """Who will see it once it is done, reserved or not."""
    return {"dopo_aperta": chi_vede_dopo(pratica), "dopo_riservata": chi_vede_dopo(pratica, riservata=True)}


def _con_simili(request: Richiesta, vista: Vista, pratica: Pratica) -> Dati:
    """As `_dopo`, with the answers of the archive that could serve again."""
    vicine = Pratica.objects.archivio_visibile_a(request.user).simili(
        f"{pratica.oggetto} {pratica.quesito}", pratica.servizio, pratica.settore, pratica.paesi.all()
    )
    return _dopo(request, vista, pratica) | {"simili": riservatezza_di.righe(vicine[:SIMILI], request.user)}


def _riusa(request: Richiesta, _: Pratica) -> Dati:
    """The answer named by `?riusa=`, as who asks reads it, and among the sources whose it is."""
    numero = request.GET.get("riusa", "")
    scelta = Pratica.objects.archivio_visibile_a(request.user).filter(numero=numero).first()
    if scelta is None:
        return {}
    letta = riservatezza_di.vista(scelta, request.user)
    fonti = [*letta.fonti, f"Risposta di {letta.sportello}, pratica {letta.numero}"]
    return {"esito": letta.esito, "risposta": letta.risposta, "fonti": "\n".join(fonti)}


@verbo(permessi.puo_aprire)
def apri(request: Richiesta, pratica: Pratica, _: Dati) -> str:
    azioni.apri(pratica, da=request.user)
    scadenza = parole.data_breve(pratica.scadenza) if pratica.scadenza else ""
    return f"Pratica {pratica} aperta: ora la vede anche Toscana Promozione. La scadenza è il {scadenza}."


@verbo(permessi.puo_prendere_in_carico)
def prendi_in_carico(request: Richiesta, pratica: Pratica, _: Dati) -> str:
    azioni.prendi_in_carico(pratica, da=request.user)
    return "La pratica è tua. Quando hai la risposta, completala."


@verbo(permessi.puo_assegnare, forms.AssegnaForm)
def assegna(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.assegna(pratica, dati["a"], da=request.user)
    return f"Pratica assegnata a {dati['a']}, che riceve un avviso."


@verbo(permessi.puo_attendere_azienda, forms.AttesaAziendaForm)
def attendi_azienda(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.attendi_azienda(pratica, dati["motivo"], da=request.user)
    return "La scadenza è ferma. Quando l'azienda risponde, riprendi la lavorazione."


@verbo(permessi.puo_riprendere, forms.RipresaForm)
def riprendi(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.riprendi(pratica, motivo=dati["motivo"], da=request.user)
    return "Lavorazione ripresa: la scadenza è avanzata dei giorni lavorativi di attesa."


@verbo(permessi.puo_completare, forms.CompletaForm, altro=_con_simili, iniziali=_riusa)
def completa(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    campi = ("esito", "risposta", "fonti", "riservata", "motivo_riservata", "valida_fino_al")
    azioni.completa(pratica, **{campo: dati[campo] for campo in campi}, da=request.user)
    return "Pratica completata: la risposta è nell'archivio di tutta la rete. Puoi riaprirla entro 30 giorni."


@verbo(permessi.puo_annullare, forms.MotivoForm)
def annulla(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.annulla(pratica, dati["motivo"], da=request.user)
    indirizzo = reverse("pratiche:riapri", args=[pratica.numero])
    return format_html('Pratica annullata. È stato un errore? <a href="{}">Riaprila</a>.', indirizzo)


@verbo(permessi.puo_riaprire, forms.MotivoForm)
def riapri(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.riapri(pratica, dati["motivo"], da=request.user)
    return f"Pratica riaperta: ora è «{pratica.get_stato_display()}»."


@verbo(permessi.puo_cambiare_riservatezza, forms.RiservaForm, altro=_dopo)
def riservatezza(request: Richiesta, pratica: Pratica, dati: Dati) -> str:
    azioni.cambia_riservatezza(pratica, dati["riservata"], dati["motivo_riservata"], da=request.user)
    if dati["riservata"]:
        return "Ora la pratica è riservata: gli altri Sportelli non vedono più di chi è."
    return "La pratica non è più riservata: gli altri Sportelli leggono il nome dell'azienda."
