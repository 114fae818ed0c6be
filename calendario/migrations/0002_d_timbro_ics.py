from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendario", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="iniziativa",
            name="timbro_ics",
            field=models.CharField(blank=True, editable=False, max_length=60),
        ),
    ]
