"""The words of the calendar: kinds, states, how one takes part."""

from collections.abc import Collection, Mapping

from django.db.models import TextChoices


class Stato(TextChoices):
    BOZZA = "bozza", "Bozza"
    PROPOSTA = "proposta", "Proposta"
    PREANNUNCIATA = "preannunciata", "Preannunciata"
    CONFERMATA = "confermata", "Confermata"
    RINVIATA = "rinviata", "Rinviata"
    ANNULLATA = "annullata", "Annullata"


# Not a state that somebody writes: what took place is over by the clock.
CONCLUSA = "conclusa"
NON_PUBBLICI = (Stato.BOZZA, Stato.PROPOSTA)
PUBBLICI = (Stato.PREANNUNCIATA, Stato.CONFERMATA, Stato.RINVIATA, Stato.ANNULLATA)
# Those that take place, as far as one knows.
IN_PROGRAMMA = (Stato.PREANNUNCIATA, Stato.CONFERMATA)

PASSAGGI: Mapping[str, Collection[str]] = {
    Stato.BOZZA: {Stato.PROPOSTA, *IN_PROGRAMMA},
    Stato.PROPOSTA: {Stato.BOZZA, *IN_PROGRAMMA},
    Stato.PREANNUNCIATA: {Stato.CONFERMATA, Stato.RINVIATA, Stato.ANNULLATA},
    Stato.CONFERMATA: {Stato.PREANNUNCIATA, Stato.RINVIATA, Stato.ANNULLATA},
    Stato.RINVIATA: {*IN_PROGRAMMA, Stato.ANNULLATA},
    # Postponed again only by who takes back that it was cancelled.
    Stato.ANNULLATA: {*IN_PROGRAMMA, Stato.RINVIATA},
}


class Tipo(TextChoices):
    COLLETTIVA = "collettiva", "Fiera collettiva"
    MISSIONE = "missione", "Missione all'estero"
    INCOMING = "incoming", "Incoming di operatori"
    B2B = "b2b", "Incontri B2B"
    SEMINARIO = "seminario", "Seminario"
    CORSO = "corso", "Corso"
    WEBINAR = "webinar", "Webinar"
    ALTRO = "altro", "Altra iniziativa"


class Modalita(TextChoices):
    PRESENZA = "presenza", "In presenza"
    ONLINE = "online", "Online"
    MISTA = "mista", "In presenza e online"


class Annuncio(TextChoices):
    """What the public sees of an initiative while its circolare is under embargo (C7)."""

    NASCOSTA = "nascosta", "Niente: resta nascosta fino al rilascio della circolare"
    SENZA_DETTAGLI = "senza_dettagli", "Un annuncio senza dettagli"


class TipoEditore(TextChoices):
    TP = "tp", "Toscana Promozione"
    SPORTELLO = "sportello", "Sportello"
    PARTNER = "partner", "Ente partner"
