"""Examinations planned, opened with their invitations, and closed with their result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.codes import label
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused, refuse_uncleared
from consumer_protection.core.transitions import make_move
from education.audiences import people_of
from education.doing import sitting
from education.models import Exam, Seat, Training
from education.models.exam import ExamPaper, Question
from education.rules import PoolTooSmall, drawn
from education.states import DRAFT, KEEP


@transaction.atomic
def plan_exam(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Exam:
    """Raises MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    exam = Exam(root=root, unit=root.lead(), status=DRAFT, planned_by=actor)
    _keep(exam, values)
    trail.record(exam, "added", actor=actor, at=at)
    return exam


@transaction.atomic
def change_exam(
    exam: Exam, values: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Only a draft: a paper drawn asks what was promised. Raises MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    exam.refresh_from_db(from_queryset=Exam.objects.select_for_update())
    if exam.status != DRAFT:
        raise MoveRefused(_("It was opened: it stays as it is."))
    _keep(exam, values)
    told = {"fields": sorted(values)}
    trail.record(exam, "changed", actor=actor, at=at, changes=told)


@transaction.atomic
def open_exam(exam: Exam, *, actor: User, at: datetime) -> None:
    """From now on those invited may sit. Raises MoveRefused, also where the pool is too
    small or nobody is invited."""
    trail.acting_as(actor)
    exam.refresh_from_db(from_queryset=Exam.objects.select_for_update())
    try:
        drawn(pool_of(exam), exam.asked, 0)
    except PoolTooSmall as small:
        raise MoveRefused(
            _("The pool has %(has)d of “%(kind)s”, a paper asks %(asks)d.")
            % {
                "has": small.has,
                "kind": label("question_kind", small.kind),
                "asks": small.asks,
            }
        ) from small
    people = people_of(exam.root, exam.audiences, timezone.localdate(at))
    if not people:
        raise MoveRefused(_("Nobody who can sign in is of this audience."))
    Seat.objects.bulk_create(
        [Seat(exam=exam, person=one) for one in people], ignore_conflicts=True
    )
    make_move(exam, "open", actor=actor, at=at, told={"invited": len(people)})


@transaction.atomic
def close_exam(exam: Exam, *, actor: User, at: datetime) -> None:
    """Papers still out count as they stand; the result becomes a training of kind
    examination, so that every figure knows it. Raises MoveRefused."""
    trail.acting_as(actor)
    make_move(exam, "close", actor=actor, at=at)
    sitting.collect(exam, at=at)
    papers = ExamPaper.objects.filter(seat__exam=exam)
    training = Training(
        root=exam.root,
        unit=exam.unit,
        name=exam.name,
        kind="exam",
        audiences=exam.audiences,
        held_on=timezone.localdate(exam.opens_at),
        trainer="internal",
        expected=exam.seats.count(),
        present=papers.values("seat").distinct().count(),
        passed=papers.filter(has_passed=True).values("seat").distinct().count(),
    )
    same = Training.objects.filter(
        root=exam.root, name=training.name, held_on=training.held_on
    )
    if same.exists():
        raise MoveRefused(_("There is a training of this name and day already."))
    training.save()
    trail.record(training, "added", actor=actor, at=at)
    exam.training = training
    exam.save(update_fields=["training"])


def pool_of(exam: Exam) -> dict[str, list[Question]]:
    """The questions in use it may draw, by kind; without topics of its own, all."""
    found = Question.objects.filter(root=exam.root, in_use=True)
    if exam.topics:
        found = found.filter(Q(topic__in=exam.topics))
    pool: dict[str, list[Question]] = {}
    for one in found.order_by("pk"):
        pool.setdefault(one.kind, []).append(one)
    return pool


def _keep(exam: Exam, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(exam, name, value)
    if exam.closes_at <= exam.opens_at:
        raise MoveRefused(_("It closes before it opens."))
    same = Exam.objects.filter(root=exam.root, name=exam.name).exclude(pk=exam.pk)
    if same.exists():
        raise MoveRefused(_("There is an examination of this name already."))
    exam.save()
