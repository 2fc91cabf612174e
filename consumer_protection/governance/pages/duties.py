"""Duties of units with their matrix, staff and liaison persons."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core.codes import label
from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
    units_of,
)
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.governance import filters, forms, queries, tables
from consumer_protection.governance.keeping_actions import keep
from consumer_protection.governance.models import Assignment, UnitDuty

# 景德镇's rule of thumb: at least three years in finance for who works on it.
ENOUGH_YEARS = 3


def _show_duty(duty: UnitDuty) -> Shown:
    articles = "、".join(str(one) for one in duty.articles.order_by("pk"))
    facts = (
        (_("Unit"), duty.unit),
        (_("Part in the duty"), label("duty_part", duty.part)),
        (_("Basis"), duty.basis),
        (_("Articles of law"), articles),
    )
    return Shown(title=duty.duty, sections=(Section(_("Duty"), facts),))


def _show_assignment(one: Assignment) -> Shown:
    years = one.finance_years
    is_short = years is not None and years < ENOUGH_YEARS
    facts = (
        (_("Unit"), one.unit),
        (_("Kind of assignment"), label("assignment_kind", one.kind)),
        (_("Degree"), label("degree", one.degree)),
        (_("Years in finance"), years),
        (_("Notice"), _("Less than three years in finance") if is_short else ""),
        (_("Qualifications"), one.certificates),
        (_("Assigned from"), one.from_on),
        (_("Assigned until"), one.until_on),
    )
    return Shown(title=one.name, sections=(Section(_("Assignment"), facts),))


def _way(user: User, door: str, named: Any, *args: object) -> list[Act]:
    if not user.scope.allows("records.keep"):
        return []
    return [Act(named, reverse(f"governance:{door}", args=args), is_main=True)]


DUTIES = Register(
    noun=UnitDuty,
    label=_("Duties of units"),
    subject="governance",
    table=tables.UnitDutyTable,
    filterset=filters.UnitDutyFilter,
    show=_show_duty,
    related=("unit",),
    acts=lambda duty, user: _way(user, "duty_edit", _("Edit"), duty.pk),
    list_acts=lambda user: _way(user, "duty_new", _("New duty")),
)
ASSIGNMENTS = Register(
    noun=Assignment,
    label=_("Consumer-protection staff"),
    subject="governance",
    table=tables.AssignmentTable,
    filterset=filters.AssignmentFilter,
    show=_show_assignment,
    related=("unit",),
    acts=lambda one, user: _way(user, "assignment_edit", _("Edit"), one.pk),
    list_acts=lambda user: _way(user, "assignment_new", _("New assignment")),
)


def _kept(request: StaffRequest, record: Any, form: Any, title: Any) -> HttpResponse:
    return answered(
        request,
        form,
        lambda at: keep(record, form.cleaned_data, actor=request.user, at=at),
        title=title,
        back=record if record.pk else "governance:duty_matrix",
        back_label=str(record) if record.pk else _("Duties and liaisons"),
    )


@require_http_methods(FORM)
@access(sees="governance", may="records.keep")
def duty_new(request: StaffRequest) -> HttpResponse:
    form = forms.DutyForm(posted(request), units=units_of(request))
    return _kept(request, UnitDuty(root=root_of(request)), form, _("New duty"))


@require_http_methods(FORM)
@access(sees="governance", may="records.keep")
def duty_edit(request: StaffRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(DUTIES.visible_to(request.user), pk=pk)
    initial = {name: getattr(duty, name) for name in forms.DutyForm.base_fields}
    form = forms.DutyForm(posted(request), units=units_of(request), initial=initial)
    return _kept(request, duty, form, _("Edit"))


@require_http_methods(FORM)
@access(sees="governance", may="records.keep")
def assignment_new(request: StaffRequest) -> HttpResponse:
    form = forms.AssignmentForm(posted(request), units=units_of(request))
    made = Assignment(root=root_of(request))
    return _kept(request, made, form, _("New assignment"))


@require_http_methods(FORM)
@access(sees="governance", may="records.keep")
def assignment_edit(request: StaffRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(ASSIGNMENTS.visible_to(request.user), pk=pk)
    names = forms.AssignmentForm.base_fields
    initial = {name: getattr(one, name) for name in names}
    form = forms.AssignmentForm(
        posted(request), units=units_of(request), initial=initial
    )
    return _kept(request, one, form, _("Edit"))


@require_GET
@access(sees="governance")
def duty_matrix(request: StaffRequest) -> HttpResponse:
    units, rows = queries.matrix(request.user)
    context = {
        "units": units,
        "rows": rows,
        "liaisons": queries.liaisons(request.user, timezone.localdate()),
        "may_keep": request.user.scope.allows("records.keep"),
    }
    return render(request, "governance/duty_matrix.html", context)
