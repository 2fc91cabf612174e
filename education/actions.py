"""What is done to campaigns and trainings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from consumer_protection.core import trail, transitions
from consumer_protection.core.models import Unit, User
from education import states
from education.models import Campaign, Training


@transaction.atomic
def import_campaign(
    values: Mapping[str, Any],
    *,
    root: Unit,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Campaign:
    """Take a campaign from a ledger, in the state its dates tell."""
    campaign = Campaign(root=root, unit=root.lead())
    _set(campaign, values)
    campaign.status = _told_status(campaign)
    campaign.save()
    transitions.enter_final(campaign, campaign.status, actor=actor, at=at, way=way)
    return campaign


@transaction.atomic
def update_campaign(
    campaign: Campaign,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Take changed values from a ledger; the day of its report may come or go."""
    was = campaign.status
    _set(campaign, changes)
    if "reported_on" in changes:
        campaign.status = _told_status(campaign)
    campaign.save()
    told: dict[str, object] = {"fields": sorted(changes)}
    if campaign.status != was:
        told["status"] = [was, campaign.status]
    trail.record(campaign, way.changed, actor=actor, at=at, changes=told)


@transaction.atomic
def import_training(
    values: Mapping[str, Any],
    *,
    root: Unit,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Training:
    training = Training(root=root, unit=root.lead())
    _set(training, values)
    training.save()
    trail.record(training, way.created, actor=actor, at=at)
    return training


@transaction.atomic
def update_training(
    training: Training,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    _set(training, changes)
    training.save()
    told = {"fields": sorted(changes)}
    trail.record(training, way.changed, actor=actor, at=at, changes=told)


def _set(record: Campaign | Training, values: Mapping[str, Any]) -> None:
    """A row that names no unit belongs to the one responsible for education."""
    for name, value in values.items():
        if name in record.COUNTS:
            record.set_count(name, value)
        elif name == "unit":
            record.unit = value or record.root.lead()
        else:
            setattr(record, name, list(value) if isinstance(value, tuple) else value)


def _told_status(campaign: Campaign) -> str:
    """The state a ledger's row tells. Only the day of the report proves a summary,
    so a campaign that ended without one is still under way."""
    if campaign.reported_on:
        return states.REPORTED
    return campaign.status if campaign.status in states.OPEN else "running"
