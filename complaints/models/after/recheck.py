"""An application to verify an answer again (核查): 《银行业保险业消费投诉处理管理办法》
art. 20."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints import recheck_states as states
from complaints.models.complaint import Complaint
from complaints.models.learning.call_back import OfCaseQuerySet, has_handled
from complaints.models.letter import Letter
from complaints.models.life import is_complained
from consumer_protection.core.models import TrailEntry, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Move

# Whoever made one of these moves of the case took part in its answer.
_PARTS = ("investigate", "propose", "return", "decide")


class RecheckQuerySet(OfCaseQuerySet):
    def overdue(self, today: date) -> Self:
        return self.filter(status__in=states.WAITING, due_on__lt=today)


class Recheck(Stateful):
    """``answered_on`` is the day the answer was told, ``apply_until`` the last day to
    apply; ``due_on`` that to decide and tell. All are kept by the rules then in force.
    ``ended_on`` is the day it was told, refused or withdrawn."""

    machine = states.RECHECK

    complaint = models.ForeignKey(
        Complaint,
        models.PROTECT,
        related_name="rechecks",
        verbose_name=_("complaint"),
    )
    answered_on = models.DateField(_("answer told on"))
    applied_on = models.DateField(_("applied on"))
    apply_until = models.DateField(_("last day to apply"))
    due_on = models.DateField(_("due on"))
    grounds = models.TextField(_("what is objected to"), max_length=4000)
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("put on record by")
    )
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=20, blank=True)
    reasons = models.TextField(_("reasons"), max_length=4000, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    reopened_on = models.DateField(_("case reopened on"), null=True, blank=True)

    objects = models.Manager.from_queryset(RecheckQuerySet)()

    class Meta:
        verbose_name = _("recheck")
        constraints = [
            models.UniqueConstraint(
                "complaint",
                condition=Q(status__in=("applied", "accepted", "decided")),
                name="recheck_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(applied_on__gte=F("answered_on")),
                name="recheck_after_the_answer",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("decided", "told"))
                | (~Q(result="") & Q(decided_by__isnull=False)),
                name="recheck_decided_has_result",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="recheck_by_due")]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.applied_on}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:recheck_detail", args=[self.pk])

    @property
    def unit_id(self) -> int:
        """Its files belong to the unit complained of."""
        return self.complaint.unit_id

    @property
    def day(self) -> date:
        """That by which people name it."""
        return self.applied_on

    @property
    def is_open(self) -> bool:
        return self.status in states.WAITING

    @property
    def came_late(self) -> bool:
        return self.applied_on > self.apply_until

    @property
    def is_late(self) -> bool:
        """Told after its day, or waiting past it."""
        if self.status == "told":
            return self.ended_on is not None and self.ended_on > self.due_on
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def was_overturned(self) -> bool:
        return self.status in ("decided", "told") and self.result in states.OVERTURNED

    @property
    def letter(self) -> Letter | None:
        """That of its decision, as a draft or issued."""
        if self.decided_at is None:
            return None
        own = self.complaint.letters.filter(
            Q(issued_at=None) | Q(issued_at__gte=self.decided_at), kind="recheck"
        )
        return own.exclude(status="discarded").order_by("-status", "pk").first()

    def why_not_accept(self, asker: Asker) -> str:
        if self.came_late:
            return gettext(
                "It came after the last day: the head office accepts it with a reason, "
                "or it is refused."
            )
        return ""

    def why_not_accept_late(self, asker: Asker) -> str:
        if not self.came_late:
            return gettext("It came in time: accept it without a reason.")
        return _not_above(asker)

    def why_not_refuse(self, asker: Asker) -> str:
        """A right that was used in time is not taken away at the counter."""
        if self.came_late or asker.scope.allows("complaints.approve"):
            return ""
        return gettext("It came in time: only who approves may refuse it.")

    def why_not_decide(self, asker: Asker) -> str:
        case = self.complaint
        if is_complained(asker, case):
            return gettext("The complaint is about you: somebody else must decide it.")
        if has_handled(case, asker) or _took_part(case, asker):
            return gettext("Whoever handled or decided the case does not recheck it.")
        return _not_above(asker)

    def why_not_tell(self, asker: Asker) -> str:
        letter = self.letter
        if letter is None or letter.status != "issued":
            return gettext(
                "There is no issued verification letter with its four parts."
            )
        if not letter.is_told:
            return gettext("There is no proof yet that the decision was told.")
        return ""

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        day = timezone.localdate(at)
        if move.target == "accepted":
            self.accepted_on = day
            return ("accepted_on",)
        if move.name == "decide":
            self.decided_by, self.decided_at = actor, at
            return ("decided_by", "decided_at")
        letter = self.letter if move.name == "tell" else None
        self.ended_on = letter.told_on if letter else day
        return ("ended_on",)


def _not_above(asker: Asker) -> str:
    """Art. 20: the office above the unit complained of; its units' is the head office."""
    if asker.scope.sees_all("complaints"):
        return ""
    return gettext("The head office decides this.")


def _took_part(case: Complaint, asker: Asker) -> bool:
    """Also in earlier rounds of the case, which its columns no longer tell."""
    noun = case._meta.label_lower
    moves = TrailEntry.objects.filter(
        noun=noun,
        record_id=case.pk,
        action__in=[f"{noun}.{one}" for one in _PARTS],
        actor_id=getattr(asker, "pk", None),
    )
    return moves.exists()
