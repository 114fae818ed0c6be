"""Who works here: inviting, changing, letting go. There is no other way in."""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from sportelli import posta
from sportelli.azioni.versioni import UNA_DI_PIU
from sportelli.models import Ruolo, Sportello, Utente
from sportelli.permessi import puo_gestire_persona, puo_invitare

Campi = Mapping[str, Any]
COMPETENZE = ("settori", "paesi", "servizi")
CAMPI = frozenset({"nome", "cognome", "email", "ruolo", "sportello", "telefono", *COMPETENZE})
DEL_PROFILO = frozenset({"nome", "cognome", "telefono", "assente_dal", "assente_fino_al"})

_uscite: list[Callable[[Utente], None]] = []


def registra_uscita(funzione: Callable[[Utente], None]) -> None:
    """Says what else happens, in the same transaction, when a person leaves the work of her office.

    Called with the person as she is before: deactivated, or about to change office or role. The floors
    above register here (in `presentazioni`) what they have in her hands.
    """
    _uscite.append(funzione)


@transaction.atomic
def invita(campi: Campi, *, da: Utente) -> Utente:
    """A new person, who chooses her password from the link she receives; raises ValidationError."""
    if not puo_invitare(da, campi["ruolo"], campi.get("sportello")):
        raise PermissionDenied
    persona = Utente()
    persona.set_unusable_password()
    _scrivi(persona, campi)
    posta.manda_invito(persona)
    return persona


@transaction.atomic
def invita_di_nuovo(persona: Utente, *, da: Utente) -> None:
    """One more link, to a person who has not chosen her password yet."""
    if not puo_gestire_persona(da, persona) or persona.has_usable_password() or not persona.is_active:
        raise PermissionDenied
    posta.manda_invito(persona)


@transaction.atomic
def cambia_persona(persona: Utente, campi: Campi, *, da: Utente) -> Utente:
    """Name, e-mail, role, office, competence. A new role or office ends her sessions at once (A-05)."""
    prima = Utente.objects.select_for_update(of=("self",)).get(pk=persona.pk)
    ruolo, sportello = campi.get("ruolo", prima.ruolo), campi.get("sportello", prima.sportello)
    if not puo_gestire_persona(da, prima) or not puo_invitare(da, ruolo, sportello):
        raise PermissionDenied
    if (prima.ruolo, prima.sportello) != (ruolo, sportello):
        _esce(prima)
    if campi.get("email", prima.email) != prima.email:
        EmailAddress.objects.filter(user=prima).delete()
    return _scrivi(prima, campi)


@transaction.atomic
def disattiva_persona(persona: Utente, *, da: Utente) -> None:
    """From her next request she is nobody; what she did keeps her name."""
    if not puo_gestire_persona(da, persona):
        raise PermissionDenied
    _esce(persona)
    persona.is_active = False
    persona.save(update_fields=["is_active"])


@transaction.atomic
def riattiva_persona(persona: Utente, *, da: Utente) -> None:
    if not puo_gestire_persona(da, persona):
        raise PermissionDenied
    persona.is_active = True
    persona.save(update_fields=["is_active"])


@transaction.atomic
def modifica_profilo(campi: Campi, *, da: Utente) -> None:
    """One's own name, telephone and absence; nothing that gives sight or power."""
    if estranei := campi.keys() - DEL_PROFILO:
        raise PermissionDenied(f"campi non ammessi: {', '.join(sorted(estranei))}")
    for nome, valore in campi.items():
        setattr(da, nome, valore)
    da.full_clean(exclude=["password"])
    da.save(update_fields=sorted(campi))


def _scrivi(persona: Utente, campi: Campi) -> Utente:
    if estranei := campi.keys() - CAMPI:
        raise PermissionDenied(f"campi non ammessi: {', '.join(sorted(estranei))}")
    for nome, valore in campi.items():
        if nome not in COMPETENZE:
            setattr(persona, nome, valore)
    persona.email = persona.email.strip().lower()
    persona.full_clean(exclude=["password"])
    persona.save()
    for nome in COMPETENZE:
        if persona.ruolo != Ruolo.REFERENTE:
            getattr(persona, nome).clear()
        elif nome in campi:
            getattr(persona, nome).set(campi[nome])
    return persona


def _esce(persona: Utente) -> None:
    """She leaves what she held; the last administrator does not leave."""
    altri = Utente.objects.attivi().filter(ruolo=Ruolo.AMMINISTRATORE).exclude(pk=persona.pk)
    if persona.ruolo == Ruolo.AMMINISTRATORE and not altri.exists():
        raise ValidationError("È l'ultimo amministratore: prima invitane un altro.")
    Sportello.objects.filter(vice=persona).update(vice=None, versione=UNA_DI_PIU)
    for funzione in _uscite:
        funzione(persona)
