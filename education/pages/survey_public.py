"""The questionnaire for everybody: no account, no session, nobody is known by name."""

from collections.abc import Callable
from typing import cast
from uuid import UUID, uuid4

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consumer_protection.core import limits
from consumer_protection.core.http import View, access
from consumer_protection.core.limits import Limit, TooOften
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from education.doing import surveys
from education.models import Survey
from education.survey_forms import AnswerForm

_HOUR = 3600
# Of one address, of the whole: answers an hour. An outlet's customers share its address.
_HERE, _ALL = 60, 3000
# The library knows only views without further arguments.
_without_scripts = cast(
    "Callable[[View], View]",
    csp_replace({"script-src": ["'none'"], "connect-src": ["'none'"]}),
)


@require_http_methods(["GET", "POST"])
@never_cache
@access(public=True)
@_without_scripts
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Sent in one step; what was typed stays where it is refused."""
    survey = get_object_or_404(Survey.objects.exclude(status="draft"), token=token)
    outlet = _outlet(survey, request.GET.get("outlet", ""))
    if not survey.is_taking:
        return _shown(request, survey, "ended", status=410)
    questions = survey.questions.all()
    outlets = () if outlet else _outlets(survey)
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, questions=questions, outlets=outlets)
    key, status = _key(request.POST.get("key", "")), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            chosen = outlet or _outlet(survey, form.cleaned_data.get("outlet", ""))
            filled = surveys.Filled(key, chosen, surveys.ONLINE, form.given())
            try:
                _take(request, survey, filled)
            except MoveRefused as refused:
                form.add_error(None, str(refused))
            except TooOften:
                status = 429
                told = _(
                    "Too many answers from here at once. Try again in an hour; what you wrote is still here."
                )
                form.add_error(None, told)
            else:
                return _shown(request, survey, "thanks")
    return _shown(request, survey, "form", status=status, form=form, key=key)


def _take(request: HttpRequest, survey: Survey, filled: surveys.Filled) -> None:
    here = limits.address_of(request)
    limits.spend([Limit("survey-here", here, _HERE, _HOUR)])
    limits.spend([Limit("survey", "", _ALL, _HOUR)])
    surveys.take(survey, filled, actor=User.objects.system(), at=timezone.now())


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _outlets(survey: Survey) -> list[Unit]:
    own = Unit.objects.filter(root=survey.root_id).outlets()
    return list(own.valid_on(timezone.localdate()).order_by("code"))


def _outlet(survey: Survey, code: str) -> Unit | None:
    return next((one for one in _outlets(survey) if one.code == code), None)


def _shown(
    request: HttpRequest, survey: Survey, part: str, status: int = 200, **more: object
) -> HttpResponse:
    context = {"survey": survey, "part": part, **more}
    template = "education/survey_public.html"
    response = render(request, template, context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
