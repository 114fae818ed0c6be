"""Why: what is asked of who postpones, cancels or sends back."""

from django.core.exceptions import ValidationError


def motivo(testo: str) -> str:
    """The reason without the spaces around; ValidationError when there is none."""
    pulito = testo.strip()
    if not pulito:
        raise ValidationError("Scrivi il motivo.")
    return pulito
