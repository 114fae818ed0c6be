import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


# What is there already is summed by the next round of the worker.
TUTTI = """
INSERT INTO pratiche_scambiodacontare (genere, origine)
SELECT 'decisione', id FROM pratiche_decisione UNION ALL SELECT 'chiarimento', id FROM pratiche_chiarimento
"""


class Migration(migrations.Migration):

    dependencies = [
        ('pratiche', '0003_aggregati'),
        ('sportelli', '0006_rapporto_mensile'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScambioDaContare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genere', models.CharField(max_length=12)),
                ('origine', models.PositiveBigIntegerField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CellaScambi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mese', models.DateField(verbose_name='mese')),
                ('decisioni', models.IntegerField(default=0)),
                ('concordate', models.IntegerField(default=0)),
                ('giorni_concordate', models.IntegerField(default=0)),
                ('in_assenza', models.IntegerField(default=0)),
                ('ritirate', models.IntegerField(default=0)),
                ('chiarimenti', models.IntegerField(default=0)),
                ('chiariti', models.IntegerField(default=0)),
                ('giorni_chiariti', models.IntegerField(default=0)),
                ('paese', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sportelli.paese')),
                ('servizio', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sportelli.servizio')),
                ('settore', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sportelli.settore')),
                ('sportello', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sportelli.sportello')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(condition=models.Q(('paese', None)), fields=['mese'], name='cellascambi_totali'), models.Index(condition=models.Q(('paese', None), _negated=True), fields=['mese'], name='cellascambi_paesi')],
                'constraints': [models.UniqueConstraint(fields=('mese', 'sportello', 'servizio', 'settore', 'paese'), name='cellascambi_una', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='ContributoScambio',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mese', models.DateField(verbose_name='mese')),
                ('genere', models.CharField(max_length=12)),
                ('origine', models.PositiveBigIntegerField()),
                ('paesi', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('decisioni', models.IntegerField(default=0)),
                ('concordate', models.IntegerField(default=0)),
                ('giorni_concordate', models.IntegerField(default=0)),
                ('in_assenza', models.IntegerField(default=0)),
                ('ritirate', models.IntegerField(default=0)),
                ('chiarimenti', models.IntegerField(default=0)),
                ('chiariti', models.IntegerField(default=0)),
                ('giorni_chiariti', models.IntegerField(default=0)),
                ('servizio', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sportelli.servizio')),
                ('settore', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sportelli.settore')),
                ('sportello', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sportelli.sportello')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['mese', 'sportello', 'servizio', 'settore'], name='contributoscambio_per_mese')],
                'constraints': [models.UniqueConstraint(fields=('origine', 'genere'), name='contributoscambio_uno')],
            },
        ),
        migrations.RunSQL(TUTTI, migrations.RunSQL.noop),
    ]
