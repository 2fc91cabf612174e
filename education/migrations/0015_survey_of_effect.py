"""Surveys measure what a campaign changed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0069_survey_stages'),
        ('education', '0014_trail_captures_typical_cases'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='survey',
            name='campaign',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surveys', to='education.campaign', verbose_name='campaign'),
        ),
        migrations.AddField(
            model_name='survey',
            name='stage',
            field=models.CharField(blank=True, max_length=10, verbose_name='before or after'),
        ),
        migrations.AddField(
            model_name='surveyquestion',
            name='right',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('campaign', None), ('stage', '')), models.Q(('campaign__isnull', False), ('stage__in', ['before', 'after'])), _connector='OR'), name='survey_stage_of_a_campaign'),
        ),
    ]
