"""Charts in a page: `{% grafico g %}`."""

from django import template
from django.utils.safestring import SafeString

from nucleo import grafici
from nucleo.grafici import Grafico

register = template.Library()


@register.simple_tag
def grafico(che: Grafico) -> SafeString:
    """The picture as it is in the file, with its words for who does not see it."""
    return grafici.svg(che)
