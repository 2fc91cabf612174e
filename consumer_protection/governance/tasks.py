"""The background work of governance."""

from celery import shared_task
from django.utils import timezone

from consumer_protection.core.models import Unit, User
from consumer_protection.governance.planning.duties import make_duties
from consumer_protection.governance.planning.plan_work import follow_records


@shared_task
def keep_plans() -> None:
    """Runs every night: this year's duties are made of their rules, from December on
    the next year's too; plan items follow the records that fulfil them."""
    actor, at = User.objects.system(), timezone.now()
    today = timezone.localdate(at)
    years = [today.year, today.year + 1] if today.month == 12 else [today.year]
    for root in Unit.objects.visible_to(actor).filter(parent=None):
        for year in years:
            make_duties(root, year, actor=actor, at=at)
    follow_records(actor=actor, at=at)
