"""Pages that plan, open and close a survey, print its code, enter answers on paper."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from consumer_protection.core.deeds import FORM, answered, posted, root_of, said_of
from consumer_protection.core.documents.paper import given_away
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit
from education import survey_forms
from education.documents.posters import poster
from education.doing import surveys
from education.models import Campaign, Survey
from education.models.survey import SurveyQuestion, SurveyResponse
from education.queries.surveys import responses
from education.states import KEEP, LOG, OPEN


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def survey_plan(request: StaffRequest) -> HttpResponse:
    form = survey_forms.SurveyForm(posted(request), campaigns=_campaigns(request))

    def write(at: datetime) -> Survey:
        values = form.cleaned_data
        return surveys.plan_survey(root_of(request), values, actor=request.user, at=at)

    return answered(
        request,
        form,
        write,
        title=_("Plan a survey"),
        back="education:survey_list",
        back_label=_("Surveys"),
    )


def _campaigns(request: StaffRequest, own: int | None = None) -> Any:
    """Those not handed in, and the ``own`` one; the newest first."""
    seen = Campaign.objects.visible_to(request.user)
    open_now = seen.filter(Q(status__in=OPEN) | Q(pk=own))
    return open_now.order_by("-starts_on", "-pk")


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def survey_edit(request: StaffRequest, pk: int) -> HttpResponse:
    survey = _survey(request, pk)
    names = [one for one in survey_forms.SurveyForm.base_fields if one != "is_standard"]
    initial = {name: getattr(survey, name) for name in names}
    form = survey_forms.SurveyForm(
        posted(request),
        initial=initial,
        campaigns=_campaigns(request, survey.campaign_id),
    )
    del form.fields["is_standard"]

    def write(at: datetime) -> None:
        surveys.change_survey(survey, form.cleaned_data, actor=request.user, at=at)

    return answered(request, form, write, title=_("Change the survey"), back=survey)


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def question_add(request: StaffRequest, pk: int) -> HttpResponse:
    survey = _survey(request, pk)
    form = survey_forms.QuestionForm(posted(request))

    def write(at: datetime) -> None:
        surveys.add_question(survey, form.cleaned_data, actor=request.user, at=at)

    return answered(request, form, write, title=_("Add a question"), back=survey)


@require_POST
@access(sees="education", may=KEEP)
def question_drop(request: StaffRequest, pk: int) -> HttpResponse:
    seen = Survey.objects.visible_to(request.user)
    found = SurveyQuestion.objects.filter(survey__in=seen).select_related("survey")
    question = get_object_or_404(found, pk=pk)
    survey = question.survey
    said_of(
        request, lambda at: surveys.drop_question(question, actor=request.user, at=at)
    )
    return redirect(survey)


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def survey_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    survey = _survey(request, pk)
    asked = survey.machine.moves.get(move)
    if asked is None:
        raise Http404

    def write(at: datetime) -> None:
        surveys.move_survey(survey, move, actor=request.user, at=at)

    form = forms.Form(posted(request))
    return answered(request, form, write, title=asked.label, back=survey)


@require_http_methods(FORM)
@access(sees="education", may=LOG)
def survey_enter(request: StaffRequest, pk: int) -> HttpResponse:
    """A questionnaire filled in on paper; one after the other."""
    survey = _open_survey(request, pk)
    outlets = _outlets(request)
    form = survey_forms.PaperForm(
        posted(request), questions=survey.questions.all(), outlets=outlets
    )

    def write(at: datetime) -> None:
        code = form.cleaned_data.get("outlet")
        outlet = outlets.filter(code=code).first() if code else None
        key = form.cleaned_data["key"]
        filled = surveys.Filled(key, outlet, surveys.PAPER, form.given())
        surveys.take(survey, filled, actor=request.user, at=at)

    return answered(
        request,
        form,
        write,
        title=_("Enter a questionnaire"),
        hint=survey.name,
        back="education:survey_tasks",
        back_label=_("Surveys now"),
    )


@require_GET
@access(sees="education")
def survey_poster(request: StaffRequest, pk: int) -> HttpResponse:
    """``?outlet=``: whose answers these are."""
    survey, outlet = _open_survey(request, pk), None
    if code := request.GET.get("outlet"):
        outlet = get_object_or_404(_outlets(request), code=code)
    lines = [outlet.name] if outlet else []
    lines += [_("Scan the code with your phone. Nobody learns who you are.")]
    address = f"{settings.PUBLIC_URL}{survey.public_path(outlet)}"
    name = survey.root.institution_name
    made = poster(survey.name, lines, address, name, timezone.localtime())
    return given_away(made, f"survey-{survey.pk}.pdf", "application/pdf")


@require_http_methods(FORM)
@access(sees="education", may=LOG)
def survey_follow(request: StaffRequest, pk: int) -> HttpResponse:
    found: SurveyResponse = get_object_or_404(
        SurveyResponse.objects.select_related("survey__root"), pk=pk
    )
    if not responses(found.survey, request.user).filter(pk=pk).exists():
        raise Http404
    form = survey_forms.MeasureForm(posted(request), initial={"measure": found.measure})

    def write(at: datetime) -> None:
        measure = form.cleaned_data["measure"]
        surveys.follow_up(found, measure, actor=request.user, at=at)

    return answered(
        request,
        form,
        write,
        title=_("Follow up a low answer"),
        back="education:survey_tasks",
        back_label=_("Surveys now"),
    )


def _survey(request: StaffRequest, pk: int) -> Survey:
    visible = Survey.objects.visible_to(request.user).select_related("root")
    found: Survey = get_object_or_404(visible, pk=pk)
    return found


def _open_survey(request: StaffRequest, pk: int) -> Survey:
    """Of the institution: outlets take part in what head office asks."""
    found: Survey = get_object_or_404(
        Survey.objects.select_related("root"), pk=pk, root=root_of(request)
    )
    return found


def _outlets(request: StaffRequest) -> Any:
    units = Unit.objects.visible_to(request.user).outlets().order_by("code")
    if not request.user.scope.sees_all("education"):
        own = {request.user.scope.unit_id or 0, *request.user.scope.below}
        units = units.filter(pk__in=own)
    return units
