"""Findings written down, and mended under somebody else's eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.audits import states
from consumer_protection.audits.doing.projects import hold
from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core import attachments, trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move

# What a move brings with it.
BRINGS: Mapping[str, str] = {"submit": "result", "accept_risk": "accepted_until"}


@dataclass(frozen=True, slots=True)
class Brought:
    """What comes with a move: the result handed in, or the day up to which the risk is
    accepted; what proves the result; a remark or reason."""

    value: Any = None
    upload: attachments.Upload | None = None
    note: str = ""


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


@transaction.atomic
def move_finding(
    finding: Finding,
    name: str,
    brought: Brought,
    *,
    actor: User,
    at: datetime,
) -> None:
    """Raises MoveRefused, FileUnfit; then nothing has changed."""
    trail.acting_as(actor)
    every = Finding.objects.select_for_update(of=("self",))
    finding.refresh_from_db(from_queryset=every)
    fields = {}
    if brought.value is not None and name in BRINGS:
        fields[BRINGS[name]] = brought.value
    if name == "close" and finding.status == "submitted":
        fields["closed_on"] = timezone.localdate(at)
    if brought.upload is not None and name == "submit":
        unit = finding.unit_id
        attachments.attach(finding, brought.upload, unit_id=unit, actor=actor, at=at)
    for field, one in fields.items():
        setattr(finding, field, one)
    finding.save(update_fields=list(fields))
    make_move(finding, name, actor=actor, at=at, note=brought.note)


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
