"""A pytest plugin: Playwright drives the system's Chromium; where there is none, browser tests say so.

The shell without a window is preferred: to open a page in it costs a sixth of what the whole browser spends.
"""

import os
import shutil
import subprocess
import warnings

import pytest
from playwright._impl._driver import compute_driver_executable

NOMI = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NOMI)), None)
GUIDA, _ = compute_driver_executable()
PRONTO = CHROMIUM and not subprocess.run([GUIDA, "--version"], capture_output=True, check=False).returncode
RIMEDIO = "apt-get install chromium-headless-shell libatomic1"
MANCA = f"Manca il browser: le prove che lo usano NON sono state fatte ({RIMEDIO})"
OPZIONI = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    "--disable-software-rasterizer",
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
