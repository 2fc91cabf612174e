"""Pages anybody may open, addresses of outlets, and complaints filed online."""

import django.db.models.deletion
from django.db import migrations, models

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0008_agreed_with_proof'),
        ('core', '0010_learning_data'),
    ]

    operations = [
        migrations.CreateModel(
            name='OnlineFiling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(editable=False, max_length=200)),
                ('consent', models.TextField(verbose_name='consent')),
                ('filed_at', models.DateTimeField(verbose_name='filed at')),
                ('complaint', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='online_filing', to='complaints.complaint')),
            ],
            options={
                'verbose_name': 'online filing',
            },
        ),
        migrations.CreateModel(
            name='OutletContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='phone')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='public_contact', to='core.unit')),
            ],
            options={
                'verbose_name': 'address of an outlet',
            },
        ),
        migrations.CreateModel(
            name='PublicPages',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shows_channels', models.BooleanField(default=False, verbose_name='complaint channels are shown to the public')),
                ('takes_complaints', models.BooleanField(default=False, verbose_name='complaints are taken online')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='complaint phone')),
                ('hours', models.CharField(blank=True, max_length=80, verbose_name='service hours')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='complaint mail')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='postal address')),
                ('postcode', models.CharField(blank=True, max_length=10, verbose_name='postcode')),
                ('root', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.unit')),
            ],
            options={
                'verbose_name': 'public pages',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('shows_channels', False), ('takes_complaints', False)), models.Q(('phone', ''), _negated=True), _connector='OR'), name='public_pages_name_a_phone')],
            },
        ),
        trail_sql.capture('complaints_onlinefiling', 'complaints.onlinefiling'),
        trail_sql.capture('complaints_outletcontact', 'complaints.outletcontact'),
        trail_sql.capture('complaints_publicpages', 'complaints.publicpages'),
    ]
