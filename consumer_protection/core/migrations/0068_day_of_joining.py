"""The day on which somebody joined: new staff are trained."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0067_typical_case_codes'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='joined_on',
            field=models.DateField(blank=True, null=True, verbose_name='joined on'),
        ),
    ]
