"""Letters of a case on paper: as PDF and in Word, from the issued texts."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from complaints.models import Letter
from consumer_protection.core.codes import label
from consumer_protection.core.documents.letter import Chapter, write_letter
from consumer_protection.core.documents.letter import Letter as Paper
from consumer_protection.core.documents.pdf import render_pdf

_HEADS = (
    ("result", "一、核查情况与处理结果"),
    ("basis", "二、处理依据"),
    ("reasons", "三、处理理由"),
    ("remedies", "四、救济途径"),
)


def letter_docx(letter: Letter, addressee: str) -> bytes:
    """Equal letters give equal bytes."""
    at = _issued(letter)
    paper = Paper(
        title=label("letter_kind", letter.kind),
        author=letter.complaint.root.institution_name,
        created=at,
        marks=[] if letter.issued_at else ["草稿"],
        chapters=[Chapter(0, "", _opening(letter, addressee)), *_chapters(letter)],
        enclosures=[],
        signature=["", letter.complaint.root.institution_name, _day(at)],
        annexes=[],
    )
    return write_letter(paper)


def letter_pdf(letter: Letter, addressee: str) -> bytes:
    """Raises RenderFailed."""
    at = _issued(letter)
    title = label("letter_kind", letter.kind)
    organisation = letter.complaint.root.institution_name
    html = render_to_string(
        "complaints/documents/letter.html",
        {
            "document": {
                "title": title,
                "organisation": organisation,
                "date_text": _day(at),
                "is_draft": letter.issued_at is None,
                "is_demo": False,
            },
            "opening": _opening(letter, addressee),
            "chapters": _chapters(letter),
        },
    )
    return render_pdf(html, title=title, author=organisation, created=at)


def _opening(letter: Letter, addressee: str) -> list[str]:
    number = [f"文号：{letter.number}"] if letter.number else []
    case = letter.complaint
    received = _day_of(case.received_on)
    return [
        *number,
        f"{addressee}：",
        f"您于{received}提出的投诉（编号{case.number}），现将有关情况告知如下。",
    ]


def _chapters(letter: Letter) -> list[Chapter]:
    texts = [(head, getattr(letter, name)) for name, head in _HEADS]
    known = [(head, text) for head, text in texts if text.strip()]
    if len(known) == 1:
        return [Chapter(0, "", known[0][1].splitlines())]
    return [Chapter(1, head, text.splitlines()) for head, text in known]


def _issued(letter: Letter) -> datetime:
    return timezone.localtime(letter.issued_at or letter.written_at)


def _day(at: datetime) -> str:
    return _day_of(at)


def _day_of(day: datetime | object) -> str:
    year, month, of_month = (getattr(day, name) for name in ("year", "month", "day"))
    return f"{year}年{month}月{of_month}日"
