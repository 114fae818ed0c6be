"""A year's programme from a spreadsheet: the template, the dry run, the same rows confirmed, those refused.

What is confirmed is what was shown: the page carries the rows that it showed, signed for who saw them.
"""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendario import azioni, permessi
from calendario.azioni.programma import CAMBIATA, NUOVA, RIFIUTATA, UGUALE, Esito
from calendario.confronto import cambi
from calendario.forms.programma import ProgrammaForm
from calendario.importazione import Letta
from calendario.modello import modello
from calendario.models import Editore
from nucleo.elenchi.file import FOGLIO as XLSX
from nucleo.elenchi.file import in_csv
from nucleo.invii import una_volta
from sportelli.http import Richiesta

SALE = "calendario.programma"
VALE = 3600  # seconds
# What a form can send back without being refused.
FIRMATO_MASSIMO = 2_000_000
TROPPO = "Le descrizioni sono troppo lunghe per un file solo: dividilo in due."


@require_safe
def importa_modello(request: Richiesta) -> HttpResponse:
    _puo(request)
    risposta = HttpResponse(modello(), content_type=XLSX)
    risposta["Content-Disposition"] = 'attachment; filename="programma-modello.xlsx"'
    return risposta


@require_http_methods(["GET", "HEAD", "POST"])
def importa(request: Richiesta) -> HttpResponse:
    """The file is read, and what would become of each row is shown; nothing is written."""
    _puo(request)
    form = ProgrammaForm(
        request.POST or None, request.FILES or None, utente=request.user, editori=_editori(request)
    )
    if not form.is_valid():
        return render(request, "calendario/importa.html", {"form": form})
    editore, lette = form.cleaned_data["editore"], form.righe
    buone = [(letta.numero, letta.campi) for letta in lette if not letta.errori]
    esiti = azioni.importa(editore, buone, da=request.user, prova=True)
    prova = _prova(request, editore, lette, esiti)
    if len(prova["gettone"]) + len(prova["gettone_rifiutate"]) > FIRMATO_MASSIMO:
        form.add_error("file", TROPPO)
        return render(request, "calendario/importa.html", {"form": form})
    return render(request, "calendario/importa_prova.html", prova)


@require_POST
@una_volta
def importa_conferma(request: Richiesta) -> HttpResponse:
    """Writes the rows that were shown to this person, and no other."""
    _puo(request)
    detto = _firmato(request, "gettone")
    if detto is None:
        messages.error(request, "È passato troppo tempo dalla prova: carica di nuovo il file.")
        return redirect("calendario:importa")
    editore = get_object_or_404(Editore, codice=detto["editore"])
    esiti = azioni.importa(editore, [(n, campi) for n, campi in detto["righe"]], da=request.user)
    _racconta(request, esiti)
    return redirect(f"{reverse('calendario:elenco')}?lista=bozze")


@require_POST
def importa_rifiutate(request: Richiesta) -> HttpResponse:
    """The refused rows as a file, each with its reasons, to be mended and sent again."""
    _puo(request)
    detto = _firmato(request, "rifiutate")
    if detto is None:
        raise PermissionDenied
    return in_csv("programma-rifiutate.csv", detto["righe"])


def _prova(request: Richiesta, editore: Editore, lette: list[Letta], esiti: list[Esito]) -> dict[str, Any]:
    fallite = {esito.numero for esito in esiti if esito.che == RIFIUTATA}
    rifiutate = [(letta.numero, letta.errori, letta.celle) for letta in lette if letta.errori]
    rifiutate += [(e.numero, [e.perche], [e.titolo]) for e in esiti if e.che == RIFIUTATA]
    buone = [(r.numero, r.campi) for r in lette if not r.errori and r.numero not in fallite]
    da_fare = {e.numero for e in esiti if e.che in (NUOVA, CAMBIATA)}
    scritte = [(numero, campi) for numero, campi in buone if numero in da_fare]
    return {
        "editore": editore,
        "nuove": [esito for esito in esiti if esito.che == NUOVA],
        "cambiate": [
            (e, cambi(e.iniziativa, e.cambi or {})) for e in esiti if e.che == CAMBIATA and e.iniziativa
        ],
        "uguali": sum(esito.che == UGUALE for esito in esiti),
        "rifiutate": sorted(rifiutate),
        "gettone": _firma(request, {"editore": editore.codice, "righe": scritte}) if scritte else "",
        "gettone_rifiutate": _firma(
            request, {"righe": [["Riga", "Perché", "Quel che c'era"], *_in_fila(rifiutate)]}
        ),
    }


def _in_fila(rifiutate: list[tuple[int, list[str], list[str]]]) -> list[list[str]]:
    return [[str(numero), " ".join(perche), *celle] for numero, perche, celle in sorted(rifiutate)]


def _racconta(request: Richiesta, esiti: list[Esito]) -> None:
    """What was done, and of what was not, why: nothing is skipped in silence."""
    quante = {che: sum(esito.che == che for esito in esiti) for che in (NUOVA, CAMBIATA, UGUALE)}
    detto = f"Bozze nuove: {quante[NUOVA]}. Cambiate: {quante[CAMBIATA]}. Già così: {quante[UGUALE]}."
    messages.success(request, detto)
    for esito in esiti:
        if esito.che == RIFIUTATA:
            messages.warning(request, f"Riga {esito.numero}, «{esito.titolo}»: {esito.perche}")


def _firma(request: Richiesta, detto: dict[str, Any]) -> str:
    return signing.dumps(detto, salt=f"{SALE}.{request.user.pk}", compress=True)


def _firmato(request: Richiesta, nome: str) -> Any:
    try:
        gettone = request.POST.get(nome, "")
        return signing.loads(gettone, salt=f"{SALE}.{request.user.pk}", max_age=VALE)
    except signing.BadSignature:
        return None


def _editori(request: Richiesta) -> Any:
    tutti = Editore.objects.attivi()
    return tutti if permessi.puo_moderare(request.user) else Editore.objects.di(request.user)


def _puo(request: Richiesta) -> None:
    if not permessi.puo_scrivere(request.user):
        raise PermissionDenied
