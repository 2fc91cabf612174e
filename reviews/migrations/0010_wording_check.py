"""Rules of the wording check, checks and exceptions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from consumer_protection.core import first_data, trail_sql
from reviews import wording_data


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0015_dated_values'),
        ('reviews', '0002_trail_capture'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WordingCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('title', models.CharField(max_length=300, verbose_name='material')),
                ('material_sha256', models.CharField(blank=True, max_length=64)),
                ('kind', models.CharField(blank=True, choices=[('personal_loan', 'Personal loan'), ('loan', 'Business loan'), ('deposit', 'Deposit'), ('wealth', 'Wealth product or fund'), ('insurance', 'Insurance sold as agent'), ('agency', 'Other product sold as agent'), ('card_payment', 'Card or payment'), ('offer', 'Offer or campaign'), ('contract', 'Contract or agreement'), ('other', 'Other material')], max_length=30, verbose_name='kind of material')),
                ('medium', models.CharField(blank=True, max_length=30, verbose_name='medium')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='file name')),
                ('stored_as', models.UUIDField(unique=True)),
                ('size', models.PositiveBigIntegerField(verbose_name='size')),
                ('text_as', models.UUIDField(null=True)),
                ('text_sha256', models.CharField(blank=True, max_length=64)),
                ('characters', models.PositiveIntegerField(null=True, verbose_name='characters')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('checked_on', models.DateField(null=True, verbose_name='checked on')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='checked at')),
                ('rules_version', models.CharField(blank=True, max_length=40, verbose_name='rules')),
                ('result', models.JSONField(default=dict)),
                ('hit_count', models.PositiveIntegerField(default=0, verbose_name='hits')),
                ('block_count', models.PositiveIntegerField(default=0, verbose_name='blocking hits')),
                ('omission_count', models.PositiveIntegerField(default=0, verbose_name='omissions')),
                ('failure', models.TextField(blank=True, verbose_name='failure')),
                ('progress', models.PositiveSmallIntegerField(default=0, verbose_name='progress')),
                ('step', models.CharField(blank=True, max_length=20, verbose_name='step')),
                ('attempt', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('review', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wording_checks', to='reviews.review', verbose_name='review')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'wording check',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='WordingException',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(max_length=30, verbose_name='state')),
                ('rule', models.CharField(max_length=60, verbose_name='rule')),
                ('start', models.PositiveIntegerField(null=True)),
                ('text', models.CharField(max_length=200, verbose_name='wording')),
                ('reason', models.TextField(max_length=500, verbose_name='reason')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('check_run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exceptions', to='reviews.wordingcheck')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'wording exception',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='WordingRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, verbose_name='code')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('wording_class', models.CharField(max_length=30, verbose_name='class')),
                ('severity', models.CharField(choices=[('block', 'Block'), ('warn', 'Warn')], max_length=10, verbose_name='severity')),
                ('title', models.CharField(max_length=100, verbose_name='title')),
                ('words', models.JSONField(blank=True, default=list, verbose_name='words')),
                ('patterns', models.JSONField(blank=True, default=list, verbose_name='patterns')),
                ('allowed', models.JSONField(blank=True, default=list, verbose_name='harmless around')),
                ('unless', models.JSONField(blank=True, default=list, verbose_name='harmless if the text has')),
                ('signs', models.JSONField(blank=True, default=list, verbose_name='only if the text has')),
                ('kinds', models.JSONField(blank=True, default=list, verbose_name='kinds of material')),
                ('media', models.JSONField(blank=True, default=list, verbose_name='media')),
                ('spared_media', models.JSONField(blank=True, default=list, verbose_name='media left out')),
                ('blocks_in', models.JSONField(blank=True, default=list, verbose_name='media where it blocks')),
                ('reason', models.TextField(max_length=500, verbose_name='reason')),
                ('law', models.CharField(max_length=100, verbose_name='law')),
                ('article', models.CharField(max_length=100, verbose_name='article')),
                ('suggestion', models.TextField(max_length=500, verbose_name='suggestion')),
                ('positive', models.JSONField(blank=True, default=list, verbose_name='examples it hits')),
                ('negative', models.JSONField(blank=True, default=list, verbose_name='examples it does not hit')),
                ('valid_from', models.DateField(verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid to')),
                ('changed_at', models.DateTimeField(null=True, verbose_name='changed at')),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='changed by')),
            ],
            options={
                'verbose_name': 'wording rule',
                'ordering': ['code', 'version'],
            },
        ),
        migrations.AddIndex(
            model_name='wordingcheck',
            index=models.Index(fields=['unit', 'checked_on'], name='wording_check_by_unit'),
        ),
        migrations.AddIndex(
            model_name='wordingcheck',
            index=models.Index(fields=['material_sha256'], name='wording_check_of_material'),
        ),
        migrations.AddConstraint(
            model_name='wordingexception',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', frozenset(['approved', 'asked']))), fields=('check_run', 'rule', 'start'), name='wording_exception_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='wordingrule',
            constraint=models.UniqueConstraint(models.F('code'), models.F('version'), name='wording_rule_version'),
        ),
        migrations.AddConstraint(
            model_name='wordingrule',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='wording_rule_ends_after_it_began'),
        ),
        migrations.RunPython(wording_data.add_rules, first_data.keep),
        trail_sql.capture("reviews_wordingrule", "reviews.wordingrule"),
        trail_sql.capture("reviews_wordingexception", "reviews.wordingexception"),
    ]
