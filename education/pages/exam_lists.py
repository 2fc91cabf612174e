"""The pool of questions, the list of examinations, the page of one with its results."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown
from education import filters, ledgers, tables
from education.models import Exam, Question
from education.pages.wording import labels
from education.queries import exams


def _show_question(one: Question) -> Shown:
    kind = label("question_kind", one.kind)
    return shown(ledgers.QUESTIONS, one, _("Exam question"), status=kind)


QUESTIONS = Register(
    noun=Question,
    label=_("Exam questions"),
    subject="education",
    table=tables.QuestionTable,
    filterset=filters.QuestionFilter,
    show=_show_question,
    order=("kind", "pk"),
    related=("unit",),
    ledger="exam_questions",
    writes=KEEP,
    # Right answers are for those who keep the pool.
    may=KEEP,
)


def _show_exam(exam: Exam) -> Shown:
    facts: tuple[tuple[Any, object], ...] = (
        (_("Audiences"), labels("training_audience", exam.audiences)),
        (_("Opens at"), exam.opens_at),
        (_("Closes at"), exam.closes_at),
        (_("Time limit (minutes)"), exam.minutes),
        (_("Pass mark (of 100)"), exam.pass_mark),
        (_("Resits"), exam.resits),
        (_("Only of these topics"), labels("topic", exam.topics)),
        *(
            (
                label("question_kind", kind),
                _("%(count)d × %(points)d points")
                % {"count": count, "points": exam.points_of(kind)},
            )
            for kind, count in exam.asked.items()
            if count
        ),
        (_("Training"), exam.training),
    )
    return Shown(
        title=exam.name,
        status=label("exam_status", exam.status),
        is_ended=exam.status == "closed",
        sections=(Section(_("Examination"), facts),),
        listings=() if exam.status == "draft" else (_results(exam), _questions(exam)),
    )


def _results(exam: Exam) -> Listing:
    rows = [
        (
            one.person.name,
            one.person.unit.name if one.person.unit else "",
            one.tries,
            one.paper.score if one.paper else None,
            _verdict(one),
        )
        for one in exams.results(exam)
    ]
    columns = (_("Person"), _("Unit"), _("Tries"), _("Score"), _("Result"))
    return Listing(_("Examination results"), columns, rows)


def _verdict(one: exams.Result) -> str:
    if one.paper is None:
        return str(_("Not begun"))
    if one.paper.handed_in_at is None:
        return str(_("Being written"))
    return str(_("Passed") if one.paper.has_passed else _("Failed"))


def _questions(exam: Exam) -> Listing:
    rows = [
        (one.text, one.times, one.right, f"{one.share}%")
        for one in exams.questions(exam)
    ]
    columns = (_("Question"), _("Asked"), _("Right"), _("Share of right answers"))
    return Listing(_("Questions, the hardest first"), columns, rows)


def _acts(exam: Exam, user: User) -> list[Act]:
    acts: list[Act] = []
    for move in exam.next_moves(user):
        door = reverse("education:exam_move", args=[exam.pk, move.name])
        why_not = str(getattr(exam, move.guard)(user)) if move.guard else ""
        acts.append(Act(move.label, door, is_main=not acts, why_not=why_not))
    if exam.status == "draft" and user.scope.allows(KEEP):
        door = reverse("education:exam_edit", args=[exam.pk])
        acts.append(Act(_("Change the examination"), door))
    return acts


def _list_acts(user: User) -> list[Act]:
    if not user.scope.allows(KEEP):
        return []
    pool = Act(_("Exam questions"), reverse("education:question_list"), "list")
    plan = reverse("education:exam_plan")
    return [pool, Act(_("Plan an examination"), plan, "plus", is_main=True)]


EXAMS = Register(
    noun=Exam,
    label=_("Examinations"),
    subject="education",
    table=tables.ExamTable,
    filterset=filters.ExamFilter,
    show=_show_exam,
    order=("-opens_at", "-pk"),
    related=("unit", "training"),
    acts=_acts,
    list_acts=_list_acts,
)
