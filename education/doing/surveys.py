"""Surveys planned with their questions, answers taken, low ones followed up."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused, refuse_uncleared
from consumer_protection.core.transitions import make_move
from education.models import Survey
from education.models.survey import SurveyAnswer, SurveyQuestion, SurveyResponse
from education.states import DRAFT, KEEP, LOG

_STANDARD = Path(__file__).parents[1] / "data" / "standard_survey.csv"
ONLINE, PAPER = "online", "paper"


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to one question."""

    rating: int | None = None
    choices: tuple[int, ...] = ()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        return self.rating is None and not self.choices and not self.text


@dataclass(frozen=True, slots=True)
class Filled:
    """One questionnaire: answers by question id; ``key`` is that of its form."""

    key: UUID
    outlet: Unit | None
    way: str
    answers: Mapping[int, Given] = field(default_factory=dict)


@transaction.atomic
def plan_survey(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Survey:
    """With the standard questions of the four areas, where they are asked for. Raises
    MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    given = dict(values)
    is_standard = given.pop("is_standard", False)
    survey = Survey(root=root, unit=root.lead(), status=DRAFT, planned_by=actor)
    _keep(survey, given)
    if is_standard:
        _add_standard(survey)
    trail.record(survey, "added", actor=actor, at=at)
    return survey


@transaction.atomic
def change_survey(
    survey: Survey, values: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Raises MoveRefused once it is closed."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    _hold(survey)
    if survey.status == "closed":
        raise MoveRefused(_("It is closed: it stays as it is."))
    given = {name: value for name, value in values.items() if name != "is_standard"}
    _keep(survey, given)
    told = {"fields": sorted(given)}
    trail.record(survey, "changed", actor=actor, at=at, changes=told)


@transaction.atomic
def add_question(
    survey: Survey, values: Mapping[str, Any], *, actor: User, at: datetime
) -> SurveyQuestion:
    """At the end of the draft. Raises MoveRefused."""
    trail.acting_as(actor)
    _refuse_unless_draft(survey, actor)
    last = survey.questions.aggregate(last=Max("place"))["last"] or 0
    made = SurveyQuestion.objects.create(survey=survey, place=last + 1, **values)
    told = {"question": made.text}
    trail.record(survey, "question_added", actor=actor, at=at, changes=told)
    return made


@transaction.atomic
def drop_question(question: SurveyQuestion, *, actor: User, at: datetime) -> None:
    """Raises MoveRefused once the survey was opened."""
    trail.acting_as(actor)
    survey = question.survey
    _refuse_unless_draft(survey, actor)
    told = {"question": question.text}
    question.delete()
    trail.record(survey, "question_dropped", actor=actor, at=at, changes=told)


@transaction.atomic
def move_survey(survey: Survey, name: str, *, actor: User, at: datetime) -> None:
    """Raises MoveRefused; then nothing has changed."""
    make_move(survey, name, actor=actor, at=at)


@transaction.atomic
def take(
    survey: Survey, filled: Filled, *, actor: User, at: datetime
) -> SurveyResponse:
    """Keep one questionnaire, once: the same form sent again finds what was kept.
    Raises MoveRefused where the survey takes none, or nothing was answered."""
    trail.acting_as(actor)
    known = SurveyResponse.objects.filter(key=filled.key, survey=survey).first()
    if known is not None:
        return known
    survey.refresh_from_db()
    if not survey.is_taking:
        raise MoveRefused(_("This survey takes no answers now."))
    answers = {pk: one for pk, one in filled.answers.items() if not one.is_empty}
    questions = {one.pk: one for one in survey.questions.all()}
    owed = [one for one in questions.values() if one.is_required]
    if any(one.pk not in answers for one in owed) or not answers:
        raise MoveRefused(_("Answer the marked questions first."))
    made, is_new = SurveyResponse.objects.get_or_create(
        key=filled.key,
        defaults={
            "survey": survey,
            "outlet": filled.outlet,
            "way": filled.way,
            "received_at": at,
            "entered_by": actor if filled.way == PAPER else None,
        },
    )
    if is_new:
        SurveyAnswer.objects.bulk_create(
            SurveyAnswer(
                response=made,
                question=questions[pk],
                rating=one.rating,
                choices=list(one.choices),
                text=one.text,
            )
            for pk, one in answers.items()
            if pk in questions
        )
    return made


@transaction.atomic
def follow_up(
    response: SurveyResponse, measure: str, *, actor: User, at: datetime
) -> None:
    """What was done about low ratings. Raises MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, LOG)
    response.measure, response.measured_by = measure, actor
    response.measured_at = at
    response.save(update_fields=["measure", "measured_by", "measured_at"])
    told = {"response": response.pk}
    trail.record(
        response.survey, "followed_up", actor=actor, at=at, note=measure, changes=told
    )


def _add_standard(survey: Survey) -> None:
    with _STANDARD.open(encoding="utf-8", newline="") as file:
        for place, row in enumerate(csv.DictReader(file), 1):
            options = [one for one in row["options"].split("|") if one]
            SurveyQuestion.objects.create(
                survey=survey,
                place=place,
                section=row["section"],
                kind=row["kind"],
                text=row["text"],
                options=options,
                is_required=row["is_required"] == "1",
            )


def _keep(survey: Survey, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(survey, name, value)
    if survey.ends_on < survey.starts_on:
        raise MoveRefused(_("It ends before it begins: correct a day."))
    same = Survey.objects.filter(
        root=survey.root, name=survey.name, starts_on=survey.starts_on
    )
    if same.exclude(pk=survey.pk).exists():
        raise MoveRefused(_("There is a survey of this name and day already."))
    survey.save()


def _hold(survey: Survey) -> None:
    survey.refresh_from_db(from_queryset=Survey.objects.select_for_update())


def _refuse_unless_draft(survey: Survey, actor: User) -> None:
    refuse_uncleared(actor, KEEP)
    _hold(survey)
    if survey.status != DRAFT:
        raise MoveRefused(_("It was opened: its questions stay as they are."))
