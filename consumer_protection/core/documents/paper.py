"""A short official paper, as PDF and in Word: one set of plain values for both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from consumer_protection.core.documents.letter import (
    Annex,
    Chapter,
    Grid,
    Letter,
    Picture,
    write_letter,
)
from consumer_protection.core.documents.pdf import ALLOWANCE, render_pdf

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Paper:
    """``at`` is the time it tells as its making; ``grid`` stands at its end, and the
    ``pictures`` behind it."""

    title: str
    organisation: str
    day: str
    at: datetime
    is_draft: bool
    chapters: Sequence[Chapter]
    grid: Grid | None = None
    pictures: Sequence[Picture] = ()


def docx(paper: Paper) -> bytes:
    """Equal papers give equal bytes."""
    letter = Letter(
        title=paper.title,
        author=paper.organisation,
        created=paper.at,
        marks=["草稿"] if paper.is_draft else [],
        chapters=paper.chapters,
        enclosures=[],
        signature=["", paper.organisation, paper.day],
        annexes=_annexes(paper),
    )
    return write_letter(letter)


def _annexes(paper: Paper) -> list[Annex]:
    """Table and pictures behind the signature, each an annex of its own."""
    grid, pictures = paper.grid, paper.pictures
    marks = ("附件1", "附件2") if grid and pictures else ("附件", "附件")
    found = []
    if grid:
        found.append(Annex(marks[0], grid.caption, [replace(grid, caption="")]))
    if pictures:
        found.append(Annex(marks[1], "活动照片", pictures=pictures))
    return found


def pdf(paper: Paper) -> bytes:
    """Raises RenderFailed."""
    pictures = {f"{place}.jpg": one.content for place, one in enumerate(paper.pictures)}
    html = render_to_string(
        "shared/documents/paper.html",
        {
            "document": {
                "title": paper.title,
                "organisation": paper.organisation,
                "date_text": paper.day,
                "is_draft": paper.is_draft,
                "is_demo": False,
            },
            "chapters": paper.chapters,
            "grid": paper.grid,
            "pictures": paper.pictures,
        },
    )
    return render_pdf(
        html,
        title=paper.title,
        author=paper.organisation,
        created=paper.at,
        allowance=replace(ALLOWANCE, pictures=pictures),
    )


_MADE = {"pdf": (pdf, "application/pdf"), "docx": (docx, _WORD)}


def handed_out(paper: Paper, name: str, form: str) -> HttpResponse:
    """The file as a download; raises Http404 for a form there is none of."""
    if form not in _MADE:
        raise Http404
    make, media_type = _MADE[form]
    return given_away(make(paper), f"{name}.{form}", media_type)


def given_away(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A download; ``name`` is plain ASCII."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def chinese_day(day: date) -> str:
    """2026年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"
