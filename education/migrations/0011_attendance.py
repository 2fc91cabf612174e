"""Who attended trainings, their hours."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('education', '0010_trail_captures_surveys'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='training',
            name='hours',
            field=models.DecimalField(blank=True, decimal_places=1, max_digits=4, null=True, verbose_name='hours'),
        ),
        migrations.AddField(
            model_name='training',
            name='token',
            field=models.UUIDField(editable=False, null=True, unique=True),
        ),
        migrations.AddField(
            model_name='training',
            name='trainer_name',
            field=models.CharField(blank=True, max_length=100, verbose_name='name of the trainer'),
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_at', models.DateTimeField(verbose_name='signed at')),
                ('by_list', models.BooleanField(default=False, verbose_name='from the list')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('training', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='education.training')),
            ],
            options={
                'verbose_name': 'signature at a training',
                'constraints': [models.UniqueConstraint(models.F('training'), models.F('person'), name='attended_once')],
            },
        ),
    ]
