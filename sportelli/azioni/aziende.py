"""Writing the scheda aziendale, its people and what they consented to."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from nucleo import posta, tempo
from sportelli import codici
from sportelli.azioni.versioni import UNA_DI_PIU, pretendi, tieni
from sportelli.models import Azienda, Consenso, Contatto, Scopo, Sportello, TestoConsenso, Utente
from sportelli.permessi import puo_creare_azienda, puo_modificare_azienda

Campi = Mapping[str, Any]
MERCATI = ("mercati", "mercati_obiettivo")
CAMPI = frozenset(
    {
        *MERCATI,
        *("ragione_sociale", "forma_giuridica", "partita_iva", "codice_fiscale", "numero_rea", "ateco"),
        *("settore", "indirizzo", "cap", "comune", "provincia", "addetti", "classe_fatturato", "sito"),
        *("email", "pec", "telefono", "note", "origine", "codice_esterno"),
    }
)
PULIZIE: Mapping[str, Callable[[str], str]] = {
    "partita_iva": codici.pulisci_partita_iva,
    "codice_fiscale": codici.pulisci_codice_fiscale,
    "numero_rea": codici.pulisci_rea,
    "cap": codici.pulisci_cap,
}
FINE_GIORNO = time(23, 59)
CAMPI_CONTATTO = ("nome", "incarico", "email", "telefono", "principale")


@transaction.atomic
def crea_azienda(campi: Campi, *, da: Utente, contatti: Iterable[Campi] = ()) -> Azienda:
    """A new scheda of the person's own office, with its people; the first of them is the main one.

    `campi` are fields of Azienda, by name; raises ValidationError on values that cannot be, or when the
    office already has that company.
    """
    if not puo_creare_azienda(da):
        raise PermissionDenied
    return _crea(campi, contatti, sportello=da.sportello)


@transaction.atomic
def modifica_azienda(azienda: Azienda, campi: Campi, *, versione: int, da: Utente) -> Azienda:
    """Writes `campi` over the version that was read.

    Raises VersioneSuperata if somebody has written meanwhile, ValidationError as `crea_azienda`.
    """
    attuale = tieni(azienda)
    _permetti(da, attuale)
    pretendi(attuale, versione)
    return _scrivi(attuale, campi)


@transaction.atomic
def aggiungi_contatto(azienda: Azienda, campi: Campi, *, da: Utente) -> Contatto:
    """A person of the company; the first one is the main one."""
    _permetti(da, azienda)
    return _aggiungi_tutti(azienda, [campi])[0]


@transaction.atomic
def modifica_contatto(contatto: Contatto, campi: Campi, *, versione: int, da: Utente) -> Contatto:
    """Writes a person of the company over the version that was read, or raises VersioneSuperata.

    Making her the main one leaves no other.
    """
    attuale = tieni(contatto)
    _permetti(da, attuale.azienda)
    pretendi(attuale, versione)
    for nome in CAMPI_CONTATTO:
        setattr(attuale, nome, campi.get(nome, getattr(attuale, nome)))
    attuale.versione += 1
    return _salva_contatto(attuale)


@transaction.atomic
def disattiva_contatto(contatto: Contatto, *, da: Utente) -> None:
    """The person is proposed no more; what she said and consented to stays."""
    _permetti(da, contatto.azienda)
    contatto.attivo = contatto.principale = False
    contatto.versione = UNA_DI_PIU
    contatto.save(update_fields=["attivo", "principale", "versione"])


@transaction.atomic
def attiva_contatto(contatto: Contatto, *, da: Utente) -> None:
    _permetti(da, contatto.azienda)
    contatto.attivo, contatto.versione = True, UNA_DI_PIU
    contatto.save(update_fields=["attivo", "versione"])


@transaction.atomic
def riabilita_indirizzo(contatto: Contatto, *, da: Utente) -> bool:
    """Mass mail again for an address that had refused it; whether it had."""
    _permetti(da, contatto.azienda)
    return posta.riabilita(contatto.email)


@transaction.atomic
def registra_consenso(
    contatto: Contatto, scopo: Scopo, *, concesso: bool, canale: str, da: Utente, quando: date | None = None
) -> Consenso:
    """One more answer to the text in force today: what was said before stays as it was said (GDPR art. 7).

    `quando` is the day it was given, when it is recorded later: at the end of that day.
    """
    _permetti(da, contatto.azienda)
    testo = TestoConsenso.objects.in_vigore(scopo)
    istante = tempo.adesso()
    if quando is not None and quando < tempo.oggi():
        istante = tempo.ora_di_roma(quando, FINE_GIORNO)
    return Consenso.objects.create(
        contatto=contatto, testo=testo, concesso=concesso, canale=canale, quando=istante, raccolto_da=da
    )


@transaction.atomic
def consenso_dal_web(contatto: Contatto, scopo: Scopo, *, concesso: bool) -> bool:
    """What the person herself answers on her own page; whether it differs from what she last said.

    The caller has proved that it is she, by a signed address.
    """
    Contatto.objects.select_for_update().get(pk=contatto.pk)
    ultimo = contatto.consensi.filter(testo__scopo=scopo).first()
    if ultimo is not None and ultimo.concesso == concesso:
        return False
    contatto.consensi.create(
        testo=TestoConsenso.objects.in_vigore(scopo), concesso=concesso, canale=Consenso.Canale.WEB
    )
    return True


@transaction.atomic
def azienda_dal_web(sportello: Sportello, campi: Campi, contatto: Campi) -> tuple[Azienda, Contatto | None]:
    """The company that wrote to an office from a public page, and its person.

    One that the office has already is left as it is, and the person is hers only if the e-mail is: who she
    is, nobody has checked. Raises ValidationError as `crea_azienda`.
    """
    partita_iva = codici.pulisci_partita_iva(campi["partita_iva"])
    nota = Azienda.objects.filter(sportello=sportello, partita_iva=partita_iva).first()
    if nota is not None:
        return nota, nota.contatti.filter(email__iexact=contatto["email"], attivo=True).first()
    origine = {"origine": Azienda.Origine.CALENDARIO}
    nuova = _crea({**campi, **origine}, [contatto], sportello=sportello)
    return nuova, nuova.contatti.first()


def _permetti(utente: Utente, azienda: Azienda) -> None:
    if not puo_modificare_azienda(utente, azienda):
        raise PermissionDenied


def _crea(campi: Campi, contatti: Iterable[Campi], *, sportello: Sportello | None) -> Azienda:
    azienda = _scrivi(Azienda(sportello=sportello, versione=0), campi)
    _aggiungi_tutti(azienda, contatti)
    return azienda


def _scrivi(azienda: Azienda, campi: Campi) -> Azienda:
    """Sets the fields, asks the model whether they can be, and counts one version more."""
    if estranei := campi.keys() - CAMPI:
        raise TypeError(f"not fields of a scheda: {', '.join(sorted(estranei))}")
    for nome, valore in campi.items():
        if nome not in MERCATI:
            setattr(azienda, nome, _pulito(nome, valore))
    azienda.aggiornata_il = tempo.adesso()
    azienda.versione += 1
    azienda.full_clean()
    _salva(azienda)
    for nome in MERCATI:
        if nome in campi:
            getattr(azienda, nome).set(campi[nome])
    return azienda


def _salva(azienda: Azienda) -> None:
    """The same company saved by two people at once: who comes second reads that it is there already."""
    try:
        with transaction.atomic():
            azienda.save()
    except IntegrityError:
        azienda.full_clean()
        raise


def _pulito(nome: str, valore: Any) -> Any:
    """The value as the scheda keeps it, whoever wrote it: a form, a file, the demonstration."""
    if nome not in PULIZIE or not valore:
        return valore
    try:
        return PULIZIE[nome](valore)
    except ValidationError as errore:
        raise ValidationError({nome: errore.error_list}) from errore


def _aggiungi_tutti(azienda: Azienda, contatti: Iterable[Campi]) -> list[Contatto]:
    aggiunti = []
    for campi in contatti:
        contatto = Contatto(
            azienda=azienda, **{nome: campi[nome] for nome in CAMPI_CONTATTO if nome in campi}
        )
        contatto.principale |= not azienda.contatti.filter(principale=True).exists()
        aggiunti.append(_salva_contatto(contatto))
    return aggiunti


def _salva_contatto(contatto: Contatto) -> Contatto:
    if contatto.principale:
        altri = contatto.azienda.contatti.filter(principale=True).exclude(pk=contatto.pk)
        altri.update(principale=False, versione=UNA_DI_PIU)
    contatto.full_clean()
    contatto.save()
    return contatto
