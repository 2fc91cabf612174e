"""Making, changing, ordering and ending the rules that route complaints."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import RoutingRule
from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.turns import wait_turn

_UNITS = ("unit", "handling_unit")


class RuleRefused(ValueError):
    """Nothing was changed; ``field`` names what to correct, the message says how."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_rule(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> RoutingRule:
    """A new rule; without an order of its own it comes last."""
    trail.acting_as(actor)
    wait_turn()
    rule = RoutingRule(root=root, **values)
    if rule.position is None:
        rule.position = _last(root) + 1
    _write(rule, actor=actor, at=at)
    trail.record(rule, "added", actor=actor, at=at)
    return rule


@transaction.atomic
def change_rule(
    rule: RoutingRule, changes: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Write the named fields; a rule that has ended stays as it was."""
    trail.acting_as(actor)
    wait_turn()
    rule.refresh_from_db()
    if rule.is_ended(_day(at)):
        raise RuleRefused(_("The rule has ended already."))
    for name, value in changes.items():
        if name != "position" or value is not None:
            setattr(rule, name, value)
    _write(rule, actor=actor, at=at)
    trail.record(rule, "changed", actor=actor, at=at, changes={"fields": [*changes]})


@transaction.atomic
def shift_rule(rule: RoutingRule, *, up: bool, actor: User, at: datetime) -> None:
    """Change places with the rule before or behind that has not ended."""
    trail.acting_as(actor)
    wait_turn()
    rule.refresh_from_db()
    others = RoutingRule.objects.of(rule.root_id).not_ended(_day(at))
    if up:
        near = others.filter(position__lt=rule.position).order_by("-position")
    else:
        near = others.filter(position__gt=rule.position).order_by("position")
    other = near.exclude(pk=rule.pk).first()
    if other is None:
        raise RuleRefused(_("There is no rule to change places with."))
    # All that share a place move together: they follow one another in time.
    here, there = rule.position, other.position
    moved = list(others.filter(position__in=(here, there)))
    for one in moved:
        was, one.position = one.position, there if one.position == here else here
        _sign(one, actor, at)
        changes = {"position": [was, one.position]}
        trail.record(one, "changed", actor=actor, at=at, changes=changes)
    rule.refresh_from_db()


@transaction.atomic
def end_rule(rule: RoutingRule, on: date, *, actor: User, at: datetime) -> None:
    """The first day without the rule; what it routed before stays."""
    trail.acting_as(actor)
    wait_turn()
    rule.refresh_from_db()
    if rule.is_ended(_day(at)):
        raise RuleRefused(_("The rule has ended already."))
    if on < _day(at):
        raise RuleRefused(_("A rule ends today or later."), "valid_to")
    rule.valid_to = on
    _write(rule, actor=actor, at=at)
    changes = {"valid_to": str(on)}
    trail.record(rule, "ended", actor=actor, at=at, changes=changes)


def _write(rule: RoutingRule, *, actor: User, at: datetime) -> None:
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise RuleRefused(_("It ends before it begins."), "valid_to")
    for name in _UNITS:
        _refuse_unit(rule, name, _day(at))
    _refuse_shared_place(rule, _day(at))
    _sign(rule, actor, at)


def _sign(rule: RoutingRule, actor: User, at: datetime) -> None:
    rule.changed_by, rule.changed_at = actor, at
    rule.save()


def _refuse_unit(rule: RoutingRule, name: str, today: date) -> None:
    unit: Unit | None = getattr(rule, name)
    if unit is None:
        return
    if unit.root_id != rule.root_id:
        raise RuleRefused(_("This unit belongs to another institution."), name)
    first_day = max(rule.valid_from, today)
    is_over = rule.is_ended(first_day)
    if unit.valid_to is not None and unit.valid_to <= first_day and not is_over:
        raise RuleRefused(_("This unit has ended."), name)


def _refuse_shared_place(rule: RoutingRule, today: date) -> None:
    """Rules of one place may follow one another, never hold on the same day."""
    alike = RoutingRule.objects.of(rule.root_id).filter(position=rule.position)
    others = alike.not_ended(max(rule.valid_from, today)).exclude(pk=rule.pk)
    if rule.valid_to is not None:
        others = others.filter(valid_from__lt=rule.valid_to)
    if not rule.is_ended(today) and others.exists():
        message = _("Another rule has this place on the same days.")
        raise RuleRefused(message, "position")


def _last(root: Unit) -> int:
    found = RoutingRule.objects.filter(root=root).aggregate(last=Max("position"))
    return found["last"] or 0


def _day(at: datetime) -> date:
    return timezone.localdate(at)
