"""Limits and thresholds: what is in force, what was, and a new value from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.codes import label
from consumer_protection.core.models import Threshold, TimeLimit, User
from consumer_protection.core.turns import wait_turn

_DAY_HOURS = 24
KINDS: Mapping[str, Any] = MappingProxyType(
    {"limits": TimeLimit, "thresholds": Threshold}
)


# Who sets a value that settings reserve for nobody.
_KEEPER = "institution.manage"


def may_set(code: str, user: User) -> bool:
    """Nobody sets what decides on his own powers: such values have a keeper."""
    keeper = settings.VALUE_KEEPERS.get(code, _KEEPER)
    return user.scope.allows(keeper)


class ValueRefused(ValueError):
    """Nothing was changed; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Line:
    """One code: the value in force on the day asked for, and all there ever were."""

    kind: str
    code: str
    name: str
    now: Any | None
    history: tuple[Any, ...]


def lines(kind: str, today: date) -> list[Line]:
    """By code, each with its whole history, the newest first."""
    found: dict[str, list[Any]] = {}
    for one in KINDS[kind].objects.order_by("code", "-valid_from"):
        found.setdefault(one.code, []).append(one)
    return [
        Line(
            kind,
            code,
            label("dated_value", code),
            next((one for one in all_of if _holds(one, today)), None),
            tuple(all_of),
        )
        for code, all_of in found.items()
    ]


@transaction.atomic
def set_from(
    kind: str,
    code: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
) -> Any:
    """A new value from ``valid_from`` on; the one before ends on that day, and what
    was in force before stays as it was. Raises ValueRefused."""
    trail.acting_as(actor)
    wait_turn()
    if not may_set(code, actor):
        raise ValueRefused(_("This value is set by senior management."))
    if code.startswith("warning.quiet") and values.get("amount", 0) >= _DAY_HOURS:
        raise ValueRefused(_("An hour of the day is below 24."))
    own = KINDS[kind].objects.select_for_update().filter(code=code)
    last = own.order_by("-valid_from").first()
    if last is None:
        raise ValueRefused(_("There is no such value."))
    start = values["valid_from"]
    if start < timezone.localdate(at):
        raise ValueRefused(_("What was in force on past days stays: begin today."))
    if start <= last.valid_from:
        message = _("A value from %(day)s on is there already.")
        raise ValueRefused(message % {"day": last.valid_from})
    if last.valid_to is None or last.valid_to > start:
        last.valid_to = start
    last.save(update_fields=["valid_to"])
    # Working or natural days: the law's word, which no new number changes.
    kept = {"is_working_days": last.is_working_days} if kind == "limits" else {}
    made = KINDS[kind].objects.create(code=code, **{**values, **kept})
    trail.record(made, "added", actor=actor, at=at)
    return made


def _holds(one: Any, day: date) -> bool:
    return bool(one.valid_from <= day and (one.valid_to is None or day < one.valid_to))
