"""What a signed-in person reads: the lists, a month, one initiative, its versions and files."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from calendario import permessi
from calendario.anticipo import anticipo
from calendario.azioni.moderazione import in_attesa
from calendario.compiutezza import compiutezza
from calendario.confronto import cambi, differenze
from calendario.elenchi import ElencoIniziative, lista, righe
from calendario.elenchi.liste import MESE, VISTA
from calendario.elenchi.righe import da_elencare
from calendario.forms.in_blocco import CHE
from calendario.giorni import primo_del_mese, ultimo_del_mese
from calendario.mese import Mese
from calendario.models import AllegatoIniziativa, Iniziativa
from calendario.programma.scheda import Anteprima
from calendario.views.banco import circolare_leggibile
from calendario.views.mosse import mosse
from circolari.models import Circolare
from nucleo import tempo
from nucleo.allegati import rispondi
from nucleo.elenchi import LISTA, esporta
from sportelli.http import Richiesta

MESE_ORA = "mese"


@require_safe
def elenco(request: Richiesta) -> HttpResponse:
    """One of the lists of who asks, her first when she names none; `?vista=mese` shows it as a month."""
    suo = _elenco(request)
    contesto = {"elenco": suo, "puo_scrivere": permessi.puo_scrivere(request.user)}
    contesto |= {"puo_moderare": permessi.puo_moderare(request.user), "editori": suo.editori}
    contesto["in_blocco"] = CHE
    contesto["puo_leggere_il_resoconto"] = permessi.puo_leggere_il_resoconto(request.user)
    contesto["puo_tenere_le_fonti"] = permessi.puo_tenere_le_fonti(request.user)
    if request.GET.get(VISTA) != MESE_ORA:
        return render(request, "calendario/elenco.html", contesto)
    primo = primo_del_mese(request.GET.get(MESE, "")) or tempo.oggi().replace(day=1)
    mese = Mese(primo, suo.nel_mese(primo, ultimo_del_mese(primo)))
    return render(request, "calendario/mese.html", contesto | {"mese": mese, "altrove": _altrove(request)})


@require_safe
def elenco_esporta(request: Richiesta, formato: str) -> HttpResponseBase:
    return esporta(request, _elenco(request), formato)


@require_safe
def iniziativa(request: Richiesta, codice: UUID) -> HttpResponse:
    """One initiative, as this person may read it (C7); its workings to who writes it."""
    visibili = Iniziativa.objects.visibili_a(request.user).con_dettagli_per(request.user)
    riga = get_object_or_404(da_leggere(visibili), codice=codice)
    propria = permessi.puo_scrivere_per(request.user, riga.editore)
    contesto = {
        "iniziativa": riga,
        "riga": righe([riga], None if propria else [])[0],
        "propria": propria,
        "pubblica_ora": Iniziativa.objects.pubbliche().filter(pk=riga.pk).exists(),
        "circolare": circolare_leggibile(request, riga),
        "mosse": mosse(request.user, riga),
    }
    contesto |= _file(riga) if riga.dettagli else {}
    return render(request, "calendario/iniziativa.html", contesto | (_interno(riga) if propria else {}))


@require_safe
def versioni(request: Richiesta, codice: UUID) -> HttpResponse:
    """What was published, each time that it changed, and how: for who writes it."""
    riga = _propria(request, codice)
    tutte = list(riga.versioni.select_related("da"))
    coppie = zip(tutte, [{}, *(versione.campi for versione in tutte)], strict=False)
    cambiate = [(v, differenze(prima, v.campi) if prima else {}) for v, prima in coppie]
    contesto = {"iniziativa": riga, "versioni": cambiate[::-1]}
    return render(request, "calendario/versioni.html", contesto)


@require_safe
def anteprima(request: Richiesta, codice: UUID) -> HttpResponse:
    """As everybody will read it, in both languages; `?annuncio=1` as before the rilascio of its circolare."""
    riga = _propria(request, codice)
    intera = not (request.GET.get("annuncio") and riga.circolare_id)
    schede = Anteprima.nelle_due_lingue(riga, intera=intera)
    contesto = {"iniziativa": riga, "schede": schede, "intera": intera}
    return render(request, "calendario/anteprima.html", contesto)


@require_safe
def legate(request: Richiesta, codice: UUID) -> HttpResponse:
    """The initiatives that come with a circolare, to who reads both: a piece of its page."""
    circolare = get_object_or_404(Circolare.objects.visibili_a(request.user), codice=codice)
    visibili = Iniziativa.objects.visibili_a(request.user).con_dettagli_per(request.user)
    sue = da_elencare(visibili.intere()).filter(circolare=circolare).order_by("inizio", "pk")
    contesto = {"circolare": circolare, "righe": righe(list(sue), [])}
    pagina = "calendario/_legate.html" if request.htmx else "calendario/legate.html"
    return render(request, pagina, contesto)


@require_safe
def allegato(request: Richiesta, codice: UUID) -> HttpResponseBase:
    """A file, to whoever may read all of the initiative that it belongs to."""
    visibili = Iniziativa.objects.visibili_a(request.user).con_dettagli_per(request.user)
    intere = visibili.intere().values("pk")
    return rispondi(get_object_or_404(AllegatoIniziativa, codice=codice, iniziativa__in=intere))


def da_leggere(visibili: Any) -> Any:
    """The rows with all that the page of one reads, its long texts too."""
    con_tutto = da_elencare(visibili).con_pubblica_dal().defer(None)
    return con_tutto.select_related("editore", "organizzatore", "fonte", "circolare", "creata_da")


def _interno(riga: Iniziativa) -> dict[str, Any]:
    """What only who writes it is shown: what waits, what is missing, how it came to be."""
    attesa = in_attesa(riga)
    return {
        "attesa": attesa,
        "cambi": cambi(riga, attesa.campi) if attesa else {},
        "compiutezza": compiutezza(riga),
        "anticipo": anticipo(riga) if riga.pubblicata else None,
        "respinta": riga.modifiche.filter(esito="respinta").select_related("decisa_da").last(),
        "quante_versioni": riga.versioni.count(),
    }


def _file(riga: Iniziativa) -> dict[str, Any]:
    """Its files and its picture, with what one may read in full."""
    tutti = list(riga.allegati.order_by("pk"))
    return {
        "allegati": [file for file in tutti if not file.immagine],
        "immagine": next((file for file in tutti if file.immagine), None),
    }


def _propria(request: Richiesta, codice: UUID) -> Iniziativa:
    """The initiative, to who writes it; 404 to who does not see it, 403 to who only reads it."""
    riga: Iniziativa = get_object_or_404(
        da_leggere(Iniziativa.objects.visibili_a(request.user).con_dettagli_per(request.user)), codice=codice
    )
    if not permessi.puo_scrivere_per(request.user, riga.editore):
        raise PermissionDenied
    return riga


def _elenco(request: Richiesta) -> ElencoIniziative:
    """403 for who has no list at all, 404 for a list that is not hers."""
    if not permessi.puo_leggere(request.user):
        raise PermissionDenied
    sua = lista(request.user, request.GET.get(LISTA, ""))
    if sua is None:
        raise Http404
    return ElencoIniziative(request.user, request.GET, sua)


def _altrove(request: Richiesta) -> str:
    """The address of the list without its month, to go to another one or back to the rows."""
    parametri = request.GET.copy()
    for nome in (VISTA, MESE, "dopo", "prima"):
        parametri.pop(nome, None)
    return parametri.urlencode()
