"""A pytest plugin: which tests one process runs together, when there are several.

It is said here by folder and by file, not by marks `xdist_group`: pytest-xdist 3.8 writes those where pytest
9.2 does not look any more. Tests of one company come before those that have none.
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

# A world made once for all of them, an engine that they stop, processes that they kill at an exact instant.
COMPAGNIE = {
    "attacchi": ("tests/attacchi/",),
    "avvio": ("tests/avvio/test_avvio.py", "tests/avvio/test_resti.py"),
    "nginx": ("tests/avvio/test_nginx.py",),
    "redis": ("tests/posta/test_redis.py",),
    "uccisioni": ("tests/posta/test_uccisioni.py", "tests/circolari/test_uccisioni.py"),
}
# Each file here has a server and a world of its own.
UN_MONDO_PER_FILE = "tests/browser/"


class Turni(LoadScopeScheduling):
    """Hands out companies whole, and the other tests one by one."""

    def _split_scope(self, nodeid: str) -> str:
        return compagnia(nodeid)


def compagnia(nodeid):
    """The name that a test shares with those that must run in the same process."""
    for nome, luoghi in COMPAGNIE.items():
        if nodeid.startswith(luoghi):
            return nome
    return nodeid.partition("::")[0] if nodeid.startswith(UN_MONDO_PER_FILE) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Turni(config, log) if config.getvalue("dist") == "loadgroup" else None
