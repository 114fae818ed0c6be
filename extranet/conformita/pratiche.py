"""The clauses about pratiche: followed, shared, asked about, seen by whom they should, clarified (C1-C6)."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.urls import reverse

from extranet.conformita.clausole import Clausola, Voce, almeno, nessuno, per_cento
from extranet.conformita.fatti import Fatti
from nucleo import tempo

VERIFICA_RECENTE = timedelta(days=2)
LAVORATIVI = "lavorativi per lo Sportello, in media"


def seguite(fatti: Fatti) -> Clausola:
    """C1."""
    aperte, completate, annullate, in_tempo = (
        fatti.quanti("pratiche", misura) for misura in ("aperte", "completate", "annullate", "in_tempo")
    )
    puntuali = per_cento(in_tempo, completate)
    ritardo, ferme = fatti.quanti("ritardo"), fatti.quanti("ferme")
    return Clausola(
        "C1",
        "Pratiche seguite in tutte le fasi",
        "Lo Sportello apre la pratica nell'Extranet e la segue in tutte le fasi.",
        [
            Voce("Aperte", aperte, "aperte nell'anno", indirizzo=_lista("tutte")),
            Voce("Completate", completate, "nell'anno", indirizzo=_archivio(fatti.anno)),
            Voce("Annullate", annullate, "annullate nell'anno, dopo l'apertura"),
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


def decise(fatti: Fatti) -> Clausola:
    """C2."""
    chieste, concordate, assenza, ritirate = (
        fatti.quanti("scambi", misura) for misura in ("decisioni", "concordate", "in_assenza", "ritirate")
    )
    durata = _media(fatti.quanti("scambi", "giorni_concordate"), concordate)
    silenzi = fatti.quanti("silenzi")
    return Clausola(
        "C2",
        "Decisioni condivise",
        "Lo Sportello condivide con il Referente come soddisfare le richieste più complesse.",
        [
            Voce("Decisioni chieste a TP", chieste, "aperte nell'anno"),
            Voce("Concordate", concordate, "con il testo approvato dalle due parti"),
            Voce("Giorni per concordare", durata, LAVORATIVI, "", "giorni"),
            Voce(
                "In assenza di riscontro",
                assenza,
                "TP non ha risposto in cinque giorni lavorativi",
                nessuno(assenza, "rosso"),
            ),
            Voce("Ritirate", ritirate, "dallo Sportello, o con la chiusura della pratica"),
            Voce("Silenzi oggi", silenzi, "attendono TP e sono già state sollecitate", nessuno(silenzi)),
        ],
    )


def chieste(fatti: Fatti) -> Clausola:
    """C3."""
    richieste, accolte = (fatti.quanti("feedback", misura) for misura in ("richieste", "accolte"))
    return Clausola(
        "C3",
        "Feedback chiesto dallo Sportello",
        "Lo Sportello rimane l'interfaccia del cliente anche quando si chiede il feedback.",
        [
            Voce("Questionari chiesti", richieste, "partiti a nome dello Sportello, nell'anno"),
            Voce(
                "Hanno avuto risposta", per_cento(accolte, richieste), "fra quelli chiesti nell'anno", "", "%"
            ),
            Voce(
                "Non inviati",
                fatti.quanti("non_inviate"),
                "manca il consenso, la persona o l'indirizzo, è troppo presto, o lo Sportello non lo chiede",
            ),
        ],
    )


def viste(fatti: Fatti) -> Clausola:
    """C4: the last run of the check, whatever the year."""
    quando, ultima = fatti.verifica_il, fatti["verifica"]
    deriva = ultima.get("deriva")
    return Clausola(
        "C4",
        "Visibilità",
        "TP vede le pratiche aperte, lo Sportello le sue, tutta la rete l'archivio.",
        [
            Voce("Ultima verifica", quando, "di tutte le concessioni", _recente(quando)),
            Voce("Pratiche confrontate", ultima.get("pratiche"), "nell'ultima verifica"),
            Voce(
                "Concessioni fuori regola",
                deriva,
                "mancanti o di troppo, nell'ultima verifica",
                "" if deriva is None else nessuno(deriva, "rosso"),
            ),
            Voce("Verifiche", fatti.quanti("verifiche"), "eseguite nell'anno"),
        ],
    )


def dialogate(fatti: Fatti) -> Clausola:
    """C5."""
    uffici, risposte = fatti.quanti("pratiche", "uffici"), fatti.quanti("feedback", "risposte")
    di_camera = per_cento(fatti.quanti("aziende", "importate"), fatti.quanti("aziende"))
    return Clausola(
        "C5",
        "Risultati e dialogo fra i sistemi",
        "Gli Sportelli condividono i risultati complessivi; quello che una macchina sa non si riscrive.",
        [
            Voce(
                "Sportelli con risultati",
                uffici,
                "hanno lavorato nell'anno",
                indirizzo=f"{reverse('risultati')}?periodo={fatti.anno}",
            ),
            Voce(
                "Aziende importate",
                di_camera,
                "dall'archivio della Camera, su tutte le aziende di oggi",
                "",
                "%",
            ),
            Voce("Risposte", risposte, "di aziende, arrivate nell'anno"),
            Voce(
                "Risposte importate",
                per_cento(fatti.quanti("importate"), risposte),
                "dal questionario della Camera, sulle risposte dell'anno",
                "",
                "%",
            ),
        ],
    )


def chiarite(fatti: Fatti) -> Clausola:
    """C6."""
    chiesti, chiusi = (fatti.quanti("scambi", misura) for misura in ("chiarimenti", "chiariti"))
    durata = _media(fatti.quanti("scambi", "giorni_chiariti"), chiusi)
    tardi, tentativi = fatti.quanti("tardi"), fatti.quanti("tentativi")
    return Clausola(
        "C6",
        "Chiarimenti attraverso lo Sportello",
        "TP non contatta le aziende: chiede al responsabile dello Sportello.",
        [
            Voce("Chiarimenti chiesti", chiesti, "dai Referenti ai responsabili, nell'anno"),
            Voce("Chiusi", chiusi, "di quelli chiesti nell'anno"),
            Voce("Giorni per chiudere", durata, LAVORATIVI, "", "giorni"),
            Voce("Oltre il termine oggi", tardi, "aperti, il giorno chiesto è passato", nessuno(tardi)),
            Voce(
                "Tentativi bloccati",
                tentativi,
                "pagine con le persone di un'azienda, chieste da TP e rifiutate",
                nessuno(tentativi),
            ),
        ],
    )


def _media(giorni: int, quanti: int) -> Decimal | None:
    return (Decimal(giorni) / quanti).quantize(Decimal("0.1")) if quanti else None


def _recente(quando: datetime | None) -> str:
    if quando is None or tempo.adesso() - quando > VERIFICA_RECENTE:
        return "ambra"
    return "verde"


def _lista(nome: str) -> str:
    return reverse("pratiche:elenco_lista", args=[nome])


def _archivio(quale: int) -> str:
    return f"{reverse('pratiche:archivio')}?anno={quale}"
