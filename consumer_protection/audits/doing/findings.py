"""Findings written down during the fieldwork."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.audits import states
from consumer_protection.audits.doing.projects import hold
from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused


@transaction.atomic
def write_finding(
    project: AuditProject, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Finding:
    """During the fieldwork. Raises MoveRefused."""
    _begin(project, actor)
    if project.findings.filter(text=values["text"]).exists():
        raise MoveRefused(_("This finding is written down already."))
    day = timezone.localdate(at)
    finding = Finding(
        project=project, status="open", found_on=day, found_by=actor, **values
    )
    _refuse_unfit(finding)
    finding.save()
    trail.record(finding, "added", actor=actor, at=at)
    return finding


@transaction.atomic
def change_finding(
    finding: Finding, values: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Until the report is issued. Raises MoveRefused."""
    _begin(finding.project, actor)
    finding.refresh_from_db(from_queryset=Finding.objects.select_for_update())
    for name, value in values.items():
        setattr(finding, name, value)
    same = finding.project.findings.filter(text=finding.text).exclude(pk=finding.pk)
    if same.exists():
        raise MoveRefused(_("This finding is written down already."))
    _refuse_unfit(finding)
    finding.save()
    told = {"fields": sorted(values)}
    trail.record(finding, "changed", actor=actor, at=at, changes=told)


def _begin(project: AuditProject, actor: User) -> None:
    trail.acting_as(actor)
    if not actor.scope.allows(states.WRITE):
        raise MoveRefused(_("Your role does not allow this step."))
    hold(project)
    if project.status != "fieldwork":
        raise MoveRefused(_("Findings are written down during the fieldwork."))


def _refuse_unfit(finding: Finding) -> None:
    if finding.unit.root_id != finding.project.root_id:
        raise MoveRefused(_("This unit belongs to another institution."))
    if finding.due_on is not None and finding.due_on < finding.found_on:
        raise MoveRefused(_("To be rectified before it was found."))
    before = finding.repeats
    if before is not None and (
        before.project_id == finding.project_id
        or before.project.root_id != finding.project.root_id
    ):
        raise MoveRefused(_("What came back was found in an earlier audit."))
