"""An opinion: what the reviewer asks for, and how the department answered."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Attachment, User
from reviews.models.request import Checkpoint
from reviews.models.review import Review
from reviews.models.seen import ReviewPartQuerySet


class OpinionQuerySet(ReviewPartQuerySet):
    def undecided(self) -> "OpinionQuerySet":
        """Not adopted, and the responsible leader has not said what holds."""
        return self.filter(adoption="not_adopted", decision="")


class Opinion(models.Model):
    """``adoption`` is empty until the department has answered; ``decision`` is the
    responsible leader's where it would not adopt the opinion."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="opinions")
    sequence = models.PositiveSmallIntegerField(_("opinion number"))
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    text = models.TextField(_("opinion"), blank=True)
    checkpoint = models.ForeignKey(
        Checkpoint,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("checkpoint"),
    )
    must_change = models.BooleanField(_("must be changed"), default=False)
    law = models.CharField(_("legal source"), max_length=300, blank=True)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True, blank=True)
    adoption = models.CharField(_("answer"), max_length=20, blank=True)
    answer = models.TextField(_("how it was answered"), blank=True)
    proof = models.ForeignKey(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(_("leader's decision"), max_length=20, blank=True)
    decision_reason = models.TextField(_("reason of the decision"), blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(OpinionQuerySet)()

    class Meta:
        verbose_name = _("review opinion")
        ordering = ["review", "sequence"]
        constraints = [
            models.UniqueConstraint(
                "review", "sequence", name="opinion_once_per_review"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | ~Q(decided_by=None),
                name="opinion_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review} #{self.sequence}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:opinion_detail", args=[self.pk])

    @property
    def is_undecided(self) -> bool:
        return self.adoption == "not_adopted" and not self.decision

    @property
    def waits_for_department(self) -> bool:
        """Not answered yet, or upheld by the leader and still not adopted."""
        upheld = self.adoption == "not_adopted" and self.decision == "upheld"
        return not self.adoption or upheld
