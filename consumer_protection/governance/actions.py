"""What is done to policies, meetings and plan items."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from consumer_protection.core import attachments, trail, transitions
from consumer_protection.core.models import Unit, User
from consumer_protection.governance.models import (
    AgendaItem,
    Meeting,
    PlanItem,
    Policy,
    PolicyVersion,
)

# Fields of a ledger's row that belong to what its record hangs on.
POLICY_FIELDS = ("title", "category", "unit", "issuer")
MEETING_FIELDS = ("organ", "held_on", "name", "present", "expected")


@transaction.atomic
def import_policy_version(
    values: Mapping[str, Any],
    *,
    root: Unit,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> PolicyVersion:
    """Take a version from a ledger; the same title is the same policy, and its
    latest version tells what the policy is."""
    own = {name: value for name, value in _part(values, POLICY_FIELDS).items() if value}
    policy, _is_new = Policy.objects.get_or_create(
        root=root, title=own.pop("title"), defaults={"unit": root.lead(), **own}
    )
    version = PolicyVersion(policy=policy, status="in_force")
    _assign_version(version, values)
    if not policy.versions.filter(effective_on__gt=version.effective_on).exists():
        _assign(policy, own)
    version.save()
    transitions.enter_final(version, version.status, actor=actor, at=at, way=way)
    _settle_versions(policy)
    return version


@transaction.atomic
def update_policy_version(
    version: PolicyVersion,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    own = _part(changes, POLICY_FIELDS)
    if "unit" in own:
        own["unit"] = own["unit"] or version.policy.root.lead()
    _assign(version.policy, own)
    if version.action == "repeal" and changes.get("action", "repeal") != "repeal":
        version.status = "in_force"
    _assign_version(version, changes)
    version.save()
    _settle_versions(version.policy)
    _told(version, changes, actor, at, way)


def remove_policy_version(version: PolicyVersion) -> None:
    policy = version.policy
    version.delete()
    if policy.versions.exists():
        _settle_versions(policy)
    else:
        policy.delete()


@transaction.atomic
def import_agenda_item(
    values: Mapping[str, Any],
    *,
    root: Unit,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> AgendaItem:
    """Take an item from a ledger; organ, date and name tell the meeting."""
    own = _part(values, MEETING_FIELDS)
    counts = {name: own.pop(name, None) for name in ("present", "expected")}
    meeting, is_new = Meeting.objects.get_or_create(
        root=root, **own, defaults={**counts, "unit": root.lead()}
    )
    if is_new:
        trail.record(meeting, way.created, actor=actor, at=at)
    else:
        _fill(meeting, counts)
    item = AgendaItem(meeting=meeting, **_rest(values, MEETING_FIELDS))
    item.save()
    trail.record(item, way.created, actor=actor, at=at)
    return item


@transaction.atomic
def update_agenda_item(
    item: AgendaItem,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    _assign(item.meeting, _part(changes, MEETING_FIELDS))
    _assign(item, _rest(changes, MEETING_FIELDS))
    _told(item, changes, actor, at, way)


def remove_agenda_item(item: AgendaItem) -> None:
    """A meeting goes with its last item. Raises ProtectedError if it has files."""
    meeting = item.meeting
    item.delete()
    if meeting.items.exists():
        return
    kept: set[models.Model] = set(attachments.of_record(meeting))
    if kept:
        raise ProtectedError(str(meeting), kept)
    meeting.delete()


@transaction.atomic
def import_plan_item(
    values: Mapping[str, Any],
    *,
    root: Unit,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> PlanItem:
    item = PlanItem(root=root, unit=root.lead())
    _assign_plan(item, values)
    item.save()
    transitions.enter_final(item, item.status, actor=actor, at=at, way=way)
    return item


@transaction.atomic
def update_plan_item(
    item: PlanItem,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    _assign_plan(item, changes)
    item.save()
    _told(item, changes, actor, at, way)


def _part(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in names}


def _rest(values: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _assign(record: models.Model, values: Mapping[str, Any]) -> None:
    if not values:
        return
    for name, value in values.items():
        setattr(record, name, value)
    record.save()


def _fill(record: models.Model, values: Mapping[str, Any]) -> None:
    """Add what the record does not tell yet."""
    missing = {
        name: value
        for name, value in values.items()
        if value is not None and getattr(record, name) is None
    }
    _assign(record, missing)


def _assign_version(version: PolicyVersion, values: Mapping[str, Any]) -> None:
    """A version without a day of effect takes effect when issued."""
    for name, value in _rest(values, POLICY_FIELDS).items():
        setattr(version, name, value)
    version.effective_on = version.effective_on or version.issued_on


def _settle_versions(policy: Policy) -> None:
    """The last version is in force, those before it are superseded. A repeal is
    repealed, and so stays what was repealed by a move. Drafts are left alone."""
    settled = policy.versions.filter(status__in=("in_force", "superseded", "repealed"))
    versions = list(settled.order_by("effective_on", "pk"))
    for version in versions:
        told = "in_force" if version is versions[-1] else "superseded"
        if version.action == "repeal" or version.status == "repealed":
            told = "repealed"
        if version.status != told:
            version.status = told
            version.save(update_fields=["status"])


def _assign_plan(item: PlanItem, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name == "unit":
            item.unit = value or item.root.lead()
        elif name == "owner":
            item.owner = value or ""
            item.owner_account = owner_account(item.owner, item.root_id)
        elif name != "status":
            setattr(item, name, value)
    item.year = item.year or item.due_on.year
    told = values.get("status")
    item.status = told or ("done" if item.done_on else item.status or "not_started")


def owner_account(name: str, root_id: int) -> User | None:
    """The account of a name, where exactly one bears it."""
    if not name:
        return None
    found = User.objects.filter(name=name, unit__root_id=root_id, is_active=True)[:2]
    one = list(found)
    return one[0] if len(one) == 1 else None


def _told(
    record: models.Model,
    changes: Mapping[str, Any],
    actor: User,
    at: datetime,
    way: trail.Way,
) -> None:
    told = {"fields": sorted(changes)}
    trail.record(record, way.changed, actor=actor, at=at, changes=told)
