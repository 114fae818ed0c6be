"""What every app stands on: extensions, the Italian search configuration without accents, TP's group."""

from typing import Any

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

from nucleo.visibilita import GRUPPO_TP

ITALIANO = """
CREATE TEXT SEARCH CONFIGURATION italiano (COPY = italian);
ALTER TEXT SEARCH CONFIGURATION italiano
  ALTER MAPPING FOR hword, hword_part, word, asciiword, hword_asciipart, asciihword WITH unaccent, italian_stem;
"""


def crea_gruppo_tp(apps: Any, schema_editor: Any) -> None:
    apps.get_model("auth", "Group").objects.get_or_create(name=GRUPPO_TP)


class Migration(migrations.Migration):
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(ITALIANO, "DROP TEXT SEARCH CONFIGURATION italiano"),
        migrations.RunPython(crea_gruppo_tp, migrations.RunPython.noop),
    ]
