"""Adding and changing units."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core import organisation
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit
from consumer_protection.core.pages.setup_frame import is_in_setup
from consumer_protection.core.unit_forms import UnitForm


@require_http_methods(["GET", "POST"])
@access(may="institution.manage")
def unit_add(request: StaffRequest) -> HttpResponse:
    visible = Unit.objects.visible_to(request.user)
    top = visible.filter(parent=None).order_by("pk").first()
    form = UnitForm(
        request.POST or None, units=visible, initial={"parent": top, "kind": "outlet"}
    )
    if request.method == "POST" and form.is_valid():
        made = Unit(**form.cleaned_data)
        if _done(request, form, lambda at: _add(made, request, at)):
            return _onward(request, made)
    return render(request, "core/unit_form.html", _context(request, form, None))


@require_http_methods(["GET", "POST"])
@access(may="institution.manage")
def unit_edit(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Unit.objects.visible_to(request.user)
    unit = get_object_or_404(visible, pk=pk)
    if unit.parent_id is None:
        return redirect("core:setup_institution")
    form = UnitForm(request.POST or None, units=visible, instance=unit)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _done(request, form, lambda at: _change(unit, data, request, at)):
            return _onward(request, unit)
    return render(request, "core/unit_form.html", _context(request, form, unit))


def _add(unit: Unit, request: StaffRequest, at: Any) -> None:
    organisation.add_unit(unit, actor=request.user, at=at)


def _change(unit: Unit, data: dict[str, Any], request: StaffRequest, at: Any) -> None:
    organisation.change_unit(unit, data, actor=request.user, at=at)


def _done(request: StaffRequest, form: UnitForm, write: Any) -> bool:
    """Whether it was written; otherwise the form says why not."""
    try:
        write(timezone.now())
    except organisation.OrganisationRefused as error:
        form.add_error(error.field or None, str(error))
        return False
    messages.success(request, _("Saved."))
    return True


def _onward(request: StaffRequest, unit: Unit) -> HttpResponse:
    if "another" in request.POST:
        return redirect(request.get_full_path())
    if is_in_setup(request):
        return redirect("core:setup_units")
    return redirect("core:unit_detail", unit.pk)


def _context(
    request: StaffRequest, form: UnitForm, unit: Unit | None
) -> dict[str, object]:
    return {"form": form, "unit": unit, "is_in_setup": is_in_setup(request)}
