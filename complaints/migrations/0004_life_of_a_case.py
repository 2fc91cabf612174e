"""Intake, journal, extensions and letters of a case."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0003_list_newest_first'),
        ('core', '0009_thresholds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('until', models.DateField(verbose_name='extended to')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='told on')),
                ('told_method', models.CharField(blank=True, max_length=20, verbose_name='way of notice')),
            ],
            options={
                'verbose_name': 'extension',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='JournalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('evidence', models.CharField(blank=True, max_length=20, verbose_name='kind of evidence')),
                ('happened_on', models.DateField(verbose_name='day')),
                ('text', models.TextField(verbose_name='text')),
                ('at', models.DateTimeField(verbose_name='written at')),
            ],
            options={
                'verbose_name': 'journal entry',
                'ordering': ['at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='document number')),
                ('result', models.TextField(blank=True, verbose_name='result of the verification')),
                ('basis', models.TextField(blank=True, verbose_name='basis')),
                ('reasons', models.TextField(blank=True, verbose_name='reasons')),
                ('remedies', models.TextField(blank=True, verbose_name='remedies')),
                ('written_at', models.DateTimeField(verbose_name='written at')),
                ('issued_at', models.DateTimeField(blank=True, null=True, verbose_name='issued at')),
                ('told_on', models.DateField(blank=True, null=True, verbose_name='told on')),
                ('told_method', models.CharField(blank=True, max_length=20, verbose_name='way of notice')),
                ('told_note', models.CharField(blank=True, max_length=500, verbose_name='proof in words')),
            ],
            options={
                'verbose_name': 'letter',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Representative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('position', models.PositiveSmallIntegerField()),
                ('name_sealed', models.BinaryField(null=True)),
                ('phone_sealed', models.BinaryField(null=True)),
            ],
            options={
                'verbose_name': 'representative',
                'ordering': ['complaint', 'position'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='complaint',
            name='complaint_number_once',
        ),
        migrations.AddField(
            model_name='complaint',
            name='capacity',
            field=models.CharField(blank=True, max_length=20, verbose_name='capacity'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='complained_account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account of the person complained of'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='complained_person',
            field=models.CharField(blank=True, max_length=60, verbose_name='person complained of'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='consumer_right',
            field=models.CharField(blank=True, max_length=20, verbose_name='right concerned'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='first_contact_on',
            field=models.DateField(blank=True, null=True, verbose_name='first contact on'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='handler_account',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account of the handler'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='is_face_to_face',
            field=models.BooleanField(blank=True, null=True, verbose_name='face to face'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='major_reason',
            field=models.CharField(blank=True, max_length=20, verbose_name='reason for major'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='complaints.complaint', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='not_handled_reason',
            field=models.CharField(blank=True, max_length=40, verbose_name='reason for not handling'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='persons',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='persons who complain'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decision proposed by'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='registered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='registered at'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='registered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='registered by'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='repeat_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='repeats', to='complaints.complaint', verbose_name='repeats'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='responsible',
            field=models.CharField(blank=True, max_length=20, verbose_name='responsible'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='restarted_on',
            field=models.DateField(blank=True, null=True, verbose_name='clock restarted on'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='root_cause',
            field=models.TextField(blank=True, verbose_name='root cause'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='sensitivity',
            field=models.CharField(blank=True, max_length=40, verbose_name='sensitivity'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='stood_days',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='days stood still'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='urgency',
            field=models.CharField(blank=True, max_length=20, verbose_name='urgency'),
        ),
        migrations.AddField(
            model_name='complaint',
            name='was_late',
            field=models.BooleanField(default=False, verbose_name='was late'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.UniqueConstraint(models.F('root'), models.F('number'), condition=models.Q(('number', ''), _negated=True), name='complaint_number_once'),
        ),
        migrations.AddConstraint(
            model_name='complaint',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', ''), _negated=True), ('status__in', ('draft', 'withdrawn', 'merged')), _connector='OR'), name='complaint_numbered'),
        ),
        migrations.AddField(
            model_name='extension',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extension',
            name='complaint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='complaints.complaint'),
        ),
        migrations.AddField(
            model_name='journalentry',
            name='attachment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.attachment'),
        ),
        migrations.AddField(
            model_name='journalentry',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='journalentry',
            name='complaint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='journal', to='complaints.complaint'),
        ),
        migrations.AddField(
            model_name='letter',
            name='complaint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='complaints.complaint'),
        ),
        migrations.AddField(
            model_name='letter',
            name='told_proof',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.attachment'),
        ),
        migrations.AddField(
            model_name='letter',
            name='written_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='representative',
            name='complaint',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='representatives', to='complaints.complaint'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(models.F('complaint'), condition=models.Q(('status__in', ('asked', 'approved'))), name='extension_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.UniqueConstraint(models.F('complaint'), models.F('position'), name='representative_place_once'),
        ),
        migrations.AddConstraint(
            model_name='representative',
            constraint=models.CheckConstraint(condition=models.Q(('position__gte', 1), ('position__lte', 5)), name='representatives_at_most_five'),
        ),
        trail_sql.capture("complaints_representative", "complaints.representative"),
        trail_sql.capture("complaints_journalentry", "complaints.journalentry"),
        trail_sql.capture("complaints_extension", "complaints.extension"),
        trail_sql.capture("complaints_letter", "complaints.letter"),
    ]
