"""The only door to django-guardian: grants of one row to groups, each until an instant or for ever.

A grant says that the members of a group may read a row. Its expiry is judged when it is read, by the
clock, so no job has to run for it to end. There are no grants to single users (C4).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import reduce
from operator import or_

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from guardian.models import GroupObjectPermissionBase

from nucleo import tempo

GRUPPO_TP = "Toscana Promozione"
# The id of a group, or the question that finds it.
Gruppo = int | Subquery


class Concessione(GroupObjectPermissionBase):
    """One row granted to one group; a subclass adds the foreign key `content_object`."""

    fino_al = models.DateTimeField("fino al", null=True, blank=True)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True


def gruppo_tp() -> Subquery:
    """The group of Toscana Promozione, made by a migration: found by the query that asks for it."""
    return Subquery(Group.objects.filter(name=GRUPPO_TP).values("pk"))


def concesse(concessioni: type[Concessione], gruppi: Iterable[Gruppo]) -> IsNull:
    """The condition «this row is granted, now, to one of these groups», for a query on the granted model.

    A scalar subquery, not an EXISTS: PostgreSQL turns an EXISTS into a join that reads every grant of the
    group, while fifty rows in order need fifty look-ups, however many grants there are.
    """
    a_loro = reduce(or_, (Q(group=gruppo) for gruppo in gruppi))
    return IsNull(Subquery(_valide(concessioni).filter(a_loro).values("pk")[:1]), False)


def lettori(concessioni: type[Concessione]) -> ArraySubquery:
    """The names of the groups that a row is granted to, now, for a query on the granted model."""
    return ArraySubquery(_valide(concessioni).values("group__name"))


def _valide(concessioni: type[Concessione]) -> "models.QuerySet[Concessione]":
    """The grants of the row of the outer query whose end has not come."""
    valida = Q(fino_al=None) | Q(fino_al__gt=tempo.adesso())
    return concessioni._default_manager.filter(valida, content_object=OuterRef("pk"))


def riscrivi(
    concessioni: type[Concessione], riga: models.Model, gruppi: Mapping[int, datetime | None]
) -> None:
    """Makes the grants of `riga` exactly `gruppi`: group id → expiry, None for no expiry."""
    attuali = concessioni._default_manager.filter(content_object=riga)
    lettura = _lettura(type(riga))
    righe = list(attuali.values_list("pk", "group", *lettura, "fino_al"))
    giuste = {
        (pk, gruppo)
        for pk, gruppo, *permesso, fino_al in righe
        if permesso == [*lettura.values()] and gruppi.get(gruppo, riga) == fino_al
    }
    if len(giuste) < len(righe):
        attuali.exclude(pk__in=[pk for pk, _ in giuste]).delete()
    mancanti = gruppi.keys() - {gruppo for _, gruppo in giuste}
    if not mancanti:
        return
    permesso = permesso_di_lettura(type(riga))
    concessioni._default_manager.bulk_create(
        concessioni(  # type: ignore[misc]  # the subclass has the foreign key `content_object`
            content_object=riga, permission=permesso, group_id=gruppo, fino_al=gruppi[gruppo]
        )
        for gruppo in mancanti
    )


def permesso_di_lettura(modello: type[models.Model]) -> Permission:
    return Permission.objects.get(
        content_type=ContentType.objects.get_for_model(modello), codename=f"view_{modello._meta.model_name}"
    )


def _lettura(modello: type[models.Model]) -> dict[str, object]:
    """What a grant says of its permission when it is the one to read rows of that model."""
    return {
        "permission__content_type": ContentType.objects.get_for_model(modello).pk,
        "permission__codename": f"view_{modello._meta.model_name}",
    }
