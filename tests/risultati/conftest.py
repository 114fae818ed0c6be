"""The network of Firenze, Pisa and Lucca with its verbs, as the oracle of visibility lives it."""

from tests.pratiche.test_oracolo import mondo

__all__ = ["mondo"]
