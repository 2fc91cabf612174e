"""A person sits an examination: the paper is drawn, answers are kept as they come, and
the paper is handed in once."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from education.models import Exam, Seat
from education.models.exam import ExamAnswer, ExamPaper, Question
from education.rules import GRACE, cleaned, drawn, is_right, share, shuffled


@transaction.atomic
def begin(
    exam: Exam, pool: Mapping[str, list[Question]], *, actor: User, at: datetime
) -> ExamPaper:
    """The paper that is out, or a new one where another try is open. Two windows at once
    get the same. Raises MoveRefused."""
    trail.acting_as(actor)
    seat = (
        Seat.objects.select_for_update()
        .select_related("exam")
        .filter(exam=exam, person=actor)
        .first()
    )
    if seat is None:
        raise MoveRefused(_("You are not invited to this examination."))
    last: ExamPaper | None = seat.papers.order_by("-attempt").first()
    if last is not None and last.handed_in_at is None:
        if at < last.due_at + GRACE:
            return last
        _count(last, last.due_at)
    if reason := why_not_begin(seat, last, at):
        raise MoveRefused(reason)
    return _drawn(seat, pool, (last.attempt if last else 0) + 1, at)


def why_not_begin(seat: Seat, last: ExamPaper | None, at: datetime) -> str:
    """Why no further paper is given; nothing where one is."""
    exam = seat.exam
    if exam.status != "open" or at < exam.opens_at:
        return _("The examination is not open yet.")
    if at >= exam.closes_at:
        return _("The examination is over.")
    if last is not None and last.has_passed:
        return _("You have passed already.")
    if last is not None and last.attempt > exam.resits:
        return _("You have used all your tries.")
    return ""


def _drawn(
    seat: Seat, pool: Mapping[str, list[Question]], attempt: int, at: datetime
) -> ExamPaper:
    exam = seat.exam
    seed = seat.pk * 100 + attempt
    questions = drawn(pool, exam.asked, seed)
    points = [exam.points_of(one.kind) for one in questions]
    ends = min(at + timedelta(minutes=exam.minutes), exam.closes_at)
    paper = ExamPaper.objects.create(
        seat=seat, attempt=attempt, started_at=at, due_at=ends, most=sum(points)
    )
    ExamAnswer.objects.bulk_create(
        _blank(paper, place, question, worth, seed)
        for place, (question, worth) in enumerate(
            zip(questions, points, strict=True), 1
        )
    )
    return paper


def _blank(
    paper: ExamPaper, place: int, question: Question, points: int, seed: int
) -> ExamAnswer:
    options = question.options
    order = "".join(options)
    if question.kind != "true_false":
        order = shuffled(order, seed * 1000 + place)
    return ExamAnswer(
        paper=paper,
        place=place,
        question=question,
        text=question.text,
        options=[[letter, options[letter]] for letter in order],
        takes_several=question.takes_several,
        right=question.answer,
        points=points,
    )


@transaction.atomic
def save(paper: ExamPaper, given: Mapping[int, Iterable[str]], *, at: datetime) -> None:
    """Keep what was chosen, by place; what is not told stays. Raises MoveRefused once
    the paper is handed in or its time is up."""
    trail.acting_as(paper.seat.person)
    paper.refresh_from_db(from_queryset=ExamPaper.objects.select_for_update())
    if paper.handed_in_at is not None:
        raise MoveRefused(_("This paper is handed in: nothing can be changed."))
    if at >= paper.due_at + GRACE:
        raise MoveRefused(_("The time is up: what was saved before counts."))
    _write(paper, given, at)


@transaction.atomic
def hand_in(
    paper: ExamPaper, given: Mapping[int, Iterable[str]], *, at: datetime
) -> None:
    """Count it, once: a second time changes nothing. What comes after its time is left
    out, what was kept before counts."""
    trail.acting_as(paper.seat.person)
    paper.refresh_from_db(from_queryset=ExamPaper.objects.select_for_update())
    if paper.handed_in_at is not None:
        return
    if at < paper.due_at + GRACE:
        _write(paper, given, at)
    _count(paper, min(at, paper.due_at))


@transaction.atomic
def collect(exam: Exam, *, at: datetime) -> None:
    """Papers whose time is up count as they stand."""
    out = ExamPaper.objects.select_for_update().filter(
        seat__exam=exam, handed_in_at=None, due_at__lte=at - GRACE
    )
    for paper in out:
        _count(paper, paper.due_at)


def _write(paper: ExamPaper, given: Mapping[int, Iterable[str]], at: datetime) -> None:
    changed = []
    for answer in paper.answers.filter(place__in=list(given)):
        allowed = "".join(letter for letter, _text in answer.options)
        chosen = cleaned(given[answer.place], "".join(sorted(allowed)))
        if not answer.takes_several:
            chosen = chosen[:1]
        if chosen != answer.chosen:
            answer.chosen, answer.saved_at = chosen, at
            changed.append(answer)
    ExamAnswer.objects.bulk_update(changed, ["chosen", "saved_at"])


def _count(paper: ExamPaper, at: datetime) -> None:
    answers = list(paper.answers.all())
    for one in answers:
        one.is_right = is_right(one.chosen, one.right)
    ExamAnswer.objects.bulk_update(answers, ["is_right"])
    right = paper.answers.filter(is_right=True)
    paper.points = right.aggregate(all=Sum("points"))["all"] or 0
    paper.score = share(paper.points, paper.most)
    paper.has_passed = paper.score >= paper.seat.exam.pass_mark
    paper.handed_in_at = at
    paper.save()
