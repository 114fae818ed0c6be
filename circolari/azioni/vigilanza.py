"""What the redazione must know without looking: a Sportello that a mail did not reach."""

from django.db.models import F

from circolari import posta as lettere
from circolari.models import Circolare, Destinatario


def segnala_mancati() -> int:
    """Tells the redazione, once of each mail, of the offices' that were refused or put aside; how many.

    A duty of the sweep. The circolare is readable in the Extranet all the same.
    """
    mancati = Destinatario.objects.degli_uffici().mancati().non_segnalati()
    per_circolare: dict[int, list[Destinatario]] = {}
    for riga in mancati.select_related("sportello", "busta"):
        per_circolare.setdefault(riga.circolare_id, []).append(riga)
    for circolare in Circolare.objects.filter(pk__in=per_circolare):
        righe = per_circolare[circolare.pk]
        lettere.annuncia_mancati(circolare, righe)
        Destinatario.objects.filter(pk__in=[riga.pk for riga in righe]).update(segnalata=F("busta"))
    return sum(len(righe) for righe in per_circolare.values())
