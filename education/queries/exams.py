"""Results of an examination: by person, by question; and what awaits a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from consumer_protection.core.models import User
from education.models import Exam, Seat
from education.models.exam import ExamAnswer, ExamPaper


@dataclass(frozen=True, slots=True)
class Result:
    """Of one person: the best paper handed in, or the one still out, or none."""

    person: User
    paper: ExamPaper | None
    tries: int


@dataclass(frozen=True, slots=True)
class Asked:
    """How one question was answered in the papers handed in."""

    text: str
    right: int
    times: int

    @property
    def share(self) -> int:
        return round(100 * self.right / self.times)


@dataclass(frozen=True, slots=True)
class Own:
    """An examination as the person invited sees it."""

    exam: Exam
    paper: ExamPaper | None
    may_begin: bool


def results(exam: Exam) -> list[Result]:
    """By staff number; two queries."""
    seats = exam.seats.select_related("person__unit").prefetch_related("papers")
    return [
        Result(seat.person, _best(list(seat.papers.all())), len(seat.papers.all()))
        for seat in seats.order_by("person__staff_number")
    ]


def _best(papers: Sequence[ExamPaper]) -> ExamPaper | None:
    return max(
        papers,
        key=lambda one: (one.score is not None, one.score or 0, one.attempt),
        default=None,
    )


def questions(exam: Exam) -> list[Asked]:
    """The hardest first."""
    found = ExamAnswer.objects.filter(
        paper__seat__exam=exam, paper__handed_in_at__isnull=False
    )
    rows = (
        found.order_by()
        .values("question", "text")
        .annotate(times=Count("pk"), right=Count("pk", filter=Q(is_right=True)))
    )
    asked = [Asked(row["text"], row["right"], row["times"]) for row in rows]
    return sorted(asked, key=lambda one: (one.share, one.text))


def own(person: User, at: datetime) -> list[Own]:
    """The person's examinations, the newest first."""
    seats = Seat.objects.filter(person=person).exclude(exam__status="draft")
    found = seats.select_related("exam").prefetch_related("papers")
    return [_own(seat, at) for seat in found.order_by("-exam__opens_at", "-pk")]


def _own(seat: Seat, at: datetime) -> Own:
    papers = list(seat.papers.all())
    best, exam = _best(papers), seat.exam
    is_out = any(one.handed_in_at is None and at < one.due_at for one in papers)
    has_passed = any(one.has_passed for one in papers)
    is_left = len(papers) <= exam.resits and not has_passed
    is_open = exam.status == "open" and exam.opens_at <= at < exam.closes_at
    return Own(exam, best, is_open and (is_out or is_left))
