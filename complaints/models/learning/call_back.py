"""Calling complainants after the answer (回访), and the second round of a case whose
complainant is not content."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints import learning_states as states
from complaints.learning_rules import MOST_ATTEMPTS
from complaints.models.complaint import Complaint
from consumer_protection.core.models import User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move


class OfCaseQuerySet(ScopedQuerySet):
    subject = "complaints"
    unit_path = "complaint__unit"

    def visible_to(self, asker: Asker) -> Self:
        """Seen with the case."""
        if asker.scope.everywhere:
            return self
        if asker.scope.sees_all(self.subject):
            return self.filter(complaint__root=asker.scope.root_id)
        return self.filter(complaint__in=Complaint.objects.visible_to(asker))

    def overdue(self, today: date) -> Self:
        return self.filter(status="open", due_on__lt=today)

    def not_of(self, person: User) -> Self:
        """Without the cases that this person handled: their caller is another."""
        own = Q(complaint__handler_account=person) | Q(complaint__proposed_by=person)
        return self.exclude(own | Q(complaint__handler=person.name))


def has_handled(case: Complaint, asker: Asker) -> bool:
    """By account, and by name for cases of ledgers, which know no accounts."""
    pk, name = getattr(asker, "pk", None), getattr(asker, "name", None)
    is_handler = pk is not None and pk in (case.handler_account_id, case.proposed_by_id)
    return is_handler or (bool(name) and case.handler == name)


class CallBack(Stateful):
    """One due after each round; ``answers`` by the code of the question asked."""

    machine = states.CALL_BACK

    complaint = models.ForeignKey(
        Complaint,
        models.CASCADE,
        related_name="call_backs",
        verbose_name=_("complaint"),
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    due_on = models.DateField(_("due on"))
    answers: Any = models.JSONField(_("answers"), default=dict, blank=True)
    satisfaction = models.CharField(_("satisfaction"), max_length=20, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)
    caller = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("caller")
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = models.Manager.from_queryset(OfCaseQuerySet)()

    class Meta:
        verbose_name = _("call-back")
        constraints = [
            models.UniqueConstraint(
                "complaint", "round", name="call_back_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(round__in=(1, 2)), name="call_back_two_rounds"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | ~Q(satisfaction=""),
                name="call_back_done_is_rated",
            ),
        ]
        indexes = [models.Index(fields=["status", "due_on"], name="call_back_by_due")]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:callback_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == "open"

    def why_not_call(self, asker: Asker) -> str:
        if has_handled(self.complaint, asker):
            return gettext("Whoever handled the case does not call back.")
        return ""

    def why_not_finish(self, asker: Asker) -> str:
        if not self.attempts.filter(is_reached=True).exists():
            return gettext("Nobody was reached yet.")
        return self.why_not_call(asker)

    def why_not_give_up(self, asker: Asker) -> str:
        if self.attempts.filter(is_reached=True).exists():
            return gettext("The complainant was reached: keep the answers.")
        if self.attempts.count() < MOST_ATTEMPTS:
            return gettext("Try three times before giving up.")
        return self.why_not_call(asker)

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        self.caller, self.ended_at = actor, at
        return ("caller", "ended_at")


class CallAttempt(models.Model):
    """One try to reach somebody."""

    call_back = models.ForeignKey(CallBack, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    at = models.DateTimeField(_("at"))
    is_reached = models.BooleanField(_("reached"))
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    caller = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("caller")
    )

    class Meta:
        verbose_name = _("attempt")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("call_back", "number", name="call_attempt_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_ATTEMPTS),
                name="call_attempts_are_few",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_back} · {self.number}"


class SecondRound(Stateful):
    """The case looked at again after its complainant said so; it has a day of its
    own and leaves the case itself closed."""

    machine = states.SECOND_ROUND

    complaint = models.OneToOneField(
        Complaint,
        models.CASCADE,
        related_name="second_round",
        verbose_name=_("complaint"),
    )
    asked_by = models.ForeignKey(
        CallBack, models.PROTECT, related_name="+", verbose_name=_("call-back")
    )
    opened_on = models.DateField(_("opened on"))
    due_on = models.DateField(_("due on"))
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_on = models.DateField(_("answered on"), null=True)

    objects = models.Manager.from_queryset(OfCaseQuerySet)()

    class Meta:
        verbose_name = _("second round")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="answered") | ~Q(answer=""),
                name="second_round_answered_has_words",
            )
        ]

    def __str__(self) -> str:
        return str(self.complaint)

    def get_absolute_url(self) -> str:
        return reverse("complaints:secondround_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == "open"

    def why_not_answer(self, asker: Asker) -> str:
        """《银行业保险业消费投诉处理管理办法》 art. 17, as for the case itself."""
        own = self.complaint.complained_account_id
        if own is not None and own == getattr(asker, "pk", None):
            return gettext("The complaint is about you: somebody else must handle it.")
        return ""

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        self.answered_by, self.answered_on = actor, timezone.localdate(at)
        return ("answered_by", "answered_on")
