"""The rules that route complaints: list, page, making, ordering, ending, trying."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints import routing_actions as actions
from complaints.models import RoutingRule
from complaints.routing_forms import EndForm, RuleForm
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit

MAY = "routing.manage"


@require_http_methods(["GET", "POST"])
@access(may=MAY)
def rule_add(request: StaffRequest) -> HttpResponse:
    form = RuleForm(
        request.POST or None,
        units=Unit.objects.visible_to(request.user),
        initial={"valid_from": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        root = request.user.unit.root if request.user.unit else None
        if root is not None and _done(
            request,
            form,
            lambda at: actions.add_rule(
                root, form.cleaned_data, actor=request.user, at=at
            ),
        ):
            return redirect("complaints:routingrule_list")
    return _form_page(request, form, _("Add a routing rule"))


@require_http_methods(["GET", "POST"])
@access(may=MAY)
def rule_edit(request: StaffRequest, pk: int) -> HttpResponse:
    rule = _rule(request, pk)
    units = Unit.objects.visible_to(request.user)
    form = RuleForm(request.POST or None, units=units, rule=rule)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(
            request,
            form,
            lambda at: actions.change_rule(
                rule, form.cleaned_data, actor=request.user, at=at
            ),
        )
    ):
        return redirect(rule)
    return _form_page(request, form, _("Edit the routing rule"), rule)


@require_http_methods(["GET", "POST"])
@access(may=MAY)
def rule_end(request: StaffRequest, pk: int) -> HttpResponse:
    rule = _rule(request, pk)
    form = EndForm(request.POST or None, initial={"valid_to": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["valid_to"]
        if _done(
            request,
            form,
            lambda at: actions.end_rule(rule, day, actor=request.user, at=at),
        ):
            return redirect(rule)
    return _form_page(request, form, _("End the routing rule"), rule)


@require_POST
@access(may=MAY)
def rule_shift(request: StaffRequest, pk: int, way: str) -> HttpResponse:
    rule = _rule(request, pk)
    try:
        actions.shift_rule(rule, up=way == "up", actor=request.user, at=timezone.now())
    except actions.RuleRefused as error:
        messages.error(request, str(error))
    return redirect("complaints:routingrule_list")


def _rule(request: StaffRequest, pk: int) -> RoutingRule:
    rules = RoutingRule.objects.visible_to(request.user)
    return get_object_or_404(rules.select_related("handling_unit", "unit"), pk=pk)


def _done(
    request: StaffRequest, form: Any, write: Callable[[datetime], object]
) -> bool:
    """Whether it was written; otherwise the form says why not."""
    try:
        write(timezone.now())
    except actions.RuleRefused as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return False
    messages.success(request, _("Saved."))
    return True


def _form_page(
    request: StaffRequest, form: Any, title: str, rule: RoutingRule | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "rule": rule}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/routing_form.html", context, status=status)
