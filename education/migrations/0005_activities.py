"""Activities, photos, assignments; a campaign's plan and summary."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0064_service_codes'),
        ('education', '0004_trail_captures_publicity'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('name', models.CharField(max_length=200, verbose_name='activity')),
                ('form', models.CharField(max_length=40, verbose_name='form')),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='topics')),
                ('audiences', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='audiences')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='place')),
                ('township', models.CharField(blank=True, max_length=60, verbose_name='township')),
                ('leaders', models.CharField(blank=True, max_length=200, verbose_name='leaders present')),
                ('reached', models.PositiveIntegerField(blank=True, null=True, verbose_name='persons reached')),
                ('reached_is_approx', models.BooleanField(default=False)),
                ('leaflets', models.PositiveIntegerField(blank=True, null=True, verbose_name='leaflets')),
                ('leaflets_is_approx', models.BooleanField(default=False)),
                ('consultations', models.PositiveIntegerField(blank=True, null=True, verbose_name='consultations')),
                ('consultations_is_approx', models.BooleanField(default=False)),
                ('staff', models.PositiveIntegerField(blank=True, null=True, verbose_name='staff taking part')),
                ('staff_is_approx', models.BooleanField(default=False)),
                ('banners', models.PositiveIntegerField(blank=True, null=True, verbose_name='banners')),
                ('banners_is_approx', models.BooleanField(default=False)),
                ('slogans', models.PositiveIntegerField(blank=True, null=True, verbose_name='slogans')),
                ('slogans_is_approx', models.BooleanField(default=False)),
                ('led_hours', models.PositiveIntegerField(blank=True, null=True, verbose_name='LED hours')),
                ('led_hours_is_approx', models.BooleanField(default=False)),
                ('complaints', models.PositiveIntegerField(blank=True, null=True, verbose_name='complaints taken on the spot')),
                ('complaints_is_approx', models.BooleanField(default=False)),
                ('is_featured', models.BooleanField(default=False, verbose_name='featured activity')),
                ('is_marketing', models.BooleanField(default=False, verbose_name='marketing instead of education')),
                ('remark', models.TextField(blank=True, max_length=2000, verbose_name='remark')),
            ],
            options={
                'verbose_name': 'activity',
            },
        ),
        migrations.CreateModel(
            name='ActivityPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(blank=True, max_length=200, verbose_name='caption')),
                ('is_chosen', models.BooleanField(default=False, verbose_name='stands in the summary')),
                ('original', models.CharField(max_length=64)),
                ('width', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                ('height', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
            ],
            options={
                'verbose_name': 'photo',
                'ordering': ['activity__held_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('activities', models.PositiveIntegerField(blank=True, null=True, verbose_name='activities')),
                ('reached', models.PositiveIntegerField(blank=True, null=True, verbose_name='persons reached')),
                ('leaflets', models.PositiveIntegerField(blank=True, null=True, verbose_name='leaflets')),
            ],
            options={
                'verbose_name': 'assignment',
            },
        ),
        migrations.AddField(
            model_name='campaign',
            name='aliases',
            field=models.CharField(blank=True, max_length=300, verbose_name='other names'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='division',
            field=models.TextField(blank=True, max_length=2000, verbose_name='division of work'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='due_on',
            field=models.DateField(blank=True, null=True, verbose_name='summary due on'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='effect',
            field=models.TextField(blank=True, max_length=4000, verbose_name='effect'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='effect_after',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='right answers after (%)'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='effect_before',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, validators=[django.core.validators.MinValueValidator(0), django.core.validators.MaxValueValidator(100)], verbose_name='right answers before (%)'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='highlights',
            field=models.TextField(blank=True, max_length=4000, verbose_name='highlights'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='leaders',
            field=models.CharField(blank=True, max_length=300, verbose_name='leaders'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='plan_number',
            field=models.CharField(blank=True, max_length=100, verbose_name='document number of the plan'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='planned_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='campaign',
            name='praise',
            field=models.TextField(blank=True, max_length=2000, verbose_name='praise by authorities or media'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='problems',
            field=models.TextField(blank=True, max_length=4000, verbose_name='problems and intentions'),
        ),
        migrations.AddField(
            model_name='campaign',
            name='theme',
            field=models.CharField(blank=True, max_length=200, verbose_name='theme of the year'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('effect_before', None), models.Q(('effect_before__gte', 0), ('effect_before__lte', 100)), _connector='OR'), name='campaign_effect_before_is_percent'),
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('effect_after', None), models.Q(('effect_after__gte', 0), ('effect_after__lte', 100)), _connector='OR'), name='campaign_effect_after_is_percent'),
        ),
        migrations.AddField(
            model_name='activity',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='logged', to='education.campaign', verbose_name='campaign'),
        ),
        migrations.AddField(
            model_name='activity',
            name='root',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit'),
        ),
        migrations.AddField(
            model_name='activity',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit', verbose_name='responsible unit'),
        ),
        migrations.AddField(
            model_name='activityphoto',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='education.activity'),
        ),
        migrations.AddField(
            model_name='activityphoto',
            name='attachment',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.attachment'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='campaign',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='education.campaign'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='assignment',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit'),
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(fields=['held_on'], name='activity_by_day'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(models.F('campaign'), models.F('unit'), models.F('held_on'), models.F('name'), name='activity_logged_once'),
        ),
        migrations.AddConstraint(
            model_name='activityphoto',
            constraint=models.UniqueConstraint(models.F('activity'), models.F('original'), name='photo_kept_once'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(models.F('campaign'), models.F('unit'), name='assigned_once'),
        ),
    ]
