"""The report's attachments as a workbook: a sheet each, all text, no formula."""

from datetime import datetime

from django.utils import timezone

from consumer_protection.core.documents.booklet import Block, Leaf, write_booklet
from consumer_protection.core.documents.repeatable import repeatable
from reporting.annexes import Table, annexes, figure_table
from reporting.documents import breakdown_tables, day_text
from reporting.reports.frozen import Frozen, content_hash

_SHEETS = ("制度清单", "审查汇总", "投诉统计", "宣教活动", "培训")


def report_xlsx(
    frozen: Frozen, as_of: datetime, *, is_draft: bool, is_demo: bool
) -> bytes:
    """Equal content gives equal bytes."""
    cover = _cover(frozen, as_of, is_draft=is_draft, is_demo=is_demo)
    checks = [
        [one.code, "通过" if one.passed else "未通过", one.detail]
        for one in frozen.checks
    ]
    found = annexes(frozen, breakdown_tables(frozen))
    leaves = [
        Leaf("说明", [_block(Table("", ("项目", "内容"), cover, ""))]),
        *(
            Leaf(name, [_block(table) for table in tables])
            for name, tables in zip(_SHEETS, found, strict=True)
        ),
        Leaf("指标一览", [_block(figure_table(frozen))]),
        Leaf("校验", [_block(Table("校验", ("代码", "结果", "内容"), checks, ""))]),
    ]
    book = write_booklet(frozen.title, frozen.institution, leaves)
    return repeatable(book, timezone.localtime(as_of))


def _block(table: Table) -> Block:
    rows = [list(row) for row in table.rows] or [[table.nothing]]
    # The last row is the total.
    return Block(table.title, table.columns, rows, table.chart, len(rows) - 1)


def _cover(
    frozen: Frozen, as_of: datetime, *, is_draft: bool, is_demo: bool
) -> list[list[str]]:
    marks = [
        *(["草稿：有校验未通过"] if is_draft else []),
        *(["演示数据"] if is_demo else []),
    ]
    return [
        ["报告", frozen.title],
        ["机构", frozen.institution],
        ["期间", frozen.period],
        ["数据截至", day_text(as_of)],
        ["内容校验码", content_hash(frozen.content())],
        ["标记", "、".join(marks) or "无"],
        ["说明", "各表由登记记录自动统计，与报告正文、数据文件出自同一时点。"],
    ]
