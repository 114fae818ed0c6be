"""The rows of the calendar, made by its verbs: initiatives, publishers, feeds, subscriptions."""

from django.core.files.uploadedfile import SimpleUploadedFile

from calendario import abbonamenti, azioni, lettore
from calendario.models import Abbonamento, Editore, Fonte, Iniziativa, Stato
from nucleo import tempo
from tests.calendario.calendari import evento, pagina
from tests.nucleo.campioni import png
from tests.permessi.calendario import CAMPI, SCENE, ente
from tests.sostegno.sito import aperto

RICCA = CAMPI | {
    "titolo": "Collettiva toscana a Osaka",
    "titolo_en": "Tuscan joint stand in Osaka",
    "testo": "Dodici postazioni **in fiera**.\n\n- interpreti\n- trasporti",
    "testo_en": "Twelve booths **at the fair**.",
    "settori": ["moda"],
    "paesi": ["JP"],
    "citta": "Osaka",
    "sede": "Intex Osaka, padiglione delle associazioni dei produttori di camicie",
    "costo": "1800",
    "posti": 12,
}


def righe(gente):
    """Name of a row → the arguments of its address."""
    gente.ruoli = {"partner": gente.partner}
    azioni.prepara()
    ente(gente)
    scene = SCENE | ALTRE
    iniziative = {f"iniziativa {nome}": scena(gente) for nome, scena in scene.items()}
    legata = iniziative["iniziativa sotto embargo"].circolare
    return (
        {nome: {"codice": iniziativa.codice} for nome, iniziativa in iniziative.items()}
        | {"circolare di un'iniziativa": {"codice": legata.codice}}
        | {"editore": {"codice": "camera-di-prova"}, "un flusso": {"formato": "json"}}
        | {"un mese": {"mese": "2030-05"}, "una settimana": {"lunedi": "2030-W20"}, "un anno": {"anno": 2030}}
        | _abbonamenti()
        | _fonti(gente)
    )


def _ricca(gente):
    """With everything that can be said of one, a picture too."""
    tp = Editore.objects.get(tipo="tp")
    iniziativa = azioni.crea(tp, RICCA, da=gente.redazione)
    azioni.pubblica(iniziativa, come=Stato.CONFERMATA, da=gente.redazione)
    immagine = SimpleUploadedFile("stand.png", png(40, 30), content_type="image/png")
    azioni.allega(iniziativa, immagine, immagine="Il padiglione, visto dall'ingresso.", da=gente.redazione)
    return Iniziativa.objects.get(pk=iniziativa.pk)


def _rinviata(gente):
    iniziativa = _ricca(gente)
    azioni.rinvia(iniziativa, motivo="La fiera ha cambiato le date.", da=gente.redazione)
    return iniziativa


def _annullata(gente):
    iniziativa = _ricca(gente)
    azioni.annulla(iniziativa, motivo="La fiera non si tiene.", da=gente.redazione)
    return iniziativa


def _con_una_modifica(gente):
    """Of the partner, public; she has asked for another title, that waits."""
    iniziativa = SCENE["proposta"](gente)
    azioni.approva(iniziativa, da=gente.redazione)
    iniziativa = Iniziativa.objects.get(pk=iniziativa.pk)
    azioni.modifica(
        iniziativa, {"titolo": "Missione a Kyoto"}, revisione=iniziativa.revisione, da=gente.partner
    )
    return iniziativa


def _rimandata(gente):
    iniziativa = SCENE["proposta"](gente)
    azioni.rimanda(iniziativa, nota="Manca il programma del secondo giorno.", da=gente.redazione)
    return iniziativa


ALTRE = {
    "ricca": _ricca,
    "rinviata": _rinviata,
    "annullata": _annullata,
    "con una modifica": _con_una_modifica,
    "rimandata": _rimandata,
}


def _abbonamenti():
    chiesto = Abbonamento.objects.create(email="ada@prova.example", filtro="settore=moda")
    in_vigore = Abbonamento.objects.create(email="pia@prova.example", lingua="en")
    azioni.conferma_abbonamento(in_vigore)
    return {
        "abbonamento chiesto": {"chiave": abbonamenti.chiave(chiesto.codice)},
        "abbonamento in vigore": {"chiave": abbonamenti.chiave(in_vigore.codice)},
    }


def _fonti(gente):
    """One that was read, of which an event was thrown away; then it was left with one event of four."""
    eventi = [evento(uid=f"{n}@camera", titolo=f"Forum numero {n}") for n in range(4)]
    with aperto() as sito:
        fonte = _accesa(gente, sito, eventi)
        _legge(fonte, sito, eventi)
        _scarta(fonte, gente)
        sospetta = _legge(fonte, sito, eventi[:1])
    nuova = _fonte(gente, "Fiere della Versilia", "https://fiere.example/c.ics")
    return {
        "fonte": {"pk": fonte.pk},
        "fonte nuova": {"pk": nuova.pk},
        "lettura": {"pk": fonte.letture.vere().last().pk},
        "lettura sospetta": {"pk": sospetta.pk},
    }


def _fonte(gente, nome, indirizzo):
    nuova = Fonte(editore=ente(gente), nome=nome, indirizzo=indirizzo, tipo="seminario")
    return azioni.tieni_fonte(nuova, da=gente.redazione)


def _accesa(gente, sito, eventi):
    """Tried, looked at, switched on."""
    fonte = _fonte(gente, "Calendario della Camera", sito.indirizzo("/c"))
    _legge(fonte, sito, eventi)
    azioni.accendi(fonte, da=gente.redazione)
    return fonte


def _legge(fonte, sito, eventi):
    sito["/c"] = pagina(*eventi)
    Fonte.objects.filter(pk=fonte.pk).update(prossima=tempo.adesso())
    return azioni.leggi(fonte.pk, regole=sito.regole(), lettore=lettore.leggi)


def _scarta(fonte, gente):
    ultima = fonte.iniziative.order_by("pk").last()
    azioni.rimanda(ultima, nota="È di un altro anno.", da=gente.redazione)
    azioni.cestina(Iniziativa.objects.get(pk=ultima.pk), da=gente.redazione)
