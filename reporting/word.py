"""The report as a Word document, with the structure of the PDF."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from consumer_protection.core.documents.letter import (
    Annex,
    Chapter,
    Grid,
    Letter,
    write_letter,
)
from consumer_protection.core.documents.titles import broken_title
from reporting.annexes import MOST, Table, annexes
from reporting.documents import breakdown_tables, day_text, numbered
from reporting.reports.frozen import Frozen
from reporting.reports.sources import sources
from reporting.reports.text import plain

_FIRST, _NEXT = "附件：", "　　　"
_TITLES = (
    "消费者权益保护制度清单",
    "消费者权益保护审查汇总表",
    "消费投诉统计表",
    "金融宣教活动一览表",
    "消费者权益保护培训一览表",
    "数据来源",
)


def report_docx(
    frozen: Frozen, as_of: datetime, *, is_draft: bool, is_demo: bool
) -> bytes:
    """Equal content gives equal bytes."""
    marks = [*(["草稿"] if is_draft else []), *(["演示数据"] if is_demo else [])]
    letter = Letter(
        title=broken_title(frozen.title),
        author=frozen.institution,
        created=timezone.localtime(as_of),
        marks=marks,
        chapters=_chapters(frozen),
        enclosures=[
            f"{_FIRST if number == 1 else _NEXT}{number}.{title}"
            for number, title in enumerate(_TITLES, 1)
        ],
        signature=["", frozen.institution, day_text(as_of)],
        annexes=_annexes(frozen),
    )
    return write_letter(letter)


def _chapters(frozen: Frozen) -> list[Chapter]:
    return [
        Chapter(
            section.level,
            heading,
            [plain(text, frozen.facts) for text in section.paragraphs],
        )
        for section, heading in numbered(frozen.sections)
    ]


def _annexes(frozen: Frozen) -> list[Annex]:
    found = annexes(frozen, breakdown_tables(frozen))
    made = []
    for number, tables in enumerate(found, 1):
        title = _TITLES[number - 1]
        grids = [_grid(table, title) for table in tables]
        made.append(Annex(f"附件{number}", title, grids))
    lines = [_source(one) for one in sources(frozen)]
    return [*made, Annex(f"附件{len(_TITLES)}", _TITLES[-1], lines=lines)]


def _grid(table: Table, title: str) -> Grid:
    caption = "" if table.title == title else table.title
    rows = [[str(value) for value in row] for row in table.rows[:MOST]]
    more = len(table.rows) - len(rows)
    note = f"另有{more}行，见附件工作簿。" if more else ""
    return Grid(caption, table.columns, rows, table.nothing, table.chart, note)


def _source(one: dict[str, Any]) -> str:
    records = one["records"] or "无"
    if one["same_as"]:
        records = f"同第{one['same_as']}项"
    elif one["more"]:
        records += f"等，另有{one['more']}条见数据文件"
    head = f"{one['number']}. {one['label']}：{one['value']}"
    return f"{head}（{one['code']}）　记录：{records}"
