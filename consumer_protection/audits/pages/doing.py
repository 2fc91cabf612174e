"""Pages that do one thing with an audit or a finding."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.audits import documents, forms, states
from consumer_protection.audits.doing import findings, projects
from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
    units_of,
)
from consumer_protection.core.documents.paper import handed_out
from consumer_protection.core.http import StaffRequest, access

# So many earlier findings are offered as what came back.
_MOST = 200


@require_http_methods(FORM)
@access(sees="audits", may=states.WRITE)
def audit_plan(request: StaffRequest) -> HttpResponse:
    year = timezone.localdate().year
    form = forms.AuditForm(
        posted(request), units=_audited(request), initial={"year": year}
    )

    def write(at: datetime) -> AuditProject:
        given = (root_of(request), form.cleaned_data)
        made = projects.plan_audit(*given, actor=request.user, at=at)
        _warn(request, made)
        return made

    return answered(
        request,
        form,
        write,
        title=_("Plan an audit"),
        back="audits:auditproject_list",
        back_label=_("Audit projects"),
    )


@require_http_methods(FORM)
@access(sees="audits", may=states.WRITE)
def audit_edit(request: StaffRequest, pk: int) -> HttpResponse:
    project = _project(request, pk)
    names = [one for one in forms.AuditForm.base_fields if one != "audited"]
    initial = {
        **forms.values_of(project, names),
        "audited": list(project.audited.values_list("pk", flat=True)),
    }
    form = forms.AuditForm(posted(request), units=_audited(request), initial=initial)

    def write(at: datetime) -> None:
        values = form.cleaned_data
        projects.change_audit(project, values, actor=request.user, at=at)
        _warn(request, project)

    return answered(request, form, write, title=_("Change the audit"), back=project)


@require_http_methods(FORM)
@access(sees="audits", may=states.WRITE)
def audit_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    project = _project(request, pk)
    asked = project.machine.moves.get(move)
    if asked is None:
        raise Http404
    form = forms.NoteForm(posted(request))

    def write(at: datetime) -> None:
        note = form.cleaned_data["note"]
        projects.move_audit(project, move, actor=request.user, at=at, note=note)

    return answered(request, form, write, title=asked.label, back=project)


@require_GET
@access(sees="audits")
def audit_report(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    project = _project(request, pk)
    paper = documents.audit_report(project, timezone.localtime())
    return handed_out(paper, f"audit-{project.pk}", form)


@require_http_methods(FORM)
@access(sees="audits", may=states.WRITE)
def finding_add(request: StaffRequest, pk: int) -> HttpResponse:
    project = _project(request, pk)
    form = forms.FindingForm(posted(request), **_choices(request, project))

    def write(at: datetime) -> None:
        values = form.cleaned_data
        findings.write_finding(project, values, actor=request.user, at=at)

    return answered(request, form, write, title=_("Write down a finding"), back=project)


@require_http_methods(FORM)
@access(sees="audits", may=states.WRITE)
def finding_edit(request: StaffRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    form = forms.FindingForm(
        posted(request),
        initial=forms.values_of(finding, forms.FindingForm.base_fields),
        **_choices(request, finding.project),
    )

    def write(at: datetime) -> None:
        values = form.cleaned_data
        findings.change_finding(finding, values, actor=request.user, at=at)

    return answered(request, form, write, title=_("Change the finding"), back=finding)


def _warn(request: StaffRequest, project: AuditProject) -> None:
    days = "、".join(f"{day:%Y-%m-%d}" for day in projects.rest_days(project))
    if days:
        message = _("Nobody works on %(days)s: check the days of the fieldwork.")
        messages.warning(request, message % {"days": days})


def _choices(request: StaffRequest, project: AuditProject) -> dict[str, Any]:
    earlier = Finding.objects.visible_to(request.user).filter(status="closed")
    earlier = earlier.exclude(project=project).order_by("-closed_on", "-pk")
    last = earlier.values("pk")[:_MOST]
    return {"units": _audited(request), "earlier": earlier.filter(pk__in=last)}


def _project(request: StaffRequest, pk: int) -> AuditProject:
    visible = AuditProject.objects.visible_to(request.user)
    found: AuditProject = get_object_or_404(visible.select_related("root"), pk=pk)
    return found


def _finding(request: StaffRequest, pk: int) -> Finding:
    visible = Finding.objects.visible_to(request.user)
    found: Finding = get_object_or_404(visible.select_related("project", "unit"), pk=pk)
    return found


def _audited(request: StaffRequest) -> Any:
    return units_of(request).exclude(parent=None)
