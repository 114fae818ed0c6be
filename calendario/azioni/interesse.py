"""«Sono interessato»: the request reaches the company's Sportello as a draft, and nobody else (C1, C6)."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from calendario import informativa, posta
from calendario.models import Iniziativa, Interesse, Tipo
from nucleo import tempo
from pratiche import azioni as pratiche
from pratiche.models.scelte import Canale
from sportelli import azioni as anagrafe
from sportelli.models import Azienda, Contatto, Paese, Servizio, Settore, Sportello

Dati = Mapping[str, Any]
# The service that helps to take part in each kind of initiative; what is not here is a first orientation.
SERVIZI = {
    Tipo.COLLETTIVA: "fiere",
    Tipo.MISSIONE: "missioni",
    Tipo.INCOMING: "incoming",
    Tipo.B2B: "ricerca_partner",
}
ORIENTAMENTO = "orientamento"


def segnala_interesse(iniziativa: Iniziativa, sportello: Sportello, dati: Dati) -> Interesse:
    """Keeps the request, makes the draft and tells the office; the same mailbox asks once.

    `dati` are ragione_sociale, partita_iva, comune, nome, email, telefono, messaggio. Raises ValidationError
    when one may not apply any more, or when the office has nobody to answer.
    """
    if not Iniziativa.objects.dettagliate().in_programma().future().filter(pk=iniziativa.pk).exists():
        raise ValidationError("A questa iniziativa non si può più aderire.")
    try:
        with transaction.atomic():
            return _nuovo(iniziativa, sportello, dati)
    except IntegrityError:
        # Sent twice at once, or by who had asked already: it is the same request.
        return Interesse.objects.get(iniziativa=iniziativa, email__iexact=dati["email"])


def _nuovo(iniziativa: Iniziativa, sportello: Sportello, dati: Dati) -> Interesse:
    interesse = Interesse.objects.create(
        iniziativa=iniziativa, sportello=sportello, informativa=informativa.ATTUALE, **dati
    )
    azienda, contatto = anagrafe.azienda_dal_web(
        sportello,
        {nome: dati[nome] for nome in ("ragione_sociale", "partita_iva", "comune")},
        {nome: dati[nome] for nome in ("nome", "email", "telefono")},
    )
    campi = _scheda(iniziativa, azienda, contatto, dati["messaggio"])
    motivo = f"Chiesta dal calendario pubblico, per «{iniziativa.titolo}»."
    interesse.pratica = pratiche.crea_da_fuori(sportello, campi, motivo=motivo)
    interesse.save(update_fields=["pratica"])
    posta.annuncia_interesse(interesse)
    posta.ringrazia(interesse)
    return interesse


def _scheda(
    iniziativa: Iniziativa, azienda: Azienda, contatto: Contatto | None, messaggio: str
) -> dict[str, Any]:
    """The scheda quesito, as far as one knows: the office completes it."""
    return {
        "azienda": azienda,
        "contatto": contatto,
        "servizio": _servizio(iniziativa),
        "settore": _settore(iniziativa, azienda),
        "paesi": list(Paese.objects.filter(iniziative=iniziativa).exclude(codice="IT")),
        "oggetto": f"Interesse per: {iniziativa.titolo}"[:200],
        "quesito": _quesito(iniziativa, messaggio),
        "canale": Canale.CALENDARIO,
    }


def _quesito(iniziativa: Iniziativa, messaggio: str) -> str:
    inizio = f", dal {tempo.breve(iniziativa.inizio)}" if iniziativa.inizio else ""
    chiede = f"L'azienda è interessata a «{iniziativa.titolo}»{inizio}, e chiede di essere ricontattata."
    return f"{chiede}\n\nScrive:\n{messaggio}" if messaggio else chiede


def _servizio(iniziativa: Iniziativa) -> Servizio:
    scegliibili = Servizio.objects.scegliibili()
    voluto = SERVIZI.get(Tipo(iniziativa.tipo), ORIENTAMENTO)
    servizio: Servizio | None = scegliibili.filter(codice=voluto).first() or scegliibili.first()
    if servizio is None:
        raise ValidationError("Nessun servizio è attivo: riprova più tardi.")
    return servizio


def _settore(iniziativa: Iniziativa, azienda: Azienda) -> Settore:
    settore = iniziativa.settori.first() or azienda.settore or Settore.objects.scegliibili().first()
    if settore is None:
        raise ValidationError("Nessun settore è attivo: riprova più tardi.")
    return settore
