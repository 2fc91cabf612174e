"""A hit that may stay, with a reason, once somebody else has agreed."""

from collections.abc import Collection
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move
from reviews import wording_states as states
from reviews.models.wording.check import WordingCheck


class WordingExceptionQuerySet(ScopedQuerySet):
    subject = "reviews"
    unit_path = "check_run__unit"


class WordingException(Stateful):
    """``start`` is the hit's place in the text; none: an omission."""

    machine = states.WORDING_EXCEPTION

    check_run = models.ForeignKey(
        WordingCheck, models.CASCADE, related_name="exceptions"
    )
    rule = models.CharField(_("rule"), max_length=60)
    start = models.PositiveIntegerField(null=True)
    text = models.CharField(_("wording"), max_length=200)
    reason = models.TextField(_("reason"), max_length=500)
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = models.Manager.from_queryset(WordingExceptionQuerySet)()

    class Meta:
        verbose_name = _("wording exception")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_run", "rule", "start"],
                condition=Q(status__in=states.STANDING),
                nulls_distinct=False,
                name="wording_exception_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_run} · {self.text}"

    @property
    def status_label(self) -> str:
        return str(states.EXCEPTION_STATES.get(self.status, self.status))

    def why_not_decided(self, asker: Asker) -> Promise | str:
        is_own = getattr(asker, "pk", None) == self.asked_by_id
        return _("Somebody else decides on it.") if is_own else ""

    def why_not_withdrawn(self, asker: Asker) -> Promise | str:
        is_own = getattr(asker, "pk", None) == self.asked_by_id
        return "" if is_own else _("Only who asked for it takes it back.")

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        if move.name == "withdraw":
            return ()
        self.decided_by, self.decided_at = actor, at
        return ("decided_by", "decided_at")
