"""Audits planned, kept and moved on."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.audits import states
from consumer_protection.audits.models import AuditProject
from consumer_protection.audits.rules import score_of
from consumer_protection.core import trail
from consumer_protection.core.calendar import working_days
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move


@transaction.atomic
def plan_audit(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> AuditProject:
    """A project of the yearly plan. Raises MoveRefused."""
    _begin(actor)
    if AuditProject.objects.filter(root=root, name=values["name"]).exists():
        raise MoveRefused(_("There is an audit of this name already."))
    unit = actor.unit or root.lead()
    project = AuditProject(root=root, unit=unit, status="planned", made_by=actor)
    _keep(project, values)
    trail.record(project, "added", actor=actor, at=at)
    return project


@transaction.atomic
def change_audit(
    project: AuditProject, values: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Until its report is issued. Raises MoveRefused."""
    _begin(actor)
    hold(project)
    if not project.lives_here or project.status not in states.BEFORE_REPORT:
        raise MoveRefused(_("Its report was issued: it stays as it is."))
    same = AuditProject.objects.filter(root=project.root_id, name=values["name"])
    if same.exclude(pk=project.pk).exists():
        raise MoveRefused(_("There is an audit of this name already."))
    _keep(project, values)
    told = {"fields": sorted(values)}
    trail.record(project, "changed", actor=actor, at=at, changes=told)


@transaction.atomic
def move_audit(
    project: AuditProject, name: str, *, actor: User, at: datetime, note: str = ""
) -> None:
    """The score is computed when the report is issued, and stays. Raises MoveRefused;
    then nothing has changed."""
    _begin(actor)
    hold(project)
    told: dict[str, object] = {}
    if name == "report":
        told = {"score": score_of(project, on=at).points}
    make_move(project, name, actor=actor, at=at, note=note, told=told)


def rest_days(project: AuditProject) -> list[date]:
    """The days of beginning and end on which nobody works: told, not refused."""
    calendar = working_days()
    ends = (project.starts_on, project.ends_on)
    return [day for day in ends if day is not None and not calendar.is_working(day)]


def hold(project: AuditProject) -> None:
    """The project as it stands now, nobody else's until the transaction ends."""
    project.refresh_from_db(from_queryset=AuditProject.objects.select_for_update())


def _begin(actor: User) -> None:
    trail.acting_as(actor)
    if not actor.scope.allows(states.WRITE):
        raise MoveRefused(_("Your role does not allow this step."))


def _keep(project: AuditProject, values: Mapping[str, Any]) -> None:
    _refuse_days(values)
    for name, value in values.items():
        if name != "audited":
            setattr(project, name, value)
    project.save()
    if "audited" in values:
        project.audited.set(values["audited"])


def _refuse_days(values: Mapping[str, Any]) -> None:
    starts, ends = values.get("starts_on"), values.get("ends_on")
    if starts and ends and ends < starts:
        raise MoveRefused(_("The fieldwork ends before it begins."))
    first, last = values.get("period_from"), values.get("period_to")
    if first and last and last < first:
        raise MoveRefused(_("The audited period ends before it begins."))
    if last and ends and last > ends:
        raise MoveRefused(_("The audited period goes on after the fieldwork."))


def points_text(points: Decimal) -> str:
    """94 or 87.5, without idle zeros."""
    return f"{points.normalize():f}"
