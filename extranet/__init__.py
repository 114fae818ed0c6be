"""The top floor: settings, URLs, Celery, and the pages that gather several apps."""

from extranet.celery import app as celery_app

__all__ = ["celery_app"]
