"""Rules that no CHECK can say, kept by triggers: verb, admin or plain SQL, whoever writes obeys them."""

from typing import Any

import pgtrigger

CHIUSE = "('completata', 'annullata')"
DECISIONI_APERTE = "('attende_tp', 'attende_sportello')"


def passaggi(tabella: Any, campo: str = "stato") -> pgtrigger.FSM:
    """The steps of a model's PASSAGGI, and no other."""
    coppie = [(str(da), str(a)) for da, verso in tabella.items() for a in verso]
    return pgtrigger.FSM(name="passaggi", field=campo, transitions=sorted(coppie))


def mai_cancellata() -> pgtrigger.Protect:
    return pgtrigger.Protect(name="mai_cancellata", operation=pgtrigger.Delete)


def fascicolo_chiuso(operazione: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Nothing enters, changes in or leaves the folder of a closed pratica; waits for a closing under way."""
    return pgtrigger.Trigger(
        name="fascicolo_chiuso",
        when=pgtrigger.Before,
        operation=operazione,
        declare=[("riga", "RECORD")],
        func=f"""
            IF TG_OP = 'DELETE' THEN riga := OLD; ELSE riga := NEW; END IF;
            PERFORM 1 FROM pratiche_pratica WHERE id = riga.pratica_id AND stato IN {CHIUSE} FOR SHARE;
            IF FOUND THEN RAISE EXCEPTION 'la pratica è chiusa: il suo fascicolo non cambia'; END IF;
            RETURN riga;
        """,
    )


def segna_sulla_pratica(campo: str, aperti: str) -> pgtrigger.Trigger:
    """Keeps the pratica's flag `campo` true exactly while one of its rows is in one of the states `aperti`.

    The flag lives on the pratica so that a CHECK there refuses to complete it, and the lock of its row
    puts a completion and a new request one after the other.
    """
    return pgtrigger.Trigger(
        name="segna_sulla_pratica",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("stato"),
        func=pgtrigger.Func(
            f"""
            UPDATE pratiche_pratica SET {campo} = NOT {campo}
            WHERE id = NEW.pratica_id AND {campo} <> EXISTS (
                SELECT 1 FROM {{meta.db_table}} WHERE pratica_id = NEW.pratica_id AND stato IN {aperti}
            );
            RETURN NULL;
            """  # noqa: S608  # constants of this file
        ),
    )


def scheda_chiusa() -> pgtrigger.Protect:
    """What was asked and answered stays as it is while the pratica is closed."""
    campi = ["azienda", "contatto", "servizio", "settore", "oggetto", "quesito", "risposte"]
    campi += ["esito", "risposta", "fonti", "valida_fino_al"]
    cambiati = pgtrigger.Q()
    for campo in campi:
        cambiati |= pgtrigger.Q(**{f"old__{campo}__df": pgtrigger.F(f"new__{campo}")})
    chiusa = pgtrigger.Q(old__stato__in=["completata", "annullata"], new__stato=pgtrigger.F("old__stato"))
    return pgtrigger.Protect(name="scheda_chiusa", operation=pgtrigger.Update, condition=chiusa & cambiati)


def azienda_dello_sportello() -> pgtrigger.Trigger:
    """The company is one of the office's own, and the person is one of the company's."""
    return pgtrigger.Trigger(
        name="azienda_dello_sportello",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("azienda_id", "contatto_id", "sportello_id"),
        func="""
            IF NOT EXISTS (SELECT 1 FROM sportelli_azienda
                           WHERE id = NEW.azienda_id AND sportello_id = NEW.sportello_id) THEN
                RAISE EXCEPTION 'l''azienda è di un altro Sportello';
            END IF;
            IF NEW.contatto_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM sportelli_contatto WHERE id = NEW.contatto_id AND azienda_id = NEW.azienda_id
            ) THEN
                RAISE EXCEPTION 'la persona è di un''altra azienda';
            END IF;
            RETURN NEW;
        """,
    )


def con_un_altro_sportello() -> pgtrigger.Trigger:
    """A pratica is shared with another office, never with its own."""
    return pgtrigger.Trigger(
        name="con_un_altro_sportello",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("con_id", "pratica_id"),
        func="""
            IF EXISTS (SELECT 1 FROM pratiche_pratica
                       WHERE id = NEW.pratica_id AND sportello_id = NEW.con_id) THEN
                RAISE EXCEPTION 'la pratica è già di quello Sportello';
            END IF;
            RETURN NEW;
        """,
    )


def versione_al_suo_turno() -> pgtrigger.Trigger:
    """A text enters an open decision as its last version, and leaves the turn to the other party."""
    return pgtrigger.Trigger(
        name="al_suo_turno",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func="""
            PERFORM 1 FROM pratiche_decisione
            WHERE id = NEW.decisione_id AND versione = NEW.numero AND stato =
                CASE NEW.parte WHEN 'tp' THEN 'attende_sportello' ELSE 'attende_tp' END
            FOR SHARE;
            IF NOT FOUND THEN RAISE EXCEPTION 'non è il turno di chi scrive'; END IF;
            RETURN NEW;
        """,
    )


def concordata_da_due_parti() -> pgtrigger.Trigger:
    """An agreement names who wrote the last version, and somebody of the other party (C2)."""
    return pgtrigger.Trigger(
        name="concordata_da_due_parti",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Q(new__stato="concordata"),
        func="""
            PERFORM 1 FROM pratiche_versionedecisione v
            JOIN pratiche_pratica p ON p.id = NEW.pratica_id
            JOIN sportelli_utente s ON s.id = NEW.per_sportello_id
            JOIN sportelli_utente t ON t.id = NEW.per_tp_id
            WHERE v.decisione_id = NEW.id AND v.numero = NEW.versione
              AND CASE v.parte
                WHEN 'tp' THEN v.autore_id = t.id AND s.sportello_id = p.sportello_id
                ELSE v.autore_id = s.id AND t.ruolo = 'referente'
              END
              AND NOT EXISTS (SELECT 1 FROM pratiche_versionedecisione dopo
                              WHERE dopo.decisione_id = NEW.id AND dopo.numero > NEW.versione);
            IF NOT FOUND THEN RAISE EXCEPTION 'le due parti non concordano sull''ultima versione'; END IF;
            RETURN NEW;
        """,
    )


def da_cercare_di_nuovo(azienda: str, campi: list[str], operazione: pgtrigger.Operation) -> pgtrigger.Trigger:
    """Empties the search text of the pratiche of a company whose own data, or whose people, change.

    Nobody finds them by words that may have to be hidden now; the sweep writes their text again.
    `azienda` is the column that says which company.
    """
    cambiati = " OR ".join(f"NEW.{campo} IS DISTINCT FROM OLD.{campo}" for campo in campi)
    return pgtrigger.Trigger(
        name="da_cercare_di_nuovo",
        when=pgtrigger.After,
        operation=operazione,
        func=f"""
            IF TG_OP = 'UPDATE' AND NOT ({cambiati}) THEN RETURN NULL; END IF;
            UPDATE pratiche_pratica SET testo_ricerca = ''
            WHERE azienda_id = NEW.{azienda} AND testo_ricerca <> '';
            RETURN NULL;
        """,  # noqa: S608  # names of this file's callers
    )


def congelata(stati: list[str]) -> pgtrigger.Protect:
    """A row that has reached one of these states never changes again."""
    return pgtrigger.Protect(
        name="congelata", operation=pgtrigger.Update, condition=pgtrigger.Q(old__stato__in=stati)
    )
