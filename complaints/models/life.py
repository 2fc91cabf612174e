"""What the moves of a complaint ask for and bring about."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from consumer_protection.core import numbers, trail
from consumer_protection.core.models import Threshold, TimeLimit, User
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Move

# These end a case on the day they are made.
_ENDING = frozenset(
    {"close", "answer", "withdraw", "merge", "not_handle", "transfer_out"}
)
SENIOR = "complaints.approve_major"
_JUSTIFIED = frozenset({"substantiated", "partly"})
# What becomes of others when they are merged into such a case: nothing anybody counts.
_NO_TARGET = frozenset({"draft", "merged"})
# Entries of the trail from which on a decision must be told anew.
_BEGINNINGS = ("reopen", "restarted")


class Guards:
    """What a complaint answers when its table asks why a move may not be made."""

    def why_not_investigate(self: Any, asker: Asker) -> str:
        """《银行业保险业消费投诉处理管理办法》 art. 17: whoever has an interest does not
        verify."""
        if is_complained(asker, self):
            return _("The complaint is about you: somebody else must handle it.")
        return ""

    def why_not_suspend(self: Any, asker: Asker) -> str:
        if self.due_on < timezone.localdate():
            return _("The due date has passed: the clock cannot be stopped any more.")
        return ""

    def why_not_decide(self: Any, asker: Asker) -> str:
        """A second pair of eyes, and for weighty cases a senior manager's."""
        own = (self.proposed_by_id, self.handler_account_id)
        if any(is_person(asker, pk) for pk in own):
            return _("Whoever handled the case does not decide it.")
        if is_complained(asker, self):
            return _("The complaint is about you: somebody else must decide it.")
        if asker.scope.allows(SENIOR):
            return ""
        if self.is_major or self.level == "major":
            return _("A senior manager decides major complaints.")
        free = Threshold.objects.value("complaint.compensation_free", self.received_on)
        if free is not None and (self.compensation or 0) > free:
            message = _("Compensation above %(yuan)s yuan is a senior manager's.")
            return message % {"yuan": f"{free:,.2f}"}
        return ""

    def why_not_notify(self: Any, asker: Asker) -> str:
        if self.notified_on is None:
            return ""
        if self.notified_on > timezone.localdate():
            return _("This day is still to come: correct it.")
        decided = trail.last_of(self, "decide")
        if decided is not None and self.notified_on < timezone.localdate(decided):
            return _("Notified before it was decided.")
        return ""

    def why_not_answer(self: Any, asker: Asker) -> str:
        """A suggestion's answer stands in the register of suggestions."""
        is_owed = self.record_nature == "suggestion"
        if is_owed and not hasattr(self, "suggestion_answer"):
            return _("Write the answer in the register of suggestions first.")
        return ""

    def why_not_reopen(self: Any, asker: Asker) -> str:
        return "" if self.number else _("This draft was given up: write a new one.")

    def why_not_merge(self: Any, asker: Asker) -> str:
        """《银行业保险业消费投诉处理管理办法》 art. 18: one answer for the same matter."""
        other = self.merged_into
        if other is None or other.pk == self.pk or other.root_id != self.root_id:
            return _("Name another case of the institution to merge into.")
        if other.status in _NO_TARGET:
            return _("That case was merged itself: name the one it went into.")
        return ""

    def why_not_close(self: Any, asker: Asker) -> str:
        """Art. 19 and 21: a decision with its four blocks, and proof that it was told."""
        letters = self.letters.filter(kind="decision", status="issued")
        begun = trail.last_of(self, *_BEGINNINGS)
        if begun is not None:
            letters = letters.filter(issued_at__gt=begun)
        letter = letters.last()
        if letter is None:
            return _("There is no issued decision letter with its four parts.")
        if not letter.is_told:
            return _("There is no proof yet that the decision was told.")
        if self.closed_on and self.notified_on and self.closed_on < self.notified_on:
            return _("Closed before it was notified.")
        if self.finding in _JUSTIFIED and not self._is_mended():
            return _("It was justified: say what was mended, or set a rectification.")
        return ""

    def _is_mended(self: Any) -> bool:
        """3号令 art. 24: what complaints show is mended at its root."""
        if self.rectification.strip():
            return True
        own, shown = self.rectifications.exists(), self.problem_cases.exists()
        return bool(own or shown)


def effects_of(case: Any, move: Move, actor: User, at: datetime) -> Collection[str]:
    """Set what the move brings about; the fields that were set."""
    day = timezone.localdate(at)
    if move.name in _ENDING:
        return _end(case, move, day)
    if move.name == "register":
        return _register(case, at)
    if move.name == "propose":
        case.proposed_by = actor
        return ("proposed_by",)
    if move.name == "hand_back":
        case.handling_unit, case.handler, case.handler_account = None, "", None
        return ("handling_unit", "handler", "handler_account")
    if move.name == "suspend":
        case.stood_days = case.clock.suspended_days
        case.suspended_from, case.suspended_to = day, None
        return ("stood_days", "suspended_from", "suspended_to")
    if move.name == "resume":
        case.suspended_to = day
        return ("suspended_to", *keep_due_date(case))
    if move.name == "reopen":
        case.closed_on = case.notified_on = None
        return ("closed_on", "notified_on", *restart(case, day))
    return ()


def restart(case: Any, day: date) -> Collection[str]:
    """New facts: the clock begins anew (art. 18(3)); late stays late."""
    case.was_late = case.was_late or (day > case.due_on and not case.stands)
    case.was_extended = case.was_extended or case.extended_to is not None
    case.was_suspended = case.was_suspended or case.suspended_from is not None
    case.suspended_from = day if case.stands else None
    case.suspended_to = case.extended_to = None
    case.restarted_on, case.stood_days = day, 0
    return (*_RESTARTED, *keep_due_date(case))


_RESTARTED = (
    "was_late",
    "was_extended",
    "was_suspended",
    "suspended_from",
    "suspended_to",
    "extended_to",
    "restarted_on",
    "stood_days",
)


def keep_due_date(case: Any) -> Collection[str]:
    """The due date by the rules in force when the complaint was received."""
    limits = TimeLimit.objects.on(case.received_on)
    case.due_on = rules.due_on(case.clock, limits)
    return ("due_on",)


def major_reason(complaint: Any) -> str:
    """Why it is major by itself, or nothing."""
    code = "complaint.group_face_to_face"
    group = Threshold.objects.value(code, complaint.received_on)
    return rules.major_reason(
        complaint.source,
        complaint.sensitivity,
        complaint.persons or 1,
        is_met=bool(complaint.is_face_to_face),
        group=int(group or 20),
    )


def keeps_case(case: Any, asker: Asker) -> bool:
    """Of a unit that has the case, not only of one that helps with a task."""
    scope = asker.scope
    if scope.sees_all("complaints"):
        return True
    own = {scope.unit_id, *scope.below}
    return case.unit_id in own or case.handling_unit_id in own


def is_complained(asker: Asker, case: Any) -> bool:
    """Whether the case is about the asker: by account, else by the name it tells."""
    if case.complained_account_id is not None:
        return is_person(asker, case.complained_account_id)
    name = case.complained_person.strip()
    is_of_house = asker.scope.root_id == case.root_id
    return bool(name) and is_of_house and getattr(asker, "name", None) == name


def named(case: Any, name: str) -> User | None:
    """The colleague a case tells by name: of the unit itself, else the only one in the
    institution; nobody where several have the name."""
    people = User.objects.active().filter(name=name.strip(), unit__root_id=case.root_id)
    for found in (people.filter(unit_id=case.unit_id), people):
        if name.strip() and len(one := list(found[:2])) == 1:
            return one[0]
    return None


def is_person(asker: Asker, account_id: int | None) -> bool:
    return account_id is not None and getattr(asker, "pk", None) == account_id


def _register(case: Any, at: datetime) -> Collection[str]:
    """The number: others wait for it until this transaction ends."""
    year = case.received_on.year
    number = numbers.next_number(case.root, rules.PREFIX, year)
    case.number, case.registered_at = rules.own_number(year, number), at
    return ("number", "registered_at")


def _end(case: Any, move: Move, day: date) -> Collection[str]:
    if move.name != "close" or case.closed_on is None:
        case.closed_on = day
    fields: tuple[str, ...] = ("closed_on", "was_late")
    if case.stands:
        case.suspended_to = day
        fields = (*fields, "suspended_to", *keep_due_date(case))
    case.was_late = case.was_late or day > case.due_on
    return fields
