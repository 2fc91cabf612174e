"""Surveys: questions, answers."""

import django.contrib.postgres.fields
import django.db.models.deletion
import education.models.survey
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0066_survey_codes'),
        ('education', '0008_trail_captures_exams'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('name', models.CharField(max_length=200, verbose_name='survey')),
                ('intro', models.TextField(blank=True, max_length=1000, verbose_name='introduction')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('target', models.PositiveIntegerField(blank=True, null=True, verbose_name='answers each outlet')),
                ('token', models.CharField(default=education.models.survey._token, editable=False, max_length=20, unique=True)),
                ('issued', models.PositiveIntegerField(blank=True, null=True, verbose_name='issued')),
                ('returned', models.PositiveIntegerField(blank=True, null=True, verbose_name='returned')),
                ('valid', models.PositiveIntegerField(blank=True, null=True, verbose_name='valid')),
                ('satisfaction', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='satisfaction index')),
                ('reported_on', models.DateField(blank=True, null=True, verbose_name='result reported on')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('planned_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit')),
            ],
            options={
                'verbose_name': 'survey',
            },
        ),
        migrations.CreateModel(
            name='SurveyQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('section', models.CharField(blank=True, max_length=60, verbose_name='section')),
                ('kind', models.CharField(max_length=20, verbose_name='kind of answer')),
                ('text', models.CharField(max_length=300, verbose_name='question asked')),
                ('options', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('is_required', models.BooleanField(default=True, verbose_name='must be answered')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='education.survey')),
            ],
            options={
                'verbose_name': 'survey question',
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='SurveyResponse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(max_length=20, verbose_name='way')),
                ('key', models.UUIDField(editable=False, unique=True)),
                ('received_at', models.DateTimeField(verbose_name='received at')),
                ('measure', models.CharField(blank=True, max_length=500, verbose_name='measure')),
                ('measured_at', models.DateTimeField(blank=True, null=True)),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measured_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outlet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='education.survey')),
            ],
            options={
                'verbose_name': 'survey answer',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SurveyAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rating', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('text', models.CharField(blank=True, max_length=1000)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='education.surveyquestion')),
                ('response', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='education.surveyresponse')),
            ],
            options={
                'verbose_name': 'answer to a question',
            },
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.UniqueConstraint(models.F('root'), models.F('name'), models.F('starts_on'), name='survey_once_per_start'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='survey_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('valid', None), ('returned', None), ('valid__lte', models.F('returned')), _connector='OR'), name='survey_valid_were_returned'),
        ),
        migrations.AddConstraint(
            model_name='surveyquestion',
            constraint=models.UniqueConstraint(models.F('survey'), models.F('place'), name='survey_question_at_place'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.UniqueConstraint(models.F('response'), models.F('question'), name='one_answer_each'),
        ),
        migrations.AddConstraint(
            model_name='surveyanswer',
            constraint=models.CheckConstraint(condition=models.Q(('rating', None), models.Q(('rating__gte', 1), ('rating__lte', 5)), _connector='OR'), name='survey_rating_of_five'),
        ),
    ]
