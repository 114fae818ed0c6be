"""Atom feeds: as old as the last thing that they hold, never as the hour at which they are read."""

from datetime import UTC, datetime

from django.utils.feedgenerator import Atom1Feed

TIPO = "application/atom+xml; charset=utf-8"
# An empty feed is as old as this: the hour of who reads it says nothing.
PRINCIPIO = datetime(2026, 1, 1, tzinfo=UTC)


class Notizie(Atom1Feed):
    """Entries are added with `updateddate`; words typed by people are made `leggibile` first."""

    def latest_post_date(self) -> datetime:
        return max((voce["updateddate"] for voce in self.items), default=PRINCIPIO)
