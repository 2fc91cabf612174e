"""Checks after launch: whether what was promised is kept."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from reviews.doing import launching
from reviews.filters import LaunchCheckFilter
from reviews.forms import LaunchCheckForm
from reviews.models import LaunchCheck, Review
from reviews.pages.doing import answered, data_of
from reviews.tables import LaunchCheckTable

_REVIEW = "reviews.review"


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=_REVIEW)
def check_complete(request: StaffRequest, pk: int) -> HttpResponse:
    visible = LaunchCheck.objects.visible_to(request.user)
    related = visible.select_related("review__unit", "review__root")
    check: LaunchCheck = get_object_or_404(related, pk=pk)
    form = LaunchCheckForm(data_of(request)[0])

    def write(at: datetime) -> None:
        data = form.cleaned_data
        launching.complete_check(
            check, data["issue"], data["note"], actor=request.user, at=at
        )

    title = label("launch_check_kind", check.kind)
    return answered(request, check.review, form, title, write)


def _show(check: LaunchCheck) -> Shown:
    review: Review = check.review
    facts = (
        (_("Review"), review.number),
        (_("Reviewed item"), review.title),
        (_("Launched on"), review.launched_on),
        (_("Due on"), check.due_on),
        (_("Done on"), check.done_on),
        (_("Result"), label("launch_check_result", check.result)),
        (_("What was looked at"), pii.mask_text(check.note)),
        (_("Issue"), pii.mask_text(check.issue)),
        (_("By"), check.done_by),
    )
    return Shown(
        title=f"{review} · {label('launch_check_kind', check.kind)}",
        sections=(Section(_("Check after launch"), facts),),
    )


def _acts(check: LaunchCheck, user: User) -> list[Act]:
    if check.is_done or not user.scope.allows(_REVIEW):
        return []
    url = reverse("reviews:check_complete", args=[check.pk])
    return [Act(_("Complete a check after launch"), url, is_main=True)]


CHECKS = Register(
    noun=LaunchCheck,
    label=_("Checks after launch"),
    subject="reviews",
    table=LaunchCheckTable,
    filterset=LaunchCheckFilter,
    show=_show,
    order=("done_on", "due_on", "pk"),
    related=("review__unit", "done_by"),
    acts=_acts,
)
