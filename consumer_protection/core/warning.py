"""Warning of due dates: the whole institution's running matters against the ladder.

Told from how things stand, not from what was told last: however often it runs, and
however long it did not, each person has one notice a step, and an unread one stays
only while it is what the ladder says now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from consumer_protection.core.deadlines import Deadline, Due, deadlines, times
from consumer_protection.core.models import Notice, User, WarningStep
from consumer_protection.core.models.warning_step import SHARE
from consumer_protection.core.quiet_hours import quiet_hours
from consumer_protection.core.recipients import Directory
from consumer_protection.core.turns import WARNING, wait_turn

_AT_ONCE = 500
Key = tuple[int, int, str, date]


@dataclass(slots=True)
class Told:
    """What one run did: notices made by step, notices put away."""

    made: Counter[str] = field(default_factory=Counter)
    put_away: int = 0


class Ladder:
    """The steps in force, each with everybody who is told by then."""

    def __init__(self, steps: Iterable[WarningStep]) -> None:
        self.steps: list[tuple[WarningStep, list[str]]] = []
        whom: list[str] = []
        for step in steps:
            whom = [*whom, *step.whom]
            self.steps.append((step, whom))

    def reached(self, due: Due, day: date) -> tuple[WarningStep, list[str]] | None:
        """The highest step reached: lower ones that were missed are not made up for."""
        for step, whom in reversed(self.steps):
            begins = step.day_for(due.start, due.on)
            if begins is not None and begins <= day:
                return step, whom
        return None


def warn(*, at: datetime) -> Told:
    """Make the notices that are due and put away those that are not any more. Two runs
    at once take turns, so that the second finds what the first made."""
    with transaction.atomic():
        wait_turn(WARNING)
        run = _Run(at)
        for deadline in deadlines().values():
            run.go_through(deadline)
        gone = Notice.objects.waiting().exclude(matter__in=deadlines())
        run.told.put_away += gone.update(settled_at=at)
    return run.told


class _Run:
    def __init__(self, at: datetime) -> None:
        self.at, self.day, self.told = at, timezone.localdate(at), Told()
        self.ladder = Ladder(WarningStep.objects.on(self.day))
        self.directory = Directory()
        self.times = times()
        quiet = quiet_hours(self.day)
        self.visible_from = {
            urgent: quiet.until(at, is_urgent=urgent) for urgent in (False, True)
        }

    def go_through(self, deadline: Deadline) -> None:
        running = deadline.running(deadline.seen_by(User.objects.system()))
        records = running.order_by("pk").iterator(chunk_size=_AT_ONCE)
        for some in _batches(records):
            self._tell(deadline, some)
        waiting = Notice.objects.waiting().filter(matter=deadline.code)
        done = waiting.exclude(record_id__in=running.order_by().values("pk"))
        self.told.put_away += done.update(settled_at=self.at)

    def _tell(self, deadline: Deadline, records: list[Any]) -> None:
        wanted = {
            (one.user_id, one.record_id, one.kind, one.due_on): one
            for record in records
            for one in self._notices(deadline, record)
        }
        ids = [record.pk for record in records]
        known = self._known(deadline, ids)
        new = [one for key, one in wanted.items() if key not in known]
        Notice.objects.bulk_create(new, ignore_conflicts=True)
        self.told.made.update(one.kind for one in new)
        self._keep_only(
            {key: known.get(key, one) for key, one in wanted.items()}, known
        )

    def _known(self, deadline: Deadline, ids: list[int]) -> dict[Key, Notice]:
        found = Notice.objects.filter(matter=deadline.code, record_id__in=ids)
        return {
            (one.user_id, one.record_id, one.kind, one.due_on): one for one in found
        }

    def _keep_only(self, current: dict[Key, Notice], known: dict[Key, Notice]) -> None:
        """What is unread and no longer true goes; what is true again comes back."""
        held = {_time(one) for one in current.values() if one.visible_from > self.at}
        stale, again = [], []
        for key, one in known.items():
            if one.read_at is not None:
                continue
            if key in current and one.settled_at is not None:
                again.append(one.pk)
            # A lower step is shown until the one in its place is not held back.
            is_kept = _time(one) in held and one.visible_from <= self.at
            if key not in current and one.settled_at is None and not is_kept:
                stale.append(one.pk)
        # Somebody may have read it meanwhile.
        still = Notice.objects.filter(read_at=None)
        self.told.put_away += still.filter(pk__in=stale).update(settled_at=self.at)
        still.filter(pk__in=again).update(settled_at=None)

    def _notices(self, deadline: Deadline, record: Any) -> Iterator[Notice]:
        due = deadline.due_of(record, self.times)
        reached = self.ladder.reached(due, self.day)
        if reached is None:
            return
        step, whom = reached
        for person in self.directory.told(due, whom):
            yield Notice(
                user_id=person,
                matter=deadline.code,
                record_id=record.pk,
                kind=step.code,
                level=step.level,
                due_on=due.on,
                data=self._data(step, due),
                made_at=self.at,
                visible_from=self.visible_from[step.is_urgent],
            )

    def _data(self, step: WarningStep, due: Due) -> dict[str, int]:
        if step.measure == SHARE:
            return {"share": step.amount}
        return {"days": (due.on - self.day).days}


def _time(notice: Notice) -> tuple[int, int, date]:
    """One person's one due date, whatever the step."""
    return notice.user_id, notice.record_id, notice.due_on


def _batches(records: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(records, _AT_ONCE)):
        yield some
