"""The lists of audit projects and findings, and the page of each."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.filters import AuditProjectFilter, FindingFilter
from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.audits.pages.mending import acts_of, is_of_ledger, work_on
from consumer_protection.audits.states import BEFORE_REPORT, WORK, WRITE
from consumer_protection.audits.tables import AuditProjectTable, FindingTable
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown


def _show_project(project: AuditProject) -> Shown:
    facts = (
        (_("Audit project"), project.name),
        (_("Year"), project.year),
        (_("Auditing unit"), project.unit.name),
        (_("Audit leader"), project.lead),
        (_("Audit basis"), project.basis),
        (_("Fieldwork"), _span(project.starts_on, project.ends_on)),
        (_("Audited period"), _span(project.period_from, project.period_to)),
        (
            _("Audit focus"),
            "、".join(label("audit_scope", one) for one in project.scopes),
        ),
        (_("Audited units"), "、".join(one.name for one in project.audited.all())),
    )
    report = (
        (_("Report number"), project.report_number),
        (_("Date of the report"), project.reported_on),
        (_("Audit score"), project.score),
        (_("Audit opinion"), pii.mask_text(project.conclusion)),
    )
    return Shown(
        title=project.name,
        status=label("audit_status", project.status),
        is_ended=not project.is_open,
        sections=(
            Section(_("Audit project"), facts),
            Section(_("Audit report"), report),
        ),
        listings=(_findings(project),),
    )


def _span(first: date | None, last: date | None) -> str:
    return f"{first:%Y-%m-%d} – {last:%Y-%m-%d}" if first and last else ""


def _project_acts(project: AuditProject, user: User) -> list[Act]:
    """What the table opens, the papers, and findings during the fieldwork."""
    own = [project.pk]
    acts = []
    if project.lives_here and user.scope.allows(WRITE):
        if project.status == "fieldwork":
            door = reverse("audits:finding_write", args=own)
            acts.append(Act(_("Write down a finding"), door, "plus", is_main=True))
        if project.status in BEFORE_REPORT:
            edit = reverse("audits:audit_edit", args=own)
            acts.append(Act(_("Change the audit"), edit))
    for move in project.next_moves(user):
        door = reverse("audits:audit_move", args=[project.pk, move.name])
        why_not = str(getattr(project, move.guard)(user)) if move.guard else ""
        acts.append(Act(move.label, door, is_main=not acts, why_not=why_not))
    if project.lives_here:
        for form, name in (("pdf", "PDF"), ("docx", "Word")):
            paper = reverse("audits:audit_report", args=[project.pk, form])
            text = _("Audit report (%(form)s)") % {"form": name}
            acts.append(Act(text, paper, "report", group=_("Papers")))
    return acts


def _project_list_acts(user: User) -> list[Act]:
    acts = [Act(_("Five years at a glance"), reverse("audits:coverage"), "list")]
    if user.scope.allows(WRITE):
        plan = reverse("audits:audit_plan")
        acts.append(Act(_("Plan an audit"), plan, "plus", is_main=True))
    return acts


def _finding_acts(finding: Finding, user: User) -> list[Act]:
    acts = acts_of(finding, user)
    is_changed = finding.lives_here and finding.project.status == "fieldwork"
    if is_changed and user.scope.allows(WRITE):
        edit = reverse("audits:finding_change", args=[finding.pk])
        acts.append(Act(_("Change the finding"), edit))
    return acts


def _findings(project: AuditProject) -> Listing:
    found = list(project.findings.select_related("unit").order_by("found_on", "pk"))
    rows = [
        (
            pii.mask_text(one.text),
            label("finding_severity", one.severity),
            one.unit.name,
            one.due_on,
            one.closed_on,
            label("rectify_status", one.status),
        )
        for one in found
    ]
    columns = (
        _("Audit finding"),
        _("Severity"),
        _("Responsible unit"),
        _("Rectify by"),
        _("Rectified on"),
        _("State"),
    )
    links = [one.get_absolute_url() for one in found]
    return Listing(_("Audit findings"), columns, rows, links)


def _show_finding(finding: Finding) -> Shown:
    facts = (
        (_("Audit finding"), pii.mask_text(finding.text)),
        (_("Audit project"), finding.project.name),
        (_("Audit focus"), label("audit_scope", finding.scope)),
        (_("Severity"), label("finding_severity", finding.severity)),
        (_("Recommendation"), pii.mask_text(finding.recommendation)),
        (_("Finding that came back"), _named(finding.repeats)),
        (_("Found on"), finding.found_on),
        (_("Finder"), finding.found_by),
    )
    return Shown(
        title=pii.mask_text(str(finding)),
        status=label("rectify_status", finding.status),
        is_ended=not finding.is_open,
        sections=(
            Section(_("Audit finding"), facts),
            work_on(
                finding,
                (_("Responsible unit"), finding.unit.name),
                (_("Owner"), finding.owner),
            ),
        ),
        listings=(_came_back(finding),) if finding.came_back().exists() else (),
    )


def _named(finding: Finding | None) -> str:
    return f"{finding.project.name} · {finding}" if finding else ""


def _came_back(finding: Finding) -> Listing:
    rows = [
        (one.project.name, one.found_on, label("rectify_status", one.status))
        for one in finding.came_back().select_related("project").order_by("pk")
    ]
    columns = (_("Audit project"), _("Found on"), _("State"))
    return Listing(_("It came back"), columns, rows)


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
    keeps=WRITE,
    acts=_project_acts,
    list_acts=_project_list_acts,
)
FINDINGS = Register(
    noun=Finding,
    label=_("Audit findings"),
    subject="audits",
    table=FindingTable,
    filterset=FindingFilter,
    show=_show_finding,
    order=("-found_on", "-pk"),
    related=("project", "unit", "found_by", "submitted_by", "judged_by"),
    figures=FIGURES,
    ledger="audit_findings",
    writes="records.keep",
    is_mended=is_of_ledger,
    keeps=WORK,
    acts=_finding_acts,
)
