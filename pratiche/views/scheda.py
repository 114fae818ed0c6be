"""The scheda quesito: a new request, or the correction of one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nucleo import parole
from nucleo.allegati.campi import ACCETTA, AIUTO
from nucleo.stati import VersioneSuperata
from pratiche import azioni, permessi, riservatezza
from pratiche.forms.scheda import NUOVA, Scheda, da_conservare, da_minuta
from pratiche.models import Minuta, Pratica, Pubblico, Stato
from pratiche.views.verbi import Scritto, fatto, la_pratica, superata
from sportelli.http import Richiesta, chiave_da
from sportelli.models import Azienda, Paese, Utente

SALVA, APRI = "bozza", "apri"
TROVATE_MASSIME = 12
APERTE_MASSIME, SIMILI_MASSIME = 5, 3
TESTO_MINIMO = 12


@require_http_methods(["GET", "HEAD", "POST"])
def nuova(request: Richiesta) -> HttpResponse:
    """A new request; what is typed is kept under the key in the address, and never lost."""
    if not permessi.puo_creare(request.user):
        raise PermissionDenied
    return _scheda(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def modifica(request: Richiesta, numero: str) -> HttpResponse:
    """The scheda of a pratica that is not closed, corrected by its own office."""
    pratica = la_pratica(request, numero)
    if not permessi.puo_modificare(request.user, pratica):
        return _non_piu(request, pratica)
    return _scheda(request, pratica)


def _non_piu(request: Richiesta, pratica: Pratica) -> HttpResponse:
    """403; to who was correcting it while a colleague closed it, what she had typed."""
    if not permessi.potrebbe(permessi.puo_modificare, request.user, pratica):
        raise PermissionDenied
    testi = {nome.capitalize(): request.POST.get(nome, "") for nome in ("oggetto", "quesito")}
    return superata(request, pratica, [Scritto(nome, testo) for nome, testo in testi.items() if testo])


@require_POST
def minuta(request: Richiesta) -> JsonResponse:
    """Keeps what is being typed, and says at what time it was."""
    numero = request.GET.get("pratica")
    pratica = la_pratica(request, numero) if numero else None
    campi = da_conservare(request.POST)
    if campi is None:
        return JsonResponse({"errore": "Il testo è troppo lungo per la bozza."}, status=413)
    conservata = azioni.conserva(_chiave(request), campi, pratica=pratica, da=request.user)
    return JsonResponse({"ora": parole.ora(conservata.scritta_il)})


@require_POST
def minuta_scarta(request: Richiesta) -> HttpResponse:
    """Throws away what was typed and not saved."""
    propria = get_object_or_404(Minuta.objects.in_corso(request.user), pk=_chiave(request))
    meta = propria.pratica or reverse("pratiche:nuova")
    azioni.scarta(propria, da=request.user)
    messages.success(request, "Quel che avevi scritto e non salvato è stato buttato.")
    return redirect(meta)


@require_safe
def aziende(request: Richiesta) -> HttpResponse:
    """The companies of one's own office that answer a search, as options of the combobox."""
    trovate = Azienda.objects.visibili_a(request.user).cerca(request.GET.get("q", ""))[:TROVATE_MASSIME]
    return render(request, "pratiche/scheda/_aziende.html", {"trovate": trovate})


@require_POST
def verifica(request: Richiesta) -> HttpResponse:
    """One field of the new company or person, judged while one writes."""
    if not permessi.puo_creare(request.user):
        raise PermissionDenied
    scheda = Scheda(request.POST, utente=request.user)
    nome = request.GET.get("campo", "")
    form = {"impresa": scheda.impresa, "persona": scheda.persona}.get(nome.partition("-")[0])
    campo = nome.partition("-")[2]
    if form is None or campo not in form.fields:
        raise Http404
    numero = request.GET.get("pratica")
    pagina = (
        la_pratica(request, numero).get_absolute_url() + "modifica/" if numero else reverse("pratiche:nuova")
    )
    contesto = {"campo": form[campo], "indirizzo": f"{pagina}?minuta={_chiave(request)}"}
    if form is scheda.impresa:
        contesto["somiglianti"] = scheda.impresa.somiglianti()
    return render(request, "pratiche/scheda/_campo_solo.html", contesto)


@require_POST
def simili(request: Richiesta) -> HttpResponse:
    """What is already known about what is being typed. By POST: no quesito in the logs."""
    if not permessi.puo_creare(request.user):
        raise PermissionDenied
    scheda = Scheda(request.POST, utente=request.user, muta=True)
    contesto = _gia_note(scheda, questa=request.GET.get("pratica", ""))
    return render(request, "pratiche/scheda/_simili.html", contesto)


def _scheda(request: Richiesta, pratica: Pratica | None) -> HttpResponse:
    if request.method == "POST":
        return _posta(request, pratica)
    in_corso = Minuta.objects.in_corso(request.user).filter(pratica=pratica)
    ripresa = in_corso.filter(pk=_chiave(request)).first() if "minuta" in request.GET else None
    scheda = Scheda(da_minuta(ripresa) if ripresa else None, utente=request.user, pratica=pratica, muta=True)
    minuta = ripresa or Minuta(pratica=pratica)
    return _pagina(request, scheda, minuta, interrotte=in_corso.exclude(pk=minuta.pk)[:5])


def _posta(request: Richiesta, pratica: Pratica | None) -> HttpResponse:
    dati, passo = _mosso(request.POST), request.POST.get("passo", "")
    if passo == "scegli" or passo.startswith("usa-"):
        _con_la_persona(dati, request.user)
    minuta = azioni.conserva(_chiave(request), da_conservare(dati) or {}, pratica=pratica, da=request.user)
    if minuta.depositata_il and minuta.pratica:
        return redirect(minuta.pratica)
    rifiuti = _file(request, minuta, passo)
    salva = passo in (SALVA, APRI)
    provvisoria = passo == SALVA and (pratica is None or pratica.stato == Stato.BOZZA)
    scheda = Scheda(dati, utente=request.user, pratica=pratica, bozza=provvisoria, muta=not salva)
    if salva and scheda.is_valid() and not rifiuti:
        return _deposita(request, scheda, minuta, apri=passo == APRI)
    return _pagina(request, scheda, minuta, rifiuti=rifiuti)


def _deposita(request: Richiesta, scheda: Scheda, minuta: Minuta, *, apri: bool) -> HttpResponse:
    try:
        pratica = azioni.deposita(
            minuta,
            scheda.campi,
            **scheda.nuove,
            pubblico=scheda.testa.cleaned_data["pubblico"] or Pubblico.UFFICIO,
            versione=chiave_da(request.POST.get("versione")) or None,
            apri=apri,
            da=request.user,
        )
    except ValidationError as errore:
        scheda.testa.add_error(None, errore.messages)
        return _pagina(request, scheda, minuta)
    except VersioneSuperata:
        return _pagina(request, scheda, minuta, status=409)
    return fatto(request, pratica, _esito(pratica, nuova=scheda.pratica is None))


def _esito(pratica: Pratica, *, nuova: bool) -> str:
    if pratica.stato == Stato.BOZZA:
        return f"Bozza {pratica} salvata: la vede solo il tuo Sportello. Quando è pronta, aprila."
    if nuova and pratica.scadenza:
        return f"Pratica {pratica} aperta: la scadenza è {parole.data_lunga(pratica.scadenza)}."
    return "Scheda aggiornata: in cronologia c'è che cosa è cambiato."


def _pagina(
    request: Richiesta, scheda: Scheda, minuta: Minuta, *, status: int = 200, **altro: Any
) -> HttpResponse:
    """The page as it stands; with a 409, beside what was typed stands what somebody else wrote meanwhile."""
    cerca = request.POST.get("cerca", "").strip()
    pratica = scheda.pratica and Pratica.objects.get(pk=scheda.pratica.pk)
    contesto = {
        "scheda": scheda,
        "minuta": minuta,
        "pratica": pratica,
        "indirizzo": f"{request.path}?minuta={minuta.pk}",
        "cerca": cerca,
        "trovate": _trovate(request, cerca) if cerca and not scheda.azienda else None,
        "allegati": minuta.allegati.all() if minuta.campi else [],
        "superata": status == 409,
        "conflitto": scheda.differenze(pratica) if status == 409 and pratica else {},
        "accetta": ACCETTA,
        "allegati_aiuto": AIUTO,
    }
    return render(request, "pratiche/scheda/scheda.html", contesto | altro, status=status)


def _mosso(dati: QueryDict) -> QueryDict:
    """What was posted, moved by the button pressed: «another company», «use this one», «a new person»."""
    passo = dati.get("passo", "")
    mosse = {
        "altra_azienda": {"azienda": "", "contatto": ""},
        "nuova_azienda": {"azienda": NUOVA, "contatto": ""},
        "nuova_persona": {"contatto": NUOVA},
        "nessuna_persona": {"contatto": ""},
    }
    mossa = mosse.get(passo, {"azienda": passo[4:], "contatto": ""} if passo.startswith("usa-") else {})
    mossi = dati.copy()
    for nome, valore in mossa.items():
        mossi[nome] = valore
    if passo == "nuova_azienda":
        _dal_cercato(mossi)
    return mossi


def _con_la_persona(dati: QueryDict, utente: Utente) -> None:
    """Of a company just chosen, its main person is most likely the one who asks."""
    azienda = Azienda.objects.visibili_a(utente).filter(pk=chiave_da(dati.get("azienda"))).first()
    principale = azienda.contatti.filter(attivo=True, principale=True).first() if azienda else None
    if principale and not dati.get("contatto"):
        dati["contatto"] = str(principale.pk)


def _dal_cercato(dati: QueryDict) -> None:
    """What was searched and not found is most likely the name of the new company, or its VAT number."""
    cercato = dati.get("cerca", "").strip()
    campo = "impresa-partita_iva" if cercato.isdecimal() else "impresa-ragione_sociale"
    if cercato and not dati.get(campo):
        dati[campo] = cercato


def _file(request: Richiesta, minuta: Minuta, passo: str) -> list[str]:
    """Keeps the files sent, takes away the one asked; says why the others were refused."""
    if passo.startswith("togli-"):
        azioni.togli_file(minuta, chiave_da(passo.removeprefix("togli-")), da=request.user)
    rifiuti = []
    for file in request.FILES.getlist("allegati"):
        try:
            azioni.aggiungi_file(minuta, file, da=request.user)
        except ValidationError as errore:
            rifiuti += errore.messages
    return rifiuti


def _trovate(request: Richiesta, cerca: str) -> list[Azienda]:
    return list(Azienda.objects.visibili_a(request.user).cerca(cerca)[:TROVATE_MASSIME])


def _gia_note(scheda: Scheda, questa: str) -> dict[str, Any]:
    """Similar answers of the archive, and the office's own pratiche of the same company still open."""
    sue = Pratica.objects.visibili_a(scheda.utente).filter(azienda=scheda.azienda).exclude(numero=questa)
    aperte = sue.aperte().order_by("-creata_il")[:APERTE_MASSIME] if scheda.azienda else []
    return {
        "aperte": riservatezza.righe(aperte, scheda.utente),
        "simili": riservatezza.righe(_simili(scheda, questa), scheda.utente),
    }


def _simili(scheda: Scheda, questa: str) -> Iterable[Pratica]:
    """Nothing, until there are words enough to be like something."""
    testo = f"{scheda.dati.get('oggetto', '')} {scheda.dati.get('quesito', '')}".strip()
    if len(testo) < TESTO_MINIMO:
        return []
    archivio = Pratica.objects.archivio_visibile_a(scheda.utente).exclude(numero=questa)
    paesi = Paese.objects.filter(pk__in=map(chiave_da, scheda.dati.getlist("paesi")))
    return archivio.simili(testo, servizio=scheda.servizio, settore=scheda.settore, paesi=paesi)[
        :SIMILI_MASSIME
    ]


def _chiave(request: Richiesta) -> UUID:
    """The key of the page, from its address; 404 when it is none. Who posts without one gets a new one."""
    scritta = request.GET.get("minuta", "")
    try:
        return UUID(scritta) if scritta or request.method != "POST" else uuid4()
    except ValueError:
        raise Http404 from None
