"""What everything has that is mended under somebody else's eyes (整改)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.core import attachments
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Move


def _person(label: Any) -> "models.ForeignKey[User | None, User | None]":
    return models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Mended(Stateful):
    """``unit`` must rectify it. ``result`` is what was handed in last, ``judged_by``
    who closed it or accepted its risk up to and with ``accepted_until``. Written down
    here where ``found_by`` is told, else taken from a ledger."""

    machine = states.RECTIFICATION

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )
    found_by = _person(_("found by"))
    due_on = models.DateField(_("rectify by"), null=True, blank=True)
    result = models.TextField(
        _("result of the rectification"), max_length=4000, blank=True, default=""
    )
    submitted_by = _person(_("handed in by"))
    submitted_on = models.DateField(_("handed in on"), null=True, blank=True)
    judged_by = _person(_("verified by"))
    judged_on = models.DateField(_("verified on"), null=True, blank=True)
    accepted_until = models.DateField(_("risk accepted until"), null=True, blank=True)
    closed_on = models.DateField(_("rectified on"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        """An accepted risk is open again when its time is over."""
        if self.status == "accepted_risk":
            until = self.accepted_until
            return until is None or until < timezone.localdate()
        return self.status not in states.RECTIFIED

    @property
    def lives_here(self) -> bool:
        return self.found_by_id is not None

    def why_not_yet(self) -> str:
        """What has to happen before anything is mended."""
        return ""

    def why_not_work(self, asker: Asker) -> str:
        """Its unit's people, or those who look after the whole institution."""
        scope = asker.scope
        is_own = self.unit_id in {scope.unit_id, *scope.below}
        if not (is_own or scope.sees_all("audits")):
            return gettext("Only the responsible unit does this.")
        return self.why_not_yet()

    def why_not_submit(self, asker: Asker) -> str:
        if refused := self.why_not_work(asker):
            return refused
        if self.lives_here and not attachments.of_record(self).exists():
            return gettext("Add a file that proves the rectification.")
        return ""

    def why_not_judge(self, asker: Asker) -> str:
        """Nobody verifies what is his own: neither who handed it in nor its unit."""
        own = getattr(asker, "pk", None)
        is_own = self.submitted_by_id is not None and own == self.submitted_by_id
        if is_own or asker.scope.unit_id == self.unit_id:
            return gettext("Somebody else has to verify it.")
        return ""

    def why_not_close(self, asker: Asker) -> str:
        if refused := self.why_not_judge(asker):
            return refused
        if self.closed_on is None or self.closed_on > timezone.localdate():
            return gettext("This day is still to come: correct it.")
        handed_in = self.submitted_on if self.lives_here else None
        if handed_in is not None and self.closed_on < handed_in:
            return gettext("Closed before the result was handed in.")
        return ""

    def why_not_accept(self, asker: Asker) -> str:
        if self.accepted_until is None or self.accepted_until <= timezone.localdate():
            return gettext("The risk is accepted up to a day that is still to come.")
        return self.why_not_judge(asker)

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        if move.name == "submit":
            self.submitted_by, self.submitted_on = actor, timezone.localdate(at)
            return ("submitted_by", "submitted_on")
        if move.target in states.RECTIFIED:
            self.judged_by, self.judged_on = actor, timezone.localdate(at)
            return ("judged_by", "judged_on")
        if move.name == "take_up":
            self.judged_by = self.judged_on = self.accepted_until = None
            return ("judged_by", "judged_on", "accepted_until")
        return ()
