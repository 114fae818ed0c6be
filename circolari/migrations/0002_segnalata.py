"""Of an office's mail that failed, which one the redazione was told of, and no longer only that there was one."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def riporta(apps: Apps, scrive: BaseDatabaseSchemaEditor) -> None:
    """In a database founded later there is nothing to carry over."""
    modello = apps.get_model("circolari", "Destinatario")
    if any(campo.name == "segnalato" for campo in modello._meta.get_fields()):
        modello._default_manager.filter(segnalato=True).update(segnalata=F("busta"))


class Migration(migrations.Migration):
    # Rows whose references are still to be checked do not let their table be changed.
    atomic = False

    dependencies = [
        ("circolari", "0001_initial"),
        ("nucleo", "0004_invii"),
    ]

    operations = [
        migrations.AddField(
            "destinatario",
            "segnalata",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="nucleo.busta",
            ),
        ),
        migrations.RunPython(riporta, migrations.RunPython.noop),
        migrations.RemoveField("destinatario", "segnalato"),
    ]
