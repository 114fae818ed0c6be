"""Closure days: what no calendar of holidays knows."""

import pghistory
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q


@pghistory.track()
class Chiusura(models.Model):
    """Days on which nobody works, everywhere or in one province: they count for nobody's deadline (C7)."""

    dal = models.DateField("dal")
    al = models.DateField("al")
    motivo = models.CharField("motivo", max_length=120)
    provincia = models.CharField(
        "provincia",
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", "La sigla della provincia: due lettere maiuscole.")],
        help_text="La sigla, per esempio FI. Vuota: chiuso dappertutto.",
    )

    class Meta:
        ordering = ["-dal", "provincia"]
        verbose_name = "giorno di chiusura"
        verbose_name_plural = "giorni di chiusura"
        constraints = [
            models.CheckConstraint(
                name="chiusura_dal_al",
                condition=Q(al__gte=F("dal")),
                violation_error_message="L'ultimo giorno non può venire prima del primo.",
            ),
            models.CheckConstraint(
                name="chiusura_con_motivo",
                condition=~Q(motivo=""),
                violation_error_message="Serve il motivo.",
            ),
        ]

    def __str__(self) -> str:
        dove = self.provincia or "tutta la rete"
        return f"{self.motivo} ({dove}), {self.dal:%d/%m/%Y}-{self.al:%d/%m/%Y}"
