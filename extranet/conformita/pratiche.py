"""The clauses about pratiche: followed, shared, asked about, seen by whom they should, clarified (C1-C6)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.urls import reverse

from extranet.conformita.clausole import Clausola, Voce, almeno, nessuno, per_cento
from feedback.models import CellaFeedback, Fonte, Richiesta, Risposta, StatoRichiesta
from nucleo import tempo
from pratiche.models import CellaPratiche, Chiarimento, Decisione, Pratica, VerificaVisibilita
from sportelli.models import Azienda, Utente

FERME_DA = timedelta(days=14)
VERIFICA_RECENTE = timedelta(days=2)


def anno(campo: str, quale: int) -> Q:
    """Within a year of Rome, by instants: an index answers."""
    dal, al = (tempo.ora_di_roma(date(a, 1, 1), time()) for a in (quale, quale + 1))
    return Q(**{f"{campo}__gte": dal, f"{campo}__lt": al})


def seguite(utente: Utente, quale: int) -> Clausola:
    """C1."""
    celle = CellaPratiche.objects.filter(paese=None, mese__year=quale)
    misure = ("aperte", "completate", "annullate", "in_tempo")
    somme = celle.aggregate(**{m: Sum(m, default=0) for m in misure})
    puntuali = per_cento(somme["in_tempo"], somme["completate"])
    aperte = Pratica.objects.non_archiviate_visibili_a(utente).aperte()
    ferme = aperte.filter(aggiornata_il__lt=tempo.adesso() - FERME_DA).count()
    ritardo = aperte.in_ritardo().count()
    return Clausola(
        "C1",
        "Pratiche seguite in tutte le fasi",
        "Lo Sportello apre la pratica nell'Extranet e la segue in tutte le fasi.",
        [
            Voce("Aperte", somme["aperte"], "aperte nell'anno", indirizzo=_lista("tutte")),
            Voce("Completate", somme["completate"], "nell'anno", indirizzo=_archivio(quale)),
            Voce("Annullate", somme["annullate"], "annullate nell'anno, dopo l'apertura"),
            Voce(
                "Entro la scadenza",
                puntuali,
                "fra le completate; la scadenza si sposta dei giorni attesi",
                almeno(puntuali, 90, 75),
                "%",
            ),
            Voce("In ritardo oggi", ritardo, "oltre la scadenza", nessuno(ritardo), "", _lista("ritardo")),
            Voce("Ferme oggi", ferme, "aperte, senza nessun passo da 14 giorni", nessuno(ferme)),
        ],
    )


def decise(utente: Utente, quale: int) -> Clausola:
    """C2."""
    decisioni = Decisione.objects.filter(anno("aperta_il", quale))
    conti = decisioni.aggregate(
        tutte=Count("pk"),
        concordate=Count("pk", filter=Q(stato="concordata")),
        assenza=Count("pk", filter=Q(stato="in_assenza")),
        ritirate=Count("pk", filter=Q(stato="ritirata")),
        durata=Avg(F("chiusa_il") - F("aperta_il"), filter=Q(stato="concordata")),
    )
    silenzi = Decisione.objects.filter(stato="attende_tp", sollecitata_il__isnull=False).count()
    return Clausola(
        "C2",
        "Decisioni condivise",
        "Lo Sportello condivide con il Referente come soddisfare le richieste più complesse.",
        [
            Voce("Decisioni chieste a TP", conti["tutte"], "aperte nell'anno"),
            Voce("Concordate", conti["concordate"], "con il testo approvato dalle due parti"),
            Voce("Giorni per concordare", _giorni(conti["durata"]), "di calendario, in media", "", "giorni"),
            Voce(
                "In assenza di riscontro",
                conti["assenza"],
                "TP non ha risposto in cinque giorni lavorativi",
                nessuno(conti["assenza"], "rosso"),
            ),
            Voce("Ritirate", conti["ritirate"], "dallo Sportello, o con la chiusura della pratica"),
            Voce("Silenzi oggi", silenzi, "attendono TP e sono già state sollecitate", nessuno(silenzi)),
        ],
    )


def chieste(utente: Utente, quale: int) -> Clausola:
    """C3."""
    celle = CellaFeedback.objects.filter(paese=None, mese__year=quale)
    somme = celle.aggregate(richieste=Sum("richieste", default=0), accolte=Sum("accolte", default=0))
    ferme = Richiesta.objects.filter(anno("creata_il", quale), stato=StatoRichiesta.NON_INVIATA).count()
    tasso = per_cento(somme["accolte"], somme["richieste"])
    return Clausola(
        "C3",
        "Feedback chiesto dallo Sportello",
        "Lo Sportello rimane l'interfaccia del cliente anche quando si chiede il feedback.",
        [
            Voce("Questionari chiesti", somme["richieste"], "partiti a nome dello Sportello, nell'anno"),
            Voce("Hanno avuto risposta", tasso, "fra quelli chiesti nell'anno", "", "%"),
            Voce("Non inviati", ferme, "manca il consenso, la persona o l'indirizzo, o è troppo presto"),
        ],
    )


def viste(utente: Utente, quale: int) -> Clausola:
    """C4: the last run of the check, whatever the year."""
    ultima = VerificaVisibilita.objects.first()
    deriva = ultima.mancanti + ultima.di_troppo if ultima else None
    quando, pratiche = (ultima.eseguita_il, ultima.pratiche) if ultima else (None, None)
    quante = VerificaVisibilita.objects.filter(anno("eseguita_il", quale)).count()
    return Clausola(
        "C4",
        "Visibilità",
        "TP vede le pratiche aperte, lo Sportello le sue, tutta la rete l'archivio.",
        [
            Voce("Ultima verifica", quando, "di tutte le concessioni", _recente(quando)),
            Voce("Pratiche confrontate", pratiche, "nell'ultima verifica"),
            Voce(
                "Concessioni fuori regola",
                deriva,
                "mancanti o di troppo, nell'ultima verifica",
                "" if deriva is None else nessuno(deriva, "rosso"),
            ),
            Voce("Verifiche", quante, "eseguite nell'anno"),
        ],
    )


def dialogate(utente: Utente, quale: int) -> Clausola:
    """C5."""
    arrivate = Risposta.objects.filter(anno("data_il", quale)).arrivate()
    conti = arrivate.aggregate(tutte=Count("pk"), importate=Count("pk", filter=Q(fonte=Fonte.IMPORTATA)))
    aziende = Azienda.objects.aggregate(
        tutte=Count("pk"), importate=Count("pk", filter=Q(origine=Azienda.Origine.CAMERA))
    )
    uffici = CellaPratiche.objects.filter(paese=None, mese__year=quale).values("sportello").distinct().count()
    return Clausola(
        "C5",
        "Risultati e dialogo fra i sistemi",
        "Gli Sportelli condividono i risultati complessivi; quello che una macchina sa non si riscrive.",
        [
            Voce("Sportelli con risultati", uffici, "hanno lavorato nell'anno", "", "", reverse("risultati")),
            Voce(
                "Aziende importate",
                per_cento(aziende["importate"], aziende["tutte"]),
                "dall'archivio della Camera, su tutte le aziende di oggi",
                "",
                "%",
            ),
            Voce("Risposte", conti["tutte"], "di aziende, arrivate nell'anno"),
            Voce(
                "Risposte importate",
                per_cento(conti["importate"], conti["tutte"]),
                "dal questionario della Camera, sulle risposte dell'anno",
                "",
                "%",
            ),
        ],
    )


def chiarite(utente: Utente, quale: int) -> Clausola:
    """C6."""
    chiarimenti: QuerySet[Any, Any] = Chiarimento.objects.filter(anno("aperto_il", quale))
    conti = chiarimenti.aggregate(
        tutti=Count("pk"),
        chiusi=Count("pk", filter=Q(stato="chiuso")),
        durata=Avg(F("chiuso_il") - F("aperto_il"), filter=Q(stato="chiuso")),
    )
    tardi = Chiarimento.objects.filter(stato="aperto", entro_il__lt=tempo.oggi()).count()
    return Clausola(
        "C6",
        "Chiarimenti attraverso lo Sportello",
        "TP non contatta le aziende: chiede al responsabile dello Sportello.",
        [
            Voce("Chiarimenti chiesti", conti["tutti"], "dai Referenti ai responsabili, nell'anno"),
            Voce("Chiusi", conti["chiusi"], "di quelli chiesti nell'anno"),
            Voce("Giorni per chiudere", _giorni(conti["durata"]), "di calendario, in media", "", "giorni"),
            Voce("Oltre il termine oggi", tardi, "aperti, il giorno chiesto è passato", nessuno(tardi)),
        ],
    )


def _giorni(durata: timedelta | None) -> Decimal | None:
    return None if durata is None else Decimal(durata / timedelta(days=1)).quantize(Decimal("0.1"))


def _recente(quando: datetime | None) -> str:
    if quando is None or tempo.adesso() - quando > VERIFICA_RECENTE:
        return "ambra"
    return "verde"


def _lista(nome: str) -> str:
    return reverse("pratiche:elenco_lista", args=[nome])


def _archivio(quale: int) -> str:
    return f"{reverse('pratiche:archivio')}?anno={quale}"
