from django.core.management import call_command


def test_ogni_cambiamento_dei_modelli_ha_la_sua_migrazione(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
