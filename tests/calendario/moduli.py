"""What the pages of the calendar send: the editor's form as it stands, with something changed."""

from django.urls import reverse

from calendario.forms.redazione import IniziativaForm


def indirizzo(nome, iniziativa, *altri):
    return reverse(f"calendario:{nome}", args=[iniziativa.codice, *altri])


def modulo(iniziativa, utente, **cambi):
    """The fields of the editor as a browser would send them."""
    form = IniziativaForm(utente=utente, iniziativa=iniziativa, attesa={})
    dati = {nome: form[nome].value() for nome in form.fields}
    return {nome: "" if valore is None else valore for nome, valore in (dati | cambi).items()}
