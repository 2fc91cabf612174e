"""What is done to audit projects and findings."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core import trail, transitions
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import Unit, User

LIVES_HERE = gettext_lazy("It was found here: it is changed by its own steps alone.")
_TOLD_BY_FINDINGS = ("rectification", "closed")


@transaction.atomic
def import_finding(
    values: Mapping[str, Any],
    *,
    root: Unit,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Finding:
    """Take a finding from a ledger in the state it tells; its project is made with
    the first of its findings."""
    project = _project(values, root, actor, at, way)
    finding = Finding(project=project)
    _set(finding, values)
    finding.save()
    transitions.enter_final(finding, finding.status, actor=actor, at=at, way=way)
    _keep_project_state(project, actor, at)
    return finding


@transaction.atomic
def update_finding(
    finding: Finding,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Take changed values from a ledger, its state among them. Raises WriteRefused for
    a finding that lives here: whoever mends it does not verify it."""
    if finding.lives_here:
        raise WriteRefused(str(LIVES_HERE))
    was = finding.status
    _set(finding, changes)
    finding.save()
    told: dict[str, object] = {"fields": sorted(changes)}
    if finding.status != was:
        told["status"] = [was, finding.status]
    trail.record(finding, way.changed, actor=actor, at=at, changes=told)
    _keep_project_state(finding.project, actor, at)


def remove_finding(finding: Finding) -> None:
    """Take an imported finding back, and its project with the last of them."""
    project = finding.project
    finding.delete()
    if not project.findings.exists():
        project.delete()
    elif project.status in _TOLD_BY_FINDINGS:
        project.status = _told_by_findings(project)
        project.save(update_fields=["status"])


def _project(
    values: Mapping[str, Any], root: Unit, actor: User, at: datetime, way: trail.Way
) -> AuditProject:
    name = values["project"]
    found = AuditProject.objects.filter(root=root, name=name).first()
    if isinstance(found, AuditProject):
        if found.lives_here:
            raise WriteRefused(str(LIVES_HERE))
        return found
    year = values["found_on"].year
    project = AuditProject(root=root, unit=root, name=name, year=year)
    project.status = "rectification"
    project.save()
    transitions.enter_final(project, project.status, actor=actor, at=at, way=way)
    return project


def _keep_project_state(project: AuditProject, actor: User, at: datetime) -> None:
    was, told = project.status, _told_by_findings(project)
    if project.lives_here or was == told or was not in _TOLD_BY_FINDINGS:
        return
    project.status = told
    project.save(update_fields=["status"])
    changes = {"status": [was, told]}
    trail.record(project, "state_from_findings", actor=actor, at=at, changes=changes)


def _told_by_findings(project: AuditProject) -> str:
    """A project known only by its findings is closed when all of them are."""
    is_open = project.findings.exclude(status="closed").exists()
    return "rectification" if is_open else "closed"


def _set(finding: Finding, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in ("project", "status"):
            setattr(finding, name, value)
    told = values.get("status") or finding.status or "open"
    if finding.closed_on:
        told = "closed"
    elif told == "closed":
        told = "open"
    finding.status = told
