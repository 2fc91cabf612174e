"""The background work of complaints."""

from celery import shared_task
from django.utils import timezone

from complaints.learning import call_actions, learning_actions
from consumer_protection.core.models import Unit, User


@shared_task
def plan_call_backs() -> None:
    """Runs every night: who was drawn among the cases closed lately is owed a call;
    due dates follow the working days announced."""
    actor, at = User.objects.system(), timezone.now()
    call_actions.plan_call_backs(actor, at)
    call_actions.follow_calendar(actor, at)


@shared_task
def suggest_trainings() -> None:
    """Runs every night: the hot spots of each institution become suggestions."""
    actor, at = User.objects.system(), timezone.now()
    for root in Unit.objects.visible_to(actor).filter(parent=None):
        learning_actions.suggest_trainings(root, actor=actor, at=at)
