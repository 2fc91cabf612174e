"""Thresholds of rules, and the code lists that came since."""

from django.db import migrations, models

from consumer_protection.core import first_data


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0008_trail_locks_rows'),
    ]

    operations = [
        migrations.CreateModel(
            name='Threshold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='value')),
                ('basis', models.CharField(blank=True, max_length=200, verbose_name='legal source')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
            ],
            options={
                'verbose_name': 'threshold',
                'ordering': ['code', 'valid_from'],
                'constraints': [models.UniqueConstraint(models.F('code'), models.F('valid_from'), name='threshold_once_a_day')],
            },
        ),
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_thresholds, first_data.keep),
    ]
