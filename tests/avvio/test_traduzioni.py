"""The English of the public pages is whole and compiled from what they say today (C8)."""

from extranet import traduzioni


def test_everything_that_the_public_pages_say_has_its_english():
    assert traduzioni.mancanti(traduzioni.catalogo()) == []


def test_the_catalogue_holds_what_the_sources_say_and_nothing_else():
    assert traduzioni.PO.read_bytes() == traduzioni.in_testo(traduzioni.catalogo())


def test_what_django_reads_is_compiled_from_it():
    assert traduzioni.MO.read_bytes() == traduzioni.compilato(traduzioni.catalogo())


def test_pages_and_modules_are_read():
    """Both kinds of source are found: else the tests above would be about nothing."""
    detti = {voce.id for voce in traduzioni.catalogo() if isinstance(voce.id, str)}
    assert {"Applica i filtri", "Gratuita", "Fiera collettiva", "Qui non c'è nulla"} <= detti
