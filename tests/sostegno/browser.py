"""A pytest plugin: Playwright drives the system's Chromium; where there is none, browser tests say so."""

import os
import shutil
import subprocess
import warnings

import pytest
from playwright._impl._driver import compute_driver_executable

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
GUIDA, _ = compute_driver_executable()
PRONTO = CHROMIUM and not subprocess.run([GUIDA, "--version"], capture_output=True, check=False).returncode
MANCA = "Manca il browser: le prove che lo usano NON sono state fatte (apt-get install chromium libatomic1)"
OPZIONI = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": OPZIONI}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "locale": "it-IT", "timezone_id": "Europe/Rome"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Browser tests are those that ask for `page` or `context`; they get the marker `browser`."""
    nel_browser = [prova for prova in items if {"page", "context", "browser"} & set(prova.fixturenames)]
    # Playwright's loop runs in the test's thread, and Django would refuse to touch the database beside it.
    if nel_browser:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    for prova in nel_browser:
        prova.add_marker(pytest.mark.browser)
        if not PRONTO:
            prova.add_marker(pytest.mark.skip(reason=MANCA))
    if nel_browser and not PRONTO:
        if os.environ.get("CI"):
            raise pytest.UsageError(MANCA)
        warnings.warn(MANCA, stacklevel=1)
