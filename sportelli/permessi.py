"""Who may do what to people, offices, companies and suppliers. What one may see is in `querysets`."""

from allauth.mfa.models import Authenticator

from sportelli.models import Azienda, Fornitore, Ruolo, Sportello, Utente


def puo_creare_azienda(utente: Utente) -> bool:
    """Any person of an office that is working, for her own office (C6)."""
    return utente.di_sportello


def puo_modificare_azienda(utente: Utente, azienda: Azienda) -> bool:
    """The office that keeps the scheda; contacts and consents follow it (C4, C6)."""
    return puo_creare_azienda(utente) and azienda.sportello_id == utente.sportello_id


def puo_modificare_sportello(utente: Utente, sportello: Sportello) -> bool:
    """Its responsabile, its deputy, and administrators."""
    if utente.is_staff:
        return True
    guida = utente.ruolo == Ruolo.RESPONSABILE or sportello.vice_id == utente.pk
    return utente.di_sportello and guida and utente.sportello_id == sportello.pk


def puo_chiudere(utente: Utente) -> bool:
    """Closure days move deadlines and embargoes: administrators alone enter them."""
    return utente.is_staff


def puo_creare_fornitore(utente: Utente) -> bool:
    """An office its own; Referenti and redazione those of Toscana Promozione."""
    di_tp = utente.di_tp and utente.ruolo in (Ruolo.REFERENTE, Ruolo.REDAZIONE)
    return di_tp or puo_creare_azienda(utente)


def puo_modificare_fornitore(utente: Utente, fornitore: Fornitore) -> bool:
    """Whoever owns it: the office, or Toscana Promozione."""
    proprietario = utente.sportello_id if utente.di_sportello else None
    return puo_creare_fornitore(utente) and fornitore.proprietario_id == proprietario


def secondo_fattore_dovuto(utente: Utente) -> bool:
    """Administrators always, but in the demonstration (S-40)."""
    return utente.ruolo == Ruolo.AMMINISTRATORE and not utente.dimostrativo


def secondo_fattore_attivo(utente: Utente) -> bool:
    """An app with codes, or a passkey; recovery codes alone are not one."""
    forti = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user_id=utente.pk, type__in=forti).exists())


def puo_invitare(utente: Utente, ruolo: str, sportello: Sportello | None) -> bool:
    """An administrator anybody; a responsabile operatori of her own office."""
    if utente.is_staff:
        return True
    proprio = sportello is not None and sportello.pk == utente.sportello_id
    return _guida_il_suo_ufficio(utente) and ruolo == Ruolo.OPERATORE and proprio


def puo_gestire_persona(utente: Utente, persona: Utente) -> bool:
    """Invite again, change, deactivate: nobody does it to herself."""
    return utente.pk != persona.pk and puo_invitare(utente, persona.ruolo, persona.sportello)


def puo_vedere_persone(utente: Utente) -> bool:
    """The page of the people: administrators, and a responsabile for her office."""
    return utente.is_staff or _guida_il_suo_ufficio(utente)


def _guida_il_suo_ufficio(utente: Utente) -> bool:
    return utente.ruolo == Ruolo.RESPONSABILE and puo_creare_azienda(utente)
