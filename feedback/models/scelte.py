"""The words of the questionnaire, of its requests and of its answers, and the steps between their states."""

from collections.abc import Collection, Mapping

from django.db import models


class StatoQuestionario(models.TextChoices):
    BOZZA = "bozza", "Bozza"
    IN_USO = "in_uso", "In uso"
    SUPERATO = "superato", "Superato"


class Tipo(models.TextChoices):
    SCALA = "scala", "Scala di voti"
    SCELTA = "scelta", "Una scelta"
    SCELTA_MULTIPLA = "scelta_multipla", "Più scelte"
    NUMERO = "numero", "Numero"
    TESTO = "testo", "Testo libero"


class Indicatore(models.TextChoices):
    """What the answer to a question counts for, beside its own mean."""

    NESSUNO = "", "Nessuno"
    SODDISFAZIONE = "soddisfazione", "Soddisfazione media"
    COMPLESSIVO = "complessivo", "Voto complessivo"
    NPS = "nps", "Consiglio (NPS)"
    RISOLTO = "risolto", "Problema risolto"
    CONTATTO = "contatto", "«Contattatemi»"
    CITAZIONE = "citazione", "Citazione come caso di studio"


class Quando(models.TextChoices):
    """When an office asks for feedback on a pratica that it has completed."""

    SUBITO = "subito", "Appena completata"
    DOPO = "dopo", "Dopo alcuni giorni"
    MAI = "mai", "Mai"


class StatoRichiesta(models.TextChoices):
    PROGRAMMATA = "programmata", "Programmata"
    NON_INVIATA = "non_inviata", "Non inviata"
    INVIATA = "inviata", "Inviata"
    RISPOSTA = "risposta", "Risposta arrivata"
    RIFIUTATA = "rifiutata", "Non vuole rispondere"


class Motivo(models.TextChoices):
    """Why a request did not leave by itself; a person of the office may still send it."""

    MAI = "mai", "lo Sportello non la chiede per questo servizio"
    RECENTE = "recente", "all'azienda è stato chiesto da poco"
    SENZA_CONTATTO = "senza_contatto", "la pratica non ha una persona dell'azienda con l'e-mail"
    SENZA_CONSENSO = "senza_consenso", "la persona non ha dato il consenso al questionario"
    RESPINGE = "respinge", "l'indirizzo della persona respinge la posta"


class Fonte(models.TextChoices):
    LINK = "link", "Dal collegamento nell'e-mail"
    TELEFONO = "telefono", "Raccolta per telefono"
    IMPORTATA = "importata", "Questionario della Camera"


class StatoRisposta(models.TextChoices):
    IN_CORSO = "in_corso", "In corso"
    DATA = "data", "Data"


class StatoSeguito(models.TextChoices):
    APERTO = "aperto", "Da richiamare"
    CHIUSO = "chiuso", "Chiuso"


class Risolto(models.TextChoices):
    SI = "si", "Sì"
    IN_PARTE = "in_parte", "In parte"
    NO = "no", "No"


Passaggi = Mapping[str, Collection[str]]

PASSAGGI_QUESTIONARIO: Passaggi = {
    StatoQuestionario.BOZZA: {StatoQuestionario.IN_USO},
    StatoQuestionario.IN_USO: {StatoQuestionario.SUPERATO},
}
PASSAGGI_RICHIESTA: Passaggi = {
    StatoRichiesta.PROGRAMMATA: {
        StatoRichiesta.NON_INVIATA,
        StatoRichiesta.INVIATA,
        StatoRichiesta.RISPOSTA,
    },
    StatoRichiesta.NON_INVIATA: {StatoRichiesta.INVIATA, StatoRichiesta.RISPOSTA},
    StatoRichiesta.INVIATA: {StatoRichiesta.RISPOSTA, StatoRichiesta.RIFIUTATA},
}
PASSAGGI_SEGUITO: Passaggi = {StatoSeguito.APERTO: {StatoSeguito.CHIUSO}}
