"""The first run: its one-time code, the logo, what is kept of staff."""

from django.db import migrations, models

from consumer_protection.core import first_data


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_base_figures'),
    ]

    operations = [
        migrations.AddField(
            model_name='institution',
            name='logo',
            field=models.UUIDField(editable=False, null=True, verbose_name='logo'),
        ),
        migrations.AddField(
            model_name='user',
            name='is_full_time',
            field=models.BooleanField(default=False, verbose_name='full-time in consumer protection'),
        ),
        migrations.AddField(
            model_name='user',
            name='position',
            field=models.CharField(blank=True, max_length=60, verbose_name='position'),
        ),
        migrations.CreateModel(
            name='SetupCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(editable=False, max_length=128)),
                ('made_at', models.DateTimeField()),
                ('valid_until', models.DateTimeField()),
                ('wrong_tries', models.PositiveSmallIntegerField(default=0)),
                ('used_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.Value(1), condition=models.Q(('ended_at', None)), name='setup_code_one_stands')],
            },
        ),
        migrations.RunPython(first_data.add_codes, first_data.keep),
    ]
