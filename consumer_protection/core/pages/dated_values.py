"""The page of limits and thresholds, and the form of a new value."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core import dated_values
from consumer_protection.core.http import StaffRequest, access

_TITLES = {"limits": _("Time limits"), "thresholds": _("Thresholds")}


class _ValueForm(forms.Form):
    """``kind`` decides what is measured: days, or an amount."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = forms.CharField(label=_("Legal source or reason"), max_length=200)
        if kind == "limits":
            self.fields["days"] = forms.IntegerField(
                label=_("Days"), min_value=1, max_value=999
            )
            self.fields["law"] = source
        else:
            self.fields["amount"] = forms.DecimalField(
                label=_("Value"), min_value=0, max_digits=14, decimal_places=2
            )
            self.fields["basis"] = source
        self.fields["valid_from"] = forms.DateField(
            label=_("In force from"),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )


@require_GET
@access(may="values.see")
def dated_list(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    parts = [
        (title, [(one, dated_values.may_set(one.code, request.user)) for one in lines])
        for kind, title in _TITLES.items()
        if (lines := dated_values.lines(kind, today))
    ]
    return render(request, "core/dated_values.html", {"parts": parts})


@require_http_methods(["GET", "POST"])
@access(may="values.see")
def dated_change(request: StaffRequest, kind: str, code: str) -> HttpResponse:
    known = dated_values.lines(kind, timezone.localdate()) if kind in _TITLES else []
    line = next((one for one in known if one.code == code), None)
    if line is None:
        raise Http404
    if not dated_values.may_set(code, request.user):
        raise PermissionDenied
    last = line.history[0]
    names = ("days", "law", "amount", "basis")
    initial = {name: getattr(last, name) for name in names if hasattr(last, name)}
    form = _ValueForm(request.POST or None, kind=kind, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = (kind, code, form.cleaned_data)
            dated_values.set_from(*asked, actor=request.user, at=timezone.now())
        except dated_values.ValueRefused as error:
            form.add_error("valid_from", str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("core:dated_list")
    context = {"form": form, "line": line}
    status = 422 if form.errors else 200
    return render(request, "core/dated_value_form.html", context, status=status)
