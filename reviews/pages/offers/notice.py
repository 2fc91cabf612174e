"""The price notices of the outlets: which hang up to date, and each as PDF."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core.documents.pdf import RenderFailed
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User
from reviews.models.offers import FeeDisplay, FeeItem
from reviews.offers.documents import price_notice_pdf


@dataclass(frozen=True, slots=True)
class Line:
    """An outlet, since when its notice hangs, and whether prices changed since."""

    outlet: Unit
    displayed_on: date | None
    is_current: bool


@require_GET
@access(sees="offers")
def price_notices(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    items = FeeItem.objects.visible_to(request.user).in_force_on(today)
    changed = items.aggregate(last=Max("effective_from"))["last"]
    lines = _lines(request.user, changed, today)
    context = {
        "lines": lines,
        "changed_on": changed,
        "count": items.count(),
        "current": sum(one.is_current for one in lines),
        "may_keep": request.user.scope.allows("monitoring.keep"),
    }
    return render(request, "reviews/price_notices.html", context)


@require_GET
@access(sees="offers")
def price_notice(request: StaffRequest, pk: int) -> HttpResponse:
    outlet = get_object_or_404(_outlets(request.user, timezone.localdate()), pk=pk)
    now = timezone.localtime()
    seen = FeeItem.objects.visible_to(request.user).order_by("catalogue", "name")
    try:
        content = price_notice_pdf(
            outlet,
            seen.in_force_on(now.date()),
            seen.preferential_on(now.date()),
            now,
        )
    except RenderFailed as error:
        messages.error(request, str(error))
        return redirect("reviews:price_notices")
    response = HttpResponse(content, content_type="application/pdf")
    name = f"price-notice-{outlet.code}-{now:%Y%m%d}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _outlets(user: User, today: date) -> QuerySet[Unit]:
    seen = Unit.objects.visible_to(user).valid_on(today)
    return seen.filter(kind="outlet").order_by("code")


def _lines(user: User, changed: date | None, today: date) -> list[Line]:
    shown = FeeDisplay.objects.visible_to(user).order_by()
    last = dict(shown.values_list("unit").annotate(last=Max("displayed_on")))
    return [
        Line(one, day, day is not None and (changed is None or day >= changed))
        for one in _outlets(user, today)
        for day in [last.get(one.pk)]
    ]
