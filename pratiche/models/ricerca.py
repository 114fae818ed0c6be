"""What the search text of pratiche depends on, in the tables of the floor below."""

import pgtrigger

from pratiche.models import regole
from sportelli.models import Azienda, Contatto


class AziendaCercata(Azienda):
    """A company, for the trigger that keeps the search text of its pratiche true."""

    class Meta:
        proxy = True
        triggers = [
            regole.da_cercare_di_nuovo(
                "id",
                ["ragione_sociale", "comune", "provincia_id", "settore_id", "addetti", "indirizzo", "sito"]
                + ["email", "pec", "telefono", "partita_iva", "codice_fiscale", "numero_rea"],
                pgtrigger.Update,
            )
        ]


class ContattoCercato(Contatto):
    """A person of a company, for the trigger that hides her name in the search text of its pratiche (C6)."""

    class Meta:
        proxy = True
        triggers = [
            regole.da_cercare_di_nuovo(
                "azienda_id", ["nome", "email", "telefono", "azienda_id"], pgtrigger.Insert | pgtrigger.Update
            )
        ]
