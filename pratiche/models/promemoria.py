"""What the office has already been reminded of, so that it is reminded once (C1)."""

from django.db import models

from nucleo import tempo
from pratiche.models.pratica import Pratica


class Promemoria(models.Model):
    """One reminder about a pratica. `per` is the deadline it speaks of, or the day of the last move."""

    class Genere(models.TextChoices):
        SCADE = "scade", "la scadenza è vicina"
        SCADUTA = "scaduta", "la scadenza è passata"
        FERMA = "ferma", "è ferma da dieci giorni lavorativi"

    pratica = models.ForeignKey(Pratica, models.CASCADE, related_name="promemoria")
    genere = models.CharField(max_length=10, choices=Genere)
    per = models.DateField()
    scritto_il = models.DateTimeField(default=tempo.adesso)

    class Meta:
        ordering = ["-scritto_il", "-pk"]
        verbose_name_plural = "promemoria"
        constraints = [
            models.UniqueConstraint(fields=["pratica", "genere", "per"], name="promemoria_uno_per_giorno")
        ]

    def __str__(self) -> str:
        return f"{self.pratica}: {self.get_genere_display()}"
