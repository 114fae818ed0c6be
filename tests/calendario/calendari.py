"""Calendars of partners, as text: what the tests of the feeds serve."""

from tests.sostegno.sito import risposta


def ics(*eventi, testa=""):
    corpo = "".join(eventi)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//prova//IT\n{testa}{corpo}END:VCALENDAR\n".replace(
        "\n", "\r\n"
    ).encode()


def evento(uid="uno@camera", titolo="Forum del vino", dal="20260510", al="20260513", altro="", **righe):
    """One VEVENT; `righe` are more properties, `altro` raw lines."""
    proprieta = "".join(f"{nome.upper().replace('_', '-')}:{valore}\n" for nome, valore in righe.items())
    return (
        f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{titolo}\nDTSTART;VALUE=DATE:{dal}\nDTEND;VALUE=DATE:{al}\n"
        f"{proprieta}{altro}END:VEVENT\n"
    )


def a_ore(inizio, fine="", uid="uno@camera", titolo="Forum del vino", altro=""):
    """One VEVENT whose DTSTART and DTEND are given whole, with their parameters."""
    fine = f"DTEND{fine}\n" if fine else ""
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{titolo}\nDTSTART{inizio}\n{fine}{altro}END:VEVENT\n"


def pagina(*eventi, testa=""):
    """The whole answer of a site."""
    return risposta(ics(*eventi, testa=testa), content_type="text/calendar; charset=utf-8")
