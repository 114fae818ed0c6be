"""What the database refuses, whoever writes: verb, admin or plain SQL."""

from typing import Any

import pgtrigger

BOZZA = "bozza"
# What is settled by the diffusione; the words change too, but each change is a version of its own.
FISSATI = ("diffusa_il", "diffusa_da", "province", "urgente", "motivo_urgenza", "a_tutti", "criterio")
UNA_VOLTA = ("aperta_il", "ritirata_il")


def passaggi(tabella: Any) -> pgtrigger.FSM:
    """The steps of PASSAGGI, and no other."""
    coppie = [(str(da), str(a)) for da, verso in tabella.items() for a in verso]
    return pgtrigger.FSM(name="passaggi", field="stato", transitions=sorted(coppie))


def diffusa_mai_cancellata() -> pgtrigger.Protect:
    """A draft may be thrown away; what was sent out stays."""
    return pgtrigger.Protect(
        name="diffusa_mai_cancellata",
        operation=pgtrigger.Delete,
        condition=~pgtrigger.Q(old__stato=BOZZA),
    )


def rilascio_mai_prima() -> pgtrigger.Protect:
    """Once computed, the rilascio moves only later (C7)."""
    prima = pgtrigger.Q(old__rilascio__gt=pgtrigger.F("new__rilascio"))
    tolto = pgtrigger.Q(new__rilascio__isnull=True)
    return pgtrigger.Protect(
        name="rilascio_mai_prima",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__rilascio__isnull=False) & (prima | tolto),
    )


def diffusione_immutabile() -> pgtrigger.Protect:
    """Who, when, to which provinces, urgent or not: settled at the diffusione for ever."""
    cambiati = pgtrigger.Q()
    for campo in FISSATI:
        cambiati |= pgtrigger.Q(**{f"old__{campo}__df": pgtrigger.F(f"new__{campo}")})
    for campo in UNA_VOLTA:
        nuovo = pgtrigger.Q(**{f"old__{campo}__df": pgtrigger.F(f"new__{campo}")})
        cambiati |= pgtrigger.Q(**{f"old__{campo}__isnull": False}) & nuovo
    return pgtrigger.Protect(
        name="diffusione_immutabile",
        operation=pgtrigger.Update,
        condition=~pgtrigger.Q(old__stato=BOZZA) & cambiati,
    )


def pubblico_fermo() -> pgtrigger.Trigger:
    """The Sportelli addressed are settled at the diffusione."""
    return pgtrigger.Trigger(
        name="pubblico_fermo",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("riga", "RECORD")],
        func=f"""
            IF TG_OP = 'DELETE' THEN riga := OLD; ELSE riga := NEW; END IF;
            PERFORM 1 FROM circolari_circolare WHERE id = riga.circolare_id AND stato <> '{BOZZA}';
            IF FOUND THEN RAISE EXCEPTION 'la circolare è diffusa: i suoi Sportelli non cambiano'; END IF;
            RETURN riga;
        """,  # noqa: S608  # a constant of this file
    )
