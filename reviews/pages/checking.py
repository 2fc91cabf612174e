"""The checklist of a review, and the handbook of all checkpoints."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core.codes import code_list, label
from consumer_protection.core.http import StaffRequest, access
from reviews import states
from reviews.doing import checking
from reviews.doing.checking import Asked
from reviews.models import Review, WordingRule
from reviews.pages.doing import REFUSALS, data_of, review_of


@require_http_methods(["GET", "POST"])
@access(sees="reviews")
def checklist(request: StaffRequest, pk: int) -> HttpResponse:
    """Reviewers answer, submitters look at it first for themselves, others read."""
    review = review_of(request, pk)
    mode = _mode(request, review)
    asked = checking.asked_of(review)
    data, _files = data_of(request)
    fault = ""
    if data is not None and mode:
        try:
            _write(request, review, mode, asked)
        except REFUSALS as error:
            fault = str(error)
        else:
            messages.success(request, _("Saved."))
            return redirect(review)
    typed = {} if data is None else _typed(data, asked)
    context = {
        "review": review,
        "mode": mode,
        "fault": fault,
        "groups": [
            (label("checkpoint_group", group), list(rows))
            for group, rows in groupby(_rows(asked, typed, mode), _group)
        ],
        "verdicts": list(code_list("check_verdict").labels.items()),
        "left": sum(not one.verdict for one in asked),
    }
    status = 422 if fault else 200
    return render(request, "reviews/checklist.html", context, status=status)


@require_GET
@access(sees="reviews")
def handbook(request: StaffRequest) -> HttpResponse:
    """Every checkpoint and wording rule in force, with its law: made of the data
    itself."""
    today = timezone.localdate()
    points = checking.handbook(today)
    kinds = code_list("review_kind").labels
    rows = [
        (one, "、".join(kinds.get(kind, kind) for kind in one.kinds)) for one in points
    ]
    context = {
        "today": today,
        "count": len(points),
        "groups": [
            (group, label("checkpoint_group", group), list(own))
            for group, own in groupby(rows, lambda row: row[0].group)
        ],
    }
    rules = WordingRule.objects.visible_to(request.user).in_force(today)
    by_class = sorted(rules, key=lambda one: (one.wording_class, one.code))
    context["wording"] = [
        (label("wording_class", name), list(own))
        for name, own in groupby(by_class, lambda one: one.wording_class)
    ]
    return render(request, "reviews/handbook.html", context)


def _mode(request: StaffRequest, review: Review) -> str:
    """review, precheck, or nothing where it is only read."""
    scope = request.user.scope
    if scope.allows(states.REVIEWS) and review.status == "in_review":
        return "" if review.why_not_reviewed(request.user) else "review"
    if scope.allows(states.SUBMIT) and review.status in ("draft", "returned"):
        return "" if review.why_not_department(request.user) else "precheck"
    return ""


def _write(
    request: StaffRequest, review: Review, mode: str, asked: Iterable[Asked]
) -> None:
    """What was left open stays open."""
    actor, at = request.user, timezone.now()
    typed = _typed(request.POST, asked)
    answers = {code: told for code, told in typed.items() if told[0]}
    if mode == "review":
        checking.answer_checklist(review, answers, actor=actor, at=at)
    else:
        own = {code: verdict for code, (verdict, _comment) in answers.items()}
        checking.precheck(review, own, actor=actor, at=at)


def _typed(data: Any, asked: Iterable[Asked]) -> dict[str, tuple[str, str]]:
    return {
        one.point.code: (
            data.get(f"verdict-{one.point.code}", ""),
            data.get(f"comment-{one.point.code}", "").replace("\x00", ""),
        )
        for one in asked
    }


def _rows(
    asked: Iterable[Asked], typed: dict[str, tuple[str, str]], mode: str
) -> list[dict[str, Any]]:
    rows = []
    for one in asked:
        standing = one.precheck if mode == "precheck" else one.verdict
        verdict, comment = typed.get(one.point.code, (standing, one.comment))
        row = {"point": one.point, "verdict": verdict, "comment": comment}
        rows.append({**row, "precheck": one.precheck})
    return rows


def _group(row: dict[str, Any]) -> str:
    return str(row["point"].group)
