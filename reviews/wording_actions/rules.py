"""Writing, changing and ending rules of the wording check."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.turns import wait_turn
from reviews.models import WordingRule
from reviews.wording.examples import faults
from reviews.wording.rules import BLOCK, OMISSION, WARN, Rule


class RuleUnfit(ValueError):
    """Nothing was written; ``reasons`` say why, for people."""

    def __init__(self, *reasons: str) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


@transaction.atomic
def add_rule(values: Mapping[str, Any], *, actor: User, at: datetime) -> WordingRule:
    """A new rule, once its examples do what they say. Raises RuleUnfit."""
    trail.acting_as(actor)
    wait_turn()
    _refuse_unfit(values)
    if WordingRule.objects.filter(code=values["code"]).exists():
        raise RuleUnfit(_("Another rule has this code."))
    return _written(values, 1, actor, at)


@transaction.atomic
def change_rule(
    rule: WordingRule, values: Mapping[str, Any], *, actor: User, at: datetime
) -> WordingRule:
    """A new version from a day on; the one before ends there. Raises RuleUnfit."""
    trail.acting_as(actor)
    wait_turn()
    rule.refresh_from_db()
    _refuse_unfit(values)
    first_day = values["valid_from"]
    _refuse_past(first_day, at)
    last = _last(rule.code)
    if last.pk != rule.pk:
        raise RuleUnfit(_("There is a newer version of this rule: change that one."))
    if first_day < rule.valid_from:
        raise RuleUnfit(_("This version begins after that day."))
    if rule.valid_to is None or rule.valid_to > first_day:
        rule.valid_to = first_day
        rule.save(update_fields=["valid_to"])
    return _written({**values, "code": rule.code}, rule.version + 1, actor, at)


@transaction.atomic
def end_rule(rule: WordingRule, on: date, *, actor: User, at: datetime) -> None:
    """``on`` is the first day without it. Raises RuleUnfit."""
    trail.acting_as(actor)
    wait_turn()
    rule.refresh_from_db()
    _refuse_past(on, at)
    if rule.valid_to is not None and rule.valid_to <= on:
        raise RuleUnfit(_("The rule has ended already."))
    if on < rule.valid_from:
        raise RuleUnfit(_("It ends before it begins."))
    rule.valid_to = on
    rule.save(update_fields=["valid_to"])
    told = {"valid_to": str(on)}
    trail.record(rule, "ended", actor=actor, at=at, changes=told)


def _written(
    values: Mapping[str, Any], version: int, actor: User, at: datetime
) -> WordingRule:
    rule = WordingRule(**values, version=version, changed_by=actor, changed_at=at)
    rule.save()
    move = "added" if version == 1 else "changed"
    told = {"code": rule.code, "version": version}
    trail.record(rule, move, actor=actor, at=at, changes=told)
    return rule


def _refuse_unfit(values: Mapping[str, Any]) -> None:
    rule = Rule.of({**values, "version": 0})
    reasons = faults(rule)
    if rule.severity not in {BLOCK, WARN}:
        reasons.append(_("A rule blocks or warns."))
    if rule.is_omission and rule.severity == BLOCK:
        reasons.append(_("What is missing warns, it does not block."))
    if rule.wording_class == OMISSION and not (rule.kinds or rule.signs):
        reasons.append(_("Say which materials need it: kinds, or what the text shows."))
    if reasons:
        raise RuleUnfit(*reasons)


def _refuse_past(day: date, at: datetime) -> None:
    """Yesterday's checks keep yesterday's rules."""
    if day < timezone.localdate(at):
        raise RuleUnfit(_("A rule changes or ends today or later."))
    if day > timezone.localdate(at) + timedelta(days=3650):
        raise RuleUnfit(_("That day is too far away."))


def _last(code: str) -> WordingRule:
    rules = WordingRule.objects.filter(code=code)
    last = rules.aggregate(last=Max("version"))["last"]
    return rules.get(version=last)
