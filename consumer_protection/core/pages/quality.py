"""What records lack or contradict, each with the way to mend it."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from consumer_protection.core import quality
from consumer_protection.core.http import StaffRequest, access


@require_GET
@access(may="figures.see")
def quality_page(request: StaffRequest) -> HttpResponse:
    """Of what the asker may see; a count opens the list of exactly those records."""
    today = timezone.localdate()
    found = sorted(quality.results(request.user, today), key=_order)
    findings = list(quality.findings(request.user, today))
    errors = sum(one.count for one in found if one.check.severity == quality.ERROR)
    areas = groupby(found, lambda one: one.check.noun._meta.verbose_name)
    context = {
        "areas": [(noun, [_line(one) for one in own]) for noun, own in areas],
        "findings": findings,
        "errors": errors,
        "warnings": sum(one.count for one in found) - errors + len(findings),
    }
    return render(request, "core/quality.html", context)


def _order(result: quality.Result) -> tuple[str, str, int]:
    """By noun, errors first, then the most."""
    check = result.check
    return str(check.noun._meta.verbose_name), check.severity, -result.count


def _line(result: quality.Result) -> dict[str, object]:
    check = result.check
    meta = check.noun._meta
    address = reverse(f"{meta.app_label}:{meta.model_name}_list")
    return {
        "label": check.label,
        "advice": check.advice,
        "severity": check.severity,
        "count": result.count,
        "url": f"{address}?{urlencode({'quality': check.code})}",
    }
