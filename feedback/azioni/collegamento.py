"""What the company is told when its link opens nothing any more."""

from nucleo.stati import PassaggioNonAmmesso


class CollegamentoSpento(PassaggioNonAmmesso):
    """That link opens nothing any more: it expired, was replaced, or what it asked for has been said."""
