"""Examinations: questions, seats, papers, answers."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0065_exam_codes'),
        ('education', '0006_trail_captures_activities'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ExamPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attempt', models.PositiveSmallIntegerField()),
                ('started_at', models.DateTimeField(verbose_name='started at')),
                ('due_at', models.DateTimeField(verbose_name='due at')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='handed in at')),
                ('most', models.PositiveIntegerField()),
                ('points', models.PositiveIntegerField(blank=True, null=True)),
                ('score', models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='score')),
                ('has_passed', models.BooleanField(blank=True, null=True, verbose_name='passed')),
            ],
            options={
                'verbose_name': 'exam paper',
            },
        ),
        migrations.CreateModel(
            name='Exam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('name', models.CharField(max_length=200, verbose_name='examination')),
                ('opens_at', models.DateTimeField(verbose_name='opens at')),
                ('closes_at', models.DateTimeField(verbose_name='closes at')),
                ('minutes', models.PositiveSmallIntegerField(default=60, verbose_name='time limit (minutes)')),
                ('pass_mark', models.PositiveSmallIntegerField(default=60, verbose_name='pass mark')),
                ('resits', models.PositiveSmallIntegerField(default=1, verbose_name='resits')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='topics')),
                ('singles', models.PositiveSmallIntegerField(default=0, verbose_name='single choice')),
                ('single_points', models.PositiveSmallIntegerField(default=2, verbose_name='points each')),
                ('multiples', models.PositiveSmallIntegerField(default=0, verbose_name='multiple choice')),
                ('multiple_points', models.PositiveSmallIntegerField(default=2, verbose_name='points each')),
                ('statements', models.PositiveSmallIntegerField(default=0, verbose_name='true or false')),
                ('statement_points', models.PositiveSmallIntegerField(default=2, verbose_name='points each')),
                ('cases', models.PositiveSmallIntegerField(default=0, verbose_name='case questions')),
                ('case_points', models.PositiveSmallIntegerField(default=5, verbose_name='points each')),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='audiences')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('training', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exam', to='education.training', verbose_name='training')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='unit holding it')),
            ],
            options={
                'verbose_name': 'examination',
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20, verbose_name='kind of question')),
                ('text', models.CharField(max_length=1000, verbose_name='question asked')),
                ('option_a', models.CharField(blank=True, max_length=300, verbose_name='option A')),
                ('option_b', models.CharField(blank=True, max_length=300, verbose_name='option B')),
                ('option_c', models.CharField(blank=True, max_length=300, verbose_name='option C')),
                ('option_d', models.CharField(blank=True, max_length=300, verbose_name='option D')),
                ('option_e', models.CharField(blank=True, max_length=300, verbose_name='option E')),
                ('option_f', models.CharField(blank=True, max_length=300, verbose_name='option F')),
                ('answer', models.CharField(max_length=6, verbose_name='right answer')),
                ('topic', models.CharField(blank=True, max_length=40, verbose_name='topic')),
                ('explanation', models.CharField(blank=True, max_length=1000, verbose_name='explanation')),
                ('in_use', models.BooleanField(default=True, verbose_name='in use')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'exam question',
            },
        ),
        migrations.CreateModel(
            name='ExamAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('text', models.CharField(max_length=1000)),
                ('options', models.JSONField()),
                ('takes_several', models.BooleanField()),
                ('right', models.CharField(max_length=6)),
                ('points', models.PositiveSmallIntegerField()),
                ('chosen', models.CharField(blank=True, max_length=6)),
                ('saved_at', models.DateTimeField(blank=True, null=True)),
                ('is_right', models.BooleanField(blank=True, null=True)),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='education.exampaper')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='education.question')),
            ],
            options={
                'verbose_name': 'exam answer',
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('exam', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='education.exam')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'seat',
            },
        ),
        migrations.AddField(
            model_name='exampaper',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='education.seat'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.UniqueConstraint(models.F('root'), models.F('name'), name='exam_once_by_name'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='exam_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='exam',
            constraint=models.CheckConstraint(condition=models.Q(('pass_mark__gte', 1), ('pass_mark__lte', 100)), name='exam_pass_mark_of_a_hundred'),
        ),
        migrations.AddConstraint(
            model_name='question',
            constraint=models.UniqueConstraint(models.F('root'), models.F('text'), name='exam_question_once'),
        ),
        migrations.AddConstraint(
            model_name='examanswer',
            constraint=models.UniqueConstraint(models.F('paper'), models.F('place'), name='answer_at_place'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.UniqueConstraint(models.F('exam'), models.F('person'), name='one_seat_each'),
        ),
        migrations.AddConstraint(
            model_name='exampaper',
            constraint=models.UniqueConstraint(models.F('seat'), models.F('attempt'), name='one_paper_an_attempt'),
        ),
        migrations.AddConstraint(
            model_name='exampaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_in_at', None), ('score', None)), models.Q(('handed_in_at__isnull', False), ('score__isnull', False)), _connector='OR'), name='exam_paper_scored_when_handed_in'),
        ),
    ]
