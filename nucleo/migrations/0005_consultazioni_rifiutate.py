from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('nucleo', '0004_invii'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='consultazione',
            index=models.Index(condition=models.Q(('genere', 'recapiti rifiutati')), fields=['quando'], name='consultazione_rifiutate'),
        ),
    ]
