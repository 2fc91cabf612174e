"""What outlets take part in now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core.http import StaffRequest, access
from education.models import Survey
from education.queries import surveys
from education.states import LOG


@require_GET
@access(sees="education")
def survey_tasks(request: StaffRequest) -> HttpResponse:
    """Surveys of the institution that take answers now, with the asker's outlets."""
    today = timezone.localdate()
    running = Survey.objects.filter(
        root_id=request.user.scope.root_id,
        status="open",
        starts_on__lte=today,
        ends_on__gte=today,
    )
    context = {
        "tasks": [
            (one, surveys.results(one, request.user), surveys.low(one, request.user))
            for one in running.order_by("ends_on", "pk")
        ],
        "may_log": request.user.scope.allows(LOG),
    }
    return render(request, "education/survey_tasks.html", context)
