"""What the database refuses, whoever writes: verb, admin or plain SQL."""

import pgtrigger

from feedback.models.scelte import Passaggi

BOZZA = "bozza"
# What may still change of a version that is, or was, in use.
DI_VITA = ("stato", "adottato_il", "adottato_da_id")


def passaggi(tabella: Passaggi) -> pgtrigger.FSM:
    """The steps of a PASSAGGI, and no other."""
    coppie = [(str(da), str(a)) for da, verso in tabella.items() for a in verso]
    return pgtrigger.FSM(name="passaggi", field="stato", transitions=sorted(coppie))


def mai_cancellata() -> pgtrigger.Protect:
    return pgtrigger.Protect(name="mai_cancellata", operation=pgtrigger.Delete)


def adottato_mai_cancellato() -> pgtrigger.Protect:
    """A draft may be thrown away; a version that companies have answered stays."""
    return pgtrigger.Protect(
        name="adottato_mai_cancellato",
        operation=pgtrigger.Delete,
        condition=~pgtrigger.Q(old__stato=BOZZA),
    )


def versione_congelata(campi: list[str]) -> pgtrigger.Protect:
    """The words of a version that is, or was, in use never change."""
    cambiati = pgtrigger.Q()
    for campo in campi:
        cambiati |= pgtrigger.Q(**{f"old__{campo}__df": pgtrigger.F(f"new__{campo}")})
    return pgtrigger.Protect(
        name="versione_congelata",
        operation=pgtrigger.Update,
        condition=~pgtrigger.Q(old__stato=BOZZA) & cambiati,
    )


def parte_congelata(questionario: str) -> pgtrigger.Trigger:
    """Nothing enters, changes in or leaves a version that is, or was, in use.

    `questionario` is the SQL that finds the version of a row called `riga`.
    """
    controllo = f"""
        PERFORM 1 FROM feedback_questionario q
        WHERE q.id = ({questionario}) AND q.stato <> '{BOZZA}' FOR SHARE;
        IF FOUND THEN RAISE EXCEPTION 'questa versione del questionario è in uso: non cambia'; END IF;
    """  # noqa: S608  # constants of this package
    return pgtrigger.Trigger(
        name="parte_congelata",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("riga", "RECORD")],
        func=f"""
            IF TG_OP <> 'INSERT' THEN riga := OLD; {controllo} END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            riga := NEW; {controllo}
            RETURN NEW;
        """,
    )
