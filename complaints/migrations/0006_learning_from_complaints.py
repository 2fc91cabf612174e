"""Problems, rectifications, sanctions, answers to suggestions, call-backs, suggested
trainings."""

import csv
from pathlib import Path

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from consumer_protection.core import trail_sql


SCRIPT = Path(__file__).parents[1] / "data" / "call_script.csv"


def add_script(apps, schema_editor):
    model = apps.get_model("complaints", "CallQuestion")
    with SCRIPT.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            model.objects.create(**row | {"valid_to": row["valid_to"] or None})


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0005_routing_rules_case_tasks_and_urges'),
        ('core', '0010_learning_data'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('round', models.PositiveSmallIntegerField(default=1, verbose_name='round')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('satisfaction', models.CharField(blank=True, max_length=20, verbose_name='satisfaction')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended at')),
                ('caller', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='caller')),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='call_backs', to='complaints.complaint', verbose_name='complaint')),
            ],
            options={
                'verbose_name': 'call-back',
            },
        ),
        migrations.CreateModel(
            name='CallAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='attempt')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('is_reached', models.BooleanField(verbose_name='reached')),
                ('remark', models.CharField(blank=True, max_length=500, verbose_name='remark')),
                ('caller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='caller')),
                ('call_back', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='complaints.callback')),
            ],
            options={
                'verbose_name': 'attempt',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='CallQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('position', models.PositiveSmallIntegerField(verbose_name='order')),
                ('kind', models.CharField(max_length=20, verbose_name='kind')),
                ('text', models.CharField(max_length=500, verbose_name='text')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
            ],
            options={
                'verbose_name': 'line of the call-back script',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('code'), models.F('valid_from'), name='call_question_once'), models.CheckConstraint(condition=models.Q(('kind__in', ('say', 'text', 'yes_no', 'satisfaction'))), name='call_question_of_a_known_kind')],
            },
        ),
        migrations.CreateModel(
            name='Problem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('number', models.CharField(max_length=20, verbose_name='problem number')),
                ('title', models.CharField(max_length=120, verbose_name='problem')),
                ('root_cause', models.CharField(blank=True, max_length=40, verbose_name='root cause')),
                ('description', models.TextField(blank=True, max_length=4000, verbose_name='description')),
                ('occurred_from', models.DateField(verbose_name='occurred from')),
                ('occurred_to', models.DateField(blank=True, null=True, verbose_name='occurred until')),
                ('category', models.CharField(blank=True, max_length=60, verbose_name='business category')),
                ('cause', models.CharField(blank=True, max_length=40, verbose_name='cause')),
                ('opened_on', models.DateField(verbose_name='put on record on')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('effect_from', models.DateField(blank=True, null=True, verbose_name='effect counted from')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='put on record by')),
                ('pattern_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='unit complained of')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='owner unit')),
            ],
            options={
                'verbose_name': 'problem',
            },
        ),
        migrations.CreateModel(
            name='ProblemCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_recurrence', models.BooleanField(default=False, verbose_name='recurrence')),
                ('added_at', models.DateTimeField(verbose_name='added at')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('complaint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problem_cases', to='complaints.complaint')),
                ('problem', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='complaints.problem')),
            ],
            options={
                'verbose_name': 'complaint of a problem',
            },
        ),
        migrations.AddField(
            model_name='problem',
            name='complaints',
            field=models.ManyToManyField(related_name='problems', through='complaints.ProblemCase', to='complaints.complaint'),
        ),
        migrations.CreateModel(
            name='Rectification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('action', models.TextField(max_length=2000, verbose_name='action to take')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('set_on', models.DateField(verbose_name='set on')),
                ('result', models.TextField(blank=True, max_length=4000, verbose_name='result')),
                ('submitted_on', models.DateField(null=True, verbose_name='handed in on')),
                ('closed_on', models.DateField(null=True, verbose_name='closed on')),
                ('risk_until', models.DateField(blank=True, null=True, verbose_name='risk accepted until')),
                ('complaint', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', to='complaints.complaint', verbose_name='complaint')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='verified by')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('problem', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', to='complaints.problem', verbose_name='problem')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handed in by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='owner unit')),
            ],
            options={
                'verbose_name': 'rectification',
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('is_person', models.BooleanField(verbose_name='of a person')),
                ('person_sealed', models.BinaryField(null=True)),
                ('kind', models.CharField(max_length=30, verbose_name='kind of sanction')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='amount')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('decided_on', models.DateField(verbose_name='decided on')),
                ('decided_by', models.CharField(max_length=120, verbose_name='decided by')),
                ('account', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('complaint', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='complaints.complaint', verbose_name='complaint')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('problem', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='complaints.problem', verbose_name='problem')),
                ('root', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'sanction',
            },
        ),
        migrations.CreateModel(
            name='SecondRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('due_on', models.DateField(verbose_name='due on')),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='answer')),
                ('answered_on', models.DateField(null=True, verbose_name='answered on')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='complaints.callback', verbose_name='call-back')),
                ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='second_round', to='complaints.complaint', verbose_name='complaint')),
            ],
            options={
                'verbose_name': 'second round',
            },
        ),
        migrations.CreateModel(
            name='SuggestionAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='answer')),
                ('result', models.CharField(max_length=20, verbose_name='result')),
                ('improvement', models.TextField(blank=True, max_length=4000, verbose_name='improvement')),
                ('answered_on', models.DateField(verbose_name='answered on')),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
                ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='suggestion_answer', to='complaints.complaint', verbose_name='suggestion')),
            ],
            options={
                'verbose_name': 'answer to a suggestion',
            },
        ),
        migrations.CreateModel(
            name='TrainingSuggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('cause', models.CharField(max_length=40, verbose_name='cause')),
                ('count', models.PositiveIntegerField(verbose_name='complaints')),
                ('since', models.DateField(verbose_name='from')),
                ('until', models.DateField(verbose_name='until')),
                ('decided_on', models.DateField(null=True, verbose_name='decided on')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='unit complained of')),
            ],
            options={
                'verbose_name': 'suggested training',
            },
        ),
        migrations.AddIndex(
            model_name='callback',
            index=models.Index(fields=['status', 'due_on'], name='call_back_by_due'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.UniqueConstraint(models.F('complaint'), models.F('round'), name='call_back_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(('round__in', (1, 2))), name='call_back_two_rounds'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'done'), _negated=True), models.Q(('satisfaction', ''), _negated=True), _connector='OR'), name='call_back_done_is_rated'),
        ),
        migrations.AddConstraint(
            model_name='callattempt',
            constraint=models.UniqueConstraint(models.F('call_back'), models.F('number'), name='call_attempt_once'),
        ),
        migrations.AddConstraint(
            model_name='callattempt',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 3)), name='call_attempts_are_few'),
        ),
        migrations.AddConstraint(
            model_name='problemcase',
            constraint=models.UniqueConstraint(models.F('problem'), models.F('complaint'), name='complaint_once_per_problem'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.UniqueConstraint(models.F('root'), models.F('number'), name='problem_number_once'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.CheckConstraint(condition=models.Q(('occurred_to', None), ('occurred_to__gte', models.F('occurred_from')), _connector='OR'), name='problem_ends_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='problem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_on', None)), _connector='OR'), name='problem_closed_has_its_day'),
        ),
        migrations.AddIndex(
            model_name='rectification',
            index=models.Index(fields=['unit', 'status', 'due_on'], name='rectification_of_unit'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(('problem', None), ('complaint', None), _connector='XOR'), name='rectification_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('set_on'))), name='rectification_due_after_set'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('closed_on__isnull', False), ('judged_by__isnull', False), models.Q(('judged_by', models.F('submitted_by')), _negated=True)), _connector='OR'), name='rectification_verified_by_another'),
        ),
        migrations.AddConstraint(
            model_name='rectification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'accepted_risk'), _negated=True), ('risk_until__isnull', False), _connector='OR'), name='rectification_risk_has_an_end'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('problem', None), ('complaint', None), _connector='XOR'), name='sanction_for_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('account', None), ('is_person', False), ('person_sealed', None)), models.Q(('is_person', True), models.Q(('account', None), ('person_sealed__isnull', True), _connector='XOR')), _connector='OR'), name='sanction_of_a_person_or_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='sanction',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gt', 0), _connector='OR'), name='sanction_amount_positive'),
        ),
        migrations.AddConstraint(
            model_name='secondround',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='second_round_answered_has_words'),
        ),
        migrations.AddConstraint(
            model_name='suggestionanswer',
            constraint=models.CheckConstraint(condition=models.Q(('result', 'not_adopted'), models.Q(('improvement', ''), _negated=True), _connector='OR'), name='suggestion_adopted_tells_improvement'),
        ),
        migrations.AddConstraint(
            model_name='trainingsuggestion',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='training_window_forward'),
        ),
        migrations.AddConstraint(
            model_name='trainingsuggestion',
            constraint=models.UniqueConstraint(models.F('unit'), models.F('cause'), condition=models.Q(('status', 'suggested')), name='training_suggested_once'),
        ),
        trail_sql.capture('complaints_problem', 'complaints.problem'),
        trail_sql.capture('complaints_problemcase', 'complaints.problemcase'),
        trail_sql.capture('complaints_rectification', 'complaints.rectification'),
        trail_sql.capture('complaints_sanction', 'complaints.sanction'),
        trail_sql.capture('complaints_suggestionanswer', 'complaints.suggestionanswer'),
        trail_sql.capture('complaints_callback', 'complaints.callback'),
        trail_sql.capture('complaints_callattempt', 'complaints.callattempt'),
        trail_sql.capture('complaints_callquestion', 'complaints.callquestion'),
        trail_sql.capture('complaints_secondround', 'complaints.secondround'),
        trail_sql.capture('complaints_trainingsuggestion', 'complaints.trainingsuggestion'),
        migrations.RunPython(add_script, migrations.RunPython.noop),
    ]
