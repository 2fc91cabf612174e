"""A training that frequent complaints of one cause about one unit suggest."""

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints import learning_states as states
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import ScopedQuerySet
from consumer_protection.core.states import Move


class TrainingSuggestionQuerySet(ScopedQuerySet):
    subject = "complaints"


class TrainingSuggestion(Stateful):
    """``count`` complaints came between the two days, both included."""

    machine = states.TRAINING_SUGGESTION

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit complained of")
    )
    cause = models.CharField(_("cause"), max_length=40)
    count = models.PositiveIntegerField(_("complaints"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True)

    objects = models.Manager.from_queryset(TrainingSuggestionQuerySet)()

    class Meta:
        verbose_name = _("suggested training")
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="training_window_forward"
            ),
            models.UniqueConstraint(
                "unit",
                "cause",
                condition=Q(status="suggested"),
                name="training_suggested_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.until}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:trainingsuggestion_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == "suggested"

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        self.decided_by, self.decided_on = actor, timezone.localdate(at)
        return ("decided_by", "decided_on")
