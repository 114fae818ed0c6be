"""The letters to companies: printed once for all, with each reader's own key in its place."""

import pytest

from circolari import azioni, lettere
from circolari.chiavi import Momento
from nucleo.models import Busta
from nucleo.posta.composizione import Tipografia

LUNGO = "Le domande si accolgono in ordine d'arrivo, perché così è più semplice. " * 30


@pytest.mark.parametrize(
    "testo", ["Breve.", LUNGO, f"- {LUNGO}\n- {LUNGO}", f"| a | b |\n|---|---|\n| {LUNGO} | è |"]
)
def test_la_chiave_di_ognuno_sta_nella_stampa_comune(bozza, redazione, firenze, orologio, testo):
    """A paragraph on one long line does not make each letter be encoded and serialised again."""
    azioni.modifica(bozza, {"testo": testo}, revisione=2, da=redazione)
    azioni.diffondi(bozza, da=redazione)
    tipografia = Tipografia()
    for chiave in ("12.primachiave", "13.secondachiave"):
        contenuto = lettere.per_azienda(bozza, Momento(1), firenze, chiave)
        busta = Busta(a="uno@alfa.example", message_id="<a@b>")
        stampata = tipografia.plico(busta, contenuto).byte
        assert stampata.count(chiave.encode()) >= 3
        assert lettere.CHIAVE.encode() not in stampata
        assert b"quoted-printable" not in stampata
        assert max(len(riga) for riga in stampata.split(b"\r\n")) <= 998
        assert "più semplice" in stampata.decode() or testo == "Breve."


def test_le_righe_corte_restano_come_sono():
    assert lettere.righe_corte("a\n\n  b c\n") == "a\n\n  b c\n"
    parole = lettere.righe_corte(LUNGO).split()
    assert parole == LUNGO.split()
    # A word longer than a line stays whole.
    assert lettere.righe_corte("x" * 2000) == "x" * 2000
