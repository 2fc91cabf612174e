"""What is mended because of something found while selling or after (整改)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.rectifying import ENDED
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Move
from reviews import offer_states
from reviews.models.offers.kept import OffersQuerySet
from reviews.models.offers.watching.monitoring_check import MonitoringCheck
from reviews.models.offers.watching.post_launch_evaluation import PostLaunchEvaluation
from reviews.models.offers.watching.suitability_check import SuitabilityCheck


class RectificationQuerySet(OffersQuerySet):
    def waiting(self) -> Self:
        return self.exclude(status__in=ENDED)

    def of_product(self, product_id: int) -> Self:
        """What was found on one product, whichever way."""
        return self.filter(
            Q(monitoring_check__product=product_id)
            | Q(evaluation__product=product_id)
            | Q(suitability_check__product=product_id)
        )

    def overdue(self, today: date) -> Self:
        return self.waiting().filter(due_on__lt=today)


def _of(noun: Any, label: Any) -> Any:
    return models.ForeignKey(
        noun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rectifications",
        verbose_name=label,
    )


class Rectification(Stateful):
    """Of one check, evaluation or sample; ``unit`` owns it. Whoever hands in the
    result does not judge it."""

    machine = offer_states.RECTIFICATION

    monitoring_check = _of(MonitoringCheck, _("monitoring check"))
    evaluation = _of(PostLaunchEvaluation, _("post-launch evaluation"))
    suitability_check = _of(SuitabilityCheck, _("suitability check"))
    issue = models.TextField(_("issue found"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("owner unit")
    )
    set_on = models.DateField(_("set on"))
    due_on = models.DateField(_("due on"))
    result = models.TextField(_("result"), max_length=4000, blank=True)
    submitted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    submitted_on = models.DateField(_("handed in on"), null=True)
    judged_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("verified by")
    )
    closed_on = models.DateField(_("closed on"), null=True)

    objects = models.Manager.from_queryset(RectificationQuerySet)()

    class Meta:
        verbose_name = _("rectification")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    monitoring_check__isnull=False,
                    evaluation=None,
                    suitability_check=None,
                )
                | Q(
                    monitoring_check=None,
                    evaluation__isnull=False,
                    suitability_check=None,
                )
                | Q(
                    monitoring_check=None,
                    evaluation=None,
                    suitability_check__isnull=False,
                ),
                name="offer_rectification_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("set_on")),
                name="offer_rectification_due_after_set",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_on"], name="offer_rectify_by_unit")
        ]

    def __str__(self) -> str:
        return self.issue[:60]

    def get_absolute_url(self) -> str:
        return reverse("reviews:rectification_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status not in ENDED

    @property
    def source(self) -> Any:
        """What it was found by."""
        return self.monitoring_check or self.evaluation or self.suitability_check

    def why_not_judge(self, asker: Asker) -> str:
        """Nobody verifies what they handed in themselves."""
        if self.submitted_by_id and self.submitted_by_id == getattr(asker, "pk", None):
            return gettext("Somebody else has to verify it.")
        return ""

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        day = timezone.localdate(at)
        if move.name == "submit":
            self.submitted_by, self.submitted_on = actor, day
            return ("submitted_by", "submitted_on")
        if move.target in ENDED:
            self.judged_by = actor
            self.closed_on = day if move.name == "close" else None
            return ("judged_by", "closed_on")
        return ()
