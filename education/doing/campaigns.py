"""Campaigns planned, assigned to outlets, and moved on to the summary."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused, refuse_uncleared
from consumer_protection.core.transitions import make_move
from education.models import Activity, Assignment, Campaign
from education.models.effect import effect
from education.states import KEEP, REPORTED


@transaction.atomic
def plan_campaign(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Campaign:
    """A new campaign as its plan says. Raises MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    campaign = Campaign(root=root, unit=root.lead(), status="planned", planned_by=actor)
    _keep(campaign, values)
    trail.record(campaign, "added", actor=actor, at=at)
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign, values: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Until it is handed in. Raises MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
    if campaign.status == REPORTED:
        raise MoveRefused(_("Its summary was handed in: it stays as it is."))
    _keep(campaign, values)
    told = {"fields": sorted(values)}
    trail.record(campaign, "changed", actor=actor, at=at, changes=told)


@transaction.atomic
def assign(
    campaign: Campaign,
    units: Sequence[Unit],
    targets: Mapping[str, int | None],
    *,
    actor: User,
    at: datetime,
) -> None:
    """These outlets and no others carry it out, each with the same targets; an outlet
    that stays keeps a target this does not name. Raises MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
    if campaign.status == REPORTED:
        raise MoveRefused(_("Its summary was handed in: it stays as it is."))
    gone = campaign.assignments.exclude(unit__in=units)
    busy = Activity.objects.filter(campaign=campaign, unit__in=gone.values("unit"))
    if busy.exists():
        names = "、".join(sorted(set(busy.values_list("unit__name", flat=True))))
        raise MoveRefused(
            _("%(units)s logged activities already and stays assigned.")
            % {"units": names}
        )
    gone.delete()
    asked = {name: value for name, value in targets.items() if value is not None}
    for unit in units:
        Assignment.objects.update_or_create(
            campaign=campaign,
            unit=unit,
            defaults=asked,
            create_defaults={**asked, "made_by": actor},
        )
    told = {"units": sorted(unit.code for unit in units), **asked}
    trail.record(campaign, "assigned", actor=actor, at=at, changes=told)


@transaction.atomic
def move_campaign(
    campaign: Campaign, name: str, *, actor: User, at: datetime, note: str = ""
) -> None:
    """Raises MoveRefused; then nothing has changed."""
    make_move(campaign, name, actor=actor, at=at, note=note)


@transaction.atomic
def hand_in(
    campaign: Campaign,
    on: date,
    receipt: attachments.Upload | None,
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """The summary went out on that day. Raises MoveRefused, FileUnfit."""
    trail.acting_as(actor)
    campaign.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
    if on > timezone.localdate(at):
        raise MoveRefused(_("This day is still to come: correct it."))
    if campaign.ends_on and on < campaign.ends_on:
        raise MoveRefused(_("Reported before the campaign ended."))
    campaign.reported_on = on
    # What is handed in stands, whoever answers a survey later.
    campaign.effect_before, campaign.effect_after = effect(campaign)
    campaign.save(update_fields=["reported_on", "effect_before", "effect_after"])
    if receipt is not None:
        attachments.attach(
            campaign, receipt, unit_id=campaign.unit_id, actor=actor, at=at
        )
    make_move(campaign, "hand_in", actor=actor, at=at, note=note)


def _keep(campaign: Campaign, values: Mapping[str, Any]) -> None:
    starts, ends = values.get("starts_on"), values.get("ends_on")
    if starts and ends and ends < starts:
        raise MoveRefused(_("The campaign ends before it starts."))
    due = values.get("due_on")
    if due and ends and due < ends:
        raise MoveRefused(_("The summary falls due before the campaign ends."))
    for name, value in values.items():
        if name == "unit":
            campaign.unit = value or campaign.root.lead()
        else:
            setattr(campaign, name, value)
    same = Campaign.objects.filter(
        root=campaign.root, name=campaign.name, starts_on=campaign.starts_on
    )
    if same.exclude(pk=campaign.pk).exists():
        raise MoveRefused(_("There is a campaign of this name and day already."))
    campaign.save()
