"""The lists of audit projects and findings, and the page of each."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.filters import AuditProjectFilter, FindingFilter
from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.audits.tables import AuditProjectTable, FindingTable
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Listing, Register, Section, Shown


def _show_project(project: AuditProject) -> Shown:
    facts = (
        (_("Audit project"), project.name),
        (_("Year"), project.year),
        (_("Auditing unit"), project.unit.name),
    )
    return Shown(
        title=project.name,
        status=label("audit_status", project.status),
        is_ended=not project.is_open,
        sections=(Section(_("Audit project"), facts),),
        listings=(_findings(project),),
    )


def _findings(project: AuditProject) -> Listing:
    rows = [
        (
            pii.mask_text(one.text),
            label("finding_severity", one.severity),
            one.unit.name,
            one.due_on,
            one.closed_on,
            label("rectify_status", one.status),
        )
        for one in project.findings.select_related("unit").order_by("found_on", "pk")
    ]
    columns = (
        _("Audit finding"),
        _("Severity"),
        _("Responsible unit"),
        _("Rectify by"),
        _("Rectified on"),
        _("State"),
    )
    return Listing(_("Audit findings"), columns, rows)


def _show_finding(finding: Finding) -> Shown:
    facts = (
        (_("Audit finding"), pii.mask_text(finding.text)),
        (_("Audit project"), finding.project.name),
        (_("Audit focus"), label("audit_scope", finding.scope)),
        (_("Severity"), label("finding_severity", finding.severity)),
        (_("Responsible unit"), finding.unit.name),
        (_("Found on"), finding.found_on),
        (_("Rectify by"), finding.due_on),
        (_("Rectified on"), finding.closed_on),
    )
    return Shown(
        title=pii.mask_text(str(finding)),
        status=label("rectify_status", finding.status),
        is_ended=not finding.is_open,
        sections=(Section(_("Audit finding"), facts),),
    )


PROJECTS = Register(
    noun=AuditProject,
    label=_("Audit projects"),
    subject="audits",
    table=AuditProjectTable,
    filterset=AuditProjectFilter,
    show=_show_project,
    order=("-year", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="audit_findings",
    keeps="audits.write",
)
FINDINGS = Register(
    noun=Finding,
    label=_("Audit findings"),
    subject="audits",
    table=FindingTable,
    filterset=FindingFilter,
    show=_show_finding,
    order=("-found_on", "-pk"),
    related=("project", "unit"),
    figures=FIGURES,
    ledger="audit_findings",
    writes="records.keep",
    keeps="records.keep",
)
