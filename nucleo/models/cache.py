"""The reserve of the shared cache, for when Redis does not answer."""

from django.db import models

from nucleo.cache import TABELLA


class VoceDiCache(models.Model):
    """One key, in the shape that Django's database cache expects."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = TABELLA
        verbose_name = "voce di cache"
        verbose_name_plural = "voci di cache"

    def __str__(self) -> str:
        return self.cache_key
