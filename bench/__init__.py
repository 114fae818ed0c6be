"""Measurements at a million pratiche; see `docs/prestazioni.md`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extranet.settings")
django.setup()
