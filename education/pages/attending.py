"""Signing in to a training, the sheet with its code, the list, and who owes what."""

from datetime import datetime
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core.deeds import FORM, answered, posted, root_of
from consumer_protection.core.documents.paper import chinese_day, given_away
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from education.documents.posters import poster
from education.doing import attending
from education.models import Training
from education.pages.years import asked_year
from education.queries import owed
from education.states import KEEP


class PeopleForm(forms.Form):
    people = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )


@require_http_methods(FORM)
@access()
def training_sign(request: StaffRequest, token: UUID) -> HttpResponse:
    """Where the code on the door leads: the person confirms that it is there."""
    training = get_object_or_404(
        Training.objects.select_related("unit"), token=token, root=root_of(request)
    )
    if request.method == "POST":
        try:
            is_new = attending.sign_in(training, actor=request.user, at=timezone.now())
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            said = _("You are signed in.") if is_new else _("You signed in before.")
            messages.success(request, said)
        return redirect("education:training_sign", token)
    mine = training.attendances.filter(person=request.user).first()
    context = {"training": training, "mine": mine}
    return render(request, "education/training_sign.html", context)


@require_GET
@access(sees="education", may=KEEP)
def training_code(request: StaffRequest, pk: int) -> HttpResponse:
    training = _training(request, pk)
    token = attending.token_of(training, actor=request.user)
    path = reverse("education:training_sign", args=[token])
    lines = [chinese_day(training.held_on), _("Scan the code and sign in.")]
    made = poster(
        training.name,
        lines,
        f"{settings.PUBLIC_URL}{path}",
        training.root.institution_name,
        timezone.localtime(),
    )
    return given_away(made, f"training-{training.pk}.pdf", "application/pdf")


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def training_list(request: StaffRequest, pk: int) -> HttpResponse:
    training = _training(request, pk)
    form = PeopleForm(posted(request))
    known = training.attendances.values("person")
    own = User.objects.active().filter(unit__root=training.root)
    people = own.exclude(pk__in=known).order_by("staff_number")
    form.fields["people"].queryset = people  # type: ignore[attr-defined]
    form.fields["people"].label = _("Were there")

    def write(at: datetime) -> None:
        attending.take_list(
            training, form.cleaned_data["people"], actor=request.user, at=at
        )

    return answered(
        request, form, write, title=_("Take the list of signatures"), back=training
    )


@require_GET
@access(sees="education")
def training_owed(request: StaffRequest) -> HttpResponse:
    """``?year=``: this one unless told."""
    year, scope = asked_year(request), request.user.scope
    is_wide = scope.sees_all("education")
    units = None if is_wide else [scope.unit_id or 0, *scope.below]
    found = owed.lines(root_of(request), year, units)
    context = {
        "year": year,
        "lines": found,
        "owing": sum(one.is_owed for one in found),
    }
    return render(request, "education/training_owed.html", context)


def _training(request: StaffRequest, pk: int) -> Training:
    visible = Training.objects.visible_to(request.user).select_related("root")
    found: Training = get_object_or_404(visible, pk=pk)
    return found
