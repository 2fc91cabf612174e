"""Minutes, excerpts and sign-in sheets on paper: as PDF and in Word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string

from consumer_protection.core.codes import label
from consumer_protection.core.documents.letter import (
    Annex,
    Chapter,
    Grid,
    Letter,
    write_letter,
)
from consumer_protection.core.documents.pdf import render_pdf
from consumer_protection.governance.models import AgendaItem, Meeting


@dataclass(frozen=True, slots=True)
class Paper:
    """Plain values of one paper; ``at`` is the time it tells as its making."""

    title: str
    organisation: str
    day: str
    at: datetime
    is_draft: bool
    chapters: Sequence[Chapter]
    grid: Grid | None = None


def minutes(meeting: Meeting, at: datetime) -> Paper:
    """A draft until a later meeting approved them."""
    opening = [
        f"时间：{_day(meeting.held_on)}",
        f"地点：{meeting.place}" if meeting.place else "",
        f"主持：{meeting.chair}" if meeting.chair else "",
    ]
    return Paper(
        title=f"{meeting.name.removesuffix('会议')}会议纪要",
        organisation=meeting.root.institution_name,
        day=_day(meeting.held_on),
        at=at,
        is_draft=meeting.status != "minuted",
        chapters=[
            Chapter(0, "", [line for line in opening if line]),
            Chapter(1, "一、会议情况", meeting.minutes.splitlines()),
        ],
        grid=_resolutions(meeting),
    )


def excerpt(item: AgendaItem, at: datetime) -> Paper:
    meeting = item.meeting
    told = [
        f"决议编号：{item.resolution_number}" if item.resolution_number else "",
        item.resolution,
        f"审议结果：{label('resolution_result', item.result)}",
        f"责任部门：{item.unit}" if item.unit else "",
        f"责任人：{item.owner}" if item.owner else "",
        f"完成时限：{_day(item.due_on)}" if item.due_on else "",
    ]
    opening = f"{_day(meeting.held_on)}{meeting.name}审议了“{item.text}”，摘录如下。"
    return Paper(
        title="会议决议摘录",
        organisation=meeting.root.institution_name,
        day=_day(meeting.held_on),
        at=at,
        is_draft=False,
        chapters=[Chapter(0, "", [opening, *(line for line in told if line)])],
    )


def sign_in_sheet(meeting: Meeting, at: datetime) -> Paper:
    rows = [
        (one.name, label("member_role", one.role), "")
        for one in meeting.attendances.order_by("pk")
    ]
    return Paper(
        title=f"{meeting.name}签到表",
        organisation=meeting.root.institution_name,
        day=_day(meeting.held_on),
        at=at,
        is_draft=False,
        chapters=[],
        grid=Grid("", ("姓名", "职务", "签名"), rows, "无"),
    )


def docx(paper: Paper) -> bytes:
    """Equal papers give equal bytes."""
    annexes = [Annex("附件", paper.title, [paper.grid])] if paper.grid else []
    letter = Letter(
        title=paper.title,
        author=paper.organisation,
        created=paper.at,
        marks=["草稿"] if paper.is_draft else [],
        chapters=paper.chapters,
        enclosures=[],
        signature=["", paper.organisation, paper.day],
        annexes=annexes,
    )
    return write_letter(letter)


def pdf(paper: Paper) -> bytes:
    """Raises RenderFailed."""
    html = render_to_string(
        "governance/documents/paper.html",
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
        },
    )
    return render_pdf(
        html, title=paper.title, author=paper.organisation, created=paper.at
    )


def _resolutions(meeting: Meeting) -> Grid:
    rows = [
        (
            one.text,
            one.resolution_number,
            label("resolution_result", one.result),
            str(one.unit or ""),
            _day(one.due_on) if one.due_on else "",
        )
        for one in meeting.items.select_related("unit").order_by("pk")
    ]
    heads = ("议题", "决议编号", "结果", "责任部门", "完成时限")
    return Grid("议题与决议", heads, rows, "无")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
