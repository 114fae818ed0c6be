"""What the database refuses, whoever writes: verb, admin or plain SQL."""

from collections.abc import Collection, Mapping

import pgtrigger


def passaggi(tabella: Mapping[str, Collection[str]]) -> pgtrigger.FSM:
    """The steps of PASSAGGI, and no other."""
    coppie = [(str(da), str(a)) for da, verso in tabella.items() for a in verso]
    return pgtrigger.FSM(name="passaggi", field="stato", transitions=sorted(coppie))


def pubblicata_mai_cancellata() -> pgtrigger.Protect:
    """Drafts and proposals may be thrown away; what was published is cancelled, and stays (RFC 5545)."""
    return pgtrigger.Protect(
        name="pubblicata_mai_cancellata",
        operation=pgtrigger.Delete,
        condition=pgtrigger.Q(old__pubblicata_il__isnull=False),
    )


def sequenza_cresce() -> pgtrigger.Protect:
    """Calendars that subscribed believe the highest SEQUENCE (RFC 5545)."""
    return pgtrigger.Protect(
        name="sequenza_cresce",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__sequenza__gt=pgtrigger.F("new__sequenza")),
    )
