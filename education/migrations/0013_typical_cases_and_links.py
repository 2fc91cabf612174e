"""The library of typical cases; publications and materials of campaigns."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0067_typical_case_codes'),
        ('education', '0012_trail_capture_attendance'),
    ]

    operations = [
        migrations.AddField(
            model_name='material',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='materials', to='education.campaign', verbose_name='campaign'),
        ),
        migrations.AddField(
            model_name='publication',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='education.campaign', verbose_name='campaign'),
        ),
        migrations.CreateModel(
            name='TypicalCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('name', models.CharField(max_length=200, verbose_name='typical case')),
                ('told_on', models.DateField(verbose_name='written on')),
                ('topic', models.CharField(max_length=40, verbose_name='topic')),
                ('audience', models.CharField(blank=True, max_length=40, verbose_name='audience')),
                ('scam', models.CharField(blank=True, max_length=30, verbose_name='kind of scam')),
                ('story', models.TextField(max_length=4000, verbose_name='what happened')),
                ('lesson', models.TextField(max_length=2000, verbose_name='what to mind')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='where it comes from')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'typical case',
                'indexes': [models.Index(fields=['told_on'], name='typical_case_by_day')],
                'constraints': [models.UniqueConstraint(models.F('root'), models.F('name'), name='typical_case_once_by_name')],
            },
        ),
    ]
