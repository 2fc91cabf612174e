"""The certificate of an examination passed."""

from django.utils import timezone

from consumer_protection.core.documents.letter import Chapter
from consumer_protection.core.documents.paper import Paper, chinese_day
from education.models.exam import ExamPaper


def certificate_of(paper: ExamPaper) -> Paper:
    """The same paper gives the same certificate. ``paper`` is handed in."""
    exam, person = paper.seat.exam, paper.seat.person
    at = timezone.localtime(paper.handed_in_at)
    name = exam.root.institution_name
    unit = person.unit.name if person.unit else name
    told = (
        f"兹证明{unit}{person.name}（工号{person.staff_number}）于"
        f"{chinese_day(at.date())}参加“{exam.name}”，"
        f"得{paper.score}分（满分100分，{exam.pass_mark}分合格），成绩合格。"
    )
    return Paper(
        title="合格证书",
        organisation=name,
        day=chinese_day(at.date()),
        at=at,
        is_draft=False,
        chapters=[Chapter(0, "", [told])],
    )
