from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0003_aggregati'),
        ('nucleo', '0005_consultazioni_rifiutate'),
        ('pratiche', '0004_scambi'),
        ('sportelli', '0006_rapporto_mensile'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='richiesta',
            name='segnalata',
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='richiestaevent',
            name='segnalata',
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='richiesta',
            index=models.Index(condition=models.Q(('stato', 'inviata')), fields=['scade_il'], name='richiesta_in_attesa'),
        ),
        migrations.AddIndex(
            model_name='richiesta',
            index=models.Index(condition=models.Q(('stato', 'non_inviata')), fields=['creata_il'], name='richiesta_non_inviate'),
        ),
    ]
