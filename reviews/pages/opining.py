"""Opinions of a review: written, answered, decided; and the opinion on risk."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consumer_protection.core.http import StaffRequest, access
from reviews import states
from reviews.doing import checking, opining
from reviews.forms import AnswerForm, DecisionForm, OpinionForm, RiskForm
from reviews.models import Opinion, Review
from reviews.pages.doing import REFUSALS, answered, data_of, review_of, upload


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.REVIEWS)
def opinion_new(request: StaffRequest, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    initial = {"code": request.GET.get("code", "")}
    form = _opinion_form(request, review, initial)

    def write(at: datetime) -> None:
        wording = opining.Wording(**form.cleaned_data)
        opining.give_opinion(review, wording, actor=request.user, at=at)

    return answered(request, review, form, _("Write an opinion"), write)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.REVIEWS)
def opinion_change(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = _opinion(request, pk)
    initial = {
        "code": opinion.checkpoint.code if opinion.checkpoint else "",
        "text": opinion.text,
        "law": opinion.law,
        "must_change": opinion.must_change,
    }
    form = _opinion_form(request, opinion.review, initial)

    def write(at: datetime) -> None:
        wording = opining.Wording(**form.cleaned_data)
        opining.change_opinion(opinion, wording, actor=request.user, at=at)

    return answered(request, opinion.review, form, _("Change the opinion"), write)


@require_POST
@access(sees="reviews", may=states.REVIEWS)
def opinion_drop(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = _opinion(request, pk)
    try:
        opining.drop_opinion(opinion, actor=request.user, at=timezone.now())
    except REFUSALS as error:
        messages.error(request, str(error))
    return redirect(opinion.review)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.SUBMIT)
def opinion_answer(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = _opinion(request, pk)
    initial = {"adoption": opinion.adoption, "text": opinion.answer}
    form = AnswerForm(*data_of(request), initial=initial)

    def write(at: datetime) -> None:
        data = form.cleaned_data
        answer = opining.Answer(data["adoption"], data["text"], upload(data["file"]))
        opining.answer_opinion(opinion, answer, actor=request.user, at=at)

    title = _("Answer opinion %(number)d") % {"number": opinion.sequence}
    return answered(request, opinion.review, form, title, write, opinion=opinion)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.DECIDE)
def opinion_decide(request: StaffRequest, pk: int) -> HttpResponse:
    opinion = _opinion(request, pk)
    form = DecisionForm(data_of(request)[0])

    def write(at: datetime) -> None:
        data = form.cleaned_data
        opining.decide_opinion(
            opinion, data["decision"], data["reason"], actor=request.user, at=at
        )

    title = _("Decide on opinion %(number)d") % {"number": opinion.sequence}
    return answered(request, opinion.review, form, title, write, opinion=opinion)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.RISK)
def risk_judge(request: StaffRequest, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    form = RiskForm(data_of(request)[0])

    def write(at: datetime) -> None:
        data = form.cleaned_data
        opining.give_risk_opinion(
            review, data["verdict"], data["reasons"], actor=request.user, at=at
        )

    return answered(request, review, form, _("Opinion on risk"), write)


def _opinion(request: StaffRequest, pk: int) -> Opinion:
    visible = Opinion.objects.visible_to(request.user)
    related = visible.select_related("review__unit", "review__root", "checkpoint")
    found: Opinion = get_object_or_404(related, pk=pk)
    return found


def _opinion_form(
    request: StaffRequest, review: Review, initial: Mapping[str, object]
) -> OpinionForm:
    points = [one.point for one in checking.asked_of(review)]
    return OpinionForm(data_of(request)[0], points=points, initial=dict(initial))
