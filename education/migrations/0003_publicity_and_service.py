"""Publications, printed materials and service records."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0064_service_codes'),
        ('education', '0002_trail_capture'),
    ]

    operations = [
        migrations.CreateModel(
            name='Material',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='printed material')),
                ('printed_on', models.DateField(verbose_name='printed on')),
                ('audience', models.CharField(blank=True, max_length=40, verbose_name='audience')),
                ('topic', models.CharField(blank=True, max_length=40, verbose_name='topic')),
                ('review', models.CharField(blank=True, max_length=40, verbose_name='number of its review')),
                ('printed', models.PositiveIntegerField(verbose_name='printed')),
                ('issued', models.PositiveIntegerField(default=0, verbose_name='issued')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'printed material',
                'constraints': [models.UniqueConstraint(models.F('root'), models.F('name'), models.F('printed_on'), name='material_once_printed'), models.CheckConstraint(condition=models.Q(('issued__lte', models.F('printed'))), name='material_issued_was_printed')],
            },
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published_on', models.DateField(verbose_name='day of publication')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('medium', models.CharField(max_length=30, verbose_name='medium')),
                ('topic', models.CharField(blank=True, max_length=40, verbose_name='topic')),
                ('partner', models.CharField(blank=True, max_length=100, verbose_name='media partner')),
                ('link', models.CharField(blank=True, max_length=500, verbose_name='link')),
                ('reads', models.PositiveIntegerField(blank=True, null=True, verbose_name='reads')),
                ('reads_is_approx', models.BooleanField(default=False)),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'publication',
                'indexes': [models.Index(fields=['published_on'], name='publication_by_day')],
                'constraints': [models.UniqueConstraint(models.F('root'), models.F('published_on'), models.F('medium'), models.F('title'), name='publication_once')],
            },
        ),
        migrations.CreateModel(
            name='ServiceRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='day')),
                ('kind', models.CharField(max_length=30, verbose_name='kind of service')),
                ('name', models.CharField(max_length=200, verbose_name='service given')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('audience', models.CharField(blank=True, max_length=40, verbose_name='audience')),
                ('persons', models.PositiveIntegerField(blank=True, null=True, verbose_name='persons served')),
                ('scam', models.CharField(blank=True, max_length=30, verbose_name='kind of scam')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount saved')),
                ('staff', models.CharField(blank=True, max_length=200, verbose_name='staff')),
                ('is_verified', models.BooleanField(default=False, verbose_name='verified')),
                ('commendation', models.CharField(blank=True, max_length=300, verbose_name='commendation')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'service record',
                'indexes': [models.Index(fields=['held_on'], name='service_record_by_day')],
                'constraints': [models.UniqueConstraint(models.F('unit'), models.F('held_on'), models.F('kind'), models.F('name'), name='service_record_once_a_day'), models.CheckConstraint(condition=models.Q(('kind', 'interception'), models.Q(('amount', None), ('scam', '')), _connector='OR'), name='service_record_scam_when_intercepted')],
            },
        ),
    ]
