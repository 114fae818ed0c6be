"""What the sweep did last, duty by duty: the health page reads it."""

from django.db import models


class Dovere(models.Model):
    """One duty of the sweep: when it was done last, how long it took, how often it has failed in a row."""

    nome = models.CharField("dovere", max_length=60, primary_key=True)
    iniziato_il = models.DateTimeField("iniziato il", null=True)
    fatto_il = models.DateTimeField("compiuto il", null=True)
    durata = models.DurationField("durata", null=True)
    fallimenti = models.PositiveIntegerField("fallimenti di seguito", default=0)
    errore = models.TextField("ultimo errore", blank=True)
    preso_fino_a = models.DateTimeField(null=True)

    class Meta:
        ordering = ["nome"]
        verbose_name_plural = "doveri"

    def __str__(self) -> str:
        return self.nome
